import type { Seq, WindowId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { conversation, message, outbox, turn, turnHold } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(conversation, 'c');
const t = named(turn, 't');
const h = named(turnHold, 'h');
const o = named(outbox, 'o');
const m = named(message, 'm');

const waits = `exists (select 1 from ${o} where ${o.windowId} = ${m.windowId} and ${o.seq} = ${m.seq} and ${o.audience} = 'client'
  and ${o.verb} = 'send' and ${o.status} = 'waiting')`;
const onlyUnsent = `(select case when count(*) = 1 and bool_and(${waits}) then max(${m.seq}) end from ${m}
  where ${m.windowId} = ${c.windowId} and ${m.seq} >= ${t.answeredSeq} and ${m.conversationId} = ${c.id} and ${m.author} = 'specialist'
    and ${m.audience} = 'client' and ${m.deletedAt} is null)`;

const answered = {
  windowId: c.windowId,
  conversationId: c.id,
  turn: t.id,
  n: t.n,
  /** the message that answered it */
  seq: expression<Seq>(t.answeredSeq),
  /** the one message that still stands as its answer, when that has not left yet */
  onlyUnsent: expression<Seq | null>(onlyUnsent),
  /** holds it had */
  holds: expression<number>(`(select count(*)::int from ${h} where ${h.turnId} = ${t.id})`),
};

export type AnsweredTurn = RowOf<typeof answered>;

const answeredOf = statement<AnsweredTurn>(
  `select ${columns(answered)} from ${c} join ${t} on ${t.conversationId} = ${c.id} and ${t.n} = ${c.turns}
   where ${c.windowId} = any($1::text::uuid[]) and ${c.status} <> 'closed' and ${t.answeredSeq} is not null`,
);

/** Reads the newest turn of each open conversation of the windows, where it was answered: an answer that never arrives opens it again. */
export function newestAnswered(tx: Queries, windows: readonly WindowId[]): Promise<AnsweredTurn[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return answeredOf(tx, [uuids(windows)]);
}
