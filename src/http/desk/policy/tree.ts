import { z } from 'zod';
import { mistakeInWords } from '../../../../flows/mistakes.ts';
import { questionTree } from '../../../../flows/question-tree.ts';
import { topicsOf } from '../../../../flows/topics.ts';
import { checkTree, type Tree, type TreeMistake } from '../../../../flows/tree.ts';
import { pathOf } from '../../../company/check-tree.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { newestTree, treeByHash, treePublications } from '../../../db/policy/trees.ts';
import { ownsClients } from '../../../domain/department.ts';
import type { Language } from '../../../domain/language.ts';
import type { Company } from '../../../engine/company.ts';
import { reachOf } from '../../../people/access.ts';
import { publish } from '../../../policy/publish.ts';
import { treeChanges } from '../../../policy/tree-difference.ts';
import { treeDraft, treeOf } from '../../../policy/tree-form.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { inLanguage, languageOf } from '../language.ts';
import { departmentNamed, sample } from '../named.ts';
import { changeFields, exampleChange, note } from './history.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const treeVersion = z.object({ hash, tree: treeDraft });
const treeMistake = z.object({
  path: z.array(z.union([z.string(), z.int()])).describe('Keys down to what is to be mended: `questions`, `who`, `options`, 1.'),
  words: z.string(),
});
const treeView = z.object({
  ...treeVersion.shape,
  departments: z.array(departmentNamed).describe('To which an end may lead.'),
  may: z.object({ change: z.boolean() }),
  warnings: z.array(treeMistake).describe('What would be refused if it were published now.'),
  versions: z.array(z.object({ id: z.uuid(), hash, ...changeFields })),
});
const treeCheck = z.strictObject({ tree: treeDraft });
const treeChecked = z.object({
  mistakes: z.array(treeMistake),
  changes: z.array(z.string()).describe('Against the tree that is asked now.'),
});
const newTree = z.strictObject({ base: hash, tree: treeDraft, note });

export type TreeView = z.infer<typeof treeView>;
export type TreeChecked = z.infer<typeof treeChecked>;
export type NewTree = z.input<typeof newTree>;
/** One of the `details` of 422 `tree-mistakes`. */
export type TreeMistakeWorded = z.infer<typeof treeMistake>;

const version = { hash: 'b5'.repeat(32), tree: formOf(questionTree) };
const view = {
  schema: treeView.meta({ ref: 'TreeView' }),
  example: {
    ...version,
    departments: [sample.department],
    may: { change: true },
    warnings: [],
    versions: [{ id: sample.id(9), hash: version.hash, ...exampleChange }],
  },
};

/** Versions the history shows. */
const shown = 30;

/** The questions strangers are asked: read, checked, published. */
export const treeOperations = [
  operation({
    method: 'get',
    path: '/desk/api/question-tree',
    access: session('policy.see'),
    tag: 'desk',
    summary: 'The question tree, and who published what when',
    query: inLanguage,
    answer: { status: 200, words: 'The tree new conversations begin with.', ...view },
    handle: (http, { c, viewer }) => viewOf(http, viewer, languageOf(c, viewer)),
  }),

  operation({
    method: 'get',
    path: '/desk/api/question-tree/:hash',
    access: session('policy.see'),
    tag: 'desk',
    summary: 'One version of the question tree',
    answer: { status: 200, words: 'The tree.', schema: treeVersion.meta({ ref: 'TreeVersion' }), example: version },
    errors: ['not-found'],
    async handle({ db }, { params: { hash } }) {
      const tree = await treeByHash(db, hash);
      if (tree === null) throw new HttpError('not-found');
      return { hash, tree: formOf(tree as Tree) };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/question-tree/check',
    access: session('policy.change'),
    tag: 'desk',
    summary: 'Look a draft of the question tree over',
    description: 'Nothing is stored.',
    body: { schema: treeCheck.meta({ ref: 'TreeCheck' }), example: { tree: version.tree } },
    answer: {
      status: 200,
      words: 'What is wrong, and what it changes.',
      schema: treeChecked.meta({ ref: 'TreeChecked' }),
      example: {
        mistakes: [{ path: ['questions', 'who'], words: 'The question “who” has no answer.' }],
        changes: ['The greeting was changed'],
      },
    },
    async handle({ db, company }, { c, viewer, body }) {
      const tree = treeOf(body.tree);
      const language = languageOf(c, viewer);
      const current = await newestTree(db);
      return {
        mistakes: mistakesInWords(tree, checkTree(tree, keysOf(company()), topicKeysOf(company())), language),
        changes: current === null ? [] : treeChanges(current.data as Tree, tree, language),
      };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/question-tree',
    access: session('policy.change'),
    tag: 'desk',
    summary: 'Publish a question tree',
    description: 'New conversations begin with it; those under way stay with theirs.',
    body: { schema: newTree.meta({ ref: 'NewTree' }), example: { base: version.hash, tree: version.tree, note: '' } },
    answer: { status: 201, words: 'Published.', ...view },
    errors: ['changed-meanwhile', 'tree-mistakes'],
    async handle(http, { c, viewer, body: { base, tree: draft, note } }) {
      const tree = treeOf(draft);
      const language = languageOf(c, viewer);
      const published = await publish(http, viewer, { base, tree, note: note || null });
      if (published.type === 'changed-meanwhile') throw new HttpError('changed-meanwhile');
      if (published.type === 'mistakes') throw new HttpError('tree-mistakes', mistakesInWords(tree, published.mistakes, language));
      return viewOf(http, viewer, language);
    },
  }),
] as const;

function formOf(tree: Tree): z.input<typeof treeDraft> {
  return tree as unknown as z.input<typeof treeDraft>;
}

function mistakesInWords(tree: Tree, mistakes: readonly TreeMistake[], language: Language): TreeMistakeWorded[] {
  return mistakes.map((each) => ({ path: [...pathOf(tree, each)], words: mistakeInWords(each, language) }));
}

const keysOf = ({ departments }: Company) => departments.map(({ key }) => key);

const topicKeysOf = ({ policy }: Company) => topicsOf(policy.data).map(({ key }) => key);

async function viewOf({ db, company }: Http, viewer: Viewer, language: Language) {
  const [current, rows] = await Promise.all([newestTree(db), treePublications(db, shown + 1)]);
  if (current === null) throw new HttpError('not-found');
  return {
    hash: current.hash,
    tree: formOf(current.data as Tree),
    departments: company()
      .departments.filter(({ key }) => ownsClients(key))
      .map(({ key, name }) => ({ key, name: name[language] })),
    may: { change: reachOf(viewer, 'policy.change') !== 'none' },
    warnings: mistakesInWords(current.data as Tree, checkTree(current.data as Tree, keysOf(company()), topicKeysOf(company())), language),
    versions: rows.slice(0, shown).map(({ id, hash, at, by, note, data }, index) => {
      const before = rows[index + 1];
      const changes = before === undefined ? [] : treeChanges(before.data as Tree, data as Tree, language);
      return { id, hash, at: at.toISOString(), by, note, changes };
    }),
  };
}
