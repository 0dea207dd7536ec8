import { uuids } from '../db/arrays.ts';
import type { Queries } from '../db/db.ts';

export interface Weight {
  readonly specialist: string;
  /** key */
  readonly department: string;
  /** what is added to the portfolio; negative: taken off */
  readonly units: number;
}

/** Locks the load rows concerned, in the order everybody locks them in, and moves the portfolios. Take windows before, never after. */
export async function weigh(tx: Queries, weights: readonly Weight[]): Promise<void> {
  const moved = weights.filter((each) => each.units !== 0);
  if (moved.length === 0) return;
  await tx.query(
    `select 1 from specialist_load where specialist_id = any($1::text::uuid[]) order by specialist_id, department_id for no key update`,
    [uuids(new Set(moved.map((each) => each.specialist)))],
  );
  await tx.query(
    `update specialist_load l set portfolio_units = greatest(0, l.portfolio_units + w.units)
     from (select specialist, department, sum(units)::int as units from json_to_recordset($1::text::json) as k(specialist uuid, department text, units int)
           group by specialist, department) w join department d on d.key = w.department
     where l.specialist_id = w.specialist and l.department_id = d.id`,
    [JSON.stringify(moved)],
  );
}
