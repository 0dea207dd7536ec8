import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { TreeChecked, TreeView } from '../../../http/desk/policy/tree.ts';
import { usePage } from '../frame/page.ts';
import { FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { date, fullTime } from '../kit/time.ts';
import { Trouble } from '../kit/trouble.tsx';
import type { TreeDraft } from './tree-draft.ts';

export interface PublishingProps {
  readonly view: TreeView;
  readonly draft: { readonly base: string; readonly tree: TreeDraft } | null;
  readonly checked: TreeChecked | null;
  readonly open: (former: TreeDraft) => void;
  readonly rebase: () => void;
  readonly discard: () => void;
  readonly published: (view: TreeView) => void;
}

/** What the draft changes, what keeps it from being published, and what was published before. */
export function TreePublishing({ view, draft, checked, open, rebase, discard, published }: PublishingProps): JSX.Element {
  const { t, api } = usePage();
  const [note, setNote] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  const meanwhile = draft !== null && draft.base !== view.hash;
  const wrong = checked?.mistakes.length ?? 0;
  const ready = draft !== null && checked !== null && wrong === 0 && checked.changes.length > 0 && !meanwhile;
  const publish = async (): Promise<void> => {
    if (draft === null) return;
    setTrouble(null);
    const answer = await api.publishTree({ base: draft.base, tree: draft.tree, note });
    setDone(answer.ok);
    if (answer.ok) {
      setNote('');
      published(answer.value);
    } else setTrouble(wordsFor(t, answer.problem));
  };
  return (
    <aside class="policy-changes tree-changes" aria-label={t('tree.changes')}>
      {view.may.change ? (
        <>
          <h2>{t('tree.changes')}</h2>
          <div role="status">
            {draft === null ? (
              <p class={isDone ? 'good' : 'muted'} data-testid="tree-status">
                {t(isDone ? 'tree.published' : 'tree.changes.none')}
              </p>
            ) : checked === null ? (
              <p class="muted">{t('tree.checking')}</p>
            ) : (
              <ul class="consequences" data-testid="tree-changes">
                {checked.changes.length === 0 ? <li>{t('tree.changes.none')}</li> : null}
                {checked.changes.map((each) => (
                  <li key={each} dir="auto">
                    {each}
                  </li>
                ))}
              </ul>
            )}
            {meanwhile ? (
              <p class="notice-line">
                {t('tree.meanwhile')}{' '}
                <button type="button" class="link-button" onClick={rebase}>
                  {t('tree.rebase')}
                </button>
              </p>
            ) : null}
          </div>
          {draft === null ? null : (
            <form
              class="form"
              onSubmit={(event) => {
                event.preventDefault();
                if (ready) void publish();
              }}
            >
              <FormField label={t('tree.note')} hint={t('tree.draft')}>
                <input class="input" dir="auto" maxLength={1000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
              </FormField>
              <Trouble problem={wrong > 0 ? t('tree.mistakes', { count: wrong }) : trouble} name="tree-trouble" />
              <div class="form-actions">
                <button type="submit" class="button primary" data-testid="tree-publish" disabled={!ready}>
                  {t('tree.publish')}
                </button>
                <button type="button" class="button quiet" data-testid="tree-discard" onClick={discard}>
                  {t('tree.discard')}
                </button>
              </div>
            </form>
          )}
        </>
      ) : null}
      <TreeHistory view={view} open={open} />
    </aside>
  );
}

function TreeHistory({ view, open }: { readonly view: TreeView; readonly open: (former: TreeDraft) => void }): JSX.Element {
  const { t, api, desk, language } = usePage();
  const back = async (hash: string): Promise<void> => {
    const answer = desk.noteAnswer(await api.treeVersion(hash));
    if (answer.ok) open(answer.value.tree);
  };
  return (
    <>
      <h2>{t('tree.history')}</h2>
      <ol class="history">
        {view.versions.map(({ id, hash, at, by, note, changes }) => (
          <li key={id}>
            <p class="history-head">
              <span dir="auto">{by?.name ?? t('policy.history.file')}</span>
              <time class="muted" dateTime={at} title={fullTime(language, new Date(at))}>
                {date(language, new Date(at))}
              </time>
              {hash === view.hash ? <span class="chip chip-key">{t('policy.history.now')}</span> : null}
              {hash !== view.hash && view.may.change ? (
                <button type="button" class="link-button" onClick={() => void back(hash)}>
                  {t('tree.history.back')}
                </button>
              ) : null}
            </p>
            {note === null ? null : <p dir="auto">{note}</p>}
            <ul class="consequences muted">
              {changes.map((each) => (
                <li key={each} dir="auto">
                  {each}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}
