import type { Attachment, Content } from '../../domain/content.ts';
import type { MessageBody } from '../../domain/message.ts';
import { account as accountOf, refKey, refText } from '../batch/arrival.ts';
import type { Batch, WindowDraft } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import { addFetches } from '../delivery/arrived-files.ts';
import { messageAt, rewrite, touchOf } from '../delivery/rewrite.ts';
import { showInList } from '../verbs/edit.ts';
import { ingest } from './inbound.ts';
import type { InboundEdit } from './submission.ts';

/**
 * A client changed what they had written: the specialist sees the new words. What was decided by the old ones stays. An edit that
 * comes before its message is taken as the message, and that one later as a repeat; older ones than the last change nothing.
 */
export function editInbound(batch: Batch, window: WindowDraft, edit: InboundEdit): Handled {
  const seq = window.refs.get(refText(refKey(batch, edit.account, edit.ref)));
  if (seq === undefined) return takeAsMessage(batch, window, edit);
  const message = messageAt(batch, window, seq);
  const same: Handled = { type: 'done', conversation: message?.conversationId ?? null, seq };
  if (message === undefined || message.author !== 'client' || message.body === null || message.deletedAt !== null) return same;
  if (message.editedAt !== null && edit.occurredAt < message.editedAt) return same;
  const { body, replaced } = edited(message.body, edit.content);
  if (JSON.stringify(body) === JSON.stringify(message.body)) return same;
  const conversation = window.conversations.find((each) => each.row.id === message.conversationId);
  if (conversation !== undefined) showInList(conversation, message.body, body);
  touchOf(window, message);
  rewrite(batch, window, seq, { body, editedAt: edit.occurredAt, deletedAt: null, verb: 'edit' });
  const fetches = (edit.fetches ?? []).filter((each) => replaced.some(({ id }) => id === each.id));
  addFetches(batch, window, seq, accountOf(batch, edit.account), fetches);
  return same;
}

function takeAsMessage(batch: Batch, window: WindowDraft, edit: InboundEdit): Handled {
  const handled = ingest(batch, window, { ...edit, type: 'inbound' });
  const message =
    handled.type === 'done' ? batch.plan.messages.find((each) => each.windowId === window.row.id && each.seq === handled.seq) : undefined;
  if (message !== undefined) message.editedAt = edit.occurredAt;
  return handled;
}

/**
 * The new words in the old message. A file is another one only when it looks like another one; a part of an album says nothing of the
 * other parts, nor of a caption it never carried.
 */
function edited(before: MessageBody, { text, marks, attachments = [] }: Content): { body: MessageBody; replaced: readonly Attachment[] } {
  const files = before.attachments ?? [];
  const { marks: _, ...rest } = before;
  const isPart = files.length > 1;
  const words = isPart && text === '' ? before : { text, marks };
  const [had, has] = [files[0], attachments[0]];
  const isOther = files.length === 1 && attachments.length === 1 && had !== undefined && has !== undefined && !looksSame(had, has);
  return {
    body: {
      ...rest,
      text: words.text,
      ...(words.marks === undefined || words.marks.length === 0 ? {} : { marks: words.marks }),
      ...(isOther ? { attachments } : {}),
    },
    replaced: isOther ? attachments : [],
  };
}

function looksSame(a: Attachment, b: Attachment): boolean {
  return a.kind === b.kind && a.size === b.size;
}
