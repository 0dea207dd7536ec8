import type { LeafId, OptionId, QuestionId } from '../src/domain/content.ts';
import type { SizeClass } from '../src/domain/client.ts';
import type { Worded } from '../src/domain/language.ts';

/** Where an answer leads: to the next question, or to a leaf that decides. */
export type Next = { readonly question: QuestionId } | { readonly leaf: LeafId };

export interface Option {
  readonly id: OptionId;
  readonly label: Worded;
  /** other words that mean this answer when typed */
  readonly also?: { readonly ru: readonly string[]; readonly en: readonly string[] };
  readonly next: Next;
}

/** `choice`: one tap answers, typing the label, its number or a synonym works too. `text`: whatever is typed is the answer, or it is skipped. */
export type Question =
  | { readonly kind: 'choice'; readonly ask: Worded; readonly options: readonly Option[] }
  | { readonly kind: 'text'; readonly ask: Worded; readonly skip: Worded; readonly purpose?: 'organisation'; readonly next: Next };

/** What a branch decides (R3). */
export interface Leaf {
  readonly products: readonly string[];
  readonly jurisdiction: 'client' | 'sales';
  readonly size: SizeClass;
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
