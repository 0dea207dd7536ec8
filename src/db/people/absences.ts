import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { bare } from '../names.ts';
import { orm } from '../orm.ts';
import { inserter, type RowToWrite } from '../rows.ts';
import { absence, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const deputy = alias(specialist, 'deputy');

export type AbsenceRow = Awaited<ReturnType<typeof absencesWhere>>[number];

function absencesWhere(db: Queries, condition: ReturnType<typeof and>) {
  return orm(db)
    .select({
      id: absence.id,
      specialistId: absence.specialistId,
      specialistName: specialist.name,
      from: absence.from,
      until: absence.until,
      reason: absence.reason,
      deputyId: absence.deputyId,
      deputyName: deputy.name,
      cancelledAt: absence.cancelledAt,
    })
    .from(absence)
    .innerJoin(specialist, eq(specialist.id, absence.specialistId))
    .leftJoin(deputy, eq(deputy.id, absence.deputyId))
    .where(condition)
    .orderBy(asc(absence.from), asc(absence.id));
}

/** Lists absences that are on or to come, of these people. */
export function absencesAfter(db: Queries, people: readonly string[], at: Date): Promise<AbsenceRow[]> {
  return absencesWhere(
    db,
    and(inArray(absence.specialistId, people as SpecialistId[]), isNull(absence.cancelledAt), gt(absence.until, at)),
  );
}

export async function findAbsence(db: Queries, id: string): Promise<AbsenceRow | null> {
  const rows = await absencesWhere(db, eq(absence.id, id));
  return rows[0] ?? null;
}

const insert = inserter(absence);

export function insertAbsence(tx: Queries, row: Omit<RowToWrite<typeof absence>, 'cancelledAt'>): Promise<void> {
  return insert(tx, [{ ...row, cancelledAt: null }]);
}

const a = bare(absence);

const cancel = statement(
  `update ${a} set ${a.cancelledAt} = $2::text::timestamptz where ${a.id} = $1::text::uuid and ${a.cancelledAt} is null returning ${a.id}`,
);

/** Cancels an absence. Returns false when it was cancelled already: done is done. */
export async function cancelAbsence(tx: Queries, id: string, at: Date): Promise<boolean> {
  const rows = await cancel(tx, [id, at.toISOString()]);
  return rows.length > 0;
}
