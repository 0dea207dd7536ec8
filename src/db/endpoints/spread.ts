import { type Announcement, testType } from '../../domain/announcement.ts';
import type { NewId } from '../../domain/ids.ts';
import { numbers } from '../arrays.ts';
import type { Db, Queries } from '../db.ts';
import { bare, columns, named, type RowOf } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { announcement, announcementDelivery, endpoint } from '../schema.ts';
import { statement } from '../statement.ts';
import { insertDeliveries } from './deliveries.ts';

const a = named(announcement, 'a');
const e = named(endpoint, 'e');
const d = named(announcementDelivery, 'd');
const set = bare(announcement);

const fresh = { n: a.n, type: a.type, about: a.about, at: a.at };

/*
 * Whoever comes second waits here, and then finds the rest: were rows passed over that another server has, a later announcement of an object
 * could be on its way before an earlier one.
 */
const lockNew = statement<RowOf<typeof fresh>>(
  `select ${columns(fresh)} from ${a} where not ${a.isSpread} order by ${a.n} limit $1::text::int for no key update`,
);

const asking = { id: e.id, types: e.types, createdAt: e.createdAt };
const whoAsks = statement<RowOf<typeof asking>>(`select ${columns(asking)} from ${e} for key share`);

const markSpread = statement(`update ${a} set ${set.isSpread} = true where ${a.n} in (select unnest($1::text::bigint[]))`);

/** Gives every endpoint what it asks for of what was announced; paused ones too, where it waits. Returns how many announcements it were. */
export function spread(db: Db, newId: NewId, now: Date, limit: number): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await lockNew(tx, [String(limit)]);
    if (rows.length === 0) return 0;
    const endpoints = await whoAsks(tx, []);
    const deliveries = rows.flatMap(({ n, type, about, at }) =>
      endpoints
        .filter(({ types, createdAt }) => types.includes(type) && createdAt <= at)
        .map((each) => ({ id: newId<'delivery'>(), endpointId: each.id, n, about, dueAt: now })),
    );
    await insertDeliveries(tx, deliveries);
    await markSpread(tx, [numbers(rows.map((each) => each.n))]);
    return rows.length;
  });
}

const insertTest = statement<{ n: number }>(
  `${insertSelect(announcement, {
    id: '$1::text::uuid',
    type: `'${testType}'`,
    about: '$2::text::uuid',
    at: '$3::text::timestamptz',
    body: '$4::text::jsonb',
    isSpread: 'true',
  })} returning ${set.n} as n`,
);

/** Puts a test event on its way to one endpoint; returns its delivery. */
export async function addTest(tx: Queries, newId: NewId, { id, at, object, data }: Announcement, endpointId: string): Promise<string> {
  const [row] = await insertTest(tx, [id, endpointId, at.toISOString(), JSON.stringify({ object, data })]);
  if (row === undefined) throw new Error('the test event was not written');
  const delivery: string = newId<'delivery'>();
  await insertDeliveries(tx, [{ id: delivery, endpointId, n: Number(row.n), about: endpointId, dueAt: at }]);
  return delivery;
}

const oldest = `select ${a.n} from (select ${a.n}, ${a.at} from ${a} order by ${a.n} limit $2::text::int) a where ${a.at} < $1::text::timestamptz`;
const forgetDeliveries = statement(
  `delete from ${d} using ${e} where ${d.endpointId} = ${e.id} and ${d.n} in (select unnest($1::text::bigint[]))`,
);
const forget = statement<{ n: number }>(`delete from ${a} where ${a.n} in (${oldest}) returning ${a.n} as n`);

/** Forgets announcements from before, the oldest first, with what came of them; returns how many. */
export function forgetAnnouncements(db: Db, before: Date, limit: number): Promise<number> {
  return db.transaction(async (tx) => {
    const gone = await forget(tx, [before.toISOString(), String(limit)]);
    if (gone.length > 0) await forgetDeliveries(tx, [numbers(gone.map((each) => Number(each.n)))]);
    return gone.length;
  });
}
