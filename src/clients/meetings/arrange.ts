import { insertDeadlines } from '../../db/turns/deadlines.ts';
import { ownerFor, worksIn } from '../../db/work/meeting-people.ts';
import { endProposedMeeting, insertMeeting, overlapsOf } from '../../db/work/meetings.ts';
import { reckon } from '../../domain/deadline.ts';
import { meetingDepartment, meetingUntil } from '../../domain/engagement.ts';
import type { ConversationId, SpecialistId } from '../../domain/ids.ts';
import type { Deps } from '../../engine/deps.ts';
import { keepTime } from './time.ts';

export type MeetingDeps = Pick<Deps, 'db' | 'now' | 'newId' | 'live' | 'company'>;

/** Why a meeting stays as it was. */
export type MeetingRefusal = 'meeting-passed' | 'only-sales-meet' | 'unknown-department' | 'meeting-over' | 'not-a-meeting';

export type Arranged =
  /** `overlaps`: meetings its person has in the same time */
  | { readonly type: 'arranged'; readonly id: string; readonly overlaps: number }
  | { readonly type: 'refused'; readonly code: MeetingRefusal };

export interface MeetingWish {
  /** the same again is a repeat */
  readonly id: string;
  readonly conversation: ConversationId;
  /** null: to be agreed yet */
  readonly startsAt: Date | null;
  /** null: as long as the policy says */
  readonly minutes: number | null;
  readonly text: string;
  /** null: whoever makes it, of sales; else the client's salesperson; else somebody is found */
  readonly specialist: SpecialistId | null;
}

/** Makes a meeting with a client, by hand: a task of sales, who alone go to them (R4). While it lasts its person is away (R16). */
export async function arrangeMeeting(
  deps: MeetingDeps,
  actor: { readonly id: SpecialistId; readonly department: string | null },
  wish: MeetingWish,
): Promise<Arranged> {
  const { policy, departments } = deps.company();
  const sales = departments.find(({ key }) => key === meetingDepartment);
  if (sales === undefined) return { type: 'refused', code: 'unknown-department' };
  const arranged = await deps.db.transaction(async (tx): Promise<Arranged & { readonly specialist?: SpecialistId | null }> => {
    const now = deps.now();
    const { id, conversation, startsAt, text } = wish;
    const endsAt = startsAt === null ? null : meetingUntil(policy.data, startsAt, wish.minutes);
    if (endsAt !== null && endsAt <= now) return { type: 'refused', code: 'meeting-passed' };
    if (wish.specialist !== null && !(await worksIn(tx, wish.specialist, meetingDepartment)))
      return { type: 'refused', code: 'only-sales-meet' };
    const own = actor.department === meetingDepartment ? actor.id : await ownerFor(tx, conversation, meetingDepartment);
    const specialist = wish.specialist ?? own;
    const toAgree = startsAt === null ? reckon(policy, { kind: 'meeting', from: now.getTime() }, sales) : null;
    const dueAt = toAgree?.due ?? endsAt ?? now;
    const isNew = await insertMeeting(tx, meetingDepartment, {
      id,
      conversation,
      specialist,
      text,
      dueAt,
      startsAt,
      endsAt,
      now,
      by: actor.id,
    });
    if (isNew && startsAt !== null) await endProposedMeeting(tx, conversation, actor.id, now);
    if (isNew && toAgree !== null) await insertDeadlines(tx, [{ id: deps.newId(), about: id, at: now, ...toAgree }]);
    if (isNew) await keepTime({ tx, now, newId: deps.newId }, { id, startsAt, endsAt }, specialist);
    return { type: 'arranged', id, overlaps: await overlapsOf(tx, id), specialist };
  });
  if (arranged.type === 'refused') return arranged;
  tellOf(deps, arranged.specialist ?? null);
  return { type: 'arranged', id: arranged.id, overlaps: arranged.overlaps };
}

/** Tells the desks: the person's own, and those that show who is here. */
export function tellOf({ live }: Pick<MeetingDeps, 'live'>, ...people: readonly (SpecialistId | null)[]): void {
  const theirs = people.flatMap((each) => (each === null ? [] : [{ topic: `specialist:${each}` } as const]));
  live.publish([...theirs, { topic: 'company' }]);
}
