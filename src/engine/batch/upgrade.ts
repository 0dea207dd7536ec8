import type { FlowState } from '../../domain/decision.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { endHold, holdTurn } from '../turns/hold.ts';
import { type Batch, type ConversationDraft, touch } from './draft.ts';

/**
 * A conversation that an older version of its flow left behind goes on with the newest one. The log keeps the state it goes on from,
 * so that a replay needs no old machines.
 */
export function upgrade(batch: Batch, conversation: ConversationDraft): void {
  const { row, flow } = conversation;
  if (row.flowVersion >= flow.version) return;
  const snapshot = flow.upgrade(row.state as FlowState, row.flowVersion);
  row.events += 1;
  const data = { type: 'migrated', from: row.flowVersion, to: flow.version, snapshot } as const;
  batch.plan.events.push({ conversationId: row.id, n: row.events, at: batch.now, type: data.type, data });
  touch(conversation);
  row.state = snapshot;
  row.flowVersion = flow.version;
  keepTime(batch, conversation);
}

/** Version 1 set no deadlines: whoever holds a turn of its days has a fresh one from now on. */
function keepTime(batch: Batch, conversation: ConversationDraft): void {
  const { row } = conversation;
  if (row.openTurnId === null || row.openHolds === 0 || row.dueAt !== null) return;
  row.dueAt = batch.now;
  if (row.status === 'waiting-on-us' && row.specialistId !== null)
    holdTurn(batch, conversation, row.specialistId as SpecialistId, { reason: 'migrated', soon: false });
  else endHold(batch, conversation, 'passed-on');
}
