import type { LeafId, OptionId, QuestionId } from '../src/domain/content.ts';
import { coreDepartments, type DepartmentKey, ownsClients } from '../src/domain/department.ts';
import { type Language, languages, type Worded } from '../src/domain/language.ts';
import { isLarge } from '../src/domain/newcomer.ts';
import type { TopicKey } from '../src/domain/topic.ts';
import { depthsOf, findCycle, reachedFrom } from './depth.ts';
import { normal } from './normal.ts';
import { type Next, type Option, optionsOf, type Question, type Tree } from './tree.ts';

/** What keeps a tree from being asked of people. `mistakeInWords` words it. */
export type TreeMistake =
  | { readonly type: 'bad-id'; readonly id: string }
  | { readonly type: 'missing-text'; readonly place: string; readonly language: Language }
  | { readonly type: 'unknown-root'; readonly question: QuestionId }
  | { readonly type: 'dead-end'; readonly question: QuestionId; readonly target: string }
  | { readonly type: 'no-options'; readonly question: QuestionId }
  | { readonly type: 'duplicate-option'; readonly question: QuestionId; readonly option: OptionId }
  | { readonly type: 'same-words'; readonly question: QuestionId; readonly options: readonly [OptionId, OptionId]; readonly words: string }
  | { readonly type: 'bad-numbers'; readonly question: QuestionId; readonly option: OptionId }
  | { readonly type: 'same-numbers'; readonly question: QuestionId; readonly options: readonly [OptionId, OptionId] }
  | { readonly type: 'cycle'; readonly questions: readonly QuestionId[] }
  | { readonly type: 'too-few-questions'; readonly leaf: LeafId; readonly questions: number }
  | { readonly type: 'too-many-questions'; readonly leaf: LeafId; readonly questions: number }
  | { readonly type: 'unreachable-question'; readonly question: QuestionId }
  | { readonly type: 'unreachable-leaf'; readonly leaf: LeafId }
  | { readonly type: 'unknown-product'; readonly leaf: LeafId; readonly product: string }
  | { readonly type: 'manager-elsewhere'; readonly question: QuestionId; readonly leaf: LeafId }
  | { readonly type: 'manager-twice'; readonly question: QuestionId; readonly again: QuestionId }
  | { readonly type: 'no-department'; readonly leaf: LeafId; readonly department: DepartmentKey }
  | UnknownTopic
  | LargeStays;

/** An end, or an answer, says a topic that the company's list does not have (R23). A tree stored before the list changed still asks. */
export type UnknownTopic =
  | { readonly type: 'topic-of-leaf'; readonly leaf: LeafId; readonly topic: TopicKey }
  | { readonly type: 'topic-of-option'; readonly question: QuestionId; readonly option: OptionId; readonly topic: TopicKey };

/** A large organisation stays with the client department, or goes to another, where sales should have it (R4). A tree stored before this was a mistake still asks. */
export interface LargeStays {
  readonly type: 'large-stays';
  readonly leaf: LeafId;
}

/** R2: every path asks two to four questions; a private person may be done after one. */
const fewest = 2;
const fewestForPrivate = 1;
const most = 4;

/** Everything wrong with a tree in a company of these departments and, where they are given, topics; empty when it may go live. */
export function checkTree(
  tree: Tree,
  departments: readonly DepartmentKey[] = coreDepartments,
  topics: readonly TopicKey[] | null = null,
): readonly TreeMistake[] {
  return [
    ...badIds(tree),
    ...missingTexts(tree),
    ...Object.entries(tree.questions).flatMap(([id, question]) => [...deadEnds(tree, id, question), ...options(id, question)]),
    ...shape(tree),
    ...unknownProducts(tree),
    ...largeStays(tree),
    ...managers(tree),
    ...nowhere(tree, departments),
    ...(topics === null ? [] : unknownTopics(tree, topics)),
  ];
}

/** Topics that a tree names and this list does not have. */
export function unknownTopics({ questions, leaves }: Tree, topics: readonly TopicKey[]): readonly UnknownTopic[] {
  const isUnknown = (topic: TopicKey | undefined): topic is TopicKey => topic !== undefined && !topics.includes(topic);
  return [
    ...Object.entries(leaves).flatMap(([leaf, { topic }]) => (isUnknown(topic) ? [{ type: 'topic-of-leaf', leaf, topic } as const] : [])),
    ...Object.entries(questions).flatMap(([question, asked]) =>
      asked.kind !== 'choice'
        ? []
        : asked.options.flatMap(({ id, topic }) =>
            isUnknown(topic) ? [{ type: 'topic-of-option', question, option: id, topic } as const] : [],
          ),
    ),
  ];
}

/** Ends that lead to no department there is, or to one that owns no clients: whoever is new is to have somebody (R3). */
function nowhere({ leaves }: Tree, departments: readonly DepartmentKey[]): TreeMistake[] {
  return Object.entries(leaves).flatMap(([leaf, { jurisdiction }]) =>
    departments.includes(jurisdiction) && ownsClients(jurisdiction)
      ? []
      : [{ type: 'no-department', leaf, department: jurisdiction } as const],
  );
}

/** Questions for the manager of sales who contacted somebody (R5), where it is not sales who answer, or that are asked once more. */
function managers(tree: Tree): TreeMistake[] {
  const asks = (id: QuestionId) => {
    const question = tree.questions[id];
    return question?.kind === 'text' && question.purpose === 'manager';
  };
  return Object.keys(tree.questions)
    .filter(asks)
    .flatMap((question): TreeMistake[] => {
      const { questions, leaves } = reachedFrom(tree, question);
      const elsewhere = leaves.filter((leaf) => tree.leaves[leaf]?.jurisdiction !== 'sales');
      return [
        ...elsewhere.map((leaf) => ({ type: 'manager-elsewhere', question, leaf }) as const),
        ...questions.filter(asks).map((again) => ({ type: 'manager-twice', question, again }) as const),
      ];
    });
}

/** Ends at which a large organisation does not go to sales, where it always is until it is served (R4). */
function largeStays({ leaves }: Tree): readonly LargeStays[] {
  return Object.entries(leaves)
    .filter(([, leaf]) => isLarge(leaf) && leaf.jurisdiction !== 'sales')
    .map(([leaf]) => ({ type: 'large-stays', leaf }));
}

function badIds({ questions, leaves, products }: Tree): TreeMistake[] {
  const optionIds = Object.values(questions).flatMap((each) => optionsOf(each).map(({ option }) => option));
  const ids = new Set([...Object.keys(questions), ...optionIds, ...Object.keys(leaves), ...Object.keys(products)]);
  return [...ids].filter((id) => !/^[a-z][a-z0-9-]{0,63}$/.test(id)).map((id) => ({ type: 'bad-id', id }));
}

function missingTexts(tree: Tree): TreeMistake[] {
  const texts: (readonly [string, Worded])[] = [['greeting', tree.greeting]];
  for (const [id, question] of Object.entries(tree.questions)) {
    texts.push([id, question.ask], ...optionsOf(question).map(({ option, label }) => [`${id}/${option}`, label] as const));
  }
  for (const [id, { word }] of Object.entries(tree.leaves)) if (word !== undefined) texts.push([id, word]);
  for (const [id, name] of Object.entries(tree.products)) texts.push([id, name]);
  return texts.flatMap(([place, worded]) =>
    languages.filter((language) => !hasWords(worded, language)).map((language) => ({ type: 'missing-text', place, language }) as const),
  );
}

/** A tree comes from a file or a database, so a language may be missing whatever its type says. */
function hasWords(worded: Partial<Worded>, language: Language): boolean {
  return (worded[language] ?? '').trim() !== '';
}

function deadEnds(tree: Tree, id: QuestionId, question: Question): TreeMistake[] {
  return optionsOf(question)
    .filter(({ next }) => !exists(tree, next))
    .map(({ next }) => ({ type: 'dead-end', question: id, target: 'question' in next ? next.question : next.leaf }));
}

function exists({ questions, leaves }: Tree, next: Next): boolean {
  return 'question' in next ? Object.hasOwn(questions, next.question) : Object.hasOwn(leaves, next.leaf);
}

function options(id: QuestionId, question: Question): TreeMistake[] {
  if (question.kind === 'text') return [];
  if (question.options.length === 0) return [{ type: 'no-options', question: id }];
  return [
    ...duplicates(id, question.options),
    ...languages.flatMap((language) => sameWords(id, question.options, language)),
    ...numbers(id, question.options),
  ];
}

function duplicates(question: QuestionId, all: readonly Option[]): TreeMistake[] {
  const again = all.filter(({ id }, place) => all.findIndex((each) => each.id === id) < place);
  return again.map(({ id }) => ({ type: 'duplicate-option', question, option: id }));
}

/** What may be typed for one answer must not mean another one too. */
function sameWords(question: QuestionId, all: readonly Option[], language: Language): TreeMistake[] {
  const owner = new Map<string, OptionId>();
  const mistakes: TreeMistake[] = [];
  for (const { id, label, also } of all) {
    for (const words of new Set([label[language] ?? '', ...(also?.[language] ?? [])].map(normal))) {
      const other = owner.get(words);
      if (words !== '' && other !== undefined && other !== id) mistakes.push({ type: 'same-words', question, options: [other, id], words });
      owner.set(words, other ?? id);
    }
  }
  return mistakes;
}

function numbers(question: QuestionId, all: readonly Option[]): TreeMistake[] {
  const ranges = all.flatMap(({ id, numbers: range }) => (range === undefined ? [] : [{ id, from: range.from, to: range.to ?? Infinity }]));
  const bad = ranges.filter(({ from, to }) => !(from >= 0 && from <= to));
  const overlaps = ranges.flatMap((a, place) =>
    ranges.slice(place + 1).flatMap((b) => (a.from <= b.to && b.from <= a.to ? [[a.id, b.id] as const] : [])),
  );
  return [
    ...bad.map(({ id }) => ({ type: 'bad-numbers', question, option: id }) as const),
    ...overlaps.map((pair) => ({ type: 'same-numbers', question, options: pair }) as const),
  ];
}

function shape(tree: Tree): TreeMistake[] {
  if (!Object.hasOwn(tree.questions, tree.root)) return [{ type: 'unknown-root', question: tree.root }];
  const questions = findCycle(tree);
  const depths = depthsOf(tree);
  const unreachable: TreeMistake[] = [
    ...Object.keys(tree.questions)
      .filter((id) => !depths.questions.has(id))
      .map((id) => ({ type: 'unreachable-question', question: id }) as const),
    ...Object.keys(tree.leaves)
      .filter((id) => !depths.leaves.has(id))
      .map((id) => ({ type: 'unreachable-leaf', leaf: id }) as const),
  ];
  // In a circle every path is too long: the circle is the mistake.
  return questions === null ? [...unreachable, ...depthMistakes(tree, depths.leaves)] : [{ type: 'cycle', questions }, ...unreachable];
}

function depthMistakes(tree: Tree, leaves: ReadonlyMap<LeafId, ReadonlySet<number>>): TreeMistake[] {
  return [...leaves].flatMap(([leaf, depths]) => {
    const least = tree.leaves[leaf]?.size === 'private' ? fewestForPrivate : fewest;
    const few = Math.min(...depths);
    const many = Math.max(...depths);
    const mistakes: TreeMistake[] = [];
    if (few < least) mistakes.push({ type: 'too-few-questions', leaf, questions: few });
    if (many > most) mistakes.push({ type: 'too-many-questions', leaf, questions: many });
    return mistakes;
  });
}

function unknownProducts({ leaves, products }: Tree): TreeMistake[] {
  return Object.entries(leaves).flatMap(([leaf, each]) =>
    each.products
      .filter((product) => !Object.hasOwn(products, product))
      .map((product) => ({ type: 'unknown-product', leaf, product }) as const),
  );
}
