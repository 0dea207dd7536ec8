import type { Attachment } from '../../domain/content.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, of, type RowOf } from '../names.ts';
import { fileFetch, message } from '../schema.ts';
import { statement } from '../statement.ts';

const f = named(fileFetch, 'f');
const m = named(message, 'm');
const set = bare(fileFetch);

const due = { attachmentId: f.attachmentId };
const d = of('d', due);

const attachmentOfMessage = `(select a from ${m}, jsonb_array_elements(${m.body}->'attachments') a
  where ${m.windowId} = ${f.windowId} and ${m.seq} = ${f.seq} and ${m.deletedAt} is null and a->>'id' = ${f.attachmentId}::text limit 1)`;

const fetched = {
  attachmentId: f.attachmentId,
  accountId: f.accountId,
  windowId: f.windowId,
  seq: f.seq,
  remote: f.remote,
  /** this try included */
  attempts: f.attempts,
  /** as its message has it; null when the message has it no more */
  attachment: expression<Attachment | null>(attachmentOfMessage),
};

/** A file that is still with a messenger. */
export type FetchRow = RowOf<typeof fetched>;

const claimDue = statement<FetchRow>(
  `with due as (
     select ${columns(due)} from ${f} where ${f.dueAt} <= $1::text::timestamptz order by ${f.dueAt} limit $3::text::int
     for no key update skip locked)
   update ${f} set ${set.attempts} = ${f.attempts} + 1, ${set.dueAt} = $2::text::timestamptz, ${set.leasedBy} = $4::text::uuid
   from due ${d} where ${f.attachmentId} = ${d.attachmentId}
   returning ${columns(fetched)}`,
);

interface Claim {
  readonly holder: string;
  readonly now: Date;
  readonly until: Date;
  readonly limit: number;
}

/** Takes files that are due, so that nobody else fetches them before `until`, or before the holder is gone. */
export function claimFetches(db: Queries, { holder, now, until, limit }: Claim): Promise<FetchRow[]> {
  return claimDue(db, [now.toISOString(), until.toISOString(), String(limit), holder]);
}

const postpone = statement(
  `update ${f} set ${set.dueAt} = $2::text::timestamptz, ${set.leasedBy} = null where ${f.attachmentId} = $1::text::uuid`,
);

/** Puts a file off: it is tried again at `dueAt`. */
export async function postponeFetch(db: Queries, attachment: string, dueAt: Date): Promise<void> {
  await postpone(db, [attachment, dueAt.toISOString()]);
}

const drop = statement(`delete from ${f} where ${f.attachmentId} = $1::text::uuid`);

/** Drops a file that nobody wants any more, because its message is gone. */
export async function dropFetch(db: Queries, attachment: string): Promise<void> {
  await drop(db, [attachment]);
}
