import type { Profile } from '../../db/batch/profiles.ts';
import type { RefKey } from '../../db/batch/refs.ts';
import type { Address, Key } from '../../db/batch/senders.ts';
import type { ContactId, ConversationId, Seq, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Arrival } from '../batch/arrival.ts';
import type { Batch, ConversationDraft, WindowDraft } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import type { Refusal, Submission } from './submission.ts';

/** Everything a batch asks of one kind of submission. All but `lane` and `handle` is for the kinds that need it. */
export interface Kind<S extends Submission> {
  /** submissions that share a lane are carried out in order, and never in two transactions at once */
  lane(submission: S): string;
  /** time itself brought it about: nobody waits for the outcome */
  readonly isOwn?: true;

  /** the same key again is a repeat, and success */
  key?(batch: Batch, submission: S): Key;
  /** how the message it makes keeps that key, so that a repeat is answered from what is stored */
  clientKey?(submission: S): string;
  /** it is meant for the client: if its message is internal, it was kept inside (R13), and a repeat is answered so */
  isForClient?(submission: S): boolean;

  /** the colleague in whose name it is done: whether they are still here is read */
  actor?(submission: S): SpecialistId | undefined;

  /** who sent it; their window is its window, unless one of the next four leads elsewhere */
  address?(batch: Batch, submission: S): Address;
  /** the message it changes: if it is the sender's own, its window is where that message stands */
  changes?(batch: Batch, submission: S): RefKey;
  window?(submission: S): WindowId;
  conversation?(submission: S): ConversationId;
  /** whoever is written to */
  contact?(submission: S): ContactId;
  /** why it is refused when there is no window; `unknown-conversation` unless given */
  readonly notFound?: Refusal;

  /** whom it introduces: if nobody is known at the address, they get an identity, a contact and a window */
  newcomer?(submission: S): Newcomer;
  /** how its sender is called in the channel now */
  profile?(submission: S): Profile | null;
  /** it shows that its sender can be reached at the address again */
  readonly provesReachable?: true;

  /** messages it names by where they stand in the channel: the one it changes or quotes, its own, its album */
  refs?(batch: Batch, submission: S): readonly RefKey[];
  /** stored messages of the window it is about, besides those it names by `refs` */
  messages?(submission: S): readonly Seq[];
  /** the timer it takes off, if that is still set */
  timer?(submission: S): DueTimer;
  /** an address at which nothing arrives any more: what waits for it, and where else its contact can be reached, is read */
  deadTarget?(submission: S): string | null;
  /** the turns that were answered last in the window are read */
  readsAnswered?(submission: S): boolean;
  /** what the client said last in each conversation of the window is read */
  readsLastWords?(submission: S): boolean;

  /** what it says in its sender's own words: the outreach on record that a stranger's may lead by is read (R5) */
  typed?(submission: S): string | null;

  /** people it gives a conversation to by name, and who has that now: their loads are locked before it is carried out */
  named?(window: WindowDraft, submission: S): readonly NamedHere[];

  /** Guards first, then events and messages into the draft. Never awaits, and refuses before it changes anything. */
  handle(batch: Batch, window: WindowDraft, arrival: Arrival<S>): Handled;
}

/** Somebody met for the first time. */
export interface Newcomer {
  /** kind of the channel account */
  readonly account: string;
  readonly address: string;
  /** the window to create for them */
  readonly window: WindowId;
  /** proof that they are this contact (R6) */
  readonly contact?: ContactId;
  readonly name?: string;
  readonly language: Language;
}

/** Somebody who is to have a conversation by hand. */
export interface NamedHere {
  readonly specialist: SpecialistId;
  readonly reserved: ConversationDraft['reserved'];
}

export interface DueTimer {
  readonly conversation: ConversationId;
  readonly key: string;
  readonly generation: number;
}
