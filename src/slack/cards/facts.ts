import type { SizeClass } from '../../domain/client.ts';
import type { Status } from '../../domain/decision.ts';
import type { Language } from '../../domain/language.ts';

/** A thread whose card is to be posted, or brought up to date. */
export interface CardThread {
  readonly id: string;
  readonly channel: string;
  readonly rootTs: string | null;
  readonly language: Language;
  /** what it is to show at least, and the hash of what stands there */
  readonly wanted: number;
  readonly postedHash: string | null;
  /** the person in charge who was mentioned last */
  readonly mentionedId: string | null;
  /** tries before this one */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly isEnded: boolean;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly slackUser: string | null;
}

/** Everything a card shows, in the words of its language. */
export interface CardFacts {
  readonly conversation: string;
  readonly status: Status;
  /** of the channel the client writes in */
  readonly channelName: string;
  readonly isFinance: boolean;
  readonly contact: string | null;
  readonly client: { readonly name: string; readonly size: SizeClass; readonly productLine: string | null } | null;
  readonly owners: readonly { readonly name: string; readonly department: string }[];
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  readonly products: readonly string[];
  /** sentences (R29) */
  readonly why: readonly string[];
  readonly department: string;
  readonly charge: Person | null;
  readonly standIn: Person | null;
  readonly due: { readonly at: Date; readonly timeZone: string } | null;
  /** the thread it went on in, or came from: its department, and its root once it has one */
  readonly next: OtherThread | null;
  readonly previous: OtherThread | null;
}

export interface OtherThread {
  readonly department: string;
  readonly channel: string;
  readonly rootTs: string | null;
}
