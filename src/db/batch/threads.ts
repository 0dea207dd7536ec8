import type { WindowId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';

/** The thread among colleagues a conversation has now. */
export interface ThreadRow {
  readonly id: string;
  readonly conversationId: string;
  readonly departmentId: string;
  readonly channel: string;
}

export function loadThreads(tx: Queries, windows: readonly WindowId[]): Promise<ThreadRow[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return tx.query(
    `select t.id, t.conversation_id as "conversationId", t.department_id as "departmentId", t.channel
     from conversation c join slack_thread t on t.conversation_id = c.id and t.ended_at is null
     where c.window_id = any($1::text::uuid[]) and c.status <> 'closed'`,
    [uuids(windows)],
  );
}
