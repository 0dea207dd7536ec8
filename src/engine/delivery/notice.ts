import type { Attachment } from '../../domain/content.ts';
import { tDelivery } from '../../texts/delivery.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { postSystemMessage } from './post.ts';

/** What a client is told of something they sent that nobody here can have. */
type Notice = 'too-big' | 'not-shown';

export function hasTooBig({ attachments = [] }: { readonly attachments?: readonly Attachment[] }): boolean {
  return attachments.some((each) => each.state === 'too-big');
}

/**
 * The client reads that a file of theirs is more than the messenger hands out, or that a message is of a kind nobody here can see: once, until
 * a person has written to them, however many they send. It takes no other text's place, and none takes its: they stand in one message.
 */
export function postNotice(batch: Batch, conversation: ConversationDraft, notice: Notice): void {
  const { row } = conversation;
  const { language } = conversation.window.contact;
  const said = row.notices?.split(' ') ?? [];
  if (said.includes(notice)) return;
  row.notices = [...said, notice].join(' ');
  postSystemMessage(batch, conversation, { text: tDelivery(language, notice), key: notice, params: {}, language }, notice);
}
