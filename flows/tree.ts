import { canonical } from '../src/domain/canonical.ts';
import type { SizeClass } from '../src/domain/client.ts';
import type { LeafId, OptionId, QuestionId } from '../src/domain/content.ts';
import type { DepartmentKey } from '../src/domain/department.ts';
import type { Worded } from '../src/domain/language.ts';
import type { LeadingPurpose } from '../src/domain/lead.ts';
import type { TopicKey } from '../src/domain/topic.ts';

/** Where an answer leads: to the next question, or to a leaf that decides. */
export type Next = { readonly question: QuestionId } | { readonly leaf: LeafId };

export interface Option {
  readonly id: OptionId;
  readonly label: Worded;
  /** other words that mean this answer when typed */
  readonly also?: { readonly ru: readonly string[]; readonly en: readonly string[] };
  /** a typed number from here to there means this answer; without an end, this many or more */
  readonly numbers?: { readonly from: number; readonly to?: number };
  /** what whoever answers so writes about (R23), unless their leaf says more */
  readonly topic?: TopicKey;
  readonly next: Next;
}

/**
 * `choice`: one tap answers, typing the label, its number or a synonym works too. `text`: whatever is typed is the answer, or it is
 * skipped; with `proof` a channel that vouches for people's phones offers to share one: who is a contact is known by it (R6). A `purpose` says
 * what is asked for: the organisation's name, or the manager who contacted them, by name or by what they know of the call (R5).
 */
export type Question =
  | { readonly kind: 'choice'; readonly ask: Worded; readonly options: readonly Option[] }
  | {
      readonly kind: 'text';
      readonly ask: Worded;
      readonly skip: Worded;
      readonly purpose?: LeadingPurpose;
      readonly proof?: 'phone';
      readonly next: Next;
    };

/** What a branch decides (R3). */
export interface Leaf {
  readonly products: readonly string[];
  /** the department whose matter it is; one of the company's */
  readonly jurisdiction: DepartmentKey;
  readonly size: SizeClass;
  /** what a conversation that ends here is about (R23) */
  readonly topic?: TopicKey;
  /** said to the client before the person is named */
  readonly word?: Worded;
}

/** The question tree a company tailors (R2). Plain data: checked by `checkTree`, pinned by its hash. */
export interface Tree {
  readonly name: string;
  /** said before the first question */
  readonly greeting: Worded;
  readonly root: QuestionId;
  readonly questions: Readonly<Record<QuestionId, Question>>;
  readonly leaves: Readonly<Record<LeafId, Leaf>>;
  readonly products: Readonly<Record<string, Worded>>;
}

/** A text question is skipped by a choice of this id. */
export const skipOption: OptionId = 'skip';

/** What can be tapped at a question, and where it leads; a text question has its skip. */
export function optionsOf(question: Question): readonly { readonly option: OptionId; readonly next: Next; readonly label: Worded }[] {
  if (question.kind === 'text') return [{ option: skipOption, next: question.next, label: question.skip }];
  return question.options.map(({ id, next, label }) => ({ option: id, next, label }));
}

/** The tree's name among pinned trees: SHA-256, in hex, of its data written with sorted keys. */
export async function treeHash(tree: Tree): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(tree)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export { checkTree, type TreeMistake, unknownTopics } from './check.ts';
