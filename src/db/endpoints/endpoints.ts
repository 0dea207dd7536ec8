import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import { announcementDelivery, endpoint } from '../schema.ts';
import { statement } from '../statement.ts';

const e = named(endpoint, 'e');
const d = named(announcementDelivery, 'd');
const set = bare(endpoint);

export type PausedFor = 'hand' | 'gone' | 'failing';

const row = {
  id: e.id,
  name: e.name,
  url: e.url,
  types: e.types,
  status: expression<'active' | 'paused'>(e.status),
  pausedFor: expression<PausedFor | null>(e.pausedFor),
  pausedAt: e.pausedAt,
  /** sealed */
  secret: e.secret,
  formerSecret: e.formerSecret,
  formerUntil: e.formerUntil,
  createdAt: e.createdAt,
  failingSince: e.failingSince,
  heldUntil: e.heldUntil,
};

export type EndpointRow = RowOf<typeof row>;

const addEndpoints = inserter(endpoint);

export function addEndpoint(tx: Queries, added: EndpointRow): Promise<void> {
  return addEndpoints(tx, [added]);
}

/** How much waits for an endpoint, and how much of what is on record was given up. */
const counted = {
  ...row,
  waiting: expression<number>(
    `(select count(*)::int from ${d} where ${d.endpointId} = ${e.id} and ${d.status} in ('waiting', 'leased') and ${d.status} <> 'sent')`,
  ),
  failed: expression<number>(`(select count(*)::int from ${d} where ${d.endpointId} = ${e.id} and ${d.status} = 'failed')`),
};

export type EndpointListed = RowOf<typeof counted>;

const list = statement<EndpointListed>(`select ${columns(counted)} from ${e} order by ${e.createdAt}, ${e.id}`);
const find = statement<EndpointListed>(`select ${columns(counted)} from ${e} where ${e.id} = $1::text::uuid`);
const lock = statement<EndpointRow>(`select ${columns(row)} from ${e} where ${e.id} = $1::text::uuid for no key update`);
const active = statement<EndpointRow>(
  `select ${columns(row)} from ${e} where ${e.status} = 'active' and (${e.heldUntil} is null or ${e.heldUntil} <= $1::text::timestamptz)`,
);

export function listEndpoints(db: Queries): Promise<EndpointListed[]> {
  return list(db, []);
}

export async function findEndpoint(db: Queries, id: string): Promise<EndpointListed | null> {
  return (await find(db, [id]))[0] ?? null;
}

export async function lockEndpoint(tx: Queries, id: string): Promise<EndpointRow | null> {
  return (await lock(tx, [id]))[0] ?? null;
}

/** Lists endpoints that may be sent something now. */
export function activeEndpoints(db: Queries, now: Date): Promise<EndpointRow[]> {
  return active(db, [now.toISOString()]);
}

const change = statement(
  `update ${e} set ${set.name} = $2::text, ${set.url} = $3::text, ${set.types} = $4::text::jsonb where ${e.id} = $1::text::uuid`,
);

export async function changeEndpoint(
  tx: Queries,
  { id, name, url, types }: Pick<EndpointRow, 'id' | 'name' | 'url' | 'types'>,
): Promise<void> {
  await change(tx, [id, name, url, JSON.stringify(types)]);
}

const pause = statement(
  `update ${e} set ${set.status} = 'paused', ${set.pausedFor} = $2::text, ${set.pausedAt} = $3::text::timestamptz
   where ${e.id} = $1::text::uuid and ${e.status} = 'active' returning 1`,
);

/** Pauses an endpoint; false: it was paused, or is gone. */
export async function pauseEndpoint(tx: Queries, id: string, why: PausedFor, at: Date): Promise<boolean> {
  return (await pause(tx, [id, why, at.toISOString()])).length > 0;
}

const resume = statement(
  `update ${e} set ${set.status} = 'active', ${set.pausedFor} = null, ${set.pausedAt} = null, ${set.failingSince} = null, ${set.heldUntil} = null
   where ${e.id} = $1::text::uuid and ${e.status} = 'paused' returning 1`,
);
const hurry = statement(
  `update ${d} set ${bare(announcementDelivery).dueAt} = $2::text::timestamptz
   where ${d.endpointId} = $1::text::uuid and ${d.status} in ('waiting', 'leased') and ${d.status} = 'waiting' and ${d.dueAt} > $2::text::timestamptz`,
);

/** Lets an endpoint be told again, of what waited first and at once; false: it was active, or is gone. */
export async function resumeEndpoint(tx: Queries, id: string, at: Date): Promise<boolean> {
  const isResumed = (await resume(tx, [id])).length > 0;
  if (isResumed) await hurry(tx, [id, at.toISOString()]);
  return isResumed;
}

const exchange = statement(
  `update ${e} set ${set.formerSecret} = ${e.secret}, ${set.formerUntil} = $3::text::timestamptz, ${set.secret} = $2::text where ${e.id} = $1::text::uuid`,
);

/** Gives an endpoint a new secret; the one before signs as well until then. */
export async function exchangeSecret(tx: Queries, id: string, sealed: string, formerUntil: Date): Promise<void> {
  await exchange(tx, [id, sealed, formerUntil.toISOString()]);
}

const note = statement(
  `update ${e} set ${set.failingSince} = case when $2::text::boolean then null else coalesce(${e.failingSince}, $3::text::timestamptz) end,
     ${set.heldUntil} = greatest(${e.heldUntil}, $4::text::timestamptz)
   where ${e.id} = $1::text::uuid and ($2::text::boolean is not true or ${e.failingSince} is not null)`,
);

/** Notes whether something has arrived, and until when nothing is to be sent. */
export async function noteTry(
  db: Queries,
  { id, arrived, at, holdUntil }: { readonly id: string; readonly arrived: boolean; readonly at: Date; readonly holdUntil: Date | null },
): Promise<void> {
  await note(db, [id, String(arrived), at.toISOString(), holdUntil?.toISOString() ?? null]);
}

const removeDeliveries = statement(`delete from ${d} where ${d.endpointId} = $1::text::uuid`);
const remove = statement(`delete from ${e} where ${e.id} = $1::text::uuid returning 1`);

/** Removes an endpoint with its log; false: it was gone. */
export async function removeEndpoint(tx: Queries, id: string): Promise<boolean> {
  const isRemoved = (await remove(tx, [id])).length > 0;
  if (isRemoved) await removeDeliveries(tx, [id]);
  return isRemoved;
}
