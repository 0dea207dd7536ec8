import { clientLabel, namedClient } from '../../../flows/client-choice.ts';
import { labelOf } from '../../../flows/words.ts';
import type { Seq } from '../../domain/ids.ts';
import { isLoggedContact } from '../../domain/logged-contact.ts';
import type { MessageBody } from '../../domain/message.ts';
import { account as accountOf, refKey } from '../batch/arrival.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { hasTooBig, postNotice } from '../delivery/notice.ts';
import { addMessage } from '../delivery/post.ts';
import { noteRef } from '../delivery/refs.ts';
import { albumId } from './album.ts';
import type { Inbound } from './inbound.ts';

/** Puts what a client wrote into the conversation. */
export function addClientMessage(batch: Batch, conversation: ConversationDraft, inbound: Inbound, quote: Seq | undefined): Seq {
  const { account, ref, group, fetches = [] } = inbound;
  const { window } = conversation;
  const seq = addMessage(batch, conversation, {
    author: 'client',
    authorId: window.contact.id,
    audience: 'client',
    body: bodyOf(conversation, inbound, quote),
    clientKey: inbound.externalId,
    occurredAt: inbound.occurredAt,
    ...(ref === undefined ? {} : { at: refKey(batch, account, ref) }),
    ...(fetches.length === 0 ? {} : { fetches: { accountId: accountOf(batch, account), files: fetches } }),
  });
  if (ref !== undefined && group !== undefined) noteRef(batch, window, refKey(batch, account, { chat: ref.chat, id: albumId(group) }), seq);
  if (hasTooBig(inbound.content)) postNotice(batch, conversation, 'too-big');
  if (inbound.isUnshown) postNotice(batch, conversation, 'not-shown');
  return seq;
}

/** A tapped button is kept with its words, as the client read them. */
function bodyOf({ flow, window }: ConversationDraft, inbound: Inbound, quote: Seq | undefined): MessageBody {
  const { content, account, thread } = inbound;
  const { text, choice, ...rest } = content;
  const excerpt = rest.excerpt ?? (quote === undefined ? inbound.quoted : undefined);
  const body = {
    ...rest,
    ...(quote === undefined ? {} : { quote }),
    ...(excerpt === undefined ? {} : { excerpt }),
    ...(thread === undefined ? {} : { thread }),
    ...(isLoggedContact(account) ? { spoken: account } : {}),
  };
  if (choice === undefined) return { text, ...body };
  const named = namedClient({ text, choice }, window.clients, window.contact.language);
  if (named !== null) return { text: clientLabel(named, window.contact.language), choice, ...body };
  return { text: labelOf(flow.tree, choice.question, choice.option, window.contact.language) ?? choice.option, choice, ...body };
}
