/** A query of both languages; the parameter is one of `searchQuery`. */
export const tsquery = (query: string) => `(to_tsquery('russian', ${query}) || to_tsquery('english', ${query}))`;

/** Condition on a conversation `c`: a message of it, its client or its contact fits. Parameters: the query, the part of a name. */
export function fitting(query: string, part: string): string {
  return `(c.id in (select f.conversation_id from message_search f where f.words @@ ${tsquery(query)}) or cl.name ilike ${part} or ct.name ilike ${part})`;
}

/** What stands between `%` in `ilike`. */
export function partOf(looked: string): string {
  return `%${looked.replace(/[\\%_]/g, '\\$&')}%`;
}
