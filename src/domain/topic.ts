import type { Worded } from './language.ts';

/** A topic's short name: lower-case letters, digits, hyphens. */
export type TopicKey = string;

/** What a conversation can be about, as a company lists it (R23). */
export interface Topic {
  readonly key: TopicKey;
  readonly name: Worded;
  /** finance answers about it (R10) */
  readonly finance?: boolean;
  /** a client the company knows finds it in their menu */
  readonly menu?: boolean;
}

/** How a conversation came by its topic: the question tree, the client's menu, a colleague in it or later. */
export type TopicSource = 'tree' | 'menu' | 'colleague';

/** Whether a topic is of money; undefined where nobody has said what it is about, or the list has it no more. */
export function isOfFinance(topics: readonly Topic[], key: TopicKey | null): boolean | undefined {
  const found = topics.find((each) => each.key === key);
  return found === undefined ? undefined : found.finance === true;
}

/** The topic of whatever goes to finance, where the list has one alone. */
export function soleFinanceTopic(topics: readonly Topic[]): TopicKey | null {
  const [first, ...others] = topics.filter((each) => each.finance === true);
  return first === undefined || others.length > 0 ? null : first.key;
}
