import type { ContactDetail } from '../../domain/contact-detail.ts';
import type { Attachment, Content } from '../../domain/content.ts';
import type { ContactId, ConversationId, Seq, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Topic } from '../../domain/topic.ts';
import type { Command, Fetch, Meeting, Words } from './command.ts';

export type { Command, Fetch, Meeting, Words };

/** A message's place in a channel: ids as the channel gives them. */
export interface Ref {
  readonly chat: string;
  readonly id: string;
}

/** A client's message as a channel door parsed it. */
export interface Inbound {
  readonly type: 'inbound';
  /** the channel account it came through: its kind, e.g. `webchat` */
  readonly account: string;
  /** the sender's id of the message: the same one again is a repeat, and success */
  readonly externalId: string;
  /** the person's address in the channel */
  readonly address: string;
  /** window to create for an address never seen before; ignored for a known one */
  readonly window: WindowId;
  /** proof that the person is this contact, e.g. a signed site login (R6) */
  readonly contact?: ContactId;
  /** what somebody met for the first time is called */
  readonly name?: string;
  readonly language: Language;
  readonly content: Content;
  /** where it stands in the channel, for later edits, quotes and reactions */
  readonly ref?: Ref;
  /** what it answers, by its id in the same chat of the channel */
  readonly quote?: string;
  /** an album's common id: what comes first makes the message, the files of the others are added to it */
  readonly group?: string;
  /** bytes of attachments in state `coming`, fetched after the commit */
  readonly fetches?: readonly Fetch[];
  /** tapped in a menu, or said by the channel (R10) */
  readonly topic?: Topic;
  /** the wording of consent they agree to with it, null for none; absent where the channel asks for it in its own way */
  readonly consent?: string | null;
  /** when the sender says it was sent */
  readonly occurredAt: Date;
}

/** A client changed what they had written. Comes it before the message itself, it is taken as the message. */
export interface InboundEdit {
  readonly type: 'inbound-edit';
  readonly account: string;
  /** the sender's id of the change */
  readonly externalId: string;
  readonly address: string;
  readonly window: WindowId;
  readonly name?: string;
  readonly language: Language;
  readonly ref: Ref;
  readonly content: Content;
  /** bytes of attachments in state `coming`, should it be taken as the message, or bring another file */
  readonly fetches?: readonly Fetch[];
  /** changes older than the last one count no more */
  readonly occurredAt: Date;
}

/** The emoji a client now has under a message, all of them; none takes them away. */
export interface InboundReaction {
  readonly type: 'inbound-reaction';
  readonly account: string;
  readonly externalId: string;
  readonly address: string;
  readonly ref: Ref;
  readonly emoji: readonly string[];
  readonly occurredAt: Date;
}

/** A client rates a conversation, 1 to 5; the last one counts (R23). */
export interface Rating {
  readonly type: 'rating';
  readonly account: string;
  readonly address: string;
  readonly conversation: ConversationId;
  readonly score: number;
}

export interface DeskAction {
  readonly type: 'desk';
  readonly key: string;
  readonly conversation: ConversationId;
  readonly actor: SpecialistId;
  readonly command: Command;
  /** written in a messenger where colleagues work: it stands there already, so it is not mirrored there */
  readonly origin?: Ref & { readonly account: string };
}

/** A specialist writes first: into the conversation they have open with the contact, else into a new one in their charge. */
export interface Opening {
  readonly type: 'opening';
  /** a repeat is success */
  readonly key: string;
  readonly actor: SpecialistId;
  readonly contact: ContactId;
  readonly text: string;
}

export interface TimerDue {
  readonly type: 'timer-due';
  readonly conversation: ConversationId;
  readonly key: string;
  readonly generation: number;
}

/** A place may have come free for a queued conversation. */
export interface Retry {
  readonly type: 'retry';
  readonly conversation: ConversationId;
}

/** The person in charge, who owes an answer, is away, off, absent or has left. */
export interface NotThere {
  readonly type: 'not-there';
  readonly conversation: ConversationId;
  readonly specialist: SpecialistId;
}

/** A channel refused a message to the client for good. `unreachable`: it refuses all of them, because they blocked it or are gone. */
export interface Refused {
  readonly type: 'undelivered';
  readonly window: WindowId;
  readonly seq: Seq;
  readonly target: string;
  readonly reason: string;
  readonly unreachable: boolean;
  /** what it would not do; the message was to be sent when absent */
  readonly verb?: 'send' | 'edit' | 'delete' | 'react';
}

/** The bytes of an attachment are here, or never will be. */
export interface Fetched {
  readonly type: 'fetched';
  readonly window: WindowId;
  readonly seq: Seq;
  readonly attachment: Attachment;
}

/** The client's screen has shown everything up to `seq`. */
export interface Seen {
  readonly type: 'seen';
  readonly account: string;
  readonly address: string;
  readonly seq: Seq;
}

/** The client answers the offer to leave a way to reach them: with one, or with none. */
export interface OfferAnswer {
  readonly type: 'offer-answer';
  readonly account: string;
  readonly address: string;
  readonly detail: ContactDetail | null;
}

export type Submission =
  | Inbound
  | InboundEdit
  | InboundReaction
  | Rating
  | DeskAction
  | Opening
  | TimerDue
  | Retry
  | NotThere
  | Refused
  | Fetched
  | Seen
  | OfferAnswer;

/** Why something was not carried out although it was understood. Nothing of it is stored. */
export type Refusal =
  | 'unknown-conversation'
  | 'contact-not-found'
  | 'consent-required'
  | 'unknown-choice'
  | 'stale-choice'
  | 'not-in-charge'
  | 'already-in-charge'
  | 'conversation-resolved'
  | 'conversation-closed'
  | 'unknown-department'
  | 'unknown-specialist'
  | 'not-trained'
  | 'transfer-to-self'
  | 'unknown-message'
  | 'not-yours'
  | 'nothing-to-answer'
  | 'promise-out-of-range'
  | 'already-beside'
  | 'not-due';

/** What became of a submission. `accepted` means committed. */
export type Outcome =
  | {
      readonly type: 'accepted';
      readonly conversation: ConversationId | null;
      readonly window: WindowId;
      readonly seq: Seq | null;
      readonly at: Date;
      readonly duplicate: boolean;
      /** a reply that stayed inside, because a stand-in had taken over meanwhile (R13) */
      readonly keptInside?: true;
    }
  | { readonly type: 'refused'; readonly code: Refusal };

/**
 * Takes one submission and answers once it is committed, or refused.
 * Throws `Overloaded` when it was not even queued (nothing is stored), `Failed` when the database would not take it.
 */
export type Submit = (submission: Submission) => Promise<Outcome>;

/** Not queued: too much is waiting, from everybody or from this sender. Try again after `retryAfter` seconds. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
  readonly scope: 'server' | 'sender';
  readonly retryAfter: number;
  constructor(scope: 'server' | 'sender', retryAfter: number) {
    super(`overloaded: ${scope}`);
    this.scope = scope;
    this.retryAfter = retryAfter;
  }
}
