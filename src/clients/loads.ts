import { uuids } from '../db/arrays.ts';
import type { Queries } from '../db/db.ts';
import { newestPolicy } from '../db/policy/policies.ts';
import { portfolioUnits } from '../domain/capacity.ts';
import type { ClientWeight } from '../domain/client.ts';

/** A client of this weight comes into somebody's portfolio, or goes out of it. */
export interface Weight extends ClientWeight {
  readonly specialist: string;
  /** key */
  readonly department: string;
  readonly sign: 1 | -1;
}

/**
 * Locks the load rows concerned, in the order everybody locks them in, and moves the portfolios. Take windows before, never after.
 * Units are those of the policy that is active once the rows are locked: whoever activates one reckons all of them anew under the
 * same locks, and the one this server has read may be older.
 */
export async function weigh(tx: Queries, weights: readonly Weight[]): Promise<void> {
  if (weights.length === 0) return;
  await tx.query(
    `select 1 from specialist_load where specialist_id = any($1::text::uuid[]) order by specialist_id, department_id for no key update`,
    [uuids(new Set(weights.map((each) => each.specialist)))],
  );
  const policy = await newestPolicy(tx);
  if (policy === null) throw new Error('there is no policy');
  const moved = weights.map(({ specialist, department, sign, ...client }) => ({
    specialist,
    department,
    units: sign * portfolioUnits(policy.data, department, client),
  }));
  await tx.query(
    `update specialist_load l set portfolio_units = greatest(0, l.portfolio_units + w.units)
     from (select specialist, department, sum(units)::int as units from json_to_recordset($1::text::json) as k(specialist uuid, department text, units int)
           group by specialist, department) w join department d on d.key = w.department
     where l.specialist_id = w.specialist and l.department_id = d.id`,
    [JSON.stringify(moved)],
  );
}
