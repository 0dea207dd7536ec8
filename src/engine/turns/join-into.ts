import type { ConversationId } from '../../domain/ids.ts';
import { channelInWords, tDelivery } from '../../texts/delivery.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled } from '../batch/outcome.ts';
import { addMessage } from '../delivery/post.ts';

/**
 * What is left to do once two contacts have turned out to be one person, kept as timers that are due at once so that it is done
 * for certain: `joined` ends the younger of two conversations on one matter, `joined-waits` has the older one owe the answer.
 */
export type Joining =
  | { readonly type: 'joined'; readonly into: ConversationId }
  | { readonly type: 'joined-waits'; readonly channel: string };

export function isJoining(raised: { readonly type: string }): raised is Joining {
  return raised.type === 'joined' || raised.type === 'joined-waits';
}

export function joinInto(batch: Batch, conversation: ConversationDraft, joining: Joining): Handled {
  const { row, window } = conversation;
  if (joining.type === 'joined') {
    row.joinedInto = joining.into;
    feed(batch, conversation, { type: 'joined', into: joining.into });
    return done(conversation);
  }
  const person = [...batch.company.people.values()].find((each) => each.id === row.specialistId);
  const language = person?.language ?? window.contact.language;
  const message = addMessage(batch, conversation, {
    author: 'system',
    authorId: null,
    audience: 'internal',
    body: {
      text: tDelivery(language, 'joined.here', { channel: channelInWords(language, joining.channel) }),
      key: 'joined.here',
      params: { channel: joining.channel },
      language,
    },
    clientKey: null,
    occurredAt: batch.now,
  });
  feed(batch, conversation, { type: 'client.message', message, says: { kind: 'text' } });
  return done(conversation, message);
}
