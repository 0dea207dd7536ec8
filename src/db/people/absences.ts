import type { SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';

export interface AbsenceRow {
  readonly id: string;
  readonly specialistId: SpecialistId;
  readonly specialistName: string;
  readonly from: Date;
  readonly until: Date;
  readonly reason: string;
  readonly deputyId: SpecialistId | null;
  readonly deputyName: string | null;
  readonly cancelledAt: Date | null;
}

const select = `select a.id, a.specialist_id as "specialistId", s.name as "specialistName", a."from", a.until, a.reason,
  a.deputy_id as "deputyId", d.name as "deputyName", a.cancelled_at as "cancelledAt"
  from absence a join specialist s on s.id = a.specialist_id left join specialist d on d.id = a.deputy_id`;

/** Absences that are on or to come, of these people. */
export function absencesAfter(db: Queries, people: readonly string[], at: Date): Promise<AbsenceRow[]> {
  return db.query(
    `${select} where a.specialist_id in (select json_array_elements_text($1::text::json)::uuid) and a.cancelled_at is null
       and a.until > $2::text::timestamptz order by a."from", a.id`,
    [JSON.stringify(people), at.toISOString()],
  );
}

export async function findAbsence(db: Queries, id: string): Promise<AbsenceRow | null> {
  const rows = await db.query<AbsenceRow>(`${select} where a.id = $1::text::uuid`, [id]);
  return rows[0] ?? null;
}

export async function insertAbsence(
  tx: Queries,
  absence: {
    readonly id: string;
    readonly specialistId: string;
    readonly from: Date;
    readonly until: Date;
    readonly reason: string;
    readonly deputyId: string | null;
    readonly createdBy: string;
    readonly createdAt: Date;
  },
): Promise<void> {
  await tx.query(
    `insert into absence (id, specialist_id, "from", until, reason, deputy_id, created_by, created_at)
     values ($1::text::uuid, $2::text::uuid, $3::text::timestamptz, $4::text::timestamptz, $5::text, $6::text::uuid, $7::text::uuid,
       $8::text::timestamptz)`,
    [
      absence.id,
      absence.specialistId,
      absence.from.toISOString(),
      absence.until.toISOString(),
      absence.reason,
      absence.deputyId,
      absence.createdBy,
      absence.createdAt.toISOString(),
    ],
  );
}

/** False when it was cancelled already: done is done. */
export async function cancelAbsence(tx: Queries, id: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    'update absence set cancelled_at = $2::text::timestamptz where id = $1::text::uuid and cancelled_at is null returning id',
    [id, at.toISOString()],
  );
  return rows.length > 0;
}
