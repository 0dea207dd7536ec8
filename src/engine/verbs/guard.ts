import type { FlowState } from '../../domain/decision.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { isOfDebts } from '../../domain/track.ts';
import { type Batch, type ConversationDraft, departmentOf } from '../batch/draft.ts';
import type { Department } from '../company.ts';

/** The one person whose words reach the client. */
export function isInCharge(conversation: ConversationDraft, actor: SpecialistId): boolean {
  return conversation.row.specialistId === actor;
}

/** Whether a conversation may be given to this person by hand: a matter of debts goes to trained specialists only (R9). */
export function isFitFor({ company }: Batch, { row }: ConversationDraft, person: SpecialistId, department: DepartmentKey): boolean {
  return company.people.get(person)?.trained === true || !isOfDebts(company.policy.data, row.track, department);
}

/** Who may hand a conversation on or end it: the person in charge, anybody while nobody is, and those who steer its department (R8). */
export function maySteer(batch: Batch, conversation: ConversationDraft, actor: SpecialistId): boolean {
  // An admin sees no conversations of others, but hands on what a leaver leaves.
  const isAdmin = batch.company.people.get(actor)?.role === 'admin';
  return conversation.row.specialistId === null || isAdmin || maySpeak(batch, conversation, actor);
}

/** Whose words may reach the client: of the person in charge, and of those who steer the department. */
export function maySpeak(batch: Batch, conversation: ConversationDraft, actor: SpecialistId): boolean {
  return isInCharge(conversation, actor) || isHead(batch, departmentOf(batch.company, conversation.row.departmentId), actor);
}

/** Whether this person decides for a department: its head, or the director (R8). */
export function isHead({ company }: Batch, { headId, key }: Department, actor: SpecialistId): boolean {
  const person = company.people.get(actor);
  return person?.role === 'director' || headId === actor || (person?.role === 'head' && person.department === key);
}

/** Whether this person was late, and has been taken over from: others finish, whoever of them has it by now (R13). */
export function isReplaced({ row, flow }: ConversationDraft, person: SpecialistId): boolean {
  return row.state !== null && flow.outline(row.state as FlowState).late.includes(person);
}

/** Whether this person is with the client, and the client has not been answered since (R7). */
export function hasMet({ flow, row }: ConversationDraft, actor: SpecialistId): boolean {
  return row.state !== null && flow.outline(row.state as FlowState).metBy === actor;
}
