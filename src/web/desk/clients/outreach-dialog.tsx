import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { CallerChoice } from '../conversations/caller-choice.tsx';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { ChoiceField, TextArea, TextField } from '../kit/field.tsx';
import { type FormState, useForm } from '../kit/form.tsx';
import { useRead } from '../kit/use-read.ts';
import { blank, bodyOf, draftOf, isKnown, isNamed, means, nameOf, type OutreachDraft } from './outreach-draft.ts';
import { OutreachList } from './outreach-list.tsx';

type Form = FormState<OutreachDraft>;

/** Sends what was written down; the form is empty then, for the next one. */
function useOutreachForm(again: () => void): Form {
  const { t, api, newKey, now } = usePage();
  const key = useRef(newKey());
  const form: Form = useForm<OutreachDraft>({
    values: blank,
    check: (draft) => (isNamed(draft) ? null : t('outreach.nobody')),
    async send(draft) {
      const answer = await api('POST /outreach', { body: { ...bodyOf(draft, new Date(now())), key: key.current } });
      if (answer.ok || answer.problem.status !== 0) key.current = newKey();
      if (!answer.ok) return answer.problem;
      form.change({ ...blank, means: draft.means, closer: draft.corrects === null ? draft.closer : '' });
      again();
      return null;
    },
  });
  return form;
}

/** Writes down whom one called or wrote to first, known or not, and who goes on with them, and puts it right (R5); below stands what came of it. */
export function OutreachDialog(): JSX.Element {
  const { t, api, dispatch } = usePage();
  const [of, setOf] = useState<'mine' | 'all'>('mine');
  const read = useRead(`outreach ${of}`, null, () => api('GET /outreach', { query: { of } }));
  const form = useOutreachForm(read.again);
  const { values, set, change } = form;
  const close = (): void => dispatch({ type: 'dialog', dialog: null });
  return (
    <FormDialog
      title={t('outreach.title')}
      name="outreach"
      close={close}
      form={form}
      submit={{ words: t(values.corrects === null ? 'outreach.save' : 'outreach.save.right'), name: 'outreach-save' }}
      troubleName="outreach-problem"
    >
      <Whom form={form} />
      <ChoiceField
        label={t('facts.means')}
        name="outreach-means"
        value={values.means}
        all={means.map((each) => [each, t(`facts.means.${each}`)] as const)}
        set={set('means')}
      />
      <Closer draft={values} set={set('closer')} />
      <TextArea
        label={t('outreach.note')}
        hint={t('outreach.note.hint')}
        name="outreach-note"
        rows={2}
        maxLength={2000}
        dir="auto"
        value={values.note}
        set={set('note')}
      />
      <OutreachList read={read} of={of} show={setOf} right={(record) => change(draftOf(record))} />
    </FormDialog>
  );
}

/** Whom it was: somebody known, or anybody by how they are found when they come. Whoever the company knows stays who they were. */
function Whom({ form: { values, set, change } }: { readonly form: Form }): JSX.Element {
  const { t } = usePage();
  const { corrects, caller } = values;
  const stays = corrects !== null && isKnown(corrects);
  return (
    <>
      {corrects === null ? null : (
        <p class="chosen" role="status" data-testid="outreach-righting">
          <span>{t('outreach.righting', { name: nameOf(corrects) || t('contact.unnamed') })}</span>
          <button type="button" class="link-button" onClick={() => change(blank)}>
            {t('outreach.righting.stop')}
          </button>
        </p>
      )}
      {stays ? null : <CallerChoice caller={caller} choose={set('caller')} />}
      {stays || caller.type === 'known' ? null : <Newcomer values={values} set={set} />}
    </>
  );
}

/** How somebody who is not known yet is to be found when they come. */
function Newcomer({ values, set }: Pick<Form, 'values' | 'set'>): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <TextField
        label={t('outreach.organisation')}
        name="outreach-organisation"
        maxLength={200}
        dir="auto"
        value={values.organisation}
        set={set('organisation')}
      />
      <div class="form-row">
        <TextField label={t('outreach.email')} type="email" name="outreach-email" maxLength={254} value={values.email} set={set('email')} />
        <TextField label={t('outreach.telegram')} name="outreach-telegram" maxLength={64} value={values.telegram} set={set('telegram')} />
      </div>
    </>
  );
}

/** Who goes on with them: whoever called, unless somebody else is named. */
function Closer({ draft, set }: { readonly draft: OutreachDraft; readonly set: (value: string) => void }): JSX.Element {
  const { t, state, api } = usePage();
  const departments = useRead('colleagues', null, () => api('GET /people')).value?.departments ?? [];
  const me = state.session.type === 'ready' ? state.session.me.specialist.id : null;
  const caller = draft.corrects === null || draft.corrects.by.id === me ? null : draft.corrects.by;
  const sales = departments.find(({ key }) => key === 'sales')?.specialists ?? [];
  const others = sales.filter(({ id }) => id !== (caller?.id ?? me)).map((each) => [each.id, each.name] as const);
  return (
    <ChoiceField
      label={t('outreach.closer')}
      name="outreach-closer"
      value={draft.closer}
      all={[['', caller?.name ?? t('outreach.closer.me')] as const, ...others]}
      set={set}
    />
  );
}
