import type { ConversationId, SpecialistId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { client, conversation, department, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(conversation, 'c');
const cl = named(client, 'cl');
const d = named(department, 'd');
const h = named(specialist, 'h');
const s = named(specialist, 's');

const shape = {
  id: expression<ConversationId>(c.id),
  /** in whose name it is handed on: its department's head, else a director; null: there is neither */
  steerer: expression<SpecialistId | null>(
    `coalesce((select ${h.id} from ${h} where ${h.id} = ${d.headId} and ${h.leftAt} is null),
       (select ${s.id} from ${s} where ${s.role} = 'director' and ${s.leftAt} is null order by ${s.id} limit 1))`,
  ),
  language: expression<'ru' | 'en'>(
    `coalesce((select case ${h.languages}->>0 when 'en' then 'en' else 'ru' end from ${h} where ${h.id} = ${d.headId}), 'ru')`,
  ),
};

/** A matter of a large newcomer that nobody has yet, in the queue of the client department. */
export type QueuedOfNewcomer = RowOf<typeof shape>;

const queued = statement<QueuedOfNewcomer>(
  `select ${columns(shape)} from ${c} join ${cl} on ${cl.id} = ${c.clientId} join ${d} on ${d.id} = ${c.departmentId}
    where ${c.clientId} in (select unnest($1::text::uuid[])) and ${cl.size} in ('large', 'key') and ${cl.stage} = 'prospect'
      and ${c.status} = 'queued' and ${c.track} <> 'finance' and ${d.key} = 'client'
      and exists (select from ${named(department, 'sales')} where sales.key = 'sales')
    order by ${c.id}`,
);

/** Lists what those of these clients wait with in the queue of the client department who are large, and served by nobody yet. */
export function queuedOfNewcomers(tx: Queries, clients: readonly string[]): Promise<QueuedOfNewcomer[]> {
  return queued(tx, [uuids(clients)]);
}
