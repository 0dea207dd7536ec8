import type { ClientRow } from '../../db/clients/listed.ts';
import { inChargeOf, meetingsOfNobody, ownerFor, worksIn } from '../../db/work/meeting-people.ts';
import { lockMeeting, setMeetingPerson } from '../../db/work/meetings.ts';
import { asksForOwner } from '../../domain/client.ts';
import { meetingDepartment } from '../../domain/engagement.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { isServed } from '../../domain/newcomer.ts';
import { type PortfolioDeps, systemTx } from '../deps.ts';
import { pickOwner } from '../pick-owner.ts';
import type { ClientTx } from '../recorded.ts';
import { lockForOwner, setOwner } from '../set-owner.ts';
import { tellOf } from './arrange.ts';
import { keepTime } from './time.ts';

/**
 * Gives meetings that nobody goes to, with nobody's name on them or of somebody who has left: to who has the conversation, else to the
 * client's salesperson, else to the least loaded, whose client a newcomer becomes (R4, R11, R12). Where nobody is here it waits. Returns
 * how many there were.
 */
export async function giveMeetings(deps: PortfolioDeps, limit: number): Promise<number> {
  const all = await meetingsOfNobody(deps.db, limit);
  for (const { id, client } of all) {
    const given = await giveMeeting(deps, id, client);
    if (given !== null) tellOf(deps, given);
  }
  return all.length;
}

function giveMeeting(deps: PortfolioDeps, id: string, clientId: string | null): Promise<SpecialistId | null> {
  return deps.db.transaction(async (tx) => {
    const ctx = systemTx(deps, tx);
    const client = clientId === null ? null : await lockForOwner(ctx, { id: clientId });
    const meeting = await lockMeeting(tx, id);
    if (meeting === null || meeting.doneAt !== null) return null;
    if (meeting.specialist !== null && (await worksIn(tx, meeting.specialist, meetingDepartment))) return null;
    const known = (await inChargeOf(tx, id)) ?? (meeting.conversation && (await ownerFor(tx, meeting.conversation, meetingDepartment)));
    const weight = client ?? { id, size: 'private' as const, stage: 'prospect' as const, dedicated: null };
    const found = known || (await pickOwner(ctx, deps.company(), { department: meetingDepartment, client: weight, also: [] }))?.specialist;
    if (found === undefined) return null;
    await setMeetingPerson(tx, id, found);
    await keepTime(ctx, meeting, found);
    if (client !== null && isTheirsFrom(ctx, client))
      await setOwner(ctx, client, {
        department: meetingDepartment,
        specialist: found,
        reason: 'first-assignment',
        restsOn: 'first-assignment',
      });
    return found;
  });
}

/** Whether whoever goes to the meeting owns the newcomer from then on. */
function isTheirsFrom({ policy }: ClientTx, { size, stage, owners }: ClientRow): boolean {
  const ownedIn = new Set(owners.map(({ department }) => department));
  return !isServed({ stage }) && asksForOwner({ size, stage, ownedIn, deals: 0 }, meetingDepartment, policy.serving);
}
