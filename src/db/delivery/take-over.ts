import { uuids } from '../arrays.ts';
import type { Db } from '../db.ts';
import { bare } from '../names.ts';
import { announcementDelivery, fileFetch, idempotency, lease, outbox, slackThread } from '../schema.ts';
import { statement } from '../statement.ts';

const o = bare(outbox);
const f = bare(fileFetch);
const t = bare(slackThread);
const l = bare(lease);
const i = bare(idempotency);
const a = bare(announcementDelivery);

const freeOutbox = statement(
  `update ${o} set ${o.status} = 'waiting', ${o.leasedBy} = null, ${o.leasedUntil} = null
   where ${o.status} = 'leased' and ${o.leasedBy} <> all($1::text::uuid[]) returning ${o.n}`,
);
const freeWebhooks = statement(
  `update ${a} set ${a.status} = 'waiting', ${a.leasedBy} = null, ${a.leasedUntil} = null
   where ${a.status} = 'leased' and ${a.status} in ('waiting', 'leased') and ${a.leasedBy} <> all($1::text::uuid[]) returning ${a.id}`,
);
const freeFetches = statement(
  `update ${f} set ${f.dueAt} = $2::text::timestamptz, ${f.leasedBy} = null where ${f.leasedBy} <> all($1::text::uuid[])
   returning ${f.attachmentId}`,
);
const freeCards = statement(
  `update ${t} set ${t.claimedBy} = null, ${t.claimedUntil} = null
   where ${t.wanted} > ${t.posted} and ${t.claimedBy} <> all($1::text::uuid[]) returning ${t.id}`,
);
const freeLeases = statement(`delete from ${l} where ${l.holder} <> all($1::text::uuid[]) returning ${l.name}`);
const freeKeys = statement(`delete from ${i} where ${i.status} is null returning ${i.key}`);

/**
 * Frees what processes had claimed that are gone: messages and cards being sent, files being fetched, work only one process does, and,
 * where this process is alone, requests of systems that were being carried out. Returns how much it was. A process that lost its
 * connection at this very moment counts as gone; what it is sending may be sent twice, as after any lost answer.
 */
export async function takeOver(db: Db, now: Date): Promise<number> {
  const connected = await db.connected();
  const living = uuids(connected);
  const freed = await Promise.all([
    freeOutbox(db, [living]),
    freeWebhooks(db, [living]),
    freeFetches(db, [living, now.toISOString()]),
    freeCards(db, [living]),
    freeLeases(db, [living]),
    connected.every((each) => each === db.self) ? freeKeys(db) : [],
  ]);
  return freed.flat().length;
}
