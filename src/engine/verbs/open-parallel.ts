import { waitsOf } from '../../../flows/policy.ts';
import { topicsOf } from '../../../flows/topics.ts';
import { soleFinanceTopic } from '../../domain/topic.ts';
import { financeDepartment } from '../../domain/track.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, clientOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { noteTopic } from '../batch/topic.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { draftNew } from '../submissions/new-conversation.ts';
import { deskKey } from '../submissions/sender.ts';
import { isInCharge } from './guard.ts';
import { addInternal } from './note.ts';

/** A matter of finance, parallel to this one in the same window; `reason` is what finance needs to know (R10). */
export interface OpenParallelCommand {
  readonly type: 'beside';
  readonly track: 'finance';
  readonly reason: string;
}

/** A parallel conversation begins in the window of the one it came up in (R10); its first message is the reason. */
export function openParallel(batch: Batch, conversation: ConversationDraft, action: DeskAction<OpenParallelCommand>): Handled {
  const { row, window } = conversation;
  const { actor, command } = action;
  const { track, reason } = command;
  if (row.status === 'closed') return refused('conversation-closed');
  if (!isInCharge(conversation, actor)) return refused('not-in-charge');
  const client = clientOf(conversation)?.id ?? null;
  const isOpen = (each: ConversationDraft) => each.row.status !== 'closed' && each.row.status !== 'resolved';
  const isSame = (each: ConversationDraft) => each.row.track === track && (clientOf(each)?.id ?? null) === client;
  if (window.conversations.some((each) => isSame(each) && isOpen(each))) return refused('already-beside');
  const policy = batch.company.policy.data;
  const department = financeDepartment(policy.receivables);
  const opened = draftNew(batch, window, { channel: row.channel, target: row.target }, { department, track, client });
  const message = addInternal(batch, opened, actor, { text: reason }, deskKey(action));
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
  const about = soleFinanceTopic(topicsOf(policy));
  if (about !== null) noteTopic(batch, opened, { topic: about, source: 'colleague', by: actor });
  return done(opened, message);
}
