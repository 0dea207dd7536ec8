import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, departmentOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { reckonDeadline } from './deadlines.ts';
import { armHold, breachHold } from './hold.ts';

/**
 * The deadline of the open hold has come (R13). Only of the hold that is still the open one, and only while its department works; an
 * answer committed before has taken the timer off. Where nobody works now it is looked at again when somebody does.
 */
export function breach(batch: Batch, conversation: ConversationDraft, timerEvent: object): Handled {
  const { row } = conversation;
  const { turns, openTurnId, openHolds, dueAt, specialistId } = row;
  if (dueAt === null || openTurnId === null || specialistId === null || !isOf(timerEvent, turns, openHolds)) return refused('not-due');
  const department = departmentOf(batch.company, row.placeDepartmentId ?? row.departmentId);
  const facts = { kind: 'breach', from: batch.now.getTime(), hold: openHolds, due: dueAt.getTime() } as const;
  const until = reckonDeadline(batch, openTurnId, facts, department);
  if (until > batch.now) {
    armHold(batch, conversation, until);
    return done(conversation);
  }
  breachHold(batch, conversation);
  feed(batch, conversation, { type: 'lapsed', specialist: specialistId, turn: turns, hold: openHolds });
  return done(conversation);
}

function isOf(event: object, turn: number, hold: number): boolean {
  return 'turn' in event && event.turn === turn && 'hold' in event && event.hold === hold;
}
