import type { JSX } from 'preact';
import type { TreeView } from '../../../http/desk/policy/tree.ts';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { useRead } from '../kit/use-read.ts';
import { Mistakes } from './mistakes.tsx';
import { freshId, inOrder, noWords, nowhere, type QuestionDraft, type TreeEdit, withQuestion } from './tree-draft.ts';
import { TreeLeaves } from './tree-leaves.tsx';
import { TreePreview } from './tree-preview.tsx';
import { TreeProducts } from './tree-products.tsx';
import { TreePublishing } from './tree-publishing.tsx';
import { TreeQuestion } from './tree-question.tsx';
import { useTreeDraft } from './use-tree-draft.ts';
import { WordedField } from './worded-field.tsx';

/** Shows the questions strangers are asked: to edit, to walk as a client, to publish. */
export function TreePage(): JSX.Element {
  const { t, api } = usePage();
  const read = useRead('question-tree', 'company', () => api('GET /question-tree'));
  return (
    <PageFrame name="tree" title={t('tree.title')}>
      <Loaded read={read}>{(view) => <TreeEditor view={view} set={read.set} />}</Loaded>
    </PageFrame>
  );
}

function TreeEditor({ view, set }: { readonly view: TreeView; readonly set: (view: TreeView) => void }): JSX.Element {
  const { t } = usePage();
  const { draft, tree, checked, keep } = useTreeDraft(view);
  const may = view.may.change;
  const { departments } = view;
  const mistakes = checked?.mistakes ?? (draft === null ? view.warnings : []);
  const edit: TreeEdit = { tree, departments, may, mistakes, change: (next) => keep(next) };
  return (
    <div class="policy">
      <fieldset class="policy-fields tree-fields" disabled={!may}>
        {may ? null : <p class="muted page-text">{t('policy.read-only')}</p>}
        <Greeting {...edit} />
        <Questions {...edit} />
        <TreeLeaves {...edit} />
        <TreeProducts {...edit} />
      </fieldset>
      <div class="tree-side">
        <TreePreview key={JSON.stringify(tree.root)} tree={tree} departments={departments} />
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

/** Edits the first words, and shows what is wrong with the tree as a whole. */
function Greeting({ tree, mistakes, change }: TreeEdit): JSX.Element {
  const { t } = usePage();
  const own = mistakes.filter(({ path }) => path[0] === 'greeting' || path[0] === 'root' || path.length === 0);
  return (
    <section class="policy-section">
      <h2>{t('tree.greeting')}</h2>
      <WordedField label={t('tree.greeting')} hidden words={tree.greeting} change={(greeting) => change({ ...tree, greeting })} />
      <Mistakes words={own.map(({ words }) => words)} />
    </section>
  );
}

const freshQuestion: QuestionDraft = { kind: 'choice', ask: noWords, options: [{ id: 'option-1', label: noWords, next: nowhere }] };

function Questions(edit: TreeEdit): JSX.Element {
  const { t } = usePage();
  const { tree, may, change } = edit;
  const { ids, reached } = inOrder(tree);
  const add = (): void => change(withQuestion(tree, freshId('question', Object.keys(tree.questions)), freshQuestion));
  return (
    <section class="policy-section">
      <h2>{t('tree.questions')}</h2>
      {ids.map((id) => (
        <TreeQuestion key={id} {...edit} id={id} reached={reached.has(id)} />
      ))}
      {may ? (
        <button type="button" class="button" data-testid="question-add" onClick={add}>
          {t('tree.question.add')}
        </button>
      ) : null}
    </section>
  );
}
