import { type AbsenceRow, absencesAfter, cancelAbsence as cancel, findAbsence, insertAbsence } from '../db/people/absences.ts';
import { staffRow } from '../db/people/staff.ts';
import { type Actor, mayAbout } from './access.ts';
import { type Answered, announce, done, note, type PeopleDeps, refused } from './deps.ts';
import { seePerson } from './see.ts';

/** Lists absences of a person that are on or to come. */
export async function absencesOf(deps: PeopleDeps, actor: Actor, id: string): Promise<Answered<AbsenceRow[]>> {
  if ((await seePerson(deps, actor, id)) === null) return refused('unknown-person');
  return done(await absencesAfter(deps.db, [id], deps.now()));
}

export async function planAbsence(
  deps: PeopleDeps,
  actor: Actor,
  id: string,
  wish: { readonly from: Date; readonly until: Date; readonly reason: string; readonly deputyId: string | null },
): Promise<Answered<AbsenceRow>> {
  const row = await seePerson(deps, actor, id);
  if (row === null) return refused('unknown-person');
  if (!mayAbout(actor, 'absence.plan', row)) return refused('forbidden');
  if (row.leftAt !== null) return refused('has-left');
  const now = deps.now();
  if (wish.until <= now) return refused('not-ahead');
  const deputy = wish.deputyId === null ? null : await staffRow(deps.db, now, wish.deputyId);
  if (wish.deputyId !== null && (deputy === null || deputy.leftAt !== null || deputy.id === id)) return refused('unknown-deputy');
  const absence = deps.newId<'absence'>();
  await deps.db.transaction(async (tx) => {
    await insertAbsence(tx, { ...wish, id: absence, specialistId: id, createdBy: actor.id, createdAt: now });
    await note(deps, tx, actor, 'absence-planned', { kind: 'specialist', id }, { absence, deputy: wish.deputyId });
  });
  announce(deps);
  const kept = await findAbsence(deps.db, absence);
  return kept === null ? refused('unknown-absence') : done(kept);
}

/** Cancels an absence; cancelling again changes nothing, and one that is over stays as it was. */
export async function cancelAbsence(deps: PeopleDeps, actor: Actor, absence: string): Promise<Answered<AbsenceRow>> {
  const row = await findAbsence(deps.db, absence);
  const person = row === null ? null : await seePerson(deps, actor, row.specialistId);
  if (row === null || person === null) return refused('unknown-absence');
  if (!mayAbout(actor, 'absence.plan', person)) return refused('forbidden');
  const now = deps.now();
  if (row.cancelledAt === null && row.until <= now) return refused('not-ahead');
  await deps.db.transaction(async (tx) => {
    if (await cancel(tx, absence, now)) {
      await note(deps, tx, actor, 'absence-cancelled', { kind: 'specialist', id: person.id }, { absence });
    }
  });
  announce(deps);
  return done({ ...row, cancelledAt: row.cancelledAt ?? now });
}
