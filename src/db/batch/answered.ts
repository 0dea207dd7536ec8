import type { Seq, WindowId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { conversation, turn, turnHold } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(conversation, 'c');
const t = named(turn, 't');
const h = named(turnHold, 'h');

const answered = {
  windowId: c.windowId,
  conversationId: c.id,
  turn: t.id,
  n: t.n,
  /** the message that answered it */
  seq: expression<Seq>(t.answeredSeq),
  /** holds it had */
  holds: expression<number>(`(select count(*)::int from ${h} where ${h.turnId} = ${t.id})`),
};

export type AnsweredTurn = RowOf<typeof answered>;

const answeredOf = statement<AnsweredTurn>(
  `select ${columns(answered)} from ${c} join ${t} on ${t.conversationId} = ${c.id} and ${t.n} = ${c.turns}
   where ${c.windowId} = any($1::text::uuid[]) and ${c.status} <> 'closed' and ${t.answeredSeq} is not null`,
);

/** Reads the newest turn of each open conversation of the windows, where it was answered: an answer that never arrived opens it again. */
export function newestAnswered(tx: Queries, windows: readonly WindowId[]): Promise<AnsweredTurn[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return answeredOf(tx, [uuids(windows)]);
}
