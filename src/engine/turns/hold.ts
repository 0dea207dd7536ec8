import type { Seq, SpecialistId } from '../../domain/ids.ts';
import type { MessageBody } from '../../domain/message.ts';
import { type Deadline, givenMs, type HoldBasis, type HoldFacts, holdDue, reactionKey } from '../../domain/turn.ts';
import { type Batch, type ConversationDraft, departmentOf } from '../batch/draft.ts';
import type { Company, Department } from '../company.ts';
import { clearTimer, setTimer } from './timers.ts';

/*
 * Whose turn it is, and until when (R13). One hold at most is open in a conversation, and `row.dueAt` is its deadline; with it goes
 * the timer `reaction`, which is set, moved and cleared here and nowhere else.
 */

export { reactionKey };

/**
 * The client waits for a person from this message on; a turn that is open already goes on. `since`: when they wrote what stood in another
 * conversation until now. Their wait began then and is counted whole; whoever has to answer it from now on has a deadline of their own.
 */
export function openTurn(batch: Batch, conversation: ConversationDraft, message: Seq, since: Date = batch.now): void {
  const { row } = conversation;
  if (row.openTurnId !== null) return;
  row.turns += 1;
  row.openTurnId = batch.newId();
  row.openHolds = 0;
  row.waitingSince = since;
  conversation.newTurn = {
    id: row.openTurnId,
    conversationId: row.id,
    n: row.turns,
    openedAt: since,
    openedSeq: message,
    answeredAt: null,
    answeredSeq: null,
    answeredBy: null,
    deliveredAt: null,
    closedAt: null,
    closedReason: null,
  };
  batch.plan.newTurns.push(conversation.newTurn);
}

/** Since when the client waits for an answer here, for the event by which what they wrote goes on in another conversation. */
export function waitIn({ row }: ConversationDraft): { readonly since?: number } {
  return row.openTurnId === null || row.waitingSince === null ? {} : { since: row.waitingSince.getTime() };
}

/**
 * From now on it is this person's turn, with a deadline of their own in the working time of where they work. `soon`: the client is on the
 * phone or in the office, so by the deadline of a first answer; one that comes sooner stays (R7).
 */
export function holdTurn(
  batch: Batch,
  conversation: ConversationDraft,
  specialist: SpecialistId,
  { reason, soon }: { readonly reason: string; readonly soon: boolean },
): void {
  const { row } = conversation;
  const { company, now } = batch;
  const department = whereHeld(company, conversation);
  const kind = row.turns === 1 || soon ? 'first' : 'later';
  const backAt = conversation.named?.specialist === specialist ? conversation.named.backAt : null;
  const facts: HoldFacts = { kind, department: department.key, from: (backAt ?? now).getTime() };
  const { due } = holdDue(company.policy.data, facts, department.workingTime);
  if (soon && row.specialistId === specialist && row.dueAt !== null && row.dueAt > now && row.dueAt <= due) return;
  begin(batch, conversation, specialist, department, { facts, reason, backAt });
}

/** Until when somebody who is called now to a client who waits in person has to come. */
export function soonDue({ company, now }: Pick<Batch, 'company' | 'now'>, conversation: ConversationDraft): Deadline {
  const department = whereHeld(company, conversation);
  return holdDue(company.policy.data, { kind: 'first', department: department.key, from: now.getTime() }, department.workingTime);
}

/** The department by whose hours the person in charge answers: where their place is, be it another than the conversation's (R7). */
function whereHeld(company: Company, { row }: ConversationDraft): Department {
  return departmentOf(company, row.placeDepartmentId ?? row.departmentId);
}

/** The client was promised an answer by a time: that is the deadline now. */
export function promiseTurn(batch: Batch, conversation: ConversationDraft, specialist: SpecialistId, until: Date): void {
  const department = whereHeld(batch.company, conversation);
  endHold(batch, conversation, 'promised');
  begin(batch, conversation, specialist, department, {
    facts: { kind: 'promise', until: until.getTime() },
    reason: 'promised',
    backAt: null,
  });
}

interface Begun {
  readonly facts: HoldFacts;
  readonly reason: string;
  readonly backAt: Date | null;
}

function begin(
  batch: Batch,
  conversation: ConversationDraft,
  specialist: SpecialistId,
  { id, schedule, workingTime }: Department,
  { facts, reason, backAt }: Begun,
): void {
  const { row } = conversation;
  const { version, data } = batch.company.policy;
  if (row.openTurnId === null) return;
  endHold(batch, conversation, 'passed-on');
  row.openHolds += 1;
  const { due, byCalendar } = holdDue(data, facts, workingTime);
  row.dueAt = due;
  conversation.newHold = {
    turnId: row.openTurnId,
    n: row.openHolds,
    specialistId: specialist,
    departmentId: id,
    from: batch.now,
    due,
    lapsedAt: null,
    until: null,
    ended: null,
    reason,
    policyVersion: version,
    kind: facts.kind,
    schedule: facts.kind === 'promise' || byCalendar ? null : schedule,
    movedMs: 0,
    givenMs: byCalendar ? null : givenMs(workingTime, backAt ?? batch.now, due),
    backAt,
    moved: null,
    basis: { facts, schedule } satisfies HoldBasis,
  };
  batch.plan.newHolds.push(conversation.newHold);
  armHold(batch, conversation, due);
}

/** The open hold is looked at again at this time. */
export function armHold(batch: Batch, conversation: ConversationDraft, at: Date): void {
  const { turns, openHolds } = conversation.row;
  const event = { type: 'lapsed', turn: turns, hold: openHolds };
  setTimer(batch, conversation, reactionKey, at, event);
}

/** The open hold's deadline passed without an answer: a violation. It stays open until it is answered or passed on. */
export function breachHold(batch: Batch, conversation: ConversationDraft): void {
  const { row, newHold } = conversation;
  if (row.openTurnId === null) return;
  if (newHold?.turnId === row.openTurnId && newHold.n === row.openHolds) newHold.lapsedAt = batch.now;
  else batch.plan.lapsedHolds.push({ turnId: row.openTurnId, n: row.openHolds, lapsedAt: batch.now });
}

/** The clock stops with the answer's commit; with when it was written, where it waited for a tap (`reply.writtenAt`). */
export function answerTurn(batch: Batch, conversation: ConversationDraft, message: Seq, by: SpecialistId | null): void {
  const { row } = conversation;
  if (row.openTurnId === null) return;
  const written = batch.plan.messages.find((each) => each.windowId === row.windowId && each.seq === message);
  const saidAt = written?.author === 'specialist' ? written.occurredAt : batch.now;
  const answeredAt = row.waitingSince !== null && saidAt < row.waitingSince ? row.waitingSince : saidAt;
  // What was said to their face has arrived.
  const deliveredAt = written?.author === 'specialist' && (written.body as MessageBody).spoken !== undefined ? batch.now : null;
  const answer = { answeredAt, answeredSeq: message, answeredBy: by, deliveredAt };
  if (conversation.newTurn?.id === row.openTurnId) Object.assign(conversation.newTurn, answer);
  else batch.plan.answeredTurns.push({ id: row.openTurnId, ...answer });
  endHold(batch, conversation, 'answered');
  forget(conversation);
}

/** How a turn ends without an answer. `joined` and `parted`: what the client wrote waits on in another conversation. */
export type Closed = 'waived' | 'resolved' | 'joined' | 'parted';

/** The turn ends, and no answer is owed any more. */
export function closeTurn(batch: Batch, conversation: ConversationDraft, reason: Closed): void {
  const { row } = conversation;
  if (row.openTurnId === null) return;
  const closing = { closedAt: batch.now, closedReason: reason };
  if (conversation.newTurn?.id === row.openTurnId) Object.assign(conversation.newTurn, closing);
  else batch.plan.closedTurns.push({ id: row.openTurnId, ...closing });
  endHold(batch, conversation, reason);
  forget(conversation);
}

/** The answer never arrived: the turn it had answered goes on, as if it had begun to wait now. Another turn, when that is not to be found. */
export function reopenTurn(batch: Batch, conversation: ConversationDraft, message: Seq): void {
  const { row, answered } = conversation;
  if (row.openTurnId !== null) return;
  if (answered === null || answered.seq !== message || answered.n !== row.turns) return openTurn(batch, conversation, message);
  row.openTurnId = answered.turn;
  row.openHolds = answered.holds;
  row.waitingSince = batch.now;
  batch.plan.answeredTurns.push({ id: answered.turn, answeredAt: null, answeredSeq: null, answeredBy: null, deliveredAt: null });
}

/** Whoever held the turn does so no longer; a breach stays one. */
export function endHold(batch: Batch, conversation: ConversationDraft, reason: string): void {
  const { row, newHold } = conversation;
  if (row.openTurnId === null || row.dueAt === null) return;
  const isNew = newHold?.turnId === row.openTurnId && newHold.n === row.openHolds;
  if (isNew) Object.assign(newHold, { until: batch.now, ended: reason });
  else batch.plan.endedHolds.push({ turnId: row.openTurnId, n: row.openHolds, until: batch.now, ended: reason });
  row.dueAt = null;
  clearTimer(batch, conversation, reactionKey);
}

function forget(conversation: ConversationDraft): void {
  conversation.row.openTurnId = null;
  conversation.row.openHolds = 0;
  conversation.row.waitingSince = null;
}
