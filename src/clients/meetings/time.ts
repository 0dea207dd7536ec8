import type { Queries } from '../../db/db.ts';
import { cutMeetingTime, insertEngagements } from '../../db/people/engagements.ts';
import { busyWith, type MeetingTime } from '../../domain/engagement.ts';
import type { NewId, SpecialistId } from '../../domain/ids.ts';

/** With what a meeting's time is kept. */
export interface Keeping {
  readonly tx: Queries;
  readonly now: Date;
  readonly newId: NewId;
}

/**
 * Keeps when somebody is at a meeting as it is agreed now (R16): what has passed of it stays, what was to come is taken back. `who` null:
 * the meeting is over.
 */
export async function keepTime(
  { tx, now, newId }: Keeping,
  meeting: { readonly id: string } & MeetingTime,
  who: SpecialistId | null,
): Promise<void> {
  await cutMeetingTime(tx, meeting.id, now);
  const busy = who === null ? null : busyWith(meeting, now);
  if (who === null || busy === null) return;
  await insertEngagements(tx, [{ id: newId(), specialistId: who, what: 'meeting', taskId: meeting.id, callKey: null, ...busy }]);
}
