import type { ConversationEvent } from '../../domain/event.ts';
import type { Seq } from '../../domain/ids.ts';
import type { Author, MessageBody } from '../../domain/message.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { sendRow } from './send-row.ts';

interface Mirrored {
  readonly author: Author;
  readonly body: MessageBody;
}

/** Messages a conversation's first thread begins with at most: the newest ones. */
const historyInThread = 50;

/**
 * Shows a message in the conversation's thread among colleagues. A thread that is new reads what it shows by itself. Who serves the client
 * stands on the card: that the client was told so is not repeated.
 */
export function mirror(batch: Batch, conversation: ConversationDraft, seq: Seq, { author, body }: Mirrored): void {
  const account = batch.company.accounts.get('slack');
  const { thread, window } = conversation;
  if (account === undefined || thread === null || thread.isNew || body.key === 'joined') return;
  batch.plan.outbox.push(sendRow(batch, window, { target: `${account}:${thread.id}`, audience: 'internal', seq, author }));
}

/**
 * Gives the conversation a thread in its department's channel once the questions are over, and another one when it goes to a
 * department elsewhere: that one begins with the reason it was handed on with.
 */
export function followThread(batch: Batch, conversation: ConversationDraft, event: ConversationEvent): void {
  const { company, plan, now } = batch;
  const account = company.accounts.get('slack');
  const { row, thread, window } = conversation;
  if (account === undefined || row.status === 'asking' || row.status === 'closed') return;
  if (thread?.departmentId === row.departmentId) return;
  const channel = company.departments.find((each) => each.id === row.departmentId)?.slackChannel ?? company.slackChannel;
  if (channel === null || thread?.channel === channel) return;
  if (thread !== null && !thread.isNew) plan.threads.push({ id: thread.id, wanted: row.version, dueAt: now, endedAt: now });
  if (thread?.isNew) plan.newThreads.splice(0, plan.newThreads.length, ...plan.newThreads.filter((each) => each.row.id !== thread.id));
  const id: string = batch.newId<'thread'>();
  const from = thread === null ? 1 : event.type === 'transferred' ? event.message : window.row.lastSeq;
  conversation.thread = { id, conversationId: row.id, departmentId: row.departmentId, channel, isNew: true };
  plan.newThreads.push({
    row: {
      id,
      conversationId: row.id,
      departmentId: row.departmentId,
      channel,
      rootTs: null,
      wanted: row.version,
      posted: 0,
      postedHash: null,
      mentionedId: null,
      mentionedAt: null,
      carriedTo: null,
      attempts: 0,
      dueAt: now,
      claimedUntil: null,
      claimedBy: null,
      shownAt: null,
      createdAt: now,
      endedAt: null,
      outsideSeq: null,
      clearedSeq: window.row.lastSeq,
    },
    account,
    target: `${account}:${id}`,
    windowId: row.windowId,
    from,
    limit: historyInThread,
    at: now,
  });
}
