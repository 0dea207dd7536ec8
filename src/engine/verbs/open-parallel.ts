import { waitsOf } from '../../../flows/policy.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { financeDepartment } from '../../domain/topic.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { draftNew } from '../submissions/new-conversation.ts';
import type { Command } from '../submissions/submission.ts';
import { isInCharge } from './guard.ts';
import { addInternal } from './note.ts';

type Beside = Extract<Command, { type: 'beside' }>;

/** A matter of finance begins in the same window, beside the conversation it came up in (R10); its first words are what finance needs to know. */
export function openParallel(
  batch: Batch,
  conversation: ConversationDraft,
  actor: SpecialistId,
  command: Beside,
  clientKey: string,
): Handled {
  const { row, window } = conversation;
  const { topic, reason } = command;
  if (row.status === 'closed') return refused('conversation-closed');
  if (!isInCharge(conversation, actor)) return refused('not-in-charge');
  const isOpen = (each: ConversationDraft) => each.row.status !== 'closed' && each.row.status !== 'resolved';
  if (window.conversations.some((each) => each.row.topic === topic && isOpen(each))) return refused('already-beside');
  const policy = batch.company.policy.data;
  const department = financeDepartment(policy.receivables);
  const opened = draftNew(batch, window, { channel: row.channel, target: row.target }, department, topic);
  const message = addInternal(batch, opened, actor, { text: reason }, clientKey);
  feed(batch, opened, {
    type: 'opened',
    known: true,
    department,
    language: window.contact.language,
    waits: waitsOf(policy),
    message,
    says: { kind: 'text' },
    beside: true,
  });
  return done(opened, message);
}
