import type { Seq } from './ids.ts';
import type { Language } from './language.ts';

/** What a head is called for: nobody answers in time; nobody could take it from the queue; only portfolios keep people from it. */
export const headCallKinds = ['late', 'queue', 'queue-full'] as const;

export type HeadCallKind = (typeof headCallKinds)[number];

/** A call that nothing has ended yet: the head has a task, and a message in the thread says so. Stored as `conversation.head_calls`. */
export interface HeadCall {
  readonly kind: HeadCallKind;
  /** the message; null of one that an older version made */
  readonly seq: Seq | null;
  /** whose head was called; absent as above */
  readonly department?: string;
  readonly key?: string;
  readonly text?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly language?: Language;
}

/**
 * How a call ended by itself (`task.result`): the client was answered; they need no answer; somebody has taken them from the queue; it is
 * another department's now; it became one with another conversation; the matter is over; what was in the way is gone.
 */
export const callEnds = ['answered', 'no-answer-needed', 'taken', 'passed-on', 'joined', 'parted', 'over', 'gone'] as const;

export type CallEnd = (typeof callEnds)[number];
