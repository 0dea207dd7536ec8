import { type StaffRow, staffRow, staffRows } from '../db/people/staff.ts';
import { type Actor, departmentsFor, mayAbout, mayIn } from './access.ts';
import type { PeopleDeps } from './deps.ts';

/** Lists whom the actor may look after, and themselves. */
export function seePeople(
  { db, now }: PeopleDeps,
  actor: Actor,
  { department, leavers }: { readonly department: string | null; readonly leavers: boolean },
): Promise<StaffRow[]> {
  return staffRows(db, now(), { departments: departmentsFor(actor, 'person.see'), or: actor.id, leavers }).then((rows) =>
    rows.filter((row) => maySee(actor, row) && (department === null || row.department === department || row.leftIn === department)),
  );
}

/** Whoever decides who gets the clients somebody left behind sees them until that is done. */
function maySee(actor: Actor, row: StaffRow): boolean {
  return mayAbout(actor, 'person.see', row) || (row.leftIn !== null && mayIn(actor, 'portfolio.move', row.leftIn));
}

/** Finds a person; null when there is none or it is not the actor's to see. */
export async function seePerson({ db, now }: PeopleDeps, actor: Actor, id: string): Promise<StaffRow | null> {
  const row = await staffRow(db, now(), id);
  return row !== null && maySee(actor, row) ? row : null;
}
