import { uuids } from './arrays.ts';
import { fromBase64 } from './base64.ts';
import { opens, sight } from './conversations/visible.ts';
import type { Queries } from './db.ts';
import { bare, columns, expression, named, type RowOf } from './names.ts';
import type { Viewer } from './people/sign-in.ts';
import { attachment, attachmentChunk, message } from './schema.ts';
import { statement } from './statement.ts';

const f = named(attachment, 'f');
const m = named(message, 'm');
const set = bare(attachment);

const attached = { id: f.id, name: expression<string>(`coalesce(${f.name}, 'file')`), mediaType: f.mediaType, size: f.size };
const stored = { ...attached, sha256: f.sha256 };

/** A file as a message names it. */
type AttachedFile = RowOf<typeof attached>;

/** A file as it is stored, its bytes apart. */
export type StoredFile = RowOf<typeof stored>;

const dropUnstored = statement(`delete from ${f} where ${f.id} = $1::text::uuid and ${f.storedAt} is null`);

/** Drops what was begun under this id and never came whole. */
export async function dropUnfinished(db: Queries, id: string): Promise<void> {
  await dropUnstored(db, [id]);
}

const storedById = statement<StoredFile>(
  `select ${columns(stored)} from ${f} where ${f.id} = $1::text::uuid and ${f.storedAt} is not null`,
);

export async function findFile(db: Queries, id: string): Promise<StoredFile | null> {
  const rows = await storedById(db, [id]);
  return rows[0] ?? null;
}

const ch = named(attachmentChunk, 'ch');
const chunk = { bytes: expression<string>(`encode(${ch.bytes}, 'base64')`) };

const chunkAt = statement<RowOf<typeof chunk>>(
  `select ${columns(chunk)} from ${ch} where ${ch.attachmentId} = $1::text::uuid and ${ch.n} = $2::text::int`,
);

export async function readChunk(db: Queries, id: string, n: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const [row] = await chunkAt(db, [id, String(n)]);
  return row === undefined ? null : fromBase64(row.bytes);
}

export interface Claim {
  readonly ids: readonly string[];
  /** who uploaded them */
  readonly by: string;
  /** the message they go with */
  readonly key: string;
  /** older unused ones may be swept away any moment */
  readonly since: Date;
}

const claim = statement<AttachedFile>(
  `with free as (
     select ${columns(attached)} from ${f}
     where ${f.id} = any($1::text::uuid[]) and ${f.uploadedBy} = $2::text and ${f.storedAt} is not null
       and (${f.claimedBy} is null or ${f.claimedBy} = $3::text) and (${f.seq} is not null or ${f.createdAt} > $4::text::timestamptz)
     order by ${f.id} for no key update),
   taken as (update ${f} set ${set.claimedBy} = $3::text from free
     where ${f.id} = free.id and (select count(*) from free) = cardinality($1::text::uuid[]))
   select * from free`,
);

/**
 * Takes files for one message, all of them or none. Returns those that can be had: this uploader's that are free, or taken for the same
 * message before.
 */
export function claimFiles(db: Queries, { ids, by, key, since }: Claim): Promise<AttachedFile[]> {
  return claim(db, [uuids(ids), by, key, since.toISOString()]);
}

const release = statement(
  `update ${f} set ${set.claimedBy} = null where ${f.uploadedBy} = $1::text and ${f.claimedBy} = $2::text and ${f.seq} is null`,
);

/** Frees a message's files again, because it was refused. */
export async function releaseFiles(db: Queries, by: string, key: string): Promise<void> {
  await release(db, [by, key]);
}

const ownAmong = statement<{ id: string }>(
  `select ${columns({ id: f.id })} from ${f} where ${f.id} = any($1::text::uuid[]) and ${f.uploadedBy} = $2::text`,
);

/** Finds which of these are this uploader's, used or not. */
export async function ownFiles(db: Queries, ids: readonly string[], by: string): Promise<ReadonlySet<string>> {
  const rows = await ownAmong(db, [uuids(ids), by]);
  return new Set(rows.map((each) => each.id));
}

const sweep = statement(
  `delete from ${f} where ${f.id} in (
     select ${set.id} from ${set} where ${set.seq} is null and ${set.createdAt} < $1::text::timestamptz order by ${set.createdAt}
     limit $2::text::int) and ${f.seq} is null
   returning ${f.id}`,
);

/** Forgets files that were sent up before `before` and never used; returns how many. */
export async function sweepFiles(db: Queries, before: Date, limit: number): Promise<number> {
  const rows = await sweep(db, [before.toISOString(), String(limit)]);
  return rows.length;
}

const isMessage = `${m.windowId} = ${f.windowId} and ${m.seq} = ${f.seq} and ${m.deletedAt} is null and ${m.body} is not null`;

const storedInWindows = statement<StoredFile>(
  `select ${columns(stored)} from ${f}
   where ${f.id} = $1::text::uuid and ${f.storedAt} is not null and ((${f.uploadedBy} = $2::text and ${f.seq} is null)
     or exists (select 1 from ${m} where ${isMessage} and ${m.audience} = 'client' and ${m.withheldAt} is null and ${m.windowId} = any($3::text::uuid[])))`,
);

/** Finds a file a visitor may have: their own, or one of a message to the client in these windows. */
export async function fileInWindows(db: Queries, id: string, by: string, windows: readonly string[]): Promise<StoredFile | null> {
  const rows = await storedInWindows(db, [id, by, uuids(windows)]);
  return rows[0] ?? null;
}

const storedForViewer = statement<StoredFile>(
  `select ${columns(stored)} from ${f}
   where ${f.id} = $4::text::uuid and ${f.storedAt} is not null and ((${f.uploadedBy} = $5::text and ${f.seq} is null)
     or exists (select 1 from ${m} where ${isMessage} and ${opens(m.conversationId)}))`,
);

/** Finds a file a viewer of the desk may have: their own, or one of a conversation they may open. */
export async function fileForViewer(db: Queries, id: string, by: string, viewer: Viewer): Promise<StoredFile | null> {
  const rows = await storedForViewer(db, [...sight(viewer), id, by]);
  return rows[0] ?? null;
}
