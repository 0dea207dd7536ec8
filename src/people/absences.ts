import { type AbsenceRow, cancelAbsence as cancel, findAbsence, insertAbsence } from '../db/people/absences.ts';
import type { StaffRow } from '../db/people/staff.ts';
import type { Actor } from './access.ts';
import { type Answered, announce, done, note, type PeopleDeps, refused } from './deps.ts';
import { mistakeInDeputy } from './store.ts';

export async function planAbsence(
  deps: PeopleDeps,
  actor: Actor,
  { id, leftAt, departmentId }: StaffRow,
  wish: { readonly from: Date; readonly until: Date; readonly reason: string; readonly deputyId: string | null },
): Promise<Answered<AbsenceRow>> {
  if (leftAt !== null) return refused('has-left');
  const now = deps.now();
  if (wish.until <= now) return refused('not-ahead');
  const mistake = wish.deputyId === null ? null : await mistakeInDeputy(deps.db, now, wish.deputyId, { id, departmentId });
  if (mistake !== null) return refused(mistake);
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
export async function cancelAbsence(deps: PeopleDeps, actor: Actor, row: AbsenceRow): Promise<Answered<AbsenceRow>> {
  const now = deps.now();
  if (row.cancelledAt === null && row.until <= now) return refused('not-ahead');
  await deps.db.transaction(async (tx) => {
    if (await cancel(tx, row.id, now)) {
      await note(deps, tx, actor, 'absence-cancelled', { kind: 'specialist', id: row.specialistId }, { absence: row.id });
    }
  });
  announce(deps);
  return done({ ...row, cancelledAt: row.cancelledAt ?? now });
}
