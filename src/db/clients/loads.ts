import { numbers, texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import { department, specialistLoad } from '../schema.ts';
import { statement } from '../statement.ts';

const l = named(specialistLoad, 'l');
const d = named(department, 'd');
const load = bare(specialistLoad);

const lock = statement(
  `select 1 from ${l} where ${l.specialistId} = any($1::text::uuid[]) order by ${l.specialistId}, ${l.departmentId} for no key update`,
);

/** Locks everything these people carry, in the order everybody locks loads in. */
export async function lockLoads(tx: Queries, specialists: Iterable<string>): Promise<void> {
  await lock(tx, [uuids(specialists)]);
}

export interface PortfolioChange {
  readonly specialist: string;
  /** key */
  readonly department: string;
  readonly units: number;
}

const change = statement(
  `update ${l} set ${load.portfolioUnits} = greatest(0, ${l.portfolioUnits} + k.units)
   from (select specialist, department, sum(units)::int as units
         from unnest($1::text::uuid[], $2::text::text[], $3::text::int[]) as given(specialist, department, units)
         group by specialist, department) k join ${d} on ${d.key} = k.department
   where ${l.specialistId} = k.specialist and ${l.departmentId} = ${d.id}`,
);

/** Moves portfolios by units; the loads are locked by the caller. */
export async function changePortfolios(tx: Queries, changes: readonly PortfolioChange[]): Promise<void> {
  await change(tx, [
    uuids(changes.map(({ specialist }) => specialist)),
    texts(changes.map((each) => each.department)),
    numbers(changes.map(({ units }) => units)),
  ]);
}
