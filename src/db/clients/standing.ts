import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { ClientId, SpecialistId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { client, department, ownership } from '../schema.ts';
import { statement } from '../statement.ts';
import { dealsOf } from './deals.ts';

const c = named(client, 'c');
const o = named(ownership, 'o');
const d = named(department, 'd');

interface Owner {
  readonly department: DepartmentKey;
  readonly specialist: SpecialistId;
}

const shape = {
  id: expression<ClientId>(c.id),
  size: expression<SizeClass>(c.size),
  stage: expression<ClientStage>(c.stage),
  deals: dealsOf(c.id),
  owners: expression<readonly Owner[] | null>(
    `(select json_agg(json_build_object('department', ${d.key}, 'specialist', ${o.specialistId}))
       from ${o} join ${d} on ${d.id} = ${o.departmentId} where ${o.clientId} = ${c.id} and ${o.until} is null)`,
  ),
};

/** How an owned client stands: all that says which department serves it. */
export type Standing = RowOf<typeof shape>;

const isOwned = `exists (select 1 from ${o} where ${o.clientId} = ${c.id} and ${o.until} is null)`;

const some = statement<Standing>(`select ${columns(shape)} from ${c} where ${c.id} in (select unnest($1::text::uuid[])) and ${isOwned}`);
const all = statement<Standing>(`select ${columns(shape)} from ${c} where ${isOwned}`);

/** Reads how these clients stand, as far as somebody owns them; null: all there are. */
export function standings(tx: Queries, clients: Iterable<string> | null): Promise<Standing[]> {
  return clients === null ? all(tx, []) : some(tx, [uuids(clients)]);
}
