import type { Seq, SpecialistId } from '../domain/ids.ts';
import { reactionDue } from '../domain/turn.ts';
import { type Batch, type ConversationDraft, departmentKey } from './draft.ts';

/** The client waits for a person from this message on; a turn that is open already goes on. */
export function openTurn(batch: Batch, conversation: ConversationDraft, message: Seq): void {
  const { row } = conversation;
  if (row.openTurnId !== null) return;
  row.turns += 1;
  row.openTurnId = batch.newId();
  row.openHolds = 0;
  row.waitingSince = batch.now;
  conversation.newTurn = {
    id: row.openTurnId,
    conversationId: row.id,
    n: row.turns,
    openedAt: batch.now,
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

/** From now on it is this person's turn, with a deadline of their own. */
export function holdTurn(batch: Batch, conversation: ConversationDraft, specialist: SpecialistId, reason: string): void {
  const { row } = conversation;
  if (row.openTurnId === null) return;
  endHold(batch, conversation, 'passed-on');
  row.openHolds += 1;
  const { policy } = batch.company;
  conversation.newHold = {
    turnId: row.openTurnId,
    n: row.openHolds,
    specialistId: specialist,
    departmentId: row.departmentId,
    from: batch.now,
    due: reactionDue(policy.data, departmentKey(batch.company, row.departmentId), row.turns === 1, batch.now),
    lapsedAt: null,
    until: null,
    ended: null,
    reason,
    policyVersion: policy.version,
    kind: row.turns === 1 ? 'first' : 'later',
    schedule: null,
    movedMs: 0,
  };
  batch.plan.newHolds.push(conversation.newHold);
}

/** The clock stops with the answer's commit. */
export function answerTurn(batch: Batch, conversation: ConversationDraft, message: Seq, by: SpecialistId | null): void {
  const { row } = conversation;
  if (row.openTurnId === null) return;
  const answer = { answeredAt: batch.now, answeredSeq: message, answeredBy: by };
  if (conversation.newTurn?.id === row.openTurnId) Object.assign(conversation.newTurn, answer);
  else batch.plan.answeredTurns.push({ id: row.openTurnId, ...answer });
  endHold(batch, conversation, 'answered');
  forget(conversation);
}

/** The conversation ended with nobody's answer owed: resolved by a person, or by itself. */
export function closeTurn(batch: Batch, conversation: ConversationDraft): void {
  if (conversation.row.openTurnId === null) return;
  endHold(batch, conversation, 'resolved');
  forget(conversation);
}

function endHold(batch: Batch, conversation: ConversationDraft, reason: string): void {
  const { row, newHold } = conversation;
  if (row.openTurnId === null || row.openHolds === 0) return;
  const isNew = newHold?.turnId === row.openTurnId && newHold.n === row.openHolds;
  if (isNew) Object.assign(newHold, { until: batch.now, ended: reason });
  else batch.plan.endedHolds.push({ turnId: row.openTurnId, n: row.openHolds, until: batch.now, ended: reason });
}

function forget(conversation: ConversationDraft): void {
  conversation.row.openTurnId = null;
  conversation.row.openHolds = 0;
  conversation.row.waitingSince = null;
}
