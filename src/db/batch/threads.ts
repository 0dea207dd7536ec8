import type { WindowId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, named, type RowOf } from '../names.ts';
import { conversation, slackThread } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(conversation, 'c');
const t = named(slackThread, 't');

const thread = { id: t.id, conversationId: t.conversationId, departmentId: t.departmentId, channel: t.channel };

/** The thread among colleagues a conversation has now. */
export type ThreadRow = RowOf<typeof thread>;

const threadsOf = statement<ThreadRow>(
  `select ${columns(thread)} from ${c} join ${t} on ${t.conversationId} = ${c.id} and ${t.endedAt} is null
   where ${c.windowId} = any($1::text::uuid[]) and ${c.status} <> 'closed'`,
);

export function loadThreads(tx: Queries, windows: readonly WindowId[]): Promise<ThreadRow[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return threadsOf(tx, [uuids(windows)]);
}
