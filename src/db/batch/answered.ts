import type { Seq, WindowId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';

export interface AnsweredTurn {
  readonly windowId: WindowId;
  readonly conversationId: string;
  readonly turn: string;
  readonly n: number;
  /** the message that answered it */
  readonly seq: Seq;
  /** holds it had */
  readonly holds: number;
}

/** The newest turn of each open conversation of the windows, where it was answered: an answer that never arrived opens it again. */
export function newestAnswered(tx: Queries, windows: readonly WindowId[]): Promise<AnsweredTurn[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return tx.query(
    `select c.window_id as "windowId", c.id as "conversationId", t.id as turn, t.n, t.answered_seq as seq,
       (select count(*)::int from turn_hold h where h.turn_id = t.id) as holds
     from conversation c join turn t on t.conversation_id = c.id and t.n = c.turns
     where c.window_id = any($1::text::uuid[]) and c.status <> 'closed' and t.answered_seq is not null`,
    [uuids(windows)],
  );
}
