import type { HandoverRule } from './product-line.ts';

/** What has happened in a product line so far. */
export interface LineCounts {
  readonly deals: number;
  /** the first deal is no measure of those to come */
  readonly firstUnrepresentative: boolean;
  /** payments by kind */
  readonly payments: Readonly<Record<string, number>>;
}

/** What made a handover due: what ended an initial period, or that the policy's table names another department for such a client. */
export type HandoverWhy = 'deal' | 'payment' | 'months' | 'asked' | 'segment';

/** The deal that ends the initial period: the second only where the first is marked unrepresentative (R17). */
export function lastInitialDeal(deal: number, firstUnrepresentative: boolean): number {
  return deal === 1 && firstUnrepresentative ? 2 : deal;
}

/** Whether deals and payments have ended the initial period; a time ends by itself. */
export function endedBy(rule: HandoverRule, counts: LineCounts): HandoverWhy | null {
  if ('deal' in rule) return counts.deals >= lastInitialDeal(rule.deal, counts.firstUnrepresentative) ? 'deal' : null;
  if ('payment' in rule) return (counts.payments[rule.payment.kind] ?? 0) >= rule.payment.nth ? 'payment' : null;
  return null;
}

export const handoverStatuses = ['initial', 'asked', 'due', 'put-off', 'kept', 'done', 'withdrawn'] as const;

/** Where a handover stands: asked for early, due, put off by a head, kept where it is by a head, done; withdrawn: the table says otherwise by now. */
export type HandoverStatus = (typeof handoverStatuses)[number];

export const handoverVerbs = ['ask', 'accept', 'refuse', 'put-off', 'keep', 'resume', 'documents'] as const;

/** What people do about a handover, each with a reason. `documents`: the scheme is agreed and the documents are in. */
export type HandoverVerb = (typeof handoverVerbs)[number];

const after: Readonly<Record<HandoverVerb, Partial<Record<HandoverStatus, HandoverStatus>>>> = {
  ask: { initial: 'asked' },
  accept: { asked: 'due' },
  refuse: { asked: 'initial' },
  'put-off': { due: 'put-off', 'put-off': 'put-off' },
  keep: { initial: 'kept', asked: 'kept', due: 'kept', 'put-off': 'kept' },
  resume: { kept: 'due', 'put-off': 'due' },
  documents: { initial: 'initial', asked: 'asked', due: 'due', 'put-off': 'put-off', kept: 'kept' },
};

/** Where a handover stands afterwards; null: it cannot be done as the handover stands. */
export function afterVerb(status: HandoverStatus, verb: HandoverVerb): HandoverStatus | null {
  return after[verb][status] ?? null;
}

/** Why a due handover does not happen yet (R17). */
export type WaitsFor = 'documents' | 'open-conversation' | 'hours' | 'nobody';
