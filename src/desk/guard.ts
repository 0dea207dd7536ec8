import type { SpecialistId } from '../domain/ids.ts';
import type { Batch, ConversationDraft } from '../engine/draft.ts';

/** The one person whose words reach the client. */
export function isInCharge(conversation: ConversationDraft, actor: SpecialistId): boolean {
  return conversation.row.specialistId === actor;
}

/** Who may hand a conversation on or end it: the person in charge, anybody while nobody is, and those who steer (R8). */
export function maySteer(batch: Batch, conversation: ConversationDraft, actor: SpecialistId): boolean {
  const role = batch.company.people.get(actor)?.role;
  return isInCharge(conversation, actor) || conversation.row.specialistId === null || (role !== undefined && role !== 'specialist');
}
