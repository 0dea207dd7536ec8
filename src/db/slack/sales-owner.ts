import type { Queries } from '../db.ts';
import { columns, expression, named } from '../names.ts';
import { conversation, department, ownership } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(conversation, 'c');
const o = named(ownership, 'o');
const d = named(department, 'd');

const find = statement<{ id: string }>(
  `select ${columns({ id: expression<string>(o.specialistId) })}
     from ${c} join ${o} on ${o.clientId} = ${c.clientId} and ${o.until} is null
     join ${d} on ${d.id} = ${o.departmentId} and ${d.key} = 'sales' where ${c.id} = $1::text::uuid`,
);

/** Finds who of sales owns the client of a conversation; null when nobody does. */
export async function salesOwnerOf(db: Queries, conversation: string): Promise<string | null> {
  const rows = await find(db, [conversation]);
  return rows[0]?.id ?? null;
}
