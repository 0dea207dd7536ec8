import type { JSX } from 'preact';
import type { TreeView } from '../../../http/desk/policy/tree.ts';
import { usePage } from '../frame/page.ts';
import { date, fullTime } from '../kit/time.ts';
import { ChangeList } from './change-list.tsx';
import type { TreeDraft } from './tree-draft.ts';

/** Lists what was published when; a former tree comes back as a draft. */
export function TreeHistory({ view, open }: { readonly view: TreeView; readonly open: (former: TreeDraft) => void }): JSX.Element {
  const { t, api, desk } = usePage();
  const back = async (hash: string): Promise<void> => {
    const answer = desk.noteAnswer(await api('GET /question-tree/:hash', { params: { hash } }));
    if (answer.ok) open(answer.value.tree);
  };
  return (
    <>
      <h2>{t('tree.history')}</h2>
      <ol class="history">
        {view.versions.map((each) => (
          <VersionItem
            key={each.id}
            version={each}
            isActive={each.hash === view.hash}
            back={view.may.change ? () => void back(each.hash) : null}
          />
        ))}
      </ol>
    </>
  );
}

interface VersionItemProps {
  readonly version: TreeView['versions'][number];
  readonly isActive: boolean;
  /** null: not for whoever looks */
  readonly back: (() => void) | null;
}

function VersionItem({ version: { at, by, note, changes }, isActive, back }: VersionItemProps): JSX.Element {
  const { t, language } = usePage();
  return (
    <li>
      <p class="history-head">
        <span dir="auto">{by?.name ?? t('policy.history.file')}</span>
        <time class="muted" dateTime={at} title={fullTime(language, new Date(at))}>
          {date(language, new Date(at))}
        </time>
        {isActive ? <span class="chip chip-key">{t('policy.history.now')}</span> : null}
        {back === null || isActive ? null : (
          <button type="button" class="link-button" onClick={back}>
            {t('tree.history.back')}
          </button>
        )}
      </p>
      {note === null ? null : <p dir="auto">{note}</p>}
      <ChangeList changes={changes} />
    </li>
  );
}
