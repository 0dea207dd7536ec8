import type { Seq } from '../domain/ids.ts';
import type { Audience, Author, MessageBody } from '../domain/message.ts';
import { type Batch, type ConversationDraft, touch } from './draft.ts';

export interface Words {
  readonly author: Author;
  readonly authorId: string | null;
  readonly audience: Audience;
  readonly body: MessageBody;
  readonly clientKey: string | null;
  readonly occurredAt: Date;
}

const previewLength = 120;

/** Puts a message at the end of the window; what goes to the client also gets its row in the outbox. */
export function addMessage(batch: Batch, conversation: ConversationDraft, words: Words): Seq {
  const { row, window } = conversation;
  const seq = ++window.row.lastSeq;
  batch.plan.messages.push({
    windowId: window.row.id,
    seq,
    id: batch.newId(),
    conversationId: row.id,
    author: words.author,
    authorId: words.authorId,
    audience: words.audience,
    body: words.body,
    clientKey: words.clientKey,
    changed: seq,
    occurredAt: words.occurredAt,
    receivedAt: batch.now,
    editedAt: null,
    deletedAt: null,
    reactions: null,
  });
  for (const { id } of words.body.attachments ?? []) batch.plan.attached.push({ id, windowId: window.row.id, seq });
  touch(conversation);
  row.lastMessageAt = batch.now;
  if (words.audience === 'client') {
    row.preview = previewOf(words.body);
    row.tellSeq = null;
    if (words.author !== 'client') batch.plan.outbox.push(outboxRow(batch, conversation, seq, seq, 'send'));
  }
  return seq;
}

/**
 * A text of the desk. At most one stands between two human ones (R14): while nobody has written since the last, the new one takes
 * its place. Questions stay where they were asked.
 */
export function tell(batch: Batch, conversation: ConversationDraft, body: MessageBody): void {
  const { row } = conversation;
  const isQuestion = body.question !== undefined;
  if (row.tellSeq !== null && !isQuestion) return replace(batch, conversation, row.tellSeq, body);
  const seq = addMessage(batch, conversation, {
    author: 'system',
    authorId: null,
    audience: 'client',
    body,
    clientKey: null,
    occurredAt: batch.now,
  });
  row.tellSeq = isQuestion ? null : seq;
}

function replace(batch: Batch, conversation: ConversationDraft, seq: Seq, body: MessageBody): void {
  const { window, row } = conversation;
  row.preview = previewOf(body);
  touch(conversation);
  const unwritten = batch.plan.messages.find((each) => each.windowId === window.row.id && each.seq === seq);
  if (unwritten !== undefined) {
    unwritten.body = body;
    return;
  }
  // Nobody has read what this batch wrote there before: one edit of a message is enough, and the last words count.
  const earlier = batch.plan.edits.find((each) => each.windowId === window.row.id && each.seq === seq);
  if (earlier !== undefined) {
    earlier.body = body;
    return;
  }
  const changed = ++window.row.lastSeq;
  window.row.lastChange = changed;
  batch.plan.edits.push({ windowId: window.row.id, seq, body, changed, editedAt: batch.now });
  batch.plan.outboxEdits.push({ ...outboxRow(batch, conversation, changed, seq, 'edit'), dependsOn: seq });
}

/** A message without words shows the names of its files. */
function previewOf({ text, attachments = [] }: MessageBody): string {
  const shown = text === '' ? attachments.map((each) => each.name).join(', ') : text;
  return shown.slice(0, previewLength).toWellFormed();
}

function outboxRow(batch: Batch, conversation: ConversationDraft, n: number, seq: Seq, verb: 'send' | 'edit') {
  return {
    windowId: conversation.window.row.id,
    target: conversation.row.target,
    n,
    verb,
    audience: 'client',
    seq,
    dependsOn: null as number | null,
    urgent: true,
    status: 'waiting',
    attempts: 0,
    dueAt: batch.now,
    leasedBy: null,
    leasedUntil: null,
    doneAt: null,
    reason: null,
  };
}
