import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Policy } from '../../../domain/policy.ts';
import { policyWarnings } from '../../../domain/policy-check.ts';
import { policyChanges } from '../../../domain/policy-difference.ts';
import type { NewPolicy, PolicyMistakeWorded, PolicyView } from '../../../http/desk/policy/policy.ts';
import { changeInWords, warningInWords } from '../../../texts/policy-words.ts';
import { isOutdating } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { TextField } from '../kit/field.tsx';
import { Form, type FormState, useForm } from '../kit/form.tsx';

export interface ChangesProps {
  readonly view: PolicyView;
  readonly policy: Policy;
  readonly mistakes: number;
  /** another version became active since the editing began */
  readonly meanwhile: boolean;
  readonly restores: number | null;
  readonly discard: () => void;
  readonly done: (view: PolicyView) => void;
  readonly refused: (mistakes: readonly PolicyMistakeWorded[]) => void;
  readonly again: () => void;
}

interface Note {
  readonly note: string;
}

/** Shows the difference in words, before it counts, and the button that makes it count; on a phone folded up, so that the fields are seen. */
export function PolicyChanges(props: ChangesProps): JSX.Element {
  const { t } = usePage();
  const { view, policy, meanwhile, restores } = props;
  const [active, setActive] = useState<number | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const form = useActivation(props, setActive);
  const departments = view.departments.map(({ key }) => key);
  const changes = policyChanges(view.data as Policy, policy, departments);
  const isChanged = changes.length > 0;
  return (
    <aside class="policy-changes" aria-label={t('policy.draft')} data-open={isOpen}>
      <header class="policy-changes-head">
        <h2>{t('policy.draft')}</h2>
        {isChanged ? (
          <button
            type="button"
            class="link-button policy-changes-fold"
            aria-expanded={isOpen}
            data-testid="policy-fold"
            onClick={() => setIsOpen(!isOpen)}
          >
            {t(isOpen ? 'policy.draft.hide' : 'policy.draft.show', { count: changes.length })}
          </button>
        ) : null}
      </header>
      <div role="status">
        {isChanged ? null : (
          <p class={active === null ? 'muted' : 'good'} data-testid="policy-status">
            {active === null ? t('policy.draft.none') : t('policy.activated', { version: active })}
          </p>
        )}
        {meanwhile && isChanged ? <p class="notice-line">{t('policy.meanwhile', { version: view.version })}</p> : null}
        {restores === null || !isChanged ? null : <p class="muted">{t('policy.restoring', { version: restores })}</p>}
      </div>
      {isChanged ? <ActivationForm {...props} form={form} changes={changes} departments={departments} /> : null}
    </aside>
  );
}

function useActivation(props: ChangesProps, activated: (version: number) => void): FormState<Note> {
  const { api } = usePage();
  const { view, policy, restores, done, refused, again } = props;
  const form = useForm<Note>({
    values: { note: '' },
    async send({ note }) {
      const answer = await api('POST /policy', { body: { base: view.version, data: policy as NewPolicy['data'], note, restores } });
      if (answer.ok) {
        activated(answer.value.version);
        form.change({ note: '' });
        done(answer.value);
        return answer;
      }
      if (isOutdating(answer)) again();
      if (answer.problem.code !== 'policy-mistakes') return answer;
      refused(answer.problem.details as readonly PolicyMistakeWorded[]);
      return null;
    },
  });
  return form;
}

interface ActivationProps extends Pick<ChangesProps, 'view' | 'policy' | 'mistakes' | 'discard'> {
  readonly form: FormState<Note>;
  readonly changes: ReturnType<typeof policyChanges>;
  readonly departments: readonly string[];
}

function ActivationForm({ view, policy, mistakes, discard, form, changes, departments }: ActivationProps): JSX.Element {
  const { t, language } = usePage();
  const names = (key: string): string => view.departments.find((each) => each.key === key)?.name ?? key;
  const warnings = mistakes > 0 ? [] : policyWarnings(policy, departments);
  const trouble = mistakes > 0 ? t('policy.mistakes', { count: mistakes }) : form.trouble;
  return (
    <Form
      form={{ ...form, trouble }}
      submit={{ words: t('policy.activate'), name: 'policy-activate', can: mistakes === 0 }}
      troubleName="policy-trouble"
      actions={
        <button type="button" class="button quiet" data-testid="policy-discard" onClick={discard}>
          {t('policy.discard')}
        </button>
      }
    >
      <ul class="consequences" data-testid="policy-changes">
        {mistakes > 0 ? null : changes.map((each) => changeInWords(language, each, names)).map((words) => <li key={words}>{words}</li>)}
      </ul>
      {warnings.map((each) => (
        <p key={each.code + each.department} class="notice-line">
          {warningInWords(language, each, names)}
        </p>
      ))}
      <TextField
        label={t('policy.note')}
        name="policy-note"
        dir="auto"
        maxLength={1000}
        placeholder={t('policy.note.placeholder')}
        value={form.values.note}
        set={form.set('note')}
      />
      <p class="muted form-hint">{t('policy.loads')}</p>
    </Form>
  );
}
