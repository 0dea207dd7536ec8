import type { ConversationId } from '../../domain/ids.ts';
import { shakeProposal } from '../assign/proposal.ts';
import { conversationIn } from '../batch/draft.ts';
import { refused } from '../batch/outcome.ts';
import type { Kind } from './kind.ts';
import { ownWork } from './sender.ts';

/** Somebody left on whom a wish rests: whoever is wished for, or who was to decide about them. */
export interface WishShaken {
  readonly type: 'wish-shaken';
  readonly conversation: ConversationId;
  readonly proposal: string;
  /** whoever is wished for is not there any more; else another is to decide now */
  readonly isGone: boolean;
}

/** The wish ends at once, or is somebody else's to decide at once: it does not wait for a deadline that nobody can keep (R8). */
export const wishShaken: Kind<WishShaken> = {
  ...ownWork,
  handle(batch, window, { submission: { conversation: id, proposal, isGone } }) {
    const conversation = conversationIn(window, id);
    if (conversation?.row.proposed?.id !== proposal) return refused('not-due');
    return shakeProposal(batch, conversation, isGone);
  },
};
