import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import { department, ownerChange, ownership } from '../schema.ts';
import { statement } from '../statement.ts';

const oc = named(ownerChange, 'oc');
const d = named(department, 'd');
const od = named(department, 'od');
const o = named(ownership, 'o');
const set = bare(ownerChange);

export const insertOwnerChange = inserter(ownerChange);

const shape = {
  id: oc.id,
  clientId: oc.clientId,
  departmentId: oc.departmentId,
  department: d.key,
  fromId: oc.fromId,
  toId: oc.toId,
  insteadId: oc.insteadId,
  insteadKey: expression<string | null>(od.key),
  insteadOf: oc.insteadOf,
  at: oc.at,
  undoneAt: oc.undoneAt,
};

export type OwnerChangeRow = RowOf<typeof shape>;

const select = `select ${columns(shape)} from ${oc} join ${d} on ${d.id} = ${oc.departmentId} left join ${od} on ${od.id} = ${oc.insteadId}`;

const locked = statement<OwnerChangeRow>(`${select} where ${oc.id} = $1::text::uuid for no key update of oc`);

export async function lockOwnerChange(tx: Queries, id: string): Promise<OwnerChangeRow | null> {
  return (await locked(tx, [id]))[0] ?? null;
}

const undone = statement(
  `update ${set} set ${set.undoneAt} = $2::text::timestamptz, ${set.undoneBy} = $3::text::uuid where ${set.id} = $1::text::uuid`,
);

export async function markChangeUndone(tx: Queries, id: string, by: string | null, at: Date): Promise<void> {
  await undone(tx, [id, at.toISOString(), by]);
}

/** Whoever has it since by a handover, with a portfolio, by attaching or by an end of what they had is on record by their ownership alone. */
const isLast = `not exists (select 1 from ${o} where ${o.clientId} = ${oc.clientId} and ${o.departmentId} in (${oc.departmentId}, ${oc.insteadId})
  and (${o.from} > ${oc.at} or ${o.until} > ${oc.at}))`;

const newestShape = { ...shape, isLast: expression<boolean>(isLast) };

const newest = statement<RowOf<typeof newestShape>>(
  `select distinct on (${oc.departmentId}) ${columns(newestShape)} from ${oc} join ${d} on ${d.id} = ${oc.departmentId}
     left join ${od} on ${od.id} = ${oc.insteadId}
   where ${oc.clientId} = $1::text::uuid order by ${oc.departmentId}, ${oc.at} desc, ${oc.id} desc`,
);

/**
 * The newest change of a client's owner in each department: the one that can be undone, while nothing came after it, there or where an
 * ownership ended with it.
 */
export async function newestOwnerChanges(db: Queries, clientId: string): Promise<OwnerChangeRow[]> {
  return (await newest(db, [clientId])).filter((each) => each.isLast && each.undoneAt === null);
}
