import type { SpecialistId } from '../domain/ids.ts';
import { feed } from '../engine/carry-out.ts';
import type { Batch, ConversationDraft } from '../engine/draft.ts';
import { done, type Handled, refused } from '../engine/handler.ts';
import type { Command } from '../engine/submission.ts';
import { maySteer } from './guard.ts';
import { addInternal } from './note.ts';

type Transfer = Extract<Command, { type: 'transfer' }>;

/** Hands the conversation on to a department or a person; the reason stays inside the company. */
export function transfer(
  batch: Batch,
  conversation: ConversationDraft,
  actor: SpecialistId,
  command: Transfer,
  clientKey: string,
): Handled {
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  if (!maySteer(batch, conversation, actor)) return refused('not-in-charge');
  const { company } = batch;
  const { department, specialist, reason } = command;
  if (!company.departments.some((each) => each.key === department)) return refused('unknown-department');
  if (specialist !== undefined) {
    if (company.people.get(specialist)?.department !== department) return refused('unknown-specialist');
    if (conversation.row.specialistId === specialist) return refused('transfer-to-self');
  }
  const message = addInternal(batch, conversation, actor, { text: reason }, clientKey);
  const to = specialist === undefined ? {} : { specialist };
  feed(batch, conversation, { type: 'transferred', by: actor, department, ...to, message });
  return done(conversation, message);
}
