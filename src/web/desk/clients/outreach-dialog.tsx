import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { OutreachInput, OutreachList, OutreachRecord } from '../../../http/desk/clients/outreach.ts';
import { type Caller, CallerChoice } from '../conversations/caller-choice.tsx';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { ChoiceField, TextArea, TextField } from '../kit/field.tsx';
import { type FormState, useForm } from '../kit/form.tsx';
import { conversationAddress, To } from '../kit/to-conversation.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';
import { type Read, useRead } from '../kit/use-read.ts';

const means = ['call', 'email', 'message', 'visit'] as const;

interface Draft {
  readonly means: (typeof means)[number];
  readonly caller: Caller;
  readonly organisation: string;
  readonly email: string;
  readonly telegram: string;
  readonly closer: string;
  readonly note: string;
}

const blank: Draft = { means: 'call', caller: { type: 'nobody' }, organisation: '', email: '', telegram: '', closer: '', note: '' };

/** Sends what was written down; the form is empty then, for the next one. */
function useOutreachForm(again: () => void): FormState<Draft> {
  const { t, api, newKey, now } = usePage();
  const key = useRef(newKey());
  const form: FormState<Draft> = useForm<Draft>({
    values: blank,
    check: (draft) => (isNamed(draft) ? null : t('outreach.nobody')),
    async send(draft) {
      const body = { ...bodyOf(draft), key: key.current, at: new Date(now()).toISOString() };
      const answer = await api('POST /outreach', { body });
      if (answer.ok || answer.problem.status !== 0) key.current = newKey();
      if (!answer.ok) return answer.problem;
      form.set('caller')(blank.caller);
      for (const each of ['organisation', 'email', 'telegram', 'note'] as const) form.set(each)('');
      again();
      return null;
    },
  });
  return form;
}

/** Writes down whom one called or wrote to first, known or not, and who goes on with them (R5); below it stands what came of one's own. */
export function OutreachDialog(): JSX.Element {
  const { t, api, dispatch } = usePage();
  const mine = useRead('outreach', null, () => api('GET /outreach', { query: {} }));
  const close = (): void => dispatch({ type: 'dialog', dialog: null });
  const form = useOutreachForm(mine.again);
  const { values, set } = form;
  return (
    <FormDialog
      title={t('outreach.title')}
      name="outreach"
      close={close}
      form={form}
      submit={{ words: t('outreach.save'), name: 'outreach-save' }}
      troubleName="outreach-problem"
    >
      <ChoiceField
        label={t('facts.means')}
        name="outreach-means"
        value={values.means}
        all={means.map((each) => [each, t(`facts.means.${each}`)] as const)}
        set={set('means')}
      />
      <CallerChoice caller={values.caller} choose={set('caller')} />
      <Newcomer values={values} set={set} />
      <Closer value={values.closer} set={set('closer')} />
      <TextArea
        label={t('outreach.note')}
        name="outreach-note"
        rows={2}
        maxLength={2000}
        dir="auto"
        value={values.note}
        set={set('note')}
      />
      <Mine read={mine} />
    </FormDialog>
  );
}

/** How somebody who is not known yet is to be found when they come. */
function Newcomer({ values, set }: Pick<FormState<Draft>, 'values' | 'set'>): JSX.Element | null {
  const { t } = usePage();
  if (values.caller.type === 'known') return null;
  return (
    <>
      <TextField
        label={t('outreach.organisation')}
        name="outreach-organisation"
        maxLength={200}
        value={values.organisation}
        set={set('organisation')}
      />
      <TextField label={t('outreach.email')} type="email" name="outreach-email" maxLength={254} value={values.email} set={set('email')} />
      <TextField label={t('outreach.telegram')} name="outreach-telegram" maxLength={64} value={values.telegram} set={set('telegram')} />
    </>
  );
}

function Closer({ value, set }: { readonly value: string; readonly set: (value: string) => void }): JSX.Element {
  const { t, api } = usePage();
  const departments = useRead('colleagues', null, () => api('GET /people')).value?.departments ?? [];
  const sales = (departments.find(({ key }) => key === 'sales')?.specialists ?? []).map((each) => [each.id, each.name] as const);
  return (
    <ChoiceField
      label={t('outreach.closer')}
      name="outreach-closer"
      value={value}
      all={[['', t('outreach.closer.me')] as const, ...sales]}
      set={set}
    />
  );
}

/** Lists one's own, made or to close, the newest first, with what came of each. */
function Mine({ read }: { readonly read: Read<OutreachList> }): JSX.Element | null {
  const { t, api, newKey } = usePage();
  const { trouble, attempt } = useAttempt();
  const records = read.value?.records ?? [];
  if (records.length === 0) return null;
  const withdraw = (id: string): Promise<void> =>
    attempt(async () => {
      const answer = await api('POST /outreach/:id/withdraw', { params: { id }, body: { key: newKey() } });
      if (answer.ok) read.again();
      return answer;
    });
  return (
    <section>
      <h3 class="form-label">{t('outreach.mine')}</h3>
      <Trouble problem={trouble} />
      <ul data-testid="outreach-list">
        {records.slice(0, 20).map((each) => (
          <li key={each.id}>
            {nameOf(each) || t('contact.unnamed')} · {t(`facts.means.${each.means}`)} · {each.closer.name} ·{' '}
            {each.conversation === null ? (
              t(`outreach.state.${each.state}`)
            ) : (
              <To to={conversationAddress(each.conversation)}>{t(`outreach.state.${each.state}`)}</To>
            )}{' '}
            <button type="button" class="button quiet" data-testid="outreach-withdraw" onClick={() => void withdraw(each.id)}>
              {t('outreach.withdraw')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function nameOf({ client, contact, newcomer }: OutreachRecord): string {
  const of = newcomer ?? {};
  const named = [contact?.name, client?.name, of.person, of.organisation].filter((each) => each);
  return (named.length > 0 ? named : [of.phone, of.email, of.telegram].filter((each) => each)).join(', ');
}

function isNamed({ caller, organisation, email, telegram }: Draft): boolean {
  if (caller.type === 'known') return true;
  const phone = caller.type === 'stranger' ? caller.phone : '';
  return [organisation, email, telegram, phone].some((each) => each.trim() !== '');
}

function bodyOf({ means: how, caller, organisation, email, telegram, closer, note }: Draft): Omit<OutreachInput, 'key' | 'at'> {
  const words = note.trim() === '' ? {} : { note: note.trim() };
  const base = { means: how, closer: closer === '' ? null : closer, ...words };
  if (caller.type === 'known') return { ...base, contact: caller.contact.id };
  const { name: person, phone } = caller.type === 'stranger' ? caller : { name: '', phone: '' };
  const typed = Object.entries({ person, organisation, phone, email, telegram }).filter(([, value]) => value.trim() !== '');
  return { ...base, newcomer: Object.fromEntries(typed.map(([field, value]) => [field, value.trim()])) };
}
