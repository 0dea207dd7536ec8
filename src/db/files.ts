import type { Attachment } from '../domain/content.ts';
import { uuids } from './arrays.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { joined, sight, visible } from './conversations/list.ts';
import type { Queries } from './db.ts';
import type { Viewer } from './people/sign-in.ts';

/** A file as it is stored, its bytes apart. */
export interface StoredFile extends Attachment {
  readonly sha256: string;
}

const columns = `attachment.id, coalesce(attachment.name, 'file') as name, attachment.media_type as "mediaType", attachment.size`;

/** A file that begins to come; it can be sent when it has come whole. */
export async function beginFile(
  db: Queries,
  file: { readonly id: string; readonly name: string; readonly mediaType: string; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await db.query(
    `insert into attachment (id, name, media_type, size, sha256, created_at, uploaded_by)
     values ($1::text::uuid, $2::text, $3::text, 0, '', $4::text::timestamptz, $5::text)`,
    [file.id, file.name, file.mediaType, file.at.toISOString(), file.by],
  );
}

export async function addChunk(db: Queries, id: string, n: number, bytes: Uint8Array): Promise<void> {
  await db.query(`insert into attachment_chunk (attachment_id, n, bytes) values ($1::text::uuid, $2::int, decode($3::text, 'base64'))`, [
    id,
    n,
    toBase64(bytes),
  ]);
}

export async function endFile(db: Queries, id: string, whole: { size: number; sha256: string; at: Date }): Promise<void> {
  await db.query(
    'update attachment set size = $2::bigint, sha256 = $3::text, stored_at = $4::text::timestamptz where id = $1::text::uuid',
    [id, whole.size, whole.sha256, whole.at.toISOString()],
  );
}

export async function dropFile(db: Queries, id: string): Promise<void> {
  await db.query('delete from attachment where id = $1::text::uuid and seq is null', [id]);
}

/** What was begun under this id and never came whole. */
export async function dropUnfinished(db: Queries, id: string): Promise<void> {
  await db.query('delete from attachment where id = $1::text::uuid and stored_at is null', [id]);
}

/** Files this uploader has sent up, or is sending, and not used. */
export async function countUnused(db: Queries, by: string): Promise<number> {
  const rows = await db.query<{ count: number }>('select count(*) as count from attachment where seq is null and uploaded_by = $1::text', [
    by,
  ]);
  return rows[0]?.count ?? 0;
}

export async function findFile(db: Queries, id: string): Promise<StoredFile | null> {
  const rows = await db.query<StoredFile>(`select ${columns}, sha256 from attachment where id = $1::text::uuid and stored_at is not null`, [
    id,
  ]);
  return rows[0] ?? null;
}

export async function readChunk(db: Queries, id: string, n: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const rows = await db.query<{ bytes: string }>(
    `select encode(bytes, 'base64') as bytes from attachment_chunk where attachment_id = $1::text::uuid and n = $2::int`,
    [id, n],
  );
  return rows[0] === undefined ? null : fromBase64(rows[0].bytes);
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

/** Takes files for one message: those that are this uploader's and free, or taken for the same message before. */
export function claimFiles(db: Queries, { ids, by, key, since }: Claim): Promise<Attachment[]> {
  return db.query(
    `update attachment set claimed_by = $3::text
      where id = any($1::text::uuid[]) and uploaded_by = $2::text and stored_at is not null and (claimed_by is null or claimed_by = $3::text)
        and (seq is not null or created_at > $4::text::timestamptz)
      returning ${columns}`,
    [uuids(ids), by, key, since.toISOString()],
  );
}

/** The message was refused: its files are free again. */
export async function releaseFiles(db: Queries, by: string, key: string): Promise<void> {
  await db.query('update attachment set claimed_by = null where uploaded_by = $1::text and claimed_by = $2::text and seq is null', [
    by,
    key,
  ]);
}

/** Which of these are this uploader's, used or not. */
export async function ownFiles(db: Queries, ids: readonly string[], by: string): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>('select id from attachment where id = any($1::text::uuid[]) and uploaded_by = $2::text', [
    uuids(ids),
    by,
  ]);
  return new Set(rows.map((each) => each.id));
}

/** Forgets files that were sent up before `before` and never used; returns how many. */
export async function sweepFiles(db: Queries, before: Date, limit: number): Promise<number> {
  const rows = await db.query(
    `delete from attachment where id in (
       select id from attachment where seq is null and created_at < $1::text::timestamptz order by created_at limit $2::int) and seq is null
     returning id`,
    [before.toISOString(), limit],
  );
  return rows.length;
}

/** A file a visitor may have: their own, or one of a message to the client in these windows. */
export async function fileInWindows(db: Queries, id: string, by: string, windows: readonly string[]): Promise<StoredFile | null> {
  const rows = await db.query<StoredFile>(
    `select ${columns}, sha256 from attachment where id = $1::text::uuid and stored_at is not null and ((uploaded_by = $2::text and seq is null)
        or exists (select 1 from message m where m.window_id = attachment.window_id and m.seq = attachment.seq and m.audience = 'client' and m.deleted_at is null
                     and m.body is not null and m.window_id = any($3::text::uuid[])))`,
    [id, by, uuids(windows)],
  );
  return rows[0] ?? null;
}

/** A file a viewer of the desk may have: their own, or one in a thread of which they may open a conversation. */
export async function fileForViewer(db: Queries, id: string, by: string, viewer: Viewer): Promise<StoredFile | null> {
  const rows = await db.query<StoredFile>(
    `select ${columns}, sha256 from attachment where id = $4::text::uuid and stored_at is not null and ((uploaded_by = $5::text and seq is null)
        or exists (select 1 from message m join "window" w on w.id = m.window_id
                    where m.window_id = attachment.window_id and m.seq = attachment.seq and m.deleted_at is null and m.body is not null
                      and exists (select 1 ${joined} where c.contact_id = w.contact_id and ${visible})))`,
    [...sight(viewer), id, by],
  );
  return rows[0] ?? null;
}
