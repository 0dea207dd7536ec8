import type { ErasureLeft, ErasureReason, ErasureStep } from '../../domain/erasure.ts';
import type { ContactId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import type { ErasureScope } from './scope.ts';

const e = named(schema.erasure, 'e');
const b = bare(schema.erasure);
const p = named(schema.erasurePlace, 'p');
const o = named(schema.outbox, 'o');
const st = named(schema.slackThread, 'st');
const au = named(schema.audit, 'au');
const ad = named(schema.announcementDelivery, 'ad');
const ct = named(schema.contact, 'ct');
const ac = named(schema.channelAccount, 'ac');

const shape = {
  id: e.id,
  contact: expression<ContactId>(e.contactId),
  why: expression<ErasureReason>(e.why),
  askedAt: e.askedAt,
  step: expression<ErasureStep>(e.step),
  wipedAt: e.wipedAt,
  doneAt: e.doneAt,
  left: e.left,
  /** places outside that are still to be reached */
  places: expression<number>(`(select count(*)::int from ${p} where ${p.erasureId} = ${e.id})`),
};

export type ErasureRow = RowOf<typeof shape>;

const byContact = statement<ErasureRow>(`select ${columns(shape)} from ${e} where ${e.contactId} = $1::text::uuid`);
const dueOnes = statement<ErasureRow>(
  `select ${columns(shape)} from ${e} where ${e.step} in ('close', 'wipe') and ${e.dueAt} <= $1::text::timestamptz order by ${e.dueAt} limit $2::text::int`,
);
const lockStep = statement<ErasureRow>(
  `select ${columns(shape)} from ${e} where ${e.id} = $1::text::uuid and ${e.step} = $2::text for no key update`,
);

export async function erasureOf(db: Queries, contact: ContactId): Promise<ErasureRow | null> {
  const [row] = await byContact(db, [contact]);
  return row ?? null;
}

const newest = statement<ErasureRow>(`select ${columns(shape)} from ${e} order by ${e.askedAt} desc, ${e.id} desc limit $1::text::int`);

export function listErasures(db: Queries, limit: number): Promise<ErasureRow[]> {
  return newest(db, [String(limit)]);
}

/** Lists erasures that are to go on inside the house. */
export function dueErasures(db: Queries, now: Date, limit: number): Promise<ErasureRow[]> {
  return dueOnes(db, [now.toISOString(), String(limit)]);
}

/** Locks an erasure that stands at a step; null where somebody has brought it further. */
export async function lockErasure(tx: Queries, id: string, step: ErasureStep): Promise<ErasureRow | null> {
  const [row] = await lockStep(tx, [id, step]);
  return row ?? null;
}

const move = statement(
  `update ${b} set ${b.step} = $3::text, ${b.dueAt} = $4::text::timestamptz, ${b.left} = coalesce($5::text::jsonb, ${b.left}),
     ${b.wipedAt} = case when $3::text = 'reach' then $4::text::timestamptz else ${b.wipedAt} end
   where ${b.id} = $1::text::uuid and ${b.step} = $2::text`,
);

/** Brings an erasure from one step to the next. */
export async function moveErasure(
  tx: Queries,
  { id, step }: Pick<ErasureRow, 'id' | 'step'>,
  next: ErasureStep,
  now: Date,
  left: readonly ErasureLeft[] | null = null,
): Promise<void> {
  await move(tx, [id, step, next, now.toISOString(), left === null ? null : JSON.stringify(left)]);
}

const end = statement(
  `update ${e} set ${b.step} = 'done', ${b.doneAt} = $1::text::timestamptz
   where ${e.step} = 'reach' and not exists (select 1 from ${p} where ${p.erasureId} = ${e.id})`,
);

/** Ends those with nothing left to be reached: what could not be is on record by then. */
export async function endReached(db: Queries, now: Date): Promise<void> {
  await end(db, [now.toISOString()]);
}

const putOff = statement(`update ${b} set ${b.dueAt} = $2::text::timestamptz where ${b.id} = $1::text::uuid and ${b.step} <> 'done'`);

export async function postponeErasure(db: Queries, id: string, dueAt: Date): Promise<void> {
  await putOff(db, [id, dueAt.toISOString()]);
}

const underWay = statement(
  `select 1 from ${o} where ${o.windowId} in (select unnest($1::text::uuid[])) and ${o.status} = 'leased' and ${o.leasedUntil} > $3::text::timestamptz
   union all select 1 from ${st} where ${st.conversationId} in (select unnest($2::text::uuid[])) and ${st.claimedUntil} > $3::text::timestamptz limit 1`,
);

/** Whether something of the contact is leaving just now: where it comes to stand is known only afterwards. */
export async function isLeaving(tx: Queries, { windows, conversations }: ErasureScope, now: Date): Promise<boolean> {
  return (await underWay(tx, [uuids(windows), uuids(conversations), now.toISOString()])).length > 0;
}

const outOfReach = statement<{ webhooks: number; exports: number; slack: boolean }>(
  `select (select count(*)::int from ${ad} where ${ad.about} in (select unnest($2::text::uuid[])) and ${ad.status} = 'sent') as webhooks,
     (select count(*)::int from ${au} where ${au.action} = 'contacts.exported' and ${au.at} >= (select min(${ct.createdAt}) from ${ct}
        where ${ct.id} in (select unnest($1::text::uuid[])))) as exports,
     exists (select 1 from ${ac} where ${ac.kind} = 'slack') as slack`,
);

/** Says what of the contact has left the house for where nobody can delete it. */
export async function leftOutside(tx: Queries, { contacts, conversations }: ErasureScope): Promise<readonly ErasureLeft[]> {
  const [row] = await outOfReach(tx, [uuids(contacts), uuids(conversations)]);
  const { webhooks = 0, exports: taken = 0, slack = false } = row ?? {};
  return [
    { what: 'backups', reason: 'elsewhere', count: null },
    { what: 'drafts', reason: 'elsewhere', count: null },
    ...(slack ? [{ what: 'notices', reason: 'elsewhere', count: null } as const] : []),
    ...(webhooks > 0 ? [{ what: 'webhooks', reason: 'delivered', count: webhooks } as const] : []),
    ...(taken > 0 ? [{ what: 'exports', reason: 'taken-away', count: taken } as const] : []),
  ];
}
