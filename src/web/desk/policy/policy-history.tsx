import type { JSX } from 'preact';
import type { Policy } from '../../../domain/policy.ts';
import type { PolicyField } from '../../../domain/policy-fields.ts';
import type { PolicyView } from '../../../http/desk/policy/policy.ts';
import { usePage } from '../frame/page.ts';
import { date, fullTime } from '../kit/time.ts';
import { ChangeList } from './change-list.tsx';
import { bringingBack, type PolicyDraft } from './policy-draft.ts';

export interface HistoryProps {
  readonly view: PolicyView;
  readonly fields: readonly PolicyField[];
  readonly bring: (draft: PolicyDraft, version: number) => void;
}

/** Lists who changed what when. A former version comes back as changes to be looked at, and then as a new version. */
export function PolicyHistory({ view, fields, bring }: HistoryProps): JSX.Element {
  const { t, api, desk } = usePage();
  const back = async (version: number): Promise<void> => {
    const answer = desk.noteAnswer(await api('GET /policy/:version', { params: { version } }));
    if (answer.ok) bring(bringingBack(view.data as Policy, answer.value.data as Policy, fields), version);
  };
  return (
    <section class="policy-section">
      <h2>{t('policy.history')}</h2>
      <ol class="history" data-testid="policy-history">
        {view.versions.map((each) => (
          <VersionItem
            key={each.version}
            version={each}
            isActive={each.version === view.version}
            back={view.may.change ? () => void back(each.version) : null}
          />
        ))}
      </ol>
    </section>
  );
}

interface VersionItemProps {
  readonly version: PolicyView['versions'][number];
  readonly isActive: boolean;
  /** null: not for whoever looks */
  readonly back: (() => void) | null;
}

function VersionItem({ version: { version, at, by, note, restores, changes }, isActive, back }: VersionItemProps): JSX.Element {
  const { t, language } = usePage();
  return (
    <li>
      <p class="history-head">
        <strong>{t('policy.version', { version })}</strong>
        <span dir="auto">{by?.name ?? t('policy.history.file')}</span>
        <time class="muted" dateTime={at} title={fullTime(language, new Date(at))}>
          {date(language, new Date(at))}
        </time>
        {restores === null ? null : <span class="chip">{t('policy.history.restores', { version: restores })}</span>}
        {isActive ? <span class="chip chip-key">{t('policy.history.now')}</span> : null}
        {back === null || isActive ? null : (
          <button type="button" class="link-button spread-end" aria-label={t('policy.history.back.label', { version })} onClick={back}>
            {t('policy.history.back')}
          </button>
        )}
      </p>
      {note === null ? null : (
        <p class="history-note" dir="auto">
          {note}
        </p>
      )}
      <ChangeList changes={changes} none={t('policy.history.none')} />
    </li>
  );
}
