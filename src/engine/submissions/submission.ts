import type { ConversationId, Seq, WindowId } from '../../domain/ids.ts';
import type { Objected } from '../../domain/objection.ts';
import type { ChooseClient } from './choose-client.ts';
import type { Command, Fetch } from './command.ts';
import type { DeskAction } from './desk.ts';
import type { EndErased } from './end-erased.ts';
import type { Fetched } from './fetched.ts';
import type { Inbound } from './inbound.ts';
import type { InboundEdit } from './inbound-edit.ts';
import type { InboundReaction } from './inbound-reaction.ts';
import type { NotAboutMoney } from './not-about-money.ts';
import type { NotThere } from './not-there.ts';
import type { OfferAnswer } from './offer-answer.ts';
import type { Opening } from './opening.ts';
import type { Rating } from './rating.ts';
import type { Retry } from './retry.ts';
import type { SameMatter } from './same-matter.ts';
import type { Seen } from './seen.ts';
import type { StandInGone } from './stand-in-gone.ts';
import type { TimerDue } from './timer-due.ts';
import type { UndeliveredMessage } from './undelivered.ts';
import type { WishShaken } from './wish-shaken.ts';

export type { Command, Fetch, Inbound, InboundEdit, NotThere, Retry, StandInGone };

/** A message's place in a channel: ids as the channel gives them. */
export interface Ref {
  readonly chat: string;
  readonly id: string;
}

/** Something that wants to happen to a window. Each kind stands with its behaviour in the file of its name. */
export type Submission =
  | Inbound
  | InboundEdit
  | InboundReaction
  | Rating
  | SameMatter
  | Seen
  | OfferAnswer
  | NotAboutMoney
  | ChooseClient
  | DeskAction
  | Opening
  | TimerDue
  | Retry
  | NotThere
  | StandInGone
  | WishShaken
  | EndErased
  | UndeliveredMessage
  | Fetched;

/** Why something was not carried out although it was understood. Nothing of it is stored. */
export type Refusal =
  | 'unknown-conversation'
  | 'contact-not-found'
  | 'consent-required'
  | 'unknown-choice'
  | 'stale-choice'
  | 'not-in-charge'
  | 'already-in-charge'
  | 'taken-meanwhile'
  | 'owner-can-come'
  | 'conversation-resolved'
  | 'conversation-closed'
  | 'unknown-department'
  | 'unknown-specialist'
  | 'not-trained'
  | 'specialist-unavailable'
  | 'transfer-to-self'
  | 'only-sales-meet'
  | 'meeting-passed'
  | 'stand-in-finishes'
  | 'nothing-to-hand-back'
  | 'agreed-already'
  | 'answer-owed'
  | 'unknown-message'
  | 'not-yours'
  | 'nothing-to-answer'
  | 'no-former-matter'
  | 'promise-out-of-range'
  | 'not-their-client'
  | 'client-unclear'
  | 'already-beside'
  | 'answered-already'
  | 'nothing-to-send'
  | 'unknown-topic'
  | 'not-head'
  | 'not-queued'
  | 'not-proposed'
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
  /** `details`: what speaks against whoever was named */
  | { readonly type: 'refused'; readonly code: Refusal; readonly details?: Objected };

/**
 * Takes one submission and answers once it is committed, or refused.
 * Throws `Overloaded` when it was not even queued, else what kept it from being carried out; nothing of it is stored then.
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
