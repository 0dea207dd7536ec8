import type { PlanData } from '../../domain/plan/target.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import { plan, planActual } from '../schema.ts';
import { statement } from '../statement.ts';

const p = named(plan, 'p');
const a = named(planActual, 'a');

const shape = {
  department: expression<string>(p.departmentId),
  period: p.period,
  version: p.version,
  data: expression<PlanData>(p.data),
  at: p.at,
  byKind: expression<'specialist' | 'api-key'>(p.byKind),
  byId: p.byId,
  note: p.note,
};

export type PlanRow = RowOf<typeof shape>;

const newest = statement<PlanRow>(
  `select distinct on (${p.departmentId}, ${p.period}) ${columns(shape)} from ${p}
    where ${p.departmentId} in (select unnest($1::text::uuid[])) and ${p.period} in (select unnest($2::text::text[]))
    order by ${p.departmentId}, ${p.period}, ${p.version} desc`,
);

/** Reads the plans that count, of departments in periods. */
export function plansOf(db: Queries, departments: readonly string[], periods: readonly string[]): Promise<PlanRow[]> {
  return newest(db, [uuids(departments), texts(periods)]);
}

const versions = statement<PlanRow>(
  `select ${columns(shape)} from ${p} where ${p.departmentId} = $1::text::uuid and ${p.period} = $2::text order by ${p.version} desc limit $3::text::int`,
);

/** Lists versions of a plan, the newest first. */
export function planVersions(db: Queries, department: string, period: string, limit: number): Promise<PlanRow[]> {
  return versions(db, [department, period, String(limit)]);
}

const planned = statement<{ period: string }>(
  `select distinct ${p.period} as period from ${p} where ${p.departmentId} in (select unnest($1::text::uuid[])) order by 1 desc limit 120`,
);

/** Lists periods for which one of the departments has a plan, by name, the last first. */
export async function plannedPeriods(db: Queries, departments: readonly string[]): Promise<string[]> {
  return (await planned(db, [uuids(departments)])).map(({ period }) => period);
}

const insert = inserter(plan, 'on conflict do nothing returning version');

/** Adds a version of a plan. Returns false where somebody has added the same version before. */
export async function insertPlan(tx: Queries, row: Parameters<typeof insert>[1][number]): Promise<boolean> {
  return (await insert.returned<{ version: number }>(tx, [row])).length > 0;
}

export const insertActuals = inserter(planActual);

const actualShape = {
  department: expression<string>(a.departmentId),
  period: a.period,
  key: a.key,
  specialist: expression<string | null>(a.specialistId),
  value: a.value,
  at: a.at,
};

export type ActualRow = RowOf<typeof actualShape>;

const told = statement<ActualRow>(
  `select distinct on (${a.departmentId}, ${a.period}, ${a.key}, ${a.specialistId}) ${columns(actualShape)} from ${a}
    where ${a.departmentId} in (select unnest($1::text::uuid[])) and ${a.period} in (select unnest($2::text::text[]))
    order by ${a.departmentId}, ${a.period}, ${a.key}, ${a.specialistId}, ${a.at} desc, ${a.id} desc`,
);

/** Reads what was reached of targets that nobody can count, as it was told last. */
export function actualsOf(db: Queries, departments: readonly string[], periods: readonly string[]): Promise<ActualRow[]> {
  return told(db, [uuids(departments), texts(periods)]);
}
