import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const x = named(schema.contactExport, 'x');
const s = named(schema.specialist, 's');
const ct = named(schema.contact, 'ct');
const cc = named(schema.contactClient, 'cc');
const cl = named(schema.client, 'cl');

export const insertContactExport = inserter(schema.contactExport);

const lock = statement(`select pg_advisory_xact_lock(hashtext('okno contact exports'))`);
const recent = statement<{ n: number }>(`select count(*)::int as n from ${x} where ${x.at} > $1::text::timestamptz`);

/** Counts exports since a time; two at once are counted one after the other. */
export async function exportsSince(tx: Queries, since: Date): Promise<number> {
  await lock(tx);
  const [row] = await recent(tx, [since.toISOString()]);
  return row?.n ?? 0;
}

const shape = { id: x.id, at: x.at, by: x.by, name: nullable(s.name), reason: x.reason, contacts: x.contacts };

export type ContactExportRow = RowOf<typeof shape>;

const list = statement<ContactExportRow>(
  `select ${columns(shape)} from ${x} left join ${s} on ${s.id} = ${x.by} order by ${x.at} desc, ${x.id} desc limit $1::text::int`,
);

export function listContactExports(db: Queries, limit: number): Promise<ContactExportRow[]> {
  return list(db, [String(limit)]);
}

const contactShape = {
  id: ct.id,
  client: nullable(cl.name),
  size: nullable(cl.size),
  stage: nullable(cl.stage),
  role: nullable(cc.role),
  name: ct.name,
  email: ct.email,
  phone: ct.phone,
  telegramId: ct.telegramId,
  createdAt: expression<Date>(ct.createdAt),
};

export type ExportedContact = RowOf<typeof contactShape>;

const all = statement<ExportedContact>(
  `select ${columns(contactShape)} from ${ct} left join ${cc} on ${cc.contactId} = ${ct.id} and ${cc.until} is null left join ${cl} on ${cl.id} = ${cc.clientId}
   where ${ct.erasedAt} is null and (${cl.id} is not null or coalesce(${ct.email}, ${ct.phone}, ${ct.telegramId}) is not null)
   order by ${cl.name} nulls last, ${ct.name} nulls last, ${ct.id}`,
);

/** Lists contacts that have a client, or that can be reached: a line for each client they are of. */
export function contactsToTake(tx: Queries): Promise<ExportedContact[]> {
  return all(tx);
}
