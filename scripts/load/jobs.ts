import type { Latency } from './latencies.ts';
import type { Body, Target } from './wire.ts';

/** One visitor of the chat, and what they will say, by its place in the job's `paths`. */
export interface Speaker {
  /** the visitor's; of a chat in Telegram the webhook's secret */
  readonly token: string;
  readonly path: number;
  /** they write in this chat with the bot, and Telegram calls the webhook */
  readonly telegramChat?: number;
}

interface Spoken {
  readonly target: Target;
  readonly connections: number;
  /** seconds before anything is counted, and seconds that count */
  readonly warmUp: number;
  readonly seconds: number;
  readonly speakers: readonly Speaker[];
  readonly paths: readonly (readonly Body[])[];
}

/** Every connection asks again as soon as it has its answer. */
export interface ClosedJob extends Spoken {
  readonly type: 'closed';
  /** true: visitors say their path over and over, in turn; false: each says it once, and the job ends early with the last of them */
  readonly endless: boolean;
  /** goes on past its time until so many requests are sent, for as long again at most */
  readonly atLeast?: number;
}

/** Requests are due at fixed times whatever the answers take; a latency counts from when it was due. */
export interface PacedJob extends Spoken {
  readonly type: 'paced';
  /** requests a second */
  readonly rate: number;
  /** give back the ids of all that was accepted */
  readonly keepIds: boolean;
}

export interface Run extends Latency {
  /** requests sent (or due) while it counted that were answered with success, whenever that was */
  readonly count: number;
  /** answers of success a second, of those that came while it counted */
  readonly rate: number;
  readonly seconds: number;
  /** visitors whose whole path was answered while it counted, a second */
  readonly pathRate: number;
  /** every answer of the whole job by status; `0`: the connection broke */
  readonly statuses: Readonly<Record<string, number>>;
  /** refusals (429, 503) that did not say when to come again */
  readonly withoutRetryAfter: number;
  /** due, but never answered before the job ended */
  readonly unfinished: number;
  readonly ids: readonly string[];
}

/** Opens connections that do nothing after one request, and keeps them until `drop`. */
export interface IdleJob {
  readonly type: 'idle';
  readonly target: Target;
  readonly count: number;
  readonly addresses: readonly string[];
}

/** Opens event streams, the listeners' among them, and keeps them until `drop`. */
export interface StreamsJob {
  readonly type: 'streams';
  readonly target: Target;
  readonly tokens: readonly string[];
  readonly addresses: readonly string[];
}

/** Visitors whose streams are open write at an even rate; each message is awaited on its writer's stream. */
export interface PublishJob {
  readonly type: 'publish';
  readonly target: Target;
  /** places in the tokens of the streams job */
  readonly writers: readonly number[];
  readonly rate: number;
  readonly seconds: number;
}

export interface Published {
  readonly sent: number;
  readonly missing: number;
  /** from the acknowledgement to the stream; an event that overtakes it counts as 0 */
  readonly afterCommit: Latency;
  /** from sending the message to the stream */
  readonly afterSending: Latency;
}

/** Requests that never end: a byte a second of headers, or of a body. */
export interface SlowJob {
  readonly type: 'slow';
  readonly target: Target;
  readonly token: string;
  readonly count: number;
  /** gives up waiting after so many seconds */
  readonly within: number;
}

export interface Slowed {
  readonly count: number;
  readonly closed: number;
  /** seconds until the last of them was closed */
  readonly longest: number;
}

export interface Jobs {
  closed: { job: ClosedJob; result: Run };
  paced: { job: PacedJob; result: Run };
  idle: { job: IdleJob; result: { readonly open: number } };
  streams: { job: StreamsJob; result: { readonly open: number } };
  publish: { job: PublishJob; result: Published };
  slow: { job: SlowJob; result: { readonly headers: Slowed; readonly bodies: Slowed } };
  drop: { job: { readonly type: 'drop' }; result: { readonly open: number } };
}

export type Job = Jobs[keyof Jobs]['job'];
