import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { slackHeard } from '../schema.ts';
import { statement } from '../statement.ts';
import type { Spot } from './held.ts';

const h = named(slackHeard, 'h');
const set = bare(slackHeard);

const shape = {
  editedTs: h.editedTs,
  isOriginal: h.isOriginal,
  isInside: h.isInside,
  mentions: h.mentions,
  isDeleted: expression<boolean>(`${h.deletedAt} is not null`),
};

/** Everything Slack has told of a message so far, whatever came first. */
export type HeardRow = RowOf<typeof shape>;

/** One state of a message, as Slack told of it. */
export interface HeardState {
  /** `edited.ts`; empty: as it was written */
  readonly editedTs: string;
  /** marked as words for colleagues */
  readonly isInside: boolean;
  /** turned to colleagues */
  readonly mentions: boolean;
}

const merge = statement<HeardRow>(
  `insert into ${set} as h (${set.channel}, ${set.ts}, ${set.editedTs}, ${set.isOriginal}, ${set.isInside}, ${set.mentions},
     ${set.deletedAt})
   values ($1::text, $2::text, $3::text, $4::text::boolean, $5::text::boolean, $6::text::boolean, $7::text::timestamptz)
   on conflict (${set.channel}, ${set.ts}) do update set
     ${set.editedTs} = greatest(${h.editedTs} collate "C", excluded.${set.editedTs} collate "C"),
     ${set.isOriginal} = ${h.isOriginal} or excluded.${set.isOriginal}, ${set.isInside} = ${h.isInside} or excluded.${set.isInside},
     ${set.mentions} = ${h.mentions} or excluded.${set.mentions},
     ${set.deletedAt} = coalesce(${h.deletedAt}, excluded.${set.deletedAt})
   returning ${columns(shape)}`,
);

async function mergeHeard(db: Queries, { channel, ts }: Spot, values: readonly (string | null)[]): Promise<HeardRow> {
  const [row] = await merge(db, [channel, ts, ...values]);
  if (row === undefined) throw new Error('what was heard of a message was not kept');
  return row;
}

/** Merges a state of a message into what is known of it. Returns all that is known then. */
export function hear(db: Queries, spot: Spot, { editedTs, isInside, mentions }: HeardState): Promise<HeardRow> {
  return mergeHeard(db, spot, [editedTs, String(editedTs === ''), String(isInside), String(mentions), null]);
}

/** Keeps that a message is gone: whatever else comes of it, before or after, changes nothing any more. */
export function hearDeletion(db: Queries, spot: Spot, at: Date): Promise<HeardRow> {
  return mergeHeard(db, spot, ['', 'false', 'false', 'false', at.toISOString()]);
}

const find = statement<HeardRow>(`select ${columns(shape)} from ${h} where ${h.channel} = $1::text and ${h.ts} = $2::text`);

/** Reads what is known of a message; null before anything was heard of it. */
export async function heardAt(db: Queries, { channel, ts }: Spot): Promise<HeardRow | null> {
  const rows = await find(db, [channel, ts]);
  return rows[0] ?? null;
}
