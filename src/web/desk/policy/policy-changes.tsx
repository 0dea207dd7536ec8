import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Policy } from '../../../domain/policy.ts';
import { policyWarnings } from '../../../domain/policy-check.ts';
import { policyChanges } from '../../../domain/policy-difference.ts';
import type { PolicyMistakeWorded, PolicyView } from '../../../http/desk/policy/policy.ts';
import { changeInWords, warningInWords } from '../../../texts/policy-words.ts';
import { usePage } from '../frame/page.ts';
import { FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { Trouble } from '../kit/trouble.tsx';
import type { NewPolicy } from '../policy-api.ts';

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

/** The difference in words, before it counts; and the button that makes it count. */
export function PolicyChanges({ view, policy, mistakes, meanwhile, restores, discard, done, refused, again }: ChangesProps): JSX.Element {
  const { t, api, language } = usePage();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const departments = view.departments.map(({ key }) => key);
  const names = (key: string): string => view.departments.find((each) => each.key === key)?.name ?? key;
  const changes = policyChanges(view.data as Policy, policy, departments);
  const warnings = mistakes > 0 ? [] : policyWarnings(policy, departments);
  const activate = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    const body = { base: view.version, data: policy as NewPolicy['data'], note, restores };
    const answer = await api.activatePolicy(body);
    setBusy(false);
    if (answer.ok) {
      setActive(answer.value.version);
      setNote('');
      done(answer.value);
      return;
    }
    if (answer.problem.code === 'policy-mistakes') refused(answer.problem.details as readonly PolicyMistakeWorded[]);
    else setTrouble(wordsFor(t, answer.problem));
    if (answer.problem.status === 409) again();
  };
  const ready = changes.length > 0 && mistakes === 0 && !busy;
  return (
    <aside class="policy-changes" aria-label={t('policy.draft')}>
      <h2>{t('policy.draft')}</h2>
      <div role="status">
        {changes.length > 0 ? null : (
          <p class={active === null ? 'muted' : 'good'} data-testid="policy-status">
            {active === null ? t('policy.draft.none') : t('policy.activated', { version: active })}
          </p>
        )}
        {meanwhile && changes.length > 0 ? <p class="notice-line">{t('policy.meanwhile', { version: view.version })}</p> : null}
        {restores === null || changes.length === 0 ? null : <p class="muted">{t('policy.restoring', { version: restores })}</p>}
      </div>
      {changes.length === 0 ? null : (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) void activate();
          }}
        >
          <ul class="consequences" data-testid="policy-changes">
            {mistakes > 0 ? null : changes.map((each) => changeInWords(language, each, names)).map((words) => <li key={words}>{words}</li>)}
          </ul>
          {warnings.map((each) => (
            <p key={each.code + each.department} class="notice-line">
              {warningInWords(language, each, names)}
            </p>
          ))}
          <FormField label={t('policy.note')}>
            <input
              class="input"
              dir="auto"
              maxLength={1000}
              placeholder={t('policy.note.placeholder')}
              value={note}
              data-testid="policy-note"
              onInput={(event) => setNote(event.currentTarget.value)}
            />
          </FormField>
          <p class="muted form-hint">{t('policy.loads')}</p>
          <Trouble problem={mistakes > 0 ? t('policy.mistakes', { count: mistakes }) : trouble} name="policy-trouble" />
          <div class="form-actions">
            <button type="submit" class="button primary" data-testid="policy-activate" disabled={!ready}>
              {t('policy.activate')}
            </button>
            <button type="button" class="button quiet" data-testid="policy-discard" onClick={discard}>
              {t('policy.discard')}
            </button>
          </div>
        </form>
      )}
    </aside>
  );
}
