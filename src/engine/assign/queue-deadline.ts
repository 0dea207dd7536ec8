import type { DeadlineFacts } from '../../domain/deadline.ts';
import type { Status } from '../../domain/decision.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { WorkingTime } from '../../domain/hours.ts';
import { type Batch, type BookRow, type ConversationDraft, departmentOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { Company } from '../company.ts';
import { seekAgain } from '../submissions/retry.ts';
import { reckonDeadline } from '../turns/deadlines.ts';
import { clearTimer, setTimer } from '../turns/timers.ts';

/*
 * A conversation in a queue is nobody's to answer, so it has a deadline of its own: the working minutes after which its department's head
 * is called, and the client told how things are (R11). The timer is set and cleared as a conversation comes into a queue and leaves it.
 */

/** The timer of the queue's deadline. */
export const queueKey = 'queue';

const raised = { type: 'queue-due' } as const;

/** Sets the deadline where the conversation has just come into a queue, takes it off where it has left. */
export function watchQueue(batch: Batch, conversation: ConversationDraft, before: Status): void {
  const isQueued = conversation.row.status === 'queued';
  if (isQueued === (before === 'queued')) return;
  if (!isQueued) return clearTimer(batch, conversation, queueKey);
  const facts = { kind: 'queue', from: batch.now.getTime() } as const;
  setTimer(batch, conversation, queueKey, reckonIn(batch, conversation, facts), raised);
}

/** The deadline has come: a person is sought once more, and only where there is still none the head is called. It waits while nobody works. */
export function queueIsDue(batch: Batch, conversation: ConversationDraft): Handled {
  const { row } = conversation;
  if (row.status !== 'queued') return refused('not-due');
  const until = reckonIn(batch, conversation, { kind: 'queue-due', from: batch.now.getTime() });
  if (until > batch.now) setTimer(batch, conversation, queueKey, until, raised);
  else seekAgain(conversation, 'overdue');
  return done(conversation);
}

function reckonIn(batch: Batch, { row }: ConversationDraft, facts: DeadlineFacts): Date {
  return reckonDeadline(batch, row.id, facts, departmentOf(batch.company, row.departmentId));
}

/**
 * Says when somebody who serves a department will be there: null when somebody is on shift now, or there is no telling, as where nobody
 * serves it. Plans are known ahead, absences, meetings and hours; that somebody is off, or is not here although it is their shift, says nothing of
 * their next one.
 */
export function staffedAgainAt(company: Company, staff: readonly BookRow[], key: DepartmentKey, now: Date): Date | null {
  const department = company.departments.find((each) => each.key === key);
  if (department === undefined) return null;
  // Of those with the same hours whoever is free first is there first.
  const freeFrom = new Map<WorkingTime, number>();
  for (const { specialist, department: works, serves, absentUntil, awayUntil, engagedUntil } of staff) {
    if (works !== key || !serves) continue;
    const shifts = company.people.get(specialist)?.shifts ?? department.workingTime;
    const free = Math.max(now.getTime(), ...[absentUntil, awayUntil, engagedUntil].map((each) => each?.getTime() ?? 0));
    freeFrom.set(shifts, Math.min(free, freeFrom.get(shifts) ?? free));
  }
  const back = [...freeFrom].flatMap(([shifts, free]) => {
    const opening = department.workingTime.nextOpening(new Date(free));
    return opening === null ? [] : (shifts.nextOpening(opening) ?? opening).getTime();
  });
  if (back.length === 0) return null;
  const first = new Date(Math.min(...back));
  return first > now ? first : null;
}
