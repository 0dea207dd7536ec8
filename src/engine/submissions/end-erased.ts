import type { ConversationId } from '../../domain/ids.ts';
import { feed } from '../batch/carry-out.ts';
import { conversationIn } from '../batch/draft.ts';
import { done, refused } from '../batch/outcome.ts';
import type { Kind } from './kind.ts';
import { ownWork } from './sender.ts';

/** What is known of the contact is being erased, and their conversation is open still. */
export interface EndErased {
  readonly type: 'end-erased';
  readonly conversation: ConversationId;
}

/** It ends for good, in the log with its reason, so that nothing more is said in it. */
export const endErased: Kind<EndErased> = {
  ...ownWork,
  handle(batch, window, { submission: { conversation: id } }) {
    const conversation = conversationIn(window, id);
    if (conversation === undefined || conversation.row.status === 'closed') return refused('conversation-closed');
    feed(batch, conversation, { type: 'erased' });
    return done(conversation);
  },
};
