import type { DetailKind } from './contact-detail.ts';
import type { Meaning } from './content.ts';
import type { FlowState } from './decision.ts';
import type { DepartmentKey } from './department.ts';
import type { AssignmentId, ClientId, ConversationId, Seq, SpecialistId } from './ids.ts';
import type { Language } from './language.ts';
import type { Lead } from './lead.ts';
import type { AssignmentRule, NobodyReason } from './route.ts';
import type { TopicKey, TopicSource } from './topic.ts';

/** Calendar waits of a conversation, in milliseconds, frozen when it opens so that a replay sees the same. */
export interface Waits {
  /** a client stops midway through the questions: remind once after this */
  readonly reminder: number;
  /** … and close the unanswered questions after this */
  readonly abandon: number;
  /** how long a resolved conversation can be reopened by a message */
  readonly reopen: number;
  /** nothing heard from the client after our answer: resolve by itself after this */
  readonly idle: number;
  /**
   * a stranger nobody could reach elsewhere is offered to leave a phone, an e-mail or Telegram once they have waited so long for
   * a person (R31); 0: nobody is there, so at once; absent: the company can reach them, or nothing is offered
   */
  readonly offer?: number;
}

/** How a conversation began; the flow's input. */
export interface Opened {
  readonly type: 'opened';
  /** a known contact is asked nothing (R6) */
  readonly known: boolean;
  /** where a known contact's conversation goes; the tree decides for a stranger */
  readonly department: DepartmentKey;
  readonly language: Language;
  readonly waits: Waits;
  /** the message that opened it, the client's unless `by` is there */
  readonly message: Seq;
  readonly says: Meaning;
  /** a specialist who wrote first, to a contact the company knows; the message is theirs, `department` where they work */
  readonly by?: SpecialistId;
  /** the contact is of several clients, and nothing tells for which of them they write: they are asked */
  readonly unclear?: true;
  /** begun by the person in charge of another conversation, for the client; the message is their word to colleagues (R10) */
  readonly beside?: true;
  /** the message stands in another conversation, where it was counted */
  readonly again?: true;
  /** … and waits for an answer since then, ms since 1970: the client’s wait begins with their word, whoever answers it where (R28) */
  readonly since?: number;
  readonly metBy?: SpecialistId;
}

export interface ClientMessage {
  readonly type: 'client.message';
  readonly message: Seq;
  readonly says: Meaning;
  /** it came from another conversation, where it was counted */
  readonly again?: true;
  /** … where they waited for an answer since then, ms since 1970 */
  readonly since?: number;
  /** whom of sales the answer leads to, found by its words (R5) */
  readonly lead?: Lead;
  /** the colleague who is with the client, on the phone or in the office, and wrote it down: the stand-in (R7) */
  readonly metBy?: SpecialistId;
}

/** Of the contact's clients the conversation is this one's, as the contact says, or a colleague; it may have been another's until now. */
export interface ClientNamed {
  readonly type: 'client.named';
  readonly client: ClientId;
  readonly by: 'contact' | SpecialistId;
  /** which department serves the client */
  readonly department: DepartmentKey;
  /** whoever is in charge is nobody for this client, or nobody is: who serves it is sought */
  readonly moves: boolean;
  /** the message by which the contact said so */
  readonly message?: Seq;
}

/** A stranger who is being asked turned out to be of several clients: they are asked for which of them they write, and nothing else (R6). */
export interface ClientUnclear {
  readonly type: 'client.unclear';
}

export interface Assigned {
  readonly type: 'assigned';
  readonly assignment: AssignmentId;
  readonly department: DepartmentKey;
  readonly specialist: SpecialistId;
  readonly rule: AssignmentRule;
  /** who begins if they are late with the first answer (R13); absent: nobody else could */
  readonly standIn?: SpecialistId;
}

export interface Nobody {
  readonly type: 'nobody';
  readonly department: DepartmentKey;
  readonly reason: NobodyReason;
}

/** A place may have come free: a queued conversation looks for a person again. */
export interface Retried {
  readonly type: 'retried';
}

/** It has waited in a queue for as long as it may: the head is called. `full`: portfolios alone keep people from having it. */
export interface QueueLate {
  readonly type: 'queue.late';
  readonly full: boolean;
}

export interface Replied {
  readonly type: 'replied';
  readonly message: Seq;
  readonly specialist: SpecialistId;
}

/** An internal note. It never changes the state. */
export interface Noted {
  readonly type: 'noted';
  readonly message: Seq;
  readonly specialist: SpecialistId;
}

/** A specialist takes the conversation, from the queue or from a colleague. */
export interface Taken {
  readonly type: 'taken';
  readonly specialist: SpecialistId;
  readonly department: DepartmentKey;
  /** who was called to the client and could still come (R7) */
  readonly insteadOf?: SpecialistId;
}

/** Handed on with a reason, which stands in the internal message `message`. */
export interface Transferred {
  readonly type: 'transferred';
  readonly by: SpecialistId;
  readonly department: DepartmentKey;
  readonly specialist?: SpecialistId;
  /** who was named of another department: until that is accepted it goes to whoever is found there (R8) */
  readonly wish?: SpecialistId;
  readonly message: Seq;
}

export interface Resolved {
  readonly type: 'resolved';
  readonly by: SpecialistId;
  /** the client waited, and needs no answer: why stands in this internal message */
  readonly message?: Seq;
}

/** What a stand-in took over is to go back to who was late: one of the two agrees, or a head decides; `message` says why, inside. */
export interface HandBackAgreed {
  readonly type: 'hand-back.agreed';
  readonly specialist: SpecialistId;
  readonly asHead?: true;
  readonly message: Seq;
}

/** A stranger left a way to reach them; what it is stands in `contact_detail`. */
export interface ContactLeft {
  readonly type: 'contact.left';
  readonly kind: DetailKind;
}

/** … or would rather not. */
export interface OfferDeclined {
  readonly type: 'offer.declined';
}

/** A durable timer of the flow came due; `raised` is the event XState asked for. */
export interface TimerFired {
  readonly type: 'timer';
  readonly key: string;
  readonly raised: { readonly type: string };
}

/**
 * The open turn's hold came due without an answer. Taken off under the window's lock, only if that hold is still the open one
 * and unanswered; the hold is marked as breached in the same transaction: a violation (R13).
 */
export interface Breached {
  readonly type: 'lapsed';
  readonly specialist: SpecialistId;
  /** number of the turn in the conversation, and of the hold in the turn, both from 1 */
  readonly turn: number;
  readonly hold: number;
}

/** "I will answer by 15:40", shown to the client; replaces the deadline, and is itself watched (R13). */
export interface Promised {
  readonly type: 'promised';
  readonly specialist: SpecialistId;
  /** ms since 1970 */
  readonly until: number;
}

/** The client's last words need no answer; the reason stands in the internal message `message`. */
export interface NoReplyNeeded {
  readonly type: 'waived';
  readonly specialist: SpecialistId;
  readonly message: Seq;
}

/** The person in charge, who owes an answer, is not there any more: away, off, absent, left. Somebody else begins at once, with no violation (R16). */
export interface Unavailable {
  readonly type: 'unavailable';
  readonly specialist: SpecialistId;
}

/** Whoever stands in for the person in charge left, or works elsewhere by now. `told`: the client reads that they would help (R7). */
export interface StandInGone {
  readonly type: 'stand-in.gone';
  readonly specialist: SpecialistId;
  readonly told?: true;
}

/** An answer never arrives, or was taken back before it left: the turn it had answered is open again, with a fresh deadline and no violation. */
export interface Undelivered {
  readonly type: 'undelivered';
  readonly message: Seq;
}

/** Two conversations on one matter became one: this, the younger, ends; what the client writes goes to `into`. */
export interface JoinedInto {
  readonly type: 'joined';
  readonly into: ConversationId;
}

/** The client's unanswered words went over to the conversation of the other track, where they belong (R10); this one owes nothing for them. */
export interface SentOver {
  readonly type: 'sent-over';
  readonly into: ConversationId;
}

/** What it is about, by the tree, the client's menu or a colleague. It never changes the state; it is in the log with its time. */
export interface TopicNoted {
  readonly type: 'topic';
  readonly topic: TopicKey;
  readonly source: TopicSource;
  readonly by?: SpecialistId;
}

/**
 * What the client wrote in a younger conversation turns out to be of this matter, which was settled: it goes on, and the younger one ends
 * (R15). Said by the client's tap or a colleague's, never guessed.
 */
export interface Continued {
  readonly type: 'continued';
  /** the client's newest message, in the younger conversation */
  readonly message: Seq;
  /** whether they wait for an answer to it */
  readonly waits: boolean;
  /** … since when, ms since 1970 */
  readonly since?: number;
  /** whom the client was told they are with since; null: nobody */
  readonly introduced: SpecialistId | null;
  /** who has answered them since, and goes on; absent: whoever had this matter is asked first */
  readonly specialist?: SpecialistId;
}

/** What the client wrote last is another matter: this one is settled as before, without a word, and the other begins by itself. */
export interface Parted {
  readonly type: 'parted';
  readonly by: SpecialistId;
}

/** What is known of the contact is being erased: whatever the conversation was about, it ends, and nobody is told anything in it. */
export interface Erased {
  readonly type: 'erased';
}

/** The stored state was brought from one version of the flow to the next; a replay goes on from `snapshot`. */
export interface Migrated {
  readonly type: 'migrated';
  readonly from: number;
  readonly to: number;
  readonly snapshot: FlowState;
}

/** Everything that can happen to a conversation. Stored as given to `decide`: ids and classifications, no personal data. */
export type ConversationEvent =
  | Opened
  | ClientMessage
  | ClientNamed
  | ClientUnclear
  | Assigned
  | Nobody
  | Retried
  | QueueLate
  | Replied
  | Noted
  | Taken
  | Transferred
  | Resolved
  | HandBackAgreed
  | ContactLeft
  | OfferDeclined
  | Breached
  | Promised
  | NoReplyNeeded
  | Unavailable
  | StandInGone
  | Undelivered
  | JoinedInto
  | SentOver
  | TopicNoted
  | Continued
  | Parted
  | Erased
  | Migrated
  | TimerFired;
