import type { Attachment } from '../../domain/content.ts';
import { tDelivery } from '../../texts/delivery.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { addMessage } from './post.ts';

export function hasTooBig({ attachments = [] }: { readonly attachments?: readonly Attachment[] }): boolean {
  return attachments.some((each) => each.state === 'too-big');
}

/** The client reads that a file of theirs is more than the messenger hands out; it takes no other text's place, and none takes its. */
export function postTooBig(batch: Batch, conversation: ConversationDraft): void {
  const { row, window } = conversation;
  const { language } = window.contact;
  const { tellSeq } = row;
  addMessage(batch, conversation, {
    author: 'system',
    authorId: null,
    audience: 'client',
    body: { text: tDelivery(language, 'too-big'), key: 'too-big', params: {}, language },
    clientKey: null,
    occurredAt: batch.now,
  });
  row.tellSeq = tellSeq;
}
