import type { ContactDetail } from '../domain/contact-detail.ts';
import type { Attachment, Content } from '../domain/content.ts';
import type { DepartmentKey } from '../domain/department.ts';
import type { ContactId, ConversationId, Seq, SpecialistId, WindowId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';

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
  /** the wording of consent they agree to with it, null for none; absent where the channel asks for it in its own way */
  readonly consent?: string | null;
  /** when the sender says it was sent */
  readonly occurredAt: Date;
}

/** Something a specialist does to a conversation. `key`: the desk's own id of the action, a repeat is success. */
export type Command =
  | { readonly type: 'reply'; readonly text: string; readonly attachments?: readonly Attachment[] }
  | { readonly type: 'note'; readonly text: string; readonly attachments?: readonly Attachment[] }
  | { readonly type: 'take' }
  | { readonly type: 'transfer'; readonly department: DepartmentKey; readonly specialist?: SpecialistId; readonly reason: string }
  | { readonly type: 'resolve' };

export interface DeskAction {
  readonly type: 'desk';
  readonly key: string;
  readonly conversation: ConversationId;
  readonly actor: SpecialistId;
  readonly command: Command;
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

export type Submission = Inbound | DeskAction | Opening | TimerDue | Retry | Seen | OfferAnswer;

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
  | 'transfer-to-self'
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
