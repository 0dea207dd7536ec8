import { desc, eq } from 'drizzle-orm';
import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { ClientId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import { client, department, ownership } from '../schema.ts';
import { statement } from '../statement.ts';
import { dedicatedIn } from './dedications.ts';
import { clientProven } from './proven.ts';

/** By our id, or by the company's own. */
export type ClientRef = { readonly id: string } | { readonly externalId: string };

const c = named(client, 'c');
const d = named(department, 'd');
const o = named(ownership, 'o');

type Owner = { readonly department: string; readonly specialistId: string; readonly since: string };

const owners = expression<readonly Owner[]>(
  `coalesce((select json_agg(json_build_object('department', ${d.key}, 'specialistId', ${o.specialistId}, 'since', ${o.from}) order by ${d.key})
    from ${o} join ${d} on ${d.id} = ${o.departmentId} where ${o.clientId} = ${c.id} and ${o.until} is null), '[]')`,
);

const shape = {
  id: c.id,
  externalId: c.externalId,
  name: c.name,
  proven: expression<boolean>(clientProven('c')),
  size: expression<SizeClass>(c.size),
  stage: expression<ClientStage>(c.stage),
  productLine: c.productLine,
  createdAt: c.createdAt,
  dedicated: dedicatedIn(c.id),
  owners,
};

export type ClientRow = RowOf<typeof shape>;

const referred = `($1::text is null or ${c.id} = $1::text::uuid) and ($2::text is null or ${c.externalId} = $2::text)`;

const find = statement<ClientRow>(`select ${columns(shape)} from ${c} where ${referred}`);
const lock = statement<{ id: ClientId }>(`select ${columns({ id: c.id })} from ${c} where ${referred} for no key update`);

function parametersOf(ref: ClientRef): [string | null, string | null] {
  return 'id' in ref ? [ref.id, null] : [null, ref.externalId];
}

export async function findClient(db: Queries, ref: ClientRef): Promise<ClientRow | null> {
  const rows = await find(db, parametersOf(ref));
  return rows[0] ?? null;
}

/** Locks the client's row, then reads it. Clients stand between windows and loads in the order of locks. */
export async function lockClient(tx: Queries, ref: ClientRef): Promise<ClientRow | null> {
  const [row] = await lock(tx, parametersOf(ref));
  return row === undefined ? null : findClient(tx, { id: row.id });
}

export interface ClientFilter {
  readonly externalId?: string | undefined;
  readonly q?: string | undefined;
  readonly size?: SizeClass | undefined;
  readonly stage?: ClientStage | undefined;
  readonly productLine?: string | undefined;
  readonly owner?: string | undefined;
}

const list = statement<ClientRow>(
  `select ${columns(shape)} from ${c}
   where ($1::text is null or ${c.externalId} = $1::text) and ($2::text is null or ${c.name} ilike $2::text)
     and ($3::text is null or ${c.size} = $3::text) and ($4::text is null or ${c.stage} = $4::text)
     and ($5::text is null or ${c.productLine} = $5::text)
     and ($6::text is null or exists (select 1 from ${o}
          where ${o.clientId} = ${c.id} and ${o.until} is null and ${o.specialistId} = $6::text::uuid))
     and ($7::text is null or ${c.id} > $7::text::uuid)
   order by ${c.id} limit $8::text::int`,
);

/** In order of id, which is the order they came in. */
export function listClients(db: Queries, filter: ClientFilter, after: string | null, limit: number): Promise<ClientRow[]> {
  return list(db, [
    filter.externalId ?? null,
    filter.q === undefined ? null : `%${filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
    filter.size ?? null,
    filter.stage ?? null,
    filter.productLine ?? null,
    filter.owner ?? null,
    after,
    String(limit),
  ]);
}

export type OwnershipRow = Awaited<ReturnType<typeof ownershipsOf>>[number];

/** Who owned a client when, the newest first; departments by key. */
export async function ownershipsOf(db: Queries, client: string) {
  return orm(db)
    .select({
      department: department.key,
      specialistId: ownership.specialistId,
      since: ownership.from,
      until: ownership.until,
      reason: ownership.reason,
    })
    .from(ownership)
    .innerJoin(department, eq(department.id, ownership.departmentId))
    .where(eq(ownership.clientId, client as ClientId))
    .orderBy(desc(ownership.from), desc(ownership.id));
}
