import { proposeToAnswered, remindMeetings, withdrawMeetings } from '../../db/work/propose-meetings.ts';
import { agreeMinutes, meetingDepartment, remindUpTo, suggestedSince } from '../../domain/engagement.ts';
import type { PortfolioDeps } from '../deps.ts';
import { tellOf } from './arrange.ts';

/** Proposes meetings with large newcomers who were answered before anybody knew that they are (R4); returns how many there were. */
export function proposeForAnswered({ db, now, newId, company }: PortfolioDeps, limit: number): Promise<number> {
  const at = now();
  const { policy, departments } = company();
  const hours = departments.find(({ key }) => key === meetingDepartment)?.workingTime;
  const ids = Array.from({ length: limit }, () => newId<'task'>());
  const dueAt = hours?.addMinutes(at, agreeMinutes(policy.data)) ?? at;
  return proposeToAnswered(db, meetingDepartment, { now: at, dueAt, since: suggestedSince(policy.data, at), ids });
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
