import { named } from '../names.ts';
import { client, contact, conversation, messageSearch } from '../schema.ts';

/** A query of both languages; the parameter is one of `searchQuery`. */
export const tsquery = (query: string) => `(to_tsquery('russian', ${query}) || to_tsquery('english', ${query}))`;

const f = named(messageSearch, 'f');
const c = named(conversation, 'c');
const cl = named(client, 'cl');
const ct = named(contact, 'ct');

/** Condition on a conversation `c`: a message of it, its client `cl` or its contact `ct` fits. Parameters: the query, the part of a name. */
export function fitting(query: string, part: string): string {
  return `(${c.id} in (select ${f.conversationId} from ${f} where ${f.words} @@ ${tsquery(query)})
    or ${cl.name} ilike ${part} or ${ct.name} ilike ${part})`;
}

/** What stands between `%` in `ilike`. */
export function partOf(looked: string): string {
  return `%${looked.replace(/[\\%_]/g, '\\$&')}%`;
}
