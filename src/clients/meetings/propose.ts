import { insertDeadlines } from '../../db/turns/deadlines.ts';
import { proposeToAnswered, remindMeetings, withdrawMeetings } from '../../db/work/propose-meetings.ts';
import { reckon } from '../../domain/deadline.ts';
import { meetingDepartment, remindUpTo, suggestedSince } from '../../domain/engagement.ts';
import type { PortfolioDeps } from '../deps.ts';
import { tellOf } from './arrange.ts';

/** Proposes meetings with large newcomers who were answered before anybody knew that they are (R4); returns how many there were. */
export async function proposeForAnswered({ db, now, newId, company }: PortfolioDeps, limit: number): Promise<number> {
  const at = now();
  const { policy, departments } = company();
  const sales = departments.find(({ key }) => key === meetingDepartment);
  if (sales === undefined) return 0;
  const reckoned = reckon(policy, { kind: 'meeting', from: at.getTime() }, sales);
  const ids = Array.from({ length: limit }, () => newId<'task'>());
  const since = suggestedSince(policy.data, at);
  const made = await db.transaction(async (tx) => {
    const proposed = await proposeToAnswered(tx, meetingDepartment, { now: at, dueAt: reckoned.due, since, ids });
    const deadlines = proposed.map((about) => ({ id: newId(), about, at, ...reckoned }));
    if (deadlines.length > 0) await insertDeadlines(tx, deadlines);
    return proposed;
  });
  return made.length;
}

/** Takes back meetings the desk proposed with clients who turn out not to be large; returns how many there were. */
export async function withdrawProposed({ db, now, live }: PortfolioDeps, limit: number): Promise<number> {
  const taken = await withdrawMeetings(db, now(), limit);
  if (taken.length > 0) tellOf({ live }, ...taken.map(({ specialist }) => specialist));
  return taken.length;
}

/** Notifies those whose meeting is near, on their desk; returns how many there were. */
export async function remindOfMeetings({ db, now, live, company }: PortfolioDeps, limit: number): Promise<number> {
  const at = now();
  const near = await remindMeetings(db, at, remindUpTo(company().policy.data, at), limit);
  live.publish(near.map(({ specialist }) => ({ topic: `specialist:${specialist}` }) as const));
  return near.length;
}
