import { Hono } from 'hono';
import { mistakeInWords } from '../../../../flows/mistakes.ts';
import { checkTree, type Tree, type TreeMistake } from '../../../../flows/tree.ts';
import { pathOf } from '../../../company/check-tree.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { newestTree, treeByHash, treePublications } from '../../../db/policy/trees.ts';
import type { Language } from '../../../domain/language.ts';
import { reachOf } from '../../../people/access.ts';
import { publish } from '../../../policy/publish.ts';
import { treeChanges } from '../../../policy/tree-difference.ts';
import { treeOf } from '../../../policy/tree-form.ts';
import { readBody } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { languageOf } from '../conversations/words.ts';
import { signedIn, signedInToChange } from '../people/auth.ts';
import { bodyErrors, changeErrors } from '../work/query.ts';
import { permit } from './policy.ts';
import * as contract from './policy-contract.ts';
import * as examples from './policy-examples.ts';

const inLanguage = { language: 'ru or en; before Accept-Language.' };
const shown = 30;

/** The questions strangers are asked: read, checked, published. */
export function treeRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const view = { schema: contract.treeView.meta({ ref: 'TreeView' }), example: examples.treeView };

  app.get(
    '/question-tree',
    describe({
      summary: 'The question tree, and who published what when',
      tag: 'desk',
      security: 'deskSession',
      query: inLanguage,
      answers: { 200: { words: 'The tree new conversations begin with.', ...view } },
      errors: ['unauthorized', 'forbidden'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      permit(viewer, 'policy.see');
      return c.json(await viewOf(deps, viewer, languageOf(c, viewer)));
    },
  );

  app.get(
    '/question-tree/:hash',
    describe({
      summary: 'One version of the question tree',
      tag: 'desk',
      security: 'deskSession',
      answers: { 200: { words: 'The tree.', schema: contract.treeVersion.meta({ ref: 'TreeVersion' }), example: examples.treeVersion } },
      errors: ['unauthorized', 'forbidden', 'not-found'],
    }),
    async (c) => {
      permit(await signedIn(deps, c), 'policy.see');
      const hash = c.req.param('hash');
      const tree = await treeByHash(deps.db, hash);
      if (tree === null) throw new HttpError('not-found');
      return c.json({ hash, tree });
    },
  );

  app.post(
    '/question-tree/check',
    describe({
      summary: 'Look a draft of the question tree over',
      description: 'Nothing is stored.',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: contract.treeCheck.meta({ ref: 'TreeCheck' }), example: examples.treeCheck },
      answers: {
        200: {
          words: 'What is wrong, and what it changes.',
          schema: contract.treeChecked.meta({ ref: 'TreeChecked' }),
          example: examples.treeChecked,
        },
      },
      errors: [...bodyErrors, ...changeErrors, 'forbidden'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      permit(viewer, 'policy.change');
      const tree = treeOf((await readBody(c, contract.treeCheck)).tree);
      const language = languageOf(c, viewer);
      const current = await newestTree(deps.db);
      return c.json({
        mistakes: worded(tree, checkTree(tree), language),
        changes: current === null ? [] : treeChanges(current.data as Tree, tree, language),
      });
    },
  );

  app.post(
    '/question-tree',
    describe({
      summary: 'Publish a question tree',
      description: 'New conversations begin with it; those under way stay with theirs.',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: contract.newTree.meta({ ref: 'NewTree' }), example: examples.newTree },
      answers: { 201: { words: 'Published.', ...view } },
      errors: [...bodyErrors, ...changeErrors, 'forbidden', 'changed-meanwhile', 'tree-mistakes'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      permit(viewer, 'policy.change');
      const { base, tree: draft, note } = await readBody(c, contract.newTree);
      const tree = treeOf(draft);
      const published = await publish(deps, viewer, { base, tree, note: note || null });
      const language = languageOf(c, viewer);
      if (published.type === 'changed-meanwhile') throw new HttpError('changed-meanwhile');
      if (published.type === 'mistakes') throw new HttpError('tree-mistakes', worded(tree, published.mistakes, language));
      return c.json(await viewOf(deps, viewer, language), 201);
    },
  );

  return app;
}

function worded(tree: Tree, mistakes: readonly TreeMistake[], language: Language) {
  return mistakes.map((each) => ({ path: [...pathOf(tree, each)], words: mistakeInWords(each, language) }));
}

async function viewOf({ db }: HttpDeps, viewer: Viewer, language: Language) {
  const [current, rows] = await Promise.all([newestTree(db), treePublications(db, shown + 1)]);
  if (current === null) throw new HttpError('not-found');
  return {
    hash: current.hash,
    tree: current.data,
    may: { change: reachOf(viewer, 'policy.change') !== 'none' },
    versions: rows.slice(0, shown).map(({ id, hash, at, by, note, data }, index) => {
      const before = rows[index + 1];
      const changes = before === undefined ? [] : treeChanges(before.data as Tree, data as Tree, language);
      return { id, hash, at: at.toISOString(), by, note, changes };
    }),
  };
}
