import type { FlowState } from '../../domain/decision.ts';
import { type DepartmentKey, ownsClients } from '../../domain/department.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { isLargeNewcomer } from '../../domain/newcomer.ts';
import { objections } from '../../domain/objection.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, clientOf, departmentKey, outreachFor } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import { refuseByHand } from './by-hand.ts';
import { hasMet, isFitFor, isInCharge, isReplaced } from './guard.ts';
import { addNote } from './note.ts';

/*
 * Whoever is with a client, on the phone or in the office, is the stand-in for whoever was called (R7). They may also serve the client at once:
 * a new one, who is theirs then; somebody else's, while that one could still come, with a reason that is kept.
 */

/** Who was called to the client and can still come; null when nobody was, they are late, or this person has not met the client. */
export function stillComing(batch: Batch, conversation: ConversationDraft, actor: SpecialistId): SpecialistId | null {
  const { row } = conversation;
  const rightful = rightfulOf(batch, conversation);
  if (rightful === actor || !hasMet(conversation, actor)) return null;
  if (row.specialistId !== null) return row.dueAt !== null && batch.now < row.dueAt ? row.specialistId : null;
  return isSought(conversation) ? rightful : null;
}

/**
 * Whether the client is this person's, and waits for somebody to be found or for who serves in their place: what they write down of them is
 * theirs, whatever else they are busy with.
 */
export function isRightful(batch: Batch, conversation: ConversationDraft, actor: SpecialistId): boolean {
  const { row } = conversation;
  const waits = row.specialistId === null ? isSought(conversation) : row.openTurnId !== null;
  return waits && rightfulOf(batch, conversation) === actor;
}

const isSought = (conversation: ConversationDraft) => conversation.window.seeking?.conversation === conversation;

/** Whoever comes first by right, had they nothing else to do; null: nobody has one. */
function rightfulOf(batch: Batch, conversation: ConversationDraft): SpecialistId | null {
  const { row } = conversation;
  const department = departmentKey(batch.company, row.departmentId);
  const reached = department === 'sales' ? outreachFor(conversation)?.specialist : null;
  return reached ?? clientOf(conversation)?.owners.get(department) ?? null;
}

/**
 * Where a conversation goes that somebody takes: with them to where they work. Whoever met a client takes it where it is, for the client stays
 * somebody else's; but one who is nobody's yet is theirs, save a large one, who is for sales whoever meets them (R4).
 */
export function takenTo(batch: Batch, conversation: ConversationDraft, actor: SpecialistId): DepartmentKey | null {
  const own = batch.company.people.get(actor)?.department ?? null;
  if (own === null || !hasMet(conversation, actor)) return own;
  const { row, flow } = conversation;
  const client = clientOf(conversation);
  const newcomer = client ?? { size: flow.outline(row.state as FlowState).size ?? 'private', stage: 'prospect' as const };
  const isForSales = own !== 'sales' && isLargeNewcomer(newcomer);
  const isTheirs = (client?.owners.size ?? 0) === 0 && ownsClients(own) && !isForSales;
  return isTheirs ? own : departmentKey(batch.company, row.departmentId);
}

/** Whoever met a client wants to serve them at once, whatever they are otherwise. Without a reason they do so only where nobody else is to come. */
export function serveAtOnce(
  batch: Batch,
  conversation: ConversationDraft,
  actor: SpecialistId,
  { reason, clientKey }: { readonly reason: string | null; readonly clientKey: string },
): void {
  // Who was late does not get it back by writing a call down (R13).
  if (isInCharge(conversation, actor) || isReplaced(conversation, actor)) return;
  const insteadOf = stillComing(batch, conversation, actor);
  const department = takenTo(batch, conversation, actor);
  if (department === null || (insteadOf !== null && reason === null) || !isFitFor(batch, conversation, actor, department)) return;
  takeOver(batch, conversation, actor, { department, insteadOf, reason, clientKey, knowingly: objections });
}

interface Taking {
  readonly department: DepartmentKey;
  readonly insteadOf: SpecialistId | null;
  readonly reason: string | null;
  readonly clientKey: string;
  readonly knowingly: readonly string[] | undefined;
}

/** Somebody takes a conversation; why, where they had to say it, stands in the thread. Returns why they may not, null when they do. */
export function takeOver(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, taking: Taking): Handled | null {
  const { department, insteadOf, reason, clientKey, knowingly } = taking;
  const event = { type: 'taken', specialist: actor, department, ...(insteadOf !== null && { insteadOf }) } as const;
  const objected = refuseByHand(batch, conversation, { specialist: actor, department, knowingly, event });
  if (objected !== null) return objected;
  if (reason !== null) addNote(batch, conversation, actor, { text: reason }, clientKey);
  feed(batch, conversation, event);
  return null;
}
