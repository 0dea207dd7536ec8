import type { ConversationId } from '../../domain/ids.ts';
import { numbers, texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, named, type RowOf } from '../names.ts';
import { conversation, failedSearch } from '../schema.ts';
import { statement } from '../statement.ts';
import type { Plan } from './plan.ts';

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

const failed = bare(failedSearch);

const countAgain = statement(
  `update ${failed} set ${failed.times} = ${failed.times} + 1, ${failed.lastAt} = k.at
   from unnest($1::text::uuid[], $2::text::int[], $3::text::text[], $4::text::timestamptz[]) as k(conversation, event, came_to, at)
   where ${failed.conversationId} = k.conversation and ${failed.n} = k.event and ${failed.outcome} = k.came_to`,
);

/** Searches that came to what one before them did are counted on its row. */
export async function countSearches(tx: Queries, again: Plan['searchesAgain']): Promise<void> {
  if (again.length === 0) return;
  await countAgain(tx, [
    uuids(again.map((each) => each.conversationId)),
    numbers(again.map((each) => each.n)),
    texts(again.map((each) => each.outcome)),
    `{${again.map((each) => each.lastAt.toISOString()).join(',')}}`,
  ]);
}
