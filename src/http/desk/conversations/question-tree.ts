import { z } from 'zod';
import { optionsOf, type Tree } from '../../../../flows/tree.ts';
import type { Language } from '../../../domain/language.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { operation } from '../../operation.ts';
import { inLanguage, languageOf } from '../language.ts';
import { departmentNamed, sample } from '../named.ts';

const worded = z.object({ ru: z.string(), en: z.string() });
const next = z.union([z.object({ question: z.string() }), z.object({ leaf: z.string() })]);

/** The question tree to be walked with a caller. A `text` question is answered by a text, or skipped by its option. */
const tree = z.object({
  hash: z.string(),
  greeting: worded,
  root: z.string(),
  questions: z.record(
    z.string(),
    z.object({
      kind: z.enum(['choice', 'text']),
      ask: worded,
      options: z.array(z.object({ id: z.string(), label: worded, next })),
      /** where a typed answer leads; only of a text question */
      next: next.optional(),
    }),
  ),
  leaves: z.record(z.string(), z.object({ department: departmentNamed, products: z.array(worded) })),
});

export type TreeToWalk = z.output<typeof tree>;

const example: TreeToWalk = {
  hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  greeting: { ru: 'Здравствуйте!', en: 'Hello!' },
  root: 'who',
  questions: {
    who: {
      kind: 'choice',
      ask: { ru: 'Вы обращаетесь от организации или для себя?', en: 'Are you calling for an organisation or for yourself?' },
      options: [{ id: 'myself', label: { ru: 'Для себя', en: 'For myself' }, next: { leaf: 'personal' } }],
    },
  },
  leaves: { personal: { department: sample.department, products: [{ ru: 'Личная лицензия', en: 'Personal licence' }] } },
};

export const questionTreeOperations = [
  operation({
    method: 'get',
    path: '/desk/api/tree',
    access: session('company.see'),
    tag: 'desk',
    summary: 'The question tree, to be walked with a caller',
    query: inLanguage,
    answer: { status: 200, words: 'The tree new conversations begin with.', schema: tree.meta({ ref: 'Tree' }), example },
    handle: (http, { c, viewer }) => treeInWords(http, languageOf(c, viewer)),
  }),
] as const;

function treeInWords({ company }: Http, language: Language): TreeToWalk {
  const { flow, treeHash, departments } = company();
  const { tree } = flow;
  const nameOf = (key: string) => departments.find((each) => each.key === key)?.name[language] ?? key;
  return {
    hash: treeHash,
    greeting: tree.greeting,
    root: tree.root,
    questions: mapped(tree.questions, (question) => ({
      kind: question.kind,
      ask: question.ask,
      options: optionsOf(question).map(({ option, label, next }) => ({ id: option, label, next })),
      ...(question.kind === 'text' ? { next: question.next } : {}),
    })),
    leaves: mapped(tree.leaves, ({ jurisdiction, products }) => ({
      department: { key: jurisdiction, name: nameOf(jurisdiction) },
      products: productsOf(tree, products),
    })),
  };
}

function productsOf(tree: Tree, products: readonly string[]) {
  return products.map((each) => tree.products[each] ?? { ru: each, en: each });
}

function mapped<From, To>(record: Readonly<Record<string, From>>, to: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
