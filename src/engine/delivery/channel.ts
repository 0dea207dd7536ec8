import type { SendResult } from '../../domain/delivery.ts';
import type { Language } from '../../domain/language.ts';
import type { Audience, Author, MessageBody, Reaction } from '../../domain/message.ts';

/** `react`: only to where colleagues work, for a message one of them wrote there; the emoji under it have changed. */
export type Verb = 'send' | 'edit' | 'delete' | 'react';

/** One thing that is to leave for a channel; the message as it reads now. */
export interface Dispatch {
  readonly window: string;
  readonly conversation: string;
  /** the person's address in the channel */
  readonly address: string;
  readonly verb: Verb;
  readonly seq: number;
  readonly body: MessageBody | null;
  /** internal ones only ever come to channels where colleagues work */
  readonly audience: Audience;
  /** emoji under it, for channels where colleagues work */
  readonly reactions?: readonly Reaction[];
  readonly author: Author;
  /** the specialist's, or the client's; null where the desk itself speaks */
  readonly authorName: string | null;
  /** a client's name that is only what they call themselves; said where colleagues work */
  readonly authorUnproven?: boolean;
  readonly language: Language;
  readonly urgent: boolean;
  /** tries before this one: after an unsure one the message may stand there already */
  readonly attempts: number;
  /** where the message stands in this channel, all parts of it; empty before it was sent */
  readonly refs: readonly Ref[];
  /** where the message it answers stands in this channel */
  readonly quoteRef: Ref | null;
  /** the thread of the chat it belongs to: where what it answers was written, else where the client wrote last before it */
  readonly thread: string | null;
}

export interface Ref {
  readonly chat: string;
  readonly id: string;
}

/** What every channel offers the deliverer. */
export interface Channel {
  readonly kind: string;
  /** Never throws: whatever happened is one of the results. */
  send(dispatch: Dispatch): Promise<SendResult>;
  /** Gates this has to pass, the widest last: while one is closed it waits, without trying. */
  scopes?(dispatch: Pick<Dispatch, 'address' | 'verb'>): readonly string[];
  /** Shows that somebody is writing, in the thread of the chat where that is known; a hint that may be lost. */
  typing?(address: string, thread: string | null): void;
  /** Bytes of a file it was sent, by what its door called `remote`. `later`: try again; `too-big`, `lost`: never. */
  fetchFile?(remote: string): Promise<FetchedFile>;
  /** Takes away what stands there of an erased contact, as far as the channel lets it. Never throws. */
  erase?(place: ErasePlace): Promise<Erased>;
}

/** Where something of an erased contact stands: a message, a file, or a thread with all that colleagues and the desk wrote in it. */
export interface ErasePlace {
  readonly kind: 'message' | 'file' | 'thread';
  readonly chat: string;
  readonly id: string;
}

/** `kept`: it stays there, and why; `places`: where somebody can delete it by hand. */
export type Erased =
  | { readonly type: 'gone' }
  | { readonly type: 'kept'; readonly reason: 'not-ours' | 'too-old' | 'no-access' | 'refused'; readonly places: readonly string[] }
  | { readonly type: 'retry'; readonly afterMs: number };

export type FetchedFile =
  | { readonly type: 'fetched'; readonly bytes: AsyncIterable<Uint8Array>; readonly name?: string }
  | { readonly type: 'later'; readonly afterMs: number }
  | { readonly type: 'too-big' }
  | { readonly type: 'lost'; readonly reason: string };
