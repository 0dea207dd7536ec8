import type { ConversationId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, named, type RowOf } from '../names.ts';
import { conversation, failedSearch } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(conversation, 'c');
const f = named(failedSearch, 'f');

const shape = { conversationId: f.conversationId, outcome: f.outcome };

const inVain = statement<RowOf<typeof shape>>(
  `select ${columns(shape)} from ${f} join ${c} on ${c.id} = ${f.conversationId} and ${f.n} = ${c.events} + 1
   where ${f.conversationId} = any($1::text::uuid[])`,
);

/** Reads what searches in vain came to since the last event of these conversations. */
export function searchedInVain(tx: Queries, conversations: readonly ConversationId[]): Promise<RowOf<typeof shape>[]> {
  if (conversations.length === 0) return Promise.resolve([]);
  return inVain(tx, [uuids(conversations)]);
}
