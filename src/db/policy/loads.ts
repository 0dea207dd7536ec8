import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { numbers, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { updater } from '../rows.ts';
import { client, clientDedication, conversation, department, ownership, specialist, specialistLoad } from '../schema.ts';
import { statement } from '../statement.ts';

const load = bare(specialistLoad);
const l = named(specialistLoad, 'l');
const s = named(specialist, 's');
const o = named(ownership, 'o');
const c = named(client, 'c');
const d = named(department, 'd');
const r = named(clientDedication, 'r');
const v = named(conversation, 'v');

const open = statement(
  `insert into ${load} (${load.specialistId}, ${load.departmentId}, ${load.portfolioUnits}, ${load.caseUnits}, ${load.policyVersion})
   select ${s.id}, ${s.departmentId}, 0, 0, $1::text::int from ${s} where ${s.departmentId} is not null and ${s.leftAt} is null
   order by ${s.id} on conflict do nothing`,
);

const lock = statement<{ specialistId: SpecialistId; departmentId: DepartmentId }>(
  `select ${columns({ specialistId: l.specialistId, departmentId: l.departmentId })} from ${l}
   order by ${l.specialistId}, ${l.departmentId} for no key update`,
);

/** Gives everybody who works somewhere a load there, and locks every load there is, in the order everybody locks them in. */
export async function lockAllLoads(
  tx: Queries,
  policyVersion: number,
): Promise<{ specialistId: SpecialistId; departmentId: DepartmentId }[]> {
  await open(tx, [String(policyVersion)]);
  return lock(tx);
}

const ownedColumns = {
  specialistId: o.specialistId,
  departmentId: o.departmentId,
  department: d.key,
  size: expression<SizeClass>(c.size),
  stage: expression<ClientStage>(c.stage),
  /** in this department */
  dedicated: expression<boolean>(
    `exists (select 1 from ${r} where ${r.clientId} = ${c.id} and ${r.departmentId} = ${d.id} and ${r.until} is null)`,
  ),
  clients: expression<number>('count(*)::int'),
};

/** How many clients of which weight everybody owns now. */
export const ownedByWeight = statement<RowOf<typeof ownedColumns>>(
  `select ${columns(ownedColumns)} from ${o} join ${c} on ${c.id} = ${o.clientId} join ${d} on ${d.id} = ${o.departmentId}
   where ${o.until} is null group by 1, 2, 3, 4, 5, 6`,
);

export const updatePortfolios = updater(specialistLoad, ['specialistId', 'departmentId'], ['portfolioUnits', 'policyVersion']);

const limits = 'unnest($1::text::uuid[], $2::text::int[]) as u(id, units)';
/** Where the place of a conversation's person is reserved: where they work, be it another department than the conversation's (R7). */
const placeIn = `coalesce(${v.placeDepartmentId}, ${v.departmentId})`;
const reserved = `${v.caseUnits} > 0 and ${v.caseUnits} <> u.units and u.id = ${placeIn}`;
const conversations = bare(conversation);

const lockReserved = statement(`select ${v.id} from ${v}, ${limits} where ${reserved} order by ${v.id} for no key update of v`);

const reserve = statement(`update ${v} set ${conversations.caseUnits} = u.units from ${limits} where ${reserved}`);

const sumCases = statement(
  `update ${l} set ${load.caseUnits} = coalesce((select sum(${v.caseUnits}) from ${v} where ${v.specialistId} = ${l.specialistId}
     and ${placeIn} = ${l.departmentId} and ${v.caseUnits} > 0), 0)`,
);

/** What one open conversation of a department takes of a person. */
export interface CaseUnits {
  readonly departmentId: string;
  readonly units: number;
}

/** Reserves other units for open conversations, and adds them up for whoever has them. */
export async function reserveCases(tx: Queries, units: readonly CaseUnits[]): Promise<void> {
  const parameters = [uuids(units.map(({ departmentId }) => departmentId)), numbers(units.map((each) => each.units))];
  await lockReserved(tx, parameters);
  await reserve(tx, parameters);
  await sumCases(tx);
}

/** Ends loads of people who have left the department or the company, where no conversation is left. */
export const closeLoads = statement(
  `delete from ${l} using ${s} where ${s.id} = ${l.specialistId} and ${l.caseUnits} = 0
   and (${s.leftAt} is not null or ${s.departmentId} is distinct from ${l.departmentId})`,
);
