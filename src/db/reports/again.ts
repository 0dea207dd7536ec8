import type { ContactId, ConversationId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, named } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const again = bare(schema.reportAgain);
const a = named(schema.reportAgain, 'a');
const c = named(schema.conversation, 'c');

const note = statement(
  `insert into ${again} (${again.conversationId}) select ${c.id} from ${c} where ${c.contactId} in (select unnest($1::text::uuid[]))`,
);

/** Has reports count the contacts' conversations again: whose client's they are has changed, which no event of theirs says. */
export async function countAgain(tx: Queries, contacts: readonly (ContactId | string)[]): Promise<void> {
  await note(tx, [uuids(contacts)]);
}

const take = statement<{ id: ConversationId }>(
  `delete from ${again} where ${again.id} in (select ${a.id} from ${a} limit $1::text::int) returning ${columns({ id: again.conversationId })}`,
);

/** Takes conversations that are to be counted again, for this transaction; those that others have noted since are left. */
export async function takeAgain(tx: Queries, limit: number): Promise<ConversationId[]> {
  return (await take(tx, [String(limit)])).map(({ id }) => id);
}
