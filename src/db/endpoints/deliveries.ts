import type { AnnouncementType, testType } from '../../domain/announcement.ts';
import type { PostError } from '../../domain/webhook-retry.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import { announcement, announcementDelivery } from '../schema.ts';
import { statement } from '../statement.ts';

const d = named(announcementDelivery, 'd');
const ahead = named(announcementDelivery, 'ahead');
const a = named(announcement, 'a');
const set = bare(announcementDelivery);

/** What came of a try, as it is kept. */
export interface TryKept {
  readonly at: string;
  readonly ms: number;
  readonly code?: number;
  readonly error?: PostError;
}

const told = {
  announcement: a.id,
  type: expression<AnnouncementType | typeof testType>(a.type),
  at: a.at,
  body: expression<{ readonly object: Readonly<Record<string, string | null>>; readonly data: Readonly<Record<string, unknown>> }>(a.body),
};

const claimed = { id: d.id, n: d.n, attempts: d.attempts, ...told };

export type DeliveryRow = RowOf<typeof claimed>;

/** The index that finds a lane has only what is open. */
const isOpen = (of: typeof d) => `${of.status} in ('waiting', 'leased')`;

const lease = statement<DeliveryRow>(
  `with heads as (
     select ${d.id} from ${d}
     where ${d.endpointId} = $1::text::uuid and ${isOpen(d)} and ${d.dueAt} <= $3::text::timestamptz
       and (${d.status} = 'waiting' or ${d.leasedUntil} <= $3::text::timestamptz)
       and not exists (select 1 from ${ahead} where ${ahead.endpointId} = ${d.endpointId} and ${ahead.about} = ${d.about} and ${ahead.n} < ${d.n}
         and ${isOpen(ahead)})
     order by ${d.dueAt}, ${d.n} limit $5::text::int for no key update skip locked)
   update ${d} set ${set.status} = 'leased', ${set.leasedBy} = $2::text::uuid, ${set.leasedUntil} = $4::text::timestamptz,
     ${set.attempts} = ${d.attempts} + 1, ${set.firstAt} = coalesce(${d.firstAt}, $3::text::timestamptz)
   from heads, ${a} where ${d.id} = heads.id and ${a.n} = ${d.n}
   returning ${columns(claimed)}`,
);

/**
 * Leases what is due for an endpoint, the first of each object's lane: what waits or is being sent holds back all that came after it of the
 * same object. A lease that ran out counts as waiting.
 */
export async function claimDeliveries(
  db: Queries,
  claim: { readonly endpoint: string; readonly holder: string; readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<DeliveryRow[]> {
  const { endpoint: id, holder, now, until, limit } = claim;
  const rows = await lease(db, [id, holder, now.toISOString(), until.toISOString(), String(limit)]);
  return rows.toSorted((x, y) => x.n - y.n);
}

const settle = statement(
  `update ${d} set ${set.status} = $3::text, ${set.dueAt} = coalesce($4::text::timestamptz, ${d.dueAt}), ${set.doneAt} = $5::text::timestamptz,
     ${set.tries} = ${d.tries} || jsonb_build_array($6::text::jsonb), ${set.answer} = $7::text, ${set.leasedBy} = null, ${set.leasedUntil} = null
   where ${d.id} = $1::text::uuid and ${d.leasedBy} = $2::text::uuid`,
);

/** Writes down what came of a try. Only whoever holds the lease does. */
export async function settleDelivery(
  db: Queries,
  holder: string,
  settled: {
    readonly id: string;
    readonly status: 'waiting' | 'sent' | 'failed';
    /** when it is tried again */
    readonly dueAt: Date | null;
    readonly doneAt: Date | null;
    readonly kept: TryKept;
    readonly answer: string | null;
  },
): Promise<void> {
  const { id, status, dueAt, doneAt, kept, answer } = settled;
  await settle(db, [id, holder, status, dueAt?.toISOString() ?? null, doneAt?.toISOString() ?? null, JSON.stringify(kept), answer]);
}

const listed = {
  id: d.id,
  n: d.n,
  ...told,
  status: expression<'waiting' | 'leased' | 'sent' | 'failed'>(d.status),
  attempts: d.attempts,
  dueAt: d.dueAt,
  doneAt: d.doneAt,
  tries: expression<readonly TryKept[]>(d.tries),
  answer: d.answer,
};

export type DeliveryListed = RowOf<typeof listed>;

/** As the log is asked for. */
export type DeliveryState = 'waiting' | 'sent' | 'failed';

const log = statement<DeliveryListed>(
  `select ${columns(listed)} from ${d} join ${a} on ${a.n} = ${d.n}
   where ${d.endpointId} = $1::text::uuid and ($2::text is null or (case ${d.status} when 'leased' then 'waiting' else ${d.status} end) = $2::text)
     and ($3::text is null or ${a.type} = $3::text) and ($4::text is null or ${d.n} < $4::text::bigint)
   order by ${d.n} desc limit $5::text::int`,
);

/** Lists what was sent to an endpoint or waits for it, the newest first. */
export function deliveryLog(
  db: Queries,
  asked: {
    readonly endpoint: string;
    readonly state: DeliveryState | null;
    readonly type: string | null;
    readonly before: number | null;
    readonly limit: number;
  },
): Promise<DeliveryListed[]> {
  const { endpoint: id, state, type, before, limit } = asked;
  return log(db, [id, state, type, before === null ? null : String(before), String(limit)]);
}

const findOne = statement<DeliveryListed>(
  `select ${columns(listed)} from ${d} join ${a} on ${a.n} = ${d.n} where ${d.endpointId} = $1::text::uuid and ${d.id} = $2::text::uuid`,
);

export async function findDelivery(db: Queries, endpointId: string, id: string): Promise<DeliveryListed | null> {
  return (await findOne(db, [endpointId, id]))[0] ?? null;
}

const begunAnew = `${set.status} = 'waiting', ${set.attempts} = 0, ${set.firstAt} = null, ${set.doneAt} = null`;

const replayOne = statement(
  `update ${d} set ${begunAnew}, ${set.dueAt} = $3::text::timestamptz
   where ${d.endpointId} = $1::text::uuid and ${d.id} = $2::text::uuid and ${d.status} <> 'leased' returning 1`,
);
const replayAll = statement(
  `update ${d} set ${begunAnew}, ${set.dueAt} = $3::text::timestamptz
   from ${a} where ${a.n} = ${d.n} and ${d.endpointId} = $1::text::uuid and ${d.status} = 'failed' and ${a.at} >= $2::text::timestamptz returning 1`,
);

/** Sends it once more, at once, under the id it had; false: it is being sent just now. */
export async function replayDelivery(db: Queries, endpointId: string, id: string, at: Date): Promise<boolean> {
  return (await replayOne(db, [endpointId, id, at.toISOString()])).length > 0;
}

/** Sends all once more that was given up of what has happened since; returns how many. */
export async function replayFailed(db: Queries, endpointId: string, since: Date, at: Date): Promise<number> {
  return (await replayAll(db, [endpointId, since.toISOString(), at.toISOString()])).length;
}

const addDeliveries = inserter(announcementDelivery);

export interface NewDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly n: number;
  readonly about: string;
  readonly dueAt: Date;
}

export function insertDeliveries(tx: Queries, rows: readonly NewDelivery[]): Promise<void> {
  const begun = { status: 'waiting', attempts: 0, leasedBy: null, leasedUntil: null, firstAt: null, doneAt: null, tries: [], answer: null };
  return addDeliveries(
    tx,
    rows.map((each) => ({ ...each, ...begun })),
  );
}
