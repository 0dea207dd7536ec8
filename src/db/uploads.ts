import type { Db, Queries } from './db.ts';
import { bare, named } from './names.ts';
import { insertSelect } from './rows.ts';
import { attachment, attachmentChunk } from './schema.ts';
import { statement } from './statement.ts';

const f = named(attachment, 'f');
const set = bare(attachment);
const ch = bare(attachmentChunk);

/** A file that begins to come. */
export interface Beginning {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** who may send it; of a file that comes from a messenger, whose window it is */
  readonly by: string;
  /** of a stranger's: what tells their network address from others */
  readonly from: string | null;
  /** bytes it is going to have at most */
  readonly announced: number;
  readonly at: Date;
}

/** What stands in the way of a file: its sender has too many that go with no message, or one of the day's caps is reached. */
export type Cap = 'unused' | 'sender' | 'address' | 'strangers';

/** In bytes a day; null: none. `unused`: files of one sender that go with no message yet. */
export interface Caps {
  readonly unused: number | null;
  readonly sender: number | null;
  readonly address: number | null;
  readonly strangers: number | null;
}

const dayMs = 24 * 3600 * 1000;
/** Files that go with no message count for so long, those that are coming for as long as they may take. */
const unusedMs = 3600 * 1000;
const comingMs = 600 * 1000;
/** The least a file counts for: its rows take room however short it is. */
const leastCharge = 64 * 1024;

const chargeOf = (bytes: number): string => String(Math.max(bytes, leastCharge));

const lock = statement(`select pg_advisory_xact_lock(hashtext('okno uploads'))`);

const recent = `${f.createdAt} > $8::text::timestamptz`;
const unused = `${f.seq} is null and ${f.createdAt} > $9::text::timestamptz and (${f.storedAt} is not null or ${f.createdAt} > $10::text::timestamptz)`;
const sumOf = (which: string) => `(select coalesce(sum(${f.charged}), 0) from ${f} where ${which} and ${recent}) + $7::text::bigint`;

const begin = statement<{ cap: Cap | null }>(
  `with counted as (select
       (select count(*) from ${f} where ${f.uploadedBy} = $5::text and ${unused}) as unused,
       ${sumOf(`${f.uploadedBy} = $5::text`)} as sender,
       ${sumOf(`${f.uploadedFrom} = $6::text`)} as address,
       ${sumOf(`${f.uploadedFrom} is not null`)} as strangers),
   verdict as (select case
       when unused >= $11::text::bigint then 'unused'
       when sender > $12::text::bigint then 'sender'
       when $6::text is not null and address > $13::text::bigint then 'address'
       when $6::text is not null and strangers > $14::text::bigint then 'strangers' end as cap from counted),
   begun as (${insertSelect(attachment, {
     id: '$1::text::uuid',
     name: '$2::text',
     mediaType: '$3::text',
     size: '0',
     sha256: `''`,
     createdAt: '$4::text::timestamptz',
     uploadedBy: '$5::text',
     uploadedFrom: '$6::text',
     charged: '$7::text::bigint',
   })} from verdict where cap is null)
   select cap from verdict`,
);

const ago = (at: Date, ms: number): string => new Date(at.getTime() - ms).toISOString();
const most = (cap: number | null): string | null => (cap === null ? null : String(cap));

/**
 * Begins a file, unless that would exceed a cap: null, or the cap. Counted under one lock in the insert itself, so that however many
 * come at once, no cap is exceeded; what comes counts with what it announced.
 */
export async function beginFile(db: Db, file: Beginning, caps: Caps): Promise<Cap | null> {
  const { id, name, mediaType, by, from, announced, at } = file;
  const parameters = [
    ...[id, name, mediaType, at.toISOString(), by, from, chargeOf(announced)],
    ...[ago(at, dayMs), ago(at, unusedMs), ago(at, comingMs)],
    ...[most(caps.unused), most(caps.sender), most(caps.address), most(caps.strangers)],
  ];
  return db.transaction(async (tx) => {
    await lock(tx);
    const [row] = await begin(tx, parameters);
    return row?.cap ?? null;
  });
}

const add = statement(
  insertSelect(attachmentChunk, { attachmentId: '$1::text::uuid', n: '$2::text::int', bytes: `decode($3::text, 'base64')` }),
);

/** Adds a piece, in base64. */
export async function addChunk(db: Queries, id: string, n: number, base64: string): Promise<void> {
  await add(db, [id, String(n), base64]);
}

const end = statement(
  `update ${f} set ${set.size} = $2::text::bigint, ${set.sha256} = $3::text, ${set.storedAt} = $4::text::timestamptz,
     ${set.charged} = $5::text::bigint
   where ${f.id} = $1::text::uuid`,
);

export async function endFile(db: Queries, id: string, { size, sha256, at }: { size: number; sha256: string; at: Date }): Promise<void> {
  await end(db, [id, String(size), sha256, at.toISOString(), chargeOf(size)]);
}

const dropChunks = statement(`delete from ${ch} where ${ch.attachmentId} = $1::text::uuid`);
const charge = statement(`update ${f} set ${set.charged} = $2::text::bigint where ${f.id} = $1::text::uuid`);

/**
 * Gives up a file that did not come whole: its bytes go, its row counts on for what was written, because a disk gives no room back at
 * once, and breaking off again and again would fill it.
 */
export async function abandonFile(db: Queries, id: string, written: number): Promise<void> {
  await dropChunks(db, [id]);
  await charge(db, [id, chargeOf(written)]);
}

const forget = statement(
  `update ${f} set ${set.uploadedFrom} = null where ${f.uploadedFrom} is not null and ${f.createdAt} <= $1::text::timestamptz`,
);

/** Forgets from where files came that count no more. */
export async function forgetAddresses(db: Queries, now: Date): Promise<void> {
  await forget(db, [ago(now, dayMs)]);
}
