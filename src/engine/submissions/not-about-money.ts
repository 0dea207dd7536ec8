import type { ConversationId } from '../../domain/ids.ts';
import { conversationIn } from '../batch/draft.ts';
import { done, refused } from '../batch/outcome.ts';
import { sendOver } from '../delivery/send-over.ts';
import type { Kind } from './kind.ts';
import { fromAddress } from './sender.ts';

/** The client says with one tap that what they wrote to finance is not about money (R10). */
export interface NotAboutMoney {
  readonly type: 'not-about-money';
  readonly account: string;
  readonly address: string;
  readonly conversation: ConversationId;
}

/** Only the contact whose conversation it is can say so. Said again once it has gone over, it is so already. */
export const notAboutMoney: Kind<NotAboutMoney> = {
  ...fromAddress,
  conversation: ({ conversation }) => conversation,
  readsLastWords: () => true,
  handle(batch, window, { sender, submission }) {
    if (sender === null || sender !== window.contact.id) return refused('unknown-conversation');
    const conversation = conversationIn(window, submission.conversation);
    if (conversation === undefined) return { type: 'done', conversation: submission.conversation, seq: null };
    if (conversation.row.status === 'resolved') return refused('conversation-resolved');
    if (conversation.row.track !== 'finance') return done(conversation);
    return sendOver(batch, conversation, { client: true });
  },
};
