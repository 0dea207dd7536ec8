import type { SpecialistId } from '../../domain/ids.ts';
import type { Worded } from '../../domain/language.ts';
import type { Availability } from '../../domain/specialist.ts';
import type { Queries } from '../db.ts';

export interface PersonRow {
  readonly id: SpecialistId;
  readonly name: string;
  readonly department: string;
  readonly department_name: Worded;
  readonly availability: Availability;
  readonly away_until: Date | null;
  readonly absent: boolean;
  readonly serves: boolean;
  readonly capacity: number;
  readonly cases: number;
  readonly portfolio: number;
}

/** Everybody something can be transferred to, by department. */
export function staff(db: Queries, at: Date): Promise<PersonRow[]> {
  return db.query(
    `select s.id, s.name, d.key as department, d.name as department_name, s.serves, s.capacity,
            s.availability, s.away_until,
            exists (select 1 from absence a where a.specialist_id = s.id and a.until > $1::text::timestamptz
              and a."from" <= $1::text::timestamptz and a.cancelled_at is null) as absent,
            coalesce(l.case_units, 0) as cases, coalesce(l.portfolio_units, 0) as portfolio
       from department d join specialist s on s.department_id = d.id and s.left_at is null
       left join specialist_load l on l.specialist_id = s.id and l.department_id = d.id
      order by d.key, s.name, s.id`,
    [at.toISOString()],
  );
}
