import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TreeChecked, TreeView } from '../../../http/desk/policy/tree.ts';
import { CompanyTabs } from '../frame/company-tabs.tsx';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { useRead } from '../kit/use-read.ts';
import { freshId, inOrder, noWords, nowhere, readDraft, type TreeDraft, withQuestion } from './tree-draft.ts';
import { TreeLeaves } from './tree-leaves.tsx';
import { TreePreview } from './tree-preview.tsx';
import { TreeProducts } from './tree-products.tsx';
import { TreePublishing } from './tree-publishing.tsx';
import { TreeQuestion } from './tree-question.tsx';
import { WordedField } from './worded-field.tsx';

/** The questions strangers are asked: edited, walked as a client, published. */
export function TreePage(): JSX.Element {
  const { t, api } = usePage();
  const read = useRead('question-tree', 'company', api.questionTree);
  return (
    <PageFrame name="tree" title={t('tree.title')} tools={<CompanyTabs here="tree" />}>
      <Loaded read={read}>{(view) => <TreeEditor view={view} set={read.set} />}</Loaded>
    </PageFrame>
  );
}

/** Letters come in bursts, ms. */
const calmMs = 400;
/** The draft's place among the drafts of this browser. */
const draftId = 'question-tree';

function TreeEditor({ view, set }: { readonly view: TreeView; readonly set: (view: TreeView) => void }): JSX.Element {
  const { t, api, desk, drafts } = usePage();
  const [draft, setDraft] = useState(() => (view.may.change ? readDraft(drafts.read(draftId, 'note')) : null));
  const [checked, setChecked] = useState<TreeChecked | null>(null);
  const latest = useRef(0);
  const tree = draft?.tree ?? view.tree;
  const keep = (next: TreeDraft | null, base = draft?.base ?? view.hash): void => {
    const kept = next === null ? null : { base, tree: next };
    setDraft(kept);
    drafts.write(draftId, 'note', kept === null ? '' : JSON.stringify(kept));
  };
  useEffect(() => {
    latest.current += 1;
    const mine = latest.current;
    if (draft === null) {
      setChecked(null);
      return;
    }
    const timer = setTimeout(async () => {
      const answer = desk.noteAnswer(await api.checkTree(draft.tree));
      if (answer.ok && mine === latest.current) setChecked(answer.value);
    }, calmMs);
    return () => clearTimeout(timer);
  }, [draft, api, desk, view.hash]);
  const mistakes = checked?.mistakes ?? [];
  const { ids, reached } = inOrder(tree);
  const may = view.may.change;
  const edit = { tree, may, mistakes, change: (next: TreeDraft) => keep(next) };
  return (
    <div class="policy">
      <fieldset class="policy-fields tree-fields" disabled={!may}>
        {may ? null : <p class="muted page-text">{t('policy.read-only')}</p>}
        <section class="policy-section">
          <h2>{t('tree.greeting')}</h2>
          <WordedField label={t('tree.greeting')} hidden words={tree.greeting} change={(greeting) => keep({ ...tree, greeting })} />
          {mistakes
            .filter(({ path }) => path[0] === 'greeting' || path[0] === 'root' || path.length === 0)
            .map(({ words }) => (
              <p key={words} class="trouble">
                {words}
              </p>
            ))}
        </section>
        <section class="policy-section">
          <h2>{t('tree.questions')}</h2>
          {ids.map((id) => (
            <TreeQuestion key={id} {...edit} id={id} reached={reached.has(id)} />
          ))}
          {may ? (
            <button
              type="button"
              class="button"
              data-testid="question-add"
              onClick={() => {
                const id = freshId('question', Object.keys(tree.questions));
                keep(
                  withQuestion(tree, id, { kind: 'choice', ask: noWords, options: [{ id: 'option-1', label: noWords, next: nowhere }] }),
                );
              }}
            >
              {t('tree.question.add')}
            </button>
          ) : null}
        </section>
        <TreeLeaves {...edit} />
        <TreeProducts {...edit} />
      </fieldset>
      <div class="tree-side">
        <TreePreview key={JSON.stringify(tree.root)} tree={tree} />
        <TreePublishing
          view={view}
          draft={draft}
          checked={checked}
          open={(former) => keep(former)}
          rebase={() => keep(tree, view.hash)}
          discard={() => keep(null)}
          published={(next) => {
            keep(null);
            set(next);
          }}
        />
      </div>
    </div>
  );
}
