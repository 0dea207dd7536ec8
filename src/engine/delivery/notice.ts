import type { Attachment } from '../../domain/content.ts';
import { tDelivery } from '../../texts/delivery.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { addMessage } from './post.ts';

/** What a client is told of something they sent that nobody here can have. */
type Notice = 'too-big' | 'not-shown';

export function hasTooBig({ attachments = [] }: { readonly attachments?: readonly Attachment[] }): boolean {
  return attachments.some((each) => each.state === 'too-big');
}

/**
 * The client reads that a file of theirs is more than the messenger hands out, or that a message is of a kind nobody here can see: once, until
 * a person has written to them, however many they send. It takes no other text's place, and none takes its.
 */
export function postNotice(batch: Batch, conversation: ConversationDraft, notice: Notice): void {
  const { row, window } = conversation;
  const { language } = window.contact;
  const said = row.notices?.split(' ') ?? [];
  if (said.includes(notice)) return;
  row.notices = [...said, notice].join(' ');
  const { tellSeq } = row;
  addMessage(batch, conversation, {
    author: 'system',
    authorId: null,
    audience: 'client',
    body: { text: tDelivery(language, notice), key: notice, params: {}, language },
    clientKey: null,
    occurredAt: batch.now,
  });
  row.tellSeq = tellSeq;
}
