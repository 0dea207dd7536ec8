import { and, eq, isNull } from 'drizzle-orm';
import type { ClientStage, OwnershipBasis, SizeClass } from '../../domain/client.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { ClientId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import { inserter } from '../rows.ts';
import { client, department, ownership } from '../schema.ts';
import { statement } from '../statement.ts';
import { dedicatedIn } from './dedications.ts';
import { followOwners } from './follow-owners.ts';

const b = bare(ownership);
const o = named(ownership, 'o');
const d = named(department, 'd');
const c = named(client, 'c');

const insert = inserter(ownership);

/** Begins ownerships; those that they take the place of have ended before. */
export async function insertOwnerships(tx: Queries, rows: Parameters<typeof insert>[1]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  await insert(tx, rows);
  await followOwners(
    tx,
    rows.map((each) => each.clientId),
    first.from,
  );
}

const end = statement(`update ${b} set ${b.until} = $2::text::timestamptz where ${b.id} = any($1::text::uuid[]) and ${b.until} is null`);

/** Where nobody follows them, `followOwners` is called next. */
export async function endOwnerships(tx: Queries, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length > 0) await end(tx, [uuids(ids), at.toISOString()]);
}

const endIn = statement(
  `update ${b} set ${b.until} = $3::text::timestamptz
   where ${b.clientId} = any($1::text::uuid[]) and ${b.departmentId} = $2::text::uuid and ${b.until} is null`,
);

/** Ends who owns these clients in a department. Where nobody follows them, `followOwners` is called next. */
export async function endOwnershipsIn(tx: Queries, clients: readonly string[], departmentId: string, at: Date): Promise<void> {
  await endIn(tx, [uuids(clients), departmentId, at.toISOString()]);
}

const endBy = statement(
  `update ${o} set ${b.until} = $3::text::timestamptz from ${d}
   where ${d.id} = ${o.departmentId} and ${d.key} = $2::text and ${o.clientId} = $1::text::uuid and ${o.until} is null`,
);

/** Ends who owns a client in a department, by its key, and nobody does. */
export async function endOwnership(tx: Queries, client: string, department: string, at: Date): Promise<void> {
  await endBy(tx, [client, department, at.toISOString()]);
  await followOwners(tx, [client], at);
}

/** Who owns a client in a department now; null: nobody. */
export async function ownerIn(db: Queries, clientId: ClientId, departmentId: DepartmentId): Promise<SpecialistId | null> {
  return (await shareIn(db, clientId, departmentId))?.specialist ?? null;
}

/** Who owns a client in a department now, since when, and what that rests on; null: nobody. */
export async function shareIn(
  db: Queries,
  clientId: ClientId,
  departmentId: DepartmentId,
): Promise<{ readonly specialist: SpecialistId; readonly restsOn: OwnershipBasis; readonly since: Date } | null> {
  const rows = await orm(db)
    .select({ specialist: ownership.specialistId, restsOn: ownership.restsOn, since: ownership.from })
    .from(ownership)
    .where(and(eq(ownership.clientId, clientId), eq(ownership.departmentId, departmentId), isNull(ownership.until)));
  return rows[0] ?? null;
}

const rested = statement<{ restsOn: OwnershipBasis }>(
  `select ${columns({ restsOn: o.restsOn })} from ${o} where ${o.clientId} = $1::text::uuid and ${o.departmentId} = $2::text::uuid
     and ${o.specialistId} = $3::text::uuid and ${o.until} = $4::text::timestamptz order by ${o.from} desc limit 1`,
);

/** What somebody's ownership rested on that ended at this moment. */
export async function restedOn(
  db: Queries,
  { client: of, departmentId, specialist, until }: { client: string; departmentId: string; specialist: string; until: Date },
): Promise<OwnershipBasis | undefined> {
  return (await rested(db, [of, departmentId, specialist, until.toISOString()]))[0]?.restsOn;
}

const weightColumns = {
  client: c.id,
  size: expression<SizeClass>(c.size),
  stage: expression<ClientStage>(c.stage),
  dedicated: expression<readonly DepartmentKey[] | null>(dedicatedIn(c.id)),
};

const ownedColumns = { ...weightColumns, specialist: o.specialistId, restsOn: o.restsOn };

const owners = statement<RowOf<typeof ownedColumns>>(
  `select ${columns(ownedColumns)} from ${o} join ${c} on ${c.id} = ${o.clientId}
   where ${o.departmentId} = $1::text::uuid and ${o.until} is null and ${o.clientId} = any($2::text::uuid[])`,
);

/** Who owns these clients in a department now, by client, with what each weighs. */
export async function ownersIn(
  db: Queries,
  departmentId: string,
  clients: readonly string[],
): Promise<ReadonlyMap<string, RowOf<typeof ownedColumns>>> {
  const rows = await owners(db, [departmentId, uuids(clients)]);
  return new Map(rows.map((each) => [each.client, each]));
}

/** A client that nobody owns has one row, without a specialist. */
const ownerColumns = {
  ...weightColumns,
  specialist: expression<SpecialistId | null>(o.specialistId),
  department: expression<DepartmentKey | null>(d.key),
};

const weights = statement<RowOf<typeof ownerColumns>>(
  `select ${columns(ownerColumns)} from ${c} left join ${o} on ${o.clientId} = ${c.id} and ${o.until} is null
     left join ${d} on ${d.id} = ${o.departmentId} where ${c.id} = any($1::text::uuid[])`,
);

/** What clients weigh now, a row for every department in which somebody owns them. */
export function weightsOf(db: Queries, clients: Iterable<string>): Promise<RowOf<typeof ownerColumns>[]> {
  return weights(db, [uuids(clients)]);
}

const shareColumns = { id: o.id, department: d.key, departmentId: d.id, specialist: o.specialistId, restsOn: o.restsOn };

const carried = statement<RowOf<typeof shareColumns>>(
  `select ${columns(shareColumns)} from ${o} join ${d} on ${d.id} = ${o.departmentId}
   where ${o.clientId} = $1::text::uuid and ${o.until} is null and ${o.from} = $2::text::timestamptz and ${o.reason} = 'attached'`,
);

/** Ownerships that came to a client with a contact that was attached to it at this moment. */
export function sharesCarried(db: Queries, clientId: string, at: Date): Promise<RowOf<typeof shareColumns>[]> {
  return carried(db, [clientId, at.toISOString()]);
}
