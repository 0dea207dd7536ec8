import type { Task } from '../../../http/desk/work/task.ts';
import { dayKey } from '../../kit/calendar.ts';

export type Due = 'overdue' | 'today' | 'later' | 'finished';

export function dueOf(task: Pick<Task, 'dueAt' | 'doneAt'>, now: Date): Due {
  if (task.doneAt !== null) return 'finished';
  const due = new Date(task.dueAt);
  if (due.getTime() < now.getTime()) return 'overdue';
  return dayKey(due) === dayKey(now) ? 'today' : 'later';
}

/** Groups tasks by when they are due, each group in the order given. */
export function byDue(tasks: readonly Task[], now: Date): Map<Due, Task[]> {
  const groups = new Map<Due, Task[]>();
  for (const task of tasks) {
    const due = dueOf(task, now);
    groups.set(due, [...(groups.get(due) ?? []), task]);
  }
  return groups;
}
