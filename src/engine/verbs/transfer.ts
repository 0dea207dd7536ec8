import type { DepartmentKey } from '../../domain/department.ts';
import { meetingDepartment, meetingUntil } from '../../domain/engagement.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { type Track, trackIn } from '../../domain/track.ts';
import { hasDirector, hasHead, propose } from '../assign/proposal.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, departmentId } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { refuseByHand } from './by-hand.ts';
import { isFitFor, isHead, isReplaced, maySteer } from './guard.ts';
import { addInternal } from './note.ts';

export interface TransferCommand {
  readonly type: 'transfer';
  readonly department: DepartmentKey;
  readonly specialist?: SpecialistId;
  readonly reason: string;
  /** it follows from something about this person: once somebody else has the conversation, it stays where it is */
  readonly from?: SpecialistId;
  /** what was said to speak against that person, and is known */
  readonly knowingly?: readonly string[];
  /** what the next one needs to know */
  readonly summary?: string;
  /** a meeting for the salesperson it goes to (R4) */
  readonly meeting?: Meeting;
}

export interface Meeting {
  readonly at: Date;
  /** absent: as long as the policy says */
  readonly minutes?: number;
  readonly text: string;
}

/** Hands the conversation on to a department or a person; the reason, and what the next one needs to know, stay inside the company. */
export function transfer(batch: Batch, conversation: ConversationDraft, action: DeskAction<TransferCommand>): Handled {
  const { actor, command } = action;
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  if (!maySteer(batch, conversation, actor)) return refused('not-in-charge');
  if (command.from !== undefined && command.from !== conversation.row.specialistId) return refused('taken-meanwhile');
  const { company } = batch;
  const { department, specialist, reason, summary, meeting } = command;
  if (!company.departments.some((each) => each.key === department)) return refused('unknown-department');
  // Only sales go to meetings (R4).
  if (meeting !== undefined && department !== meetingDepartment) return refused('only-sales-meet');
  if (meeting !== undefined && endOf(batch, meeting) <= batch.now) return refused('meeting-passed');
  if (specialist !== undefined) {
    if (company.people.get(specialist)?.department !== department) return refused('unknown-specialist');
    if (conversation.row.specialistId === specialist) return refused('transfer-to-self');
    if (!isFitFor(batch, conversation, specialist, department)) return refused('not-trained');
  }
  const isWish = specialist !== undefined && needsAcceptance(batch, conversation, actor, department);
  if (specialist !== undefined && !isWish) {
    if (!mayHaveAgain(batch, conversation, actor, { department, specialist })) return refused('stand-in-finishes');
    const event = { type: 'transferred', by: actor, department, specialist, message: 0 } as const;
    const objected = refuseByHand(batch, conversation, { specialist, department, knowingly: command.knowingly, event });
    if (objected !== null) return objected;
  }
  const text = summary === undefined ? reason : `${reason}\n\n${summary}`;
  const message = addInternal(batch, conversation, actor, { text }, deskKey(action));
  if (meeting !== undefined) batch.plan.tasks.push(meetingTask(batch, conversation, actor, command, meeting));
  conversation.row.track = trackIn(department, conversation.row.track as Track, company.policy.data.receivables);
  const to = specialist === undefined ? {} : isWish ? { wish: specialist } : { specialist };
  feed(batch, conversation, { type: 'transferred', by: actor, department, ...to, message });
  if (specialist !== undefined && isWish) propose(batch, conversation, { specialist, by: actor, reason });
  return done(conversation, message);
}

/**
 * Whether somebody of another department is only wished for: its head accepts them, and until then its queue has the conversation (R8).
 * Whoever decides there names them at once, and so does anybody where nobody could be asked.
 */
function needsAcceptance(batch: Batch, { row }: ConversationDraft, actor: SpecialistId, key: DepartmentKey): boolean {
  const { company } = batch;
  const department = company.departments.find((each) => each.key === key);
  if (department === undefined || department.id === row.departmentId || isHead(batch, department, actor)) return false;
  return hasHead(company, department) || hasDirector(company);
}

/**
 * Whether somebody may be named as far as having been late goes: who was is named by who decides for their department. What a colleague has now in
 * their place is handed back instead, with a word to both (R13).
 */
function mayHaveAgain(
  batch: Batch,
  conversation: ConversationDraft,
  actor: SpecialistId,
  { department: key, specialist }: { readonly department: DepartmentKey; readonly specialist: SpecialistId },
): boolean {
  if (!isReplaced(conversation, specialist)) return true;
  const department = batch.company.departments.find((each) => each.key === key);
  return department !== undefined && isHead(batch, department, actor) && conversation.row.replacedId !== specialist;
}

/** A meeting with the client, of whoever gets the conversation (R4). Without a name, of whoever is found. */
function meetingTask(
  batch: Batch,
  { row }: ConversationDraft,
  actor: SpecialistId,
  { department, specialist }: TransferCommand,
  meeting: Meeting,
) {
  const { at, text } = meeting;
  const endsAt = endOf(batch, meeting);
  return {
    id: batch.newId(),
    kind: 'meeting',
    contactId: row.contactId,
    clientId: row.clientId,
    conversationId: row.id,
    departmentId: departmentId(batch.company, department),
    specialistId: specialist ?? null,
    text,
    dueAt: endsAt,
    createdAt: batch.now,
    createdBy: actor,
    doneAt: null,
    doneBy: null,
    startsAt: at,
    endsAt,
    outcome: null,
    result: null,
    remindedAt: null,
  };
}

function endOf({ company }: Batch, { at, minutes }: Meeting): Date {
  return meetingUntil(company.policy.data, at, minutes);
}
