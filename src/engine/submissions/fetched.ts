import type { Attachment } from '../../domain/content.ts';
import type { Seq, WindowId } from '../../domain/ids.ts';
import { type Batch, conversationIn, touch, type WindowDraft } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import { postNotice } from '../delivery/notice.ts';
import { messageAt, rewrite } from '../delivery/rewrite.ts';
import type { Kind } from './kind.ts';

/** The bytes of an attachment are here, or never will be. */
export interface Fetched {
  readonly type: 'fetched';
  readonly window: WindowId;
  readonly seq: Seq;
  readonly attachment: Attachment;
}

export const fetched: Kind<Fetched> = {
  lane: ({ window }) => window,
  window: ({ window }) => window,
  messages: ({ seq }) => [seq],
  handle: (batch, window, { submission }) => showFile(batch, window, submission),
};

/** What stands under an album's item may have been changed while its file was on the way. */
function withWordsOf({ item }: Attachment, { item: _, ...arrived }: Attachment): Attachment {
  return item === undefined ? arrived : { ...arrived, item };
}

/** A file of a message has come, or never will: the message shows which from now on. */
function showFile(batch: Batch, window: WindowDraft, { seq, attachment }: Fetched): Handled {
  batch.plan.fetched.push(attachment.id);
  const message = messageAt(batch, window, seq);
  const done: Handled = { type: 'done', conversation: message?.conversationId ?? null, seq };
  const body = message?.body ?? null;
  const before = body?.attachments?.find((each) => each.id === attachment.id);
  if (message === undefined || body === null || before === undefined || message.deletedAt !== null) return done;
  const arrived = withWordsOf(before, attachment);
  const attachments = (body.attachments ?? []).map((each) => (each === before ? arrived : each));
  const changeOf = () => batch.plan.outboxEdits.find((each) => each.windowId === window.row.id && each.seq === seq);
  const isChanged = changeOf() !== undefined;
  rewrite(batch, window, seq, { body: { ...body, attachments }, editedAt: message.editedAt, deletedAt: null, verb: 'edit' });
  const change = changeOf();
  // A colleague's own file stands in their thread from the beginning: nobody changed anything there.
  if (!isChanged && change !== undefined) change.from = batch.company.accounts.get('slack') ?? null;
  if (attachment.state === undefined) batch.plan.attached.push({ id: attachment.id, windowId: window.row.id, seq });
  const conversation = conversationIn(window, message.conversationId);
  if (conversation === undefined) return done;
  touch(conversation);
  // A colleague's own file is shown with its state at the desk.
  if (message.author === 'client' && attachment.state === 'too-big') postNotice(batch, conversation, 'too-big');
  return done;
}
