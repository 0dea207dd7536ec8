import type { ClientId, ConversationId } from '../../domain/ids.ts';
import { channelInWords, tDelivery } from '../../texts/delivery.ts';
import { nameClient } from '../assign/name-client.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled } from '../batch/outcome.ts';
import { languageInside, postInternal } from '../delivery/post.ts';

/**
 * What is left to do once two contacts have turned out to be one person, kept as timers that are due at once so that it is done
 * for certain: `joined` ends the younger of two conversations on one matter, `joined-waits` has the older one owe the answer, to somebody who
 * has waited `since` then (R28), `joined-client` has whoever serves the client a conversation is about now go on with it; null: nothing tells
 * which of theirs it is.
 */
export type Joining =
  | { readonly type: 'joined'; readonly into: ConversationId }
  | { readonly type: 'joined-waits'; readonly channel: string; readonly since?: number }
  | { readonly type: 'joined-client'; readonly client: ClientId | null };

const types: readonly string[] = ['joined', 'joined-waits', 'joined-client'] satisfies Joining['type'][];

export function isJoining(event: { readonly type: string }): event is Joining {
  return types.includes(event.type);
}

export function joinInto(batch: Batch, conversation: ConversationDraft, joining: Joining): Handled {
  if (joining.type === 'joined') {
    conversation.row.joinedInto = joining.into;
    feed(batch, conversation, { type: 'joined', into: joining.into });
    return done(conversation);
  }
  if (joining.type === 'joined-client') return belongTo(batch, conversation, joining.client);
  const { channel, since } = joining;
  // What they wrote last was of this matter.
  conversation.row.chosenSeq = conversation.window.row.lastSeq;
  const language = languageInside(batch, conversation);
  const text = tDelivery(language, 'joined.here', { channel: channelInWords(language, channel) });
  const message = postInternal(batch, conversation, { text, key: 'joined.here', params: { channel }, language });
  feed(batch, conversation, { type: 'client.message', message, says: { kind: 'text' }, ...(since !== undefined && { since }) });
  return done(conversation, message);
}

/** A contact who is known now is asked nothing but for which of theirs they write, where they are of several (R6). */
function belongTo(batch: Batch, conversation: ConversationDraft, id: ClientId | null): Handled {
  const { clients } = conversation.window;
  const client = clients.find((each) => each.id === id);
  if (client !== undefined) nameClient(batch, conversation, client, { by: 'contact', anew: true });
  else if (clients.length > 1 && conversation.row.status === 'asking') feed(batch, conversation, { type: 'client.unclear' });
  return done(conversation);
}
