import { describe, expect, it } from 'vitest';
import { mistakeInWords } from '../../flows/mistakes.ts';
import { questionTree } from '../../flows/question-tree.ts';
import { checkTree, type Leaf, type Next, type Option, type Question, type Tree, type TreeMistake, treeHash } from '../../flows/tree.ts';
import type { Worded } from '../../src/domain/language.ts';

const both = (words: string): Worded => ({ ru: words, en: words });
const option = (id: string, next: Next, more: Partial<Option> = {}): Option => ({ id, label: both(id), next, ...more });
const choice = (...options: readonly Option[]): Question => ({ kind: 'choice', ask: both('?'), options });
const words = (next: Next): Extract<Question, { kind: 'text' }> => ({ kind: 'text', ask: both('?'), skip: both('skip it'), next });
const leaf = (more: Partial<Leaf> = {}): Leaf => ({ products: [], jurisdiction: 'client', size: 'small', ...more });

/** Two questions to `end`, or one for a private person. */
function sound(changed: Partial<Tree> = {}, questions: Readonly<Record<string, Question>> = {}): Tree {
  return {
    name: 'sound',
    greeting: both('hello'),
    root: 'first',
    questions: {
      first: choice(option('on', { question: 'second' }), option('home', { leaf: 'private' })),
      second: choice(option('yes', { leaf: 'end' }), option('no', { leaf: 'end' })),
      ...questions,
    },
    leaves: { end: leaf(), private: leaf({ size: 'private' }) },
    products: {},
    ...changed,
  };
}

const ends = (...options: readonly Option[]) => sound({}, { second: choice(...options) });

describe('a sound tree', () => {
  it('has no mistakes', () => {
    expect(checkTree(sound())).toEqual([]);
  });

  it('is the demo company’s', () => {
    expect(checkTree(questionTree)).toEqual([]);
  });
});

describe('a mistake in a tree is found:', () => {
  const end: Next = { leaf: 'end' };
  const long = {
    second: words({ question: 'third' }),
    third: words({ question: 'fourth' }),
    fourth: words({ question: 'fifth' }),
    fifth: words(end),
  };
  const cases: readonly (readonly [string, Tree, TreeMistake])[] = [
    ['an id that is none', ends(option('Yes!', end)), { type: 'bad-id', id: 'Yes!' }],
    ['an id too long', ends(option('y'.repeat(65), end)), { type: 'bad-id', id: 'y'.repeat(65) }],
    [
      'a question for the manager of sales where others answer',
      sound({}, { second: { ...words(end), purpose: 'manager' } }),
      { type: 'manager-elsewhere', question: 'second', leaf: 'end' },
    ],
    [
      'a question for the manager asked twice',
      sound(
        { leaves: { end: leaf({ jurisdiction: 'sales' }), private: leaf({ size: 'private' }) } },
        { second: { ...words({ question: 'third' }), purpose: 'manager' }, third: { ...words(end), purpose: 'manager' } },
      ),
      { type: 'manager-twice', question: 'second', again: 'third' },
    ],
    [
      'a greeting in one language',
      sound({ greeting: { ru: 'привет', en: ' ' } }),
      { type: 'missing-text', place: 'greeting', language: 'en' },
    ],
    [
      'a label in one language',
      ends(option('yes', end, { label: { ru: '', en: 'yes' } })),
      { type: 'missing-text', place: 'second/yes', language: 'ru' },
    ],
    [
      'a language left out',
      ends(option('yes', end, { label: { en: 'yes' } as Worded })),
      { type: 'missing-text', place: 'second/yes', language: 'ru' },
    ],
    [
      'a word of a leaf in one language',
      sound({ leaves: { end: leaf({ word: { ru: 'да', en: '' } }), private: leaf({ size: 'private' }) } }),
      { type: 'missing-text', place: 'end', language: 'en' },
    ],
    [
      'a product without a name',
      sound({ products: { licence: { ru: '', en: 'Licence' } } }),
      { type: 'missing-text', place: 'licence', language: 'ru' },
    ],
    ['a first question that is not there', sound({ root: 'zeroth' }), { type: 'unknown-root', question: 'zeroth' }],
    [
      'an answer to a question that is not there',
      ends(option('yes', { question: 'third' }), option('no', end)),
      { type: 'dead-end', question: 'second', target: 'third' },
    ],
    [
      'an answer to a leaf that is not there',
      ends(option('yes', { leaf: 'constructor' }), option('no', end)),
      { type: 'dead-end', question: 'second', target: 'constructor' },
    ],
    ['no answers', sound({}, { second: choice() }), { type: 'no-options', question: 'second' }],
    [
      'an answer twice',
      ends(option('yes', end), option('yes', end, { label: both('other') })),
      { type: 'duplicate-option', question: 'second', option: 'yes' },
    ],
    [
      'two labels that read the same',
      ends(option('a', end, { label: both('Ещё!') }), option('b', end, { label: both(' ЕЩЕ ') })),
      { type: 'same-words', question: 'second', options: ['a', 'b'], words: 'еще' },
    ],
    [
      'a synonym that is another’s label',
      ends(option('a', end, { label: both('yes') }), option('b', end, { also: { ru: [], en: ['Yes.'] } })),
      { type: 'same-words', question: 'second', options: ['a', 'b'], words: 'yes' },
    ],
    [
      'numbers from the greater to the smaller',
      ends(option('a', end, { numbers: { from: 5, to: 1 } })),
      { type: 'bad-numbers', question: 'second', option: 'a' },
    ],
    [
      'numbers that overlap',
      ends(option('a', end, { numbers: { from: 1, to: 10 } }), option('b', end, { numbers: { from: 10 } })),
      { type: 'same-numbers', question: 'second', options: ['a', 'b'] },
    ],
    ['a circle', ends(option('again', { question: 'first' }), option('no', end)), { type: 'cycle', questions: ['first', 'second'] }],
    ['a question after itself', ends(option('again', { question: 'second' }), option('no', end)), { type: 'cycle', questions: ['second'] }],
    [
      'one question for an organisation',
      sound({ leaves: { end: leaf(), private: leaf() } }),
      { type: 'too-few-questions', leaf: 'private', questions: 1 },
    ],
    ['five questions', sound({}, long), { type: 'too-many-questions', leaf: 'end', questions: 5 }],
    ['a question nobody gets to', sound({}, { aside: words(end) }), { type: 'unreachable-question', question: 'aside' }],
    [
      'a leaf nobody gets to',
      sound({ leaves: { end: leaf(), private: leaf({ size: 'private' }), aside: leaf() } }),
      { type: 'unreachable-leaf', leaf: 'aside' },
    ],
    [
      'a product that is none',
      sound({ leaves: { end: leaf({ products: ['toString'] }), private: leaf({ size: 'private' }) } }),
      { type: 'unknown-product', leaf: 'end', product: 'toString' },
    ],
    [
      'R4: a large organisation that stays with the client department',
      sound({ leaves: { end: leaf({ size: 'key' }), private: leaf({ size: 'private' }) } }),
      { type: 'large-stays', leaf: 'end' },
    ],
    [
      'R4: a large organisation that goes to another department than sales',
      sound({ leaves: { end: leaf({ size: 'large', jurisdiction: 'retail' }), private: leaf({ size: 'private' }) } }),
      { type: 'large-stays', leaf: 'end' },
    ],
    [
      'R3: an end that leads to no department of the company',
      sound({ leaves: { end: leaf({ jurisdiction: 'retail' }), private: leaf({ size: 'private' }) } }),
      { type: 'no-department', leaf: 'end', department: 'retail' },
    ],
  ];

  it.each(cases)('%s', (_, tree, mistake) => {
    expect(checkTree(tree)).toContainEqual(mistake);
    for (const language of ['ru', 'en'] as const) expect(mistakeInWords(mistake, language)).toMatch(/^[А-ЯA-Z].*\.$/s);
  });

  it('each kind there is', () => {
    const kinds = new Set(cases.map(([, , { type }]) => type));
    expect(kinds.size).toBe(19);
  });

  it('R3: an end may lead to any department that owns clients', () => {
    const tree = sound({ leaves: { end: leaf({ jurisdiction: 'retail' }), private: leaf({ size: 'private' }) } });
    expect(checkTree(tree, ['client', 'sales', 'finance', 'retail'])).toEqual([]);
    const finance = sound({ leaves: { end: leaf({ jurisdiction: 'finance' }), private: leaf({ size: 'private' }) } });
    expect(checkTree(finance)).toMatchObject([{ type: 'no-department' }]);
  });

  it('R23: a topic that the company’s list does not have, of an end or of an answer', () => {
    const asked = option('no', { leaf: 'end' }, { topic: 'weather' });
    const tree = sound(
      { leaves: { end: { ...leaf(), topic: 'order' }, private: leaf({ size: 'private' }) } },
      { second: choice(option('yes', { leaf: 'end' }), asked) },
    );
    const mistakes = [
      { type: 'topic-of-leaf', leaf: 'end', topic: 'order' },
      { type: 'topic-of-option', question: 'second', option: 'no', topic: 'weather' },
    ] as const;
    expect(checkTree(tree, undefined, ['problem'])).toEqual(mistakes);
    expect(checkTree(tree, undefined, ['order', 'weather'])).toEqual([]);
    expect(checkTree(tree)).toEqual([]);
    for (const each of mistakes) for (const language of ['ru', 'en'] as const) expect(mistakeInWords(each, language)).toContain(each.topic);
  });

  it('four questions are not too many', () => {
    const four = sound({}, { second: words({ question: 'third' }), third: words({ question: 'fourth' }), fourth: words(end) });
    expect(checkTree(four)).toEqual([]);
  });
});

describe('a mistake is worded', () => {
  it('with right plurals', () => {
    const many = (questions: number): TreeMistake => ({ type: 'too-many-questions', leaf: 'end', questions });
    expect(mistakeInWords(many(5), 'ru')).toBe('К\u00a0итогу «end» приходят после 5 вопросов, а\u00a0можно не\u00a0больше четырёх.');
    expect(mistakeInWords(many(21), 'ru')).toContain('21 вопроса');
    expect(mistakeInWords({ type: 'too-few-questions', leaf: 'end', questions: 1 }, 'en')).toContain('after 1 question;');
  });
});

describe('the hash of a tree', () => {
  const turned = (tree: Tree): Tree => Object.fromEntries(Object.entries(tree).reverse()) as unknown as Tree;

  it('is the same for the same data, however its keys are ordered', async () => {
    const hash = await treeHash(questionTree);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await treeHash(turned(questionTree))).toBe(hash);
    expect(await treeHash(JSON.parse(JSON.stringify(questionTree)) as Tree)).toBe(hash);
  });

  it('is another one for other data, and for options in another order', async () => {
    const hashes = await Promise.all(
      [sound(), sound({ name: 'other' }), ends(option('no', { leaf: 'end' }), option('yes', { leaf: 'end' }))].map(treeHash),
    );
    expect(new Set(hashes).size).toBe(3);
  });
});
