import type { Worded } from '../../../domain/language.ts';
import type { NewTree, TreeMistakeWorded } from '../../../http/desk/policy/tree.ts';

export type TreeDraft = NewTree['tree'];
export type QuestionDraft = TreeDraft['questions'][string];
export type ChoiceDraft = Extract<QuestionDraft, { kind: 'choice' }>;
export type TextDraft = Extract<QuestionDraft, { kind: 'text' }>;
export type OptionDraft = ChoiceDraft['options'][number];
export type NextDraft = OptionDraft['next'];
export type LeafDraft = TreeDraft['leaves'][string];

/** What a part of the editor is given. */
export interface TreeEdit {
  readonly tree: TreeDraft;
  /** to which an end may lead */
  readonly departments: readonly { readonly key: string; readonly name: string }[];
  readonly may: boolean;
  readonly mistakes: readonly TreeMistakeWorded[];
  readonly change: (tree: TreeDraft) => void;
}

/** Returns what is wrong with one leaf or product. */
export const wordsAt = (mistakes: readonly TreeMistakeWorded[], part: 'leaves' | 'products', id: string): string[] =>
  mistakes.filter(({ path }) => path[0] === part && path[1] === id).map(({ words }) => words);

export const noWords: Worded = { ru: '', en: '' };
/** An answer that leads nowhere yet. */
export const nowhere: NextDraft = { leaf: '' };

/** Makes a short name nobody has yet: `question-2`. */
export function freshId(prefix: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(`${prefix}-${n}`)) return `${prefix}-${n}`;
}

/** Puts questions in the order a client may meet them, then those nobody gets to. */
export function inOrder({ root, questions }: TreeDraft): { readonly ids: readonly string[]; readonly reached: ReadonlySet<string> } {
  const reached = new Set<string>();
  const open = [root];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const question = questions[id];
    if (question === undefined || reached.has(id)) continue;
    reached.add(id);
    for (const next of nextsOf(question)) if ('question' in next) open.push(next.question);
  }
  return { ids: [...reached, ...Object.keys(questions).filter((id) => !reached.has(id))], reached };
}

export const nextsOf = (question: QuestionDraft): readonly NextDraft[] =>
  question.kind === 'text' ? [question.next] : question.options.map((each) => each.next);

export function withQuestion(tree: TreeDraft, id: string, question: QuestionDraft): TreeDraft {
  return { ...tree, questions: { ...tree.questions, [id]: question } };
}

export function withLeaf(tree: TreeDraft, id: string, leaf: LeafDraft): TreeDraft {
  return { ...tree, leaves: { ...tree.leaves, [id]: leaf } };
}

const without = <Value>(all: Readonly<Record<string, Value>>, id: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(all).filter(([each]) => each !== id));

/** Takes a question out. What led to it leads nowhere then, and is shown as a mistake: nothing is mended unseen. */
export function withoutQuestion(tree: TreeDraft, id: string): TreeDraft {
  return { ...tree, questions: without(tree.questions, id) };
}

export function withoutLeaf(tree: TreeDraft, id: string): TreeDraft {
  return { ...tree, leaves: without(tree.leaves, id) };
}

/** Takes a product out, also of all ends that offer it. */
export function withoutProduct(tree: TreeDraft, id: string): TreeDraft {
  const leaves = Object.entries(tree.leaves).map(([key, leaf]) => [
    key,
    { ...leaf, products: leaf.products.filter((each) => each !== id) },
  ]);
  return { ...tree, products: without(tree.products, id), leaves: Object.fromEntries(leaves) };
}

/** Turns buttons into one's own words and the other way round; the words of the question stay. */
export function asKind(question: QuestionDraft, kind: QuestionDraft['kind']): QuestionDraft {
  if (question.kind === kind) return question;
  const next = nextsOf(question)[0] ?? nowhere;
  const { ask } = question;
  if (kind === 'text') return { kind, ask, skip: { ru: 'Пропустить', en: 'Skip' }, next };
  return { kind, ask, options: [{ id: 'option-1', label: noWords, next }] };
}

export function moved<Item>(all: readonly Item[], index: number, by: -1 | 1): Item[] {
  const order = [...all];
  const [item] = order.splice(index, 1);
  if (item !== undefined) order.splice(Math.max(0, index + by), 0, item);
  return order;
}

/** Splits words typed with commas between. */
export const splitWords = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** Reads a draft as it was kept in the browser; null for what is none. */
export function readDraft(text: string): { readonly base: string; readonly tree: TreeDraft } | null {
  try {
    const kept: { base?: unknown; tree?: TreeDraft } | null = JSON.parse(text);
    if (kept === null || typeof kept.base !== 'string' || typeof kept.tree?.questions !== 'object') return null;
    return { base: kept.base, tree: kept.tree };
  } catch {
    return null;
  }
}
