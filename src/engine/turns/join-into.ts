import type { ConversationId } from '../../domain/ids.ts';
import { channelInWords, tDelivery } from '../../texts/delivery.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled } from '../batch/outcome.ts';
import { languageInside, postInternal } from '../delivery/post.ts';

/**
 * What is left to do once two contacts have turned out to be one person, kept as timers that are due at once so that it is done
 * for certain: `joined` ends the younger of two conversations on one matter, `joined-waits` has the older one owe the answer.
 */
export type Joining =
  | { readonly type: 'joined'; readonly into: ConversationId }
  | { readonly type: 'joined-waits'; readonly channel: string };

export function isJoining(event: { readonly type: string }): event is Joining {
  return event.type === 'joined' || event.type === 'joined-waits';
}

export function joinInto(batch: Batch, conversation: ConversationDraft, joining: Joining): Handled {
  if (joining.type === 'joined') {
    conversation.row.joinedInto = joining.into;
    feed(batch, conversation, { type: 'joined', into: joining.into });
    return done(conversation);
  }
  const { channel } = joining;
  const language = languageInside(batch, conversation);
  const text = tDelivery(language, 'joined.here', { channel: channelInWords(language, channel) });
  const message = postInternal(batch, conversation, { text, key: 'joined.here', params: { channel }, language });
  feed(batch, conversation, { type: 'client.message', message, says: { kind: 'text' } });
  return done(conversation, message);
}
