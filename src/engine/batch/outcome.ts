import type { OtherWay, Unsent } from '../../db/batch/lane.ts';
import type { ContactId, ConversationId, Seq } from '../../domain/ids.ts';
import type {
  DeskAction,
  Fetched,
  Inbound,
  InboundEdit,
  InboundReaction,
  NotThere,
  OfferAnswer,
  Opening,
  Rating,
  Refusal,
  Refused,
} from '../submissions/submission.ts';
import type { Batch, ConversationDraft, WindowDraft } from './draft.ts';

/** What a handler did with a submission: which conversation it went to, and the place of the message it made. */
export type Handled =
  | {
      readonly type: 'done';
      readonly conversation: ConversationId | null;
      readonly seq: Seq | null;
      readonly keptInside?: true;
      readonly isRepeat?: true;
    }
  | { readonly type: 'refused'; readonly code: Refusal };

/** A channel and an address in it: `<account id>:<address>`. */
export interface Reach {
  readonly channel: string;
  readonly target: string;
}

/** What waits for an address, and where else its contact can be reached. */
export interface Lane {
  readonly unsent: readonly Unsent[];
  readonly ways: readonly OtherWay[];
}

/** The verbs, registered in main: guards first, then events and messages into the draft. They never await, and refuse before they change anything. */
export interface Handlers {
  inbound(batch: Batch, window: WindowDraft, inbound: Inbound): Handled;
  /** `reach`: where the contact is written to */
  opening(batch: Batch, window: WindowDraft, opening: Opening, reach: Reach): Handled;
  offerAnswer(batch: Batch, window: WindowDraft, answer: OfferAnswer): Handled;
  inboundEdit(batch: Batch, window: WindowDraft, edit: InboundEdit): Handled;
  inboundReaction(batch: Batch, window: WindowDraft, reaction: InboundReaction): Handled;
  /** `sender`: who is behind the address it came from */
  rating(batch: Batch, window: WindowDraft, rating: Rating, sender: ContactId | null): Handled;
  fetched(batch: Batch, window: WindowDraft, fetched: Fetched): Handled;
  /** `lane`: of an address that is dead */
  undelivered(batch: Batch, window: WindowDraft, refusal: Refused, lane: Lane | null): Handled;
  notThere(batch: Batch, conversation: ConversationDraft, who: NotThere): Handled;
  desk(batch: Batch, conversation: ConversationDraft, action: DeskAction): Handled;
}

export function refused(code: Refusal): Handled {
  return { type: 'refused', code };
}

export function done(conversation: ConversationDraft, seq: Seq | null = null): Handled {
  return { type: 'done', conversation: conversation.row.id as ConversationId, seq };
}
