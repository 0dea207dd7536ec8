import type { ClientStage } from './client.ts';
import type { HandoverWhy } from './handover.ts';
import type { HandoverRule } from './product-line.ts';

/*
 * What can happen to a client's stage. Stored as given to the client's flow: product lines, kinds and rules, nothing about people.
 * The rule of a product line comes with what begins its initial period, so that a replay needs no policy.
 */

/** The stage somebody else set: the company's file, the API, a person. */
export interface Stated {
  readonly type: 'stated';
  readonly stage: ClientStage;
}

export interface DealEvent {
  readonly type: 'deal';
  readonly line: string;
  readonly rule: HandoverRule;
  readonly unrepresentative: boolean;
}

export interface PaymentEvent {
  readonly type: 'payment';
  readonly line: string;
  readonly rule: HandoverRule;
  readonly kind: string;
  /** -1: it was cancelled */
  readonly count: 1 | -1;
}

export interface UsageEvent {
  readonly type: 'usage';
}

/** A durable timer came due: `period:<line>`, `quiet`, `gone`. */
export interface ClientTimerFired {
  readonly type: 'timer';
  readonly key: string;
}

/** An early handover was granted, or one that was kept is wanted again. */
export interface Hurried {
  readonly type: 'hurried';
  readonly line: string;
}

export interface HandedOver {
  readonly type: 'handed-over';
  readonly line: string;
}

export type ClientEvent = Stated | DealEvent | PaymentEvent | UsageEvent | ClientTimerFired | Hurried | HandedOver;

export type ClientEffect =
  /** the initial period of a product line begins */
  | { readonly type: 'begin'; readonly line: string; readonly rule: HandoverRule }
  /** it is over: the client is to be handed over */
  | { readonly type: 'due'; readonly line: string; readonly why: HandoverWhy }
  /** `quiet`: a served client gave no sign; `gone`: nor did a dormant one */
  | { readonly type: 'watch'; readonly key: 'quiet' | 'gone' }
  | { readonly type: 'unwatch' };
