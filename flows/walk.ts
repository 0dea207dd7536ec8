import type { LeafId, OptionId, QuestionId } from '../src/domain/content.ts';
import { type Next, optionsOf, type Tree } from './tree.ts';

/** An answer as a specialist writes it down for a caller: an option, or their words. */
export interface SpokenAnswer {
  readonly question: QuestionId;
  readonly option?: OptionId;
  readonly text?: string;
}

export type Walk =
  | { readonly type: 'ended'; readonly leaf: LeafId }
  | { readonly type: 'unfinished'; readonly question: QuestionId }
  /** the answer at this place is none to the question asked there */
  | { readonly type: 'astray'; readonly at: number };

/** Follows answers through a tree, from its root to a leaf. */
export function walk(tree: Tree, answers: readonly SpokenAnswer[]): Walk {
  let place: Next = { question: tree.root };
  for (const [at, answer] of answers.entries()) {
    const next: Next | null = 'question' in place && place.question === answer.question ? nextOf(tree, answer) : null;
    if (next === null) return { type: 'astray', at };
    place = next;
  }
  return 'leaf' in place ? { type: 'ended', leaf: place.leaf } : { type: 'unfinished', question: place.question };
}

function nextOf({ questions }: Tree, { question: id, option, text }: SpokenAnswer): Next | null {
  const question = Object.hasOwn(questions, id) ? questions[id] : undefined;
  if (question === undefined) return null;
  if (option !== undefined) return optionsOf(question).find((each) => each.option === option)?.next ?? null;
  return question.kind === 'text' && text !== undefined ? question.next : null;
}
