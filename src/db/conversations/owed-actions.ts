import type { Queries } from '../db.ts';
import { bare, columns, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import { owedAction } from '../schema.ts';
import { statement } from '../statement.ts';

const o = bare(owedAction);

const shape = { key: o.key, conversation: o.conversationId, actor: o.actorId, command: o.command, attempts: o.attempts };

/** An action a commit owes a conversation. */
export type OwedRow = RowOf<typeof shape>;

/** Whoever owes it twice owes it once. */
export const insertOwed = inserter(owedAction, 'on conflict do nothing');

const due = statement<OwedRow>(
  `select ${columns(shape)} from ${o} where ${o.dueAt} <= $1::text::timestamptz order by ${o.dueAt}, ${o.key} limit $2::text::int`,
);

/** Lists what is to be carried out by now, what has waited longest first. */
export function dueOwed(db: Queries, now: Date, limit: number): Promise<OwedRow[]> {
  return due(db, [now.toISOString(), String(limit)]);
}

const postpone = statement(
  `update ${o} set ${o.dueAt} = $2::text::timestamptz, ${o.attempts} = ${o.attempts} + 1 where ${o.key} = $1::text`,
);

/** Puts an action off that could not be carried out. */
export async function postponeOwed(db: Queries, key: string, dueAt: Date): Promise<void> {
  await postpone(db, [key, dueAt.toISOString()]);
}

const settle = statement(`delete from ${o} where ${o.key} = $1::text`);

/** Notes that an action was carried out, or refused: it is owed no more. */
export async function settleOwed(db: Queries, key: string): Promise<void> {
  await settle(db, [key]);
}
