import type { ConversationId, Seq } from '../domain/ids.ts';
import type { Batch, ConversationDraft, WindowDraft } from './draft.ts';
import type { DeskAction, Inbound, OfferAnswer, Opening, Refusal } from './submission.ts';

/** What a handler did with a submission: which conversation it went to, and the place of the message it made. */
export type Handled =
  | { readonly type: 'done'; readonly conversation: ConversationId | null; readonly seq: Seq | null }
  | { readonly type: 'refused'; readonly code: Refusal };

/** A channel and an address in it: `<account id>:<address>`. */
export interface Reach {
  readonly channel: string;
  readonly target: string;
}

/** The verbs, registered in main: guards first, then events and messages into the draft. They never await, and refuse before they change anything. */
export interface Handlers {
  inbound(batch: Batch, window: WindowDraft, inbound: Inbound): Handled;
  /** `reach`: where the contact is written to */
  opening(batch: Batch, window: WindowDraft, opening: Opening, reach: Reach): Handled;
  offerAnswer(batch: Batch, window: WindowDraft, answer: OfferAnswer): Handled;
  desk(batch: Batch, conversation: ConversationDraft, action: DeskAction): Handled;
}

export function refused(code: Refusal): Handled {
  return { type: 'refused', code };
}

export function done(conversation: ConversationDraft, seq: Seq | null = null): Handled {
  return { type: 'done', conversation: conversation.row.id as ConversationId, seq };
}
