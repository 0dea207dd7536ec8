import { topicOfTree } from '../../../flows/topics.ts';
import type { FlowState } from '../../domain/decision.ts';
import type { TopicNoted } from '../../domain/event.ts';
import { type Batch, type ConversationDraft, touch } from './draft.ts';

/** Notes what the conversation is about: in the log with its time, and counted. The flow goes on as it is: a topic decides nothing by itself. */
export function noteTopic(batch: Batch, conversation: ConversationDraft, said: Omit<TopicNoted, 'type'>): void {
  const { row } = conversation;
  if (row.topic === said.topic) return;
  row.topic = said.topic;
  row.events += 1;
  const event: TopicNoted = { type: 'topic', ...said };
  batch.plan.events.push({ conversationId: row.id, n: row.events, at: batch.now, type: event.type, data: event });
  batch.plan.metrics.push({
    conversationId: row.id,
    n: row.events,
    at: batch.now,
    metric: 'topic',
    departmentId: row.departmentId,
    specialistId: row.specialistId,
    channel: row.channel,
    data: { topic: said.topic, source: said.source },
  });
  touch(conversation);
}

/** The tree's answers may say what it is about; nobody's word of it is taken back by them. */
export function followTree(batch: Batch, conversation: ConversationDraft): void {
  const { row, flow } = conversation;
  if (row.topic !== null) return;
  const { answers, leaf } = flow.outline(row.state as FlowState);
  const topic = topicOfTree(flow.tree, answers, leaf);
  if (topic !== null) noteTopic(batch, conversation, { topic, source: 'tree' });
}
