import type { JSX } from 'preact';
import type { Policy } from '../../../domain/policy.ts';
import type { PolicyField } from '../../../domain/policy-fields.ts';
import type { PolicyView } from '../../../http/desk/policy/policy.ts';
import { usePage } from '../frame/page.ts';
import { date, fullTime } from '../kit/time.ts';
import { bringingBack, type PolicyDraft } from './policy-draft.ts';

export interface HistoryProps {
  readonly view: PolicyView;
  readonly fields: readonly PolicyField[];
  readonly bring: (draft: PolicyDraft, version: number) => void;
}

/** Who changed what when. A former version comes back as changes to be looked at, and then as a new version. */
export function PolicyHistory({ view, fields, bring }: HistoryProps): JSX.Element {
  const { t, api, desk, language } = usePage();
  const back = async (version: number): Promise<void> => {
    const answer = desk.noteAnswer(await api.policyVersion(version));
    if (answer.ok) bring(bringingBack(view.data as Policy, answer.value.data as Policy, fields), version);
  };
  return (
    <section class="policy-section">
      <h2>{t('policy.history')}</h2>
      <ol class="history" data-testid="policy-history">
        {view.versions.map(({ version, at, by, note, restores, changes }) => (
          <li key={version}>
            <p class="history-head">
              <strong>{t('policy.version', { version })}</strong>
              <span dir="auto">{by?.name ?? t('policy.history.file')}</span>
              <time class="muted" dateTime={at} title={fullTime(language, new Date(at))}>
                {date(language, new Date(at))}
              </time>
              {restores === null ? null : <span class="chip">{t('policy.history.restores', { version: restores })}</span>}
              {version === view.version ? <span class="chip chip-key">{t('policy.history.now')}</span> : null}
              {version !== view.version && view.may.change ? (
                <button
                  type="button"
                  class="link-button spread-end"
                  aria-label={t('policy.history.back.label', { version })}
                  onClick={() => void back(version)}
                >
                  {t('policy.history.back')}
                </button>
              ) : null}
            </p>
            {note === null ? null : (
              <p class="history-note" dir="auto">
                {note}
              </p>
            )}
            <ul class="consequences muted">
              {changes.length === 0 ? <li>{t('policy.history.none')}</li> : null}
              {changes.map((each) => (
                <li key={each} dir="auto">
                  {each}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
