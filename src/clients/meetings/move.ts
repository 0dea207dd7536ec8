import { worksIn } from '../../db/work/meeting-people.ts';
import { lockMeeting, overlapsOf, setMeetingTime } from '../../db/work/meetings.ts';
import { meetingDepartment, meetingUntil } from '../../domain/engagement.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { type Arranged, type MeetingDeps, tellOf } from './arrange.ts';
import { keepTime } from './time.ts';

export interface Moved {
  readonly startsAt: Date;
  /** null: as long as the policy says */
  readonly minutes: number | null;
  /** null: whoever has it */
  readonly specialist: SpecialistId | null;
}

/** Agrees when a meeting is, or moves it; also while it lasts. Its person is reminded anew. */
export async function moveMeeting(deps: MeetingDeps, id: string, wish: Moved): Promise<Arranged> {
  const moved = await deps.db.transaction(async (tx): Promise<Arranged & { readonly told?: readonly (SpecialistId | null)[] }> => {
    const now = deps.now();
    const meeting = await lockMeeting(tx, id);
    if (meeting === null) return { type: 'refused', code: 'not-a-meeting' };
    if (meeting.doneAt !== null) return { type: 'refused', code: 'meeting-over' };
    const { startsAt } = wish;
    const endsAt = meetingUntil(deps.company().policy.data, startsAt, wish.minutes);
    if (endsAt <= now) return { type: 'refused', code: 'meeting-passed' };
    if (wish.specialist !== null && !(await worksIn(tx, wish.specialist, meetingDepartment)))
      return { type: 'refused', code: 'only-sales-meet' };
    const specialist = wish.specialist ?? meeting.specialist;
    await setMeetingTime(tx, { id, startsAt, endsAt, specialist });
    await keepTime({ tx, now, newId: deps.newId }, { id, startsAt, endsAt }, specialist);
    return { type: 'arranged', id, overlaps: await overlapsOf(tx, id), told: [meeting.specialist, specialist] };
  });
  if (moved.type === 'refused') return moved;
  tellOf(deps, ...(moved.told ?? []));
  return { type: 'arranged', id, overlaps: moved.overlaps };
}
