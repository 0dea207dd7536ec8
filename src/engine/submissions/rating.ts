import type { ConversationId } from '../../domain/ids.ts';
import { announceRating } from '../batch/announce.ts';
import { conversationIn, touch } from '../batch/draft.ts';
import { refused } from '../batch/outcome.ts';
import type { Kind } from './kind.ts';
import { fromAddress } from './sender.ts';

/** A client rates a conversation, 1 to 5; the last one counts (R23). */
export interface Rating {
  readonly type: 'rating';
  readonly account: string;
  readonly address: string;
  readonly conversation: ConversationId;
  readonly score: number;
}

/** Only the contact whose conversation it is can rate it. */
export const rating: Kind<Rating> = {
  ...fromAddress,
  conversation: ({ conversation }) => conversation,
  handle(batch, window, { sender, submission: { conversation, score } }) {
    if (sender === null || sender !== window.contact.id) return refused('unknown-conversation');
    const { ratings } = batch.plan;
    const earlier = ratings.find((each) => each.conversationId === conversation);
    if (earlier === undefined) ratings.push({ conversationId: conversation, score, at: batch.now });
    else earlier.score = score;
    announceRating(batch, { conversation, contact: sender, score });
    const open = conversationIn(window, conversation);
    if (open !== undefined) touch(open);
    return { type: 'done', conversation, seq: null };
  },
};
