import type { SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import { client, conversation, department, ownership, specialist, task } from '../schema.ts';
import { statement } from '../statement.ts';

const t = named(task, 't');
const c = named(conversation, 'c');
const cl = named(client, 'cl');
const d = named(department, 'd');
const o = named(ownership, 'o');
const s = named(specialist, 's');

const works = statement<{ id: SpecialistId }>(
  `select ${s.id} from ${s} join ${d} on ${d.id} = ${s.departmentId} and ${d.key} = $2::text where ${s.id} = $1::text::uuid and ${s.leftAt} is null`,
);

/** Whether somebody works in a department now. */
export async function worksIn(db: Queries, person: string, department: string): Promise<boolean> {
  return (await works(db, [person, department])).length > 0;
}

/** Who of a department owns the client `of`, and works there. */
const ownerOf = (
  of: string,
  key: string,
) => `(select ${o.specialistId} from ${o} join ${d} on ${d.id} = ${o.departmentId} and ${d.key} = ${key}
    join ${s} on ${s.id} = ${o.specialistId} and ${s.leftAt} is null and ${s.departmentId} = ${d.id} where ${o.clientId} = ${of} and ${o.until} is null limit 1)`;

const owner = statement<{ id: SpecialistId | null }>(
  `select ${columns({ id: expression<SpecialistId | null>(ownerOf(`${c.clientId}`, '$2::text')) })} from ${c} where ${c.id} = $1::text::uuid`,
);

/** Finds who of a department owns the client of a conversation; null when nobody does. */
export async function ownerFor(db: Queries, conversation: string, department: string): Promise<SpecialistId | null> {
  return (await owner(db, [conversation, department]))[0]?.id ?? null;
}

const unheldShape = { id: t.id, client: nullable(cl.id) };

/** Waits where a meeting goes to whoever gets the conversation. */
const isQueued = `(${c.status} in ('seeking', 'queued', 'transferred') and ${c.departmentId} = ${t.departmentId})`;

const unheld = statement<RowOf<typeof unheldShape>>(
  `select ${columns(unheldShape)} from ${t} left join ${c} on ${c.id} = ${t.conversationId} left join ${cl} on ${cl.id} = coalesce(${c.clientId}, ${t.clientId})
    where ${t.kind} = 'meeting' and ${t.doneAt} is null and coalesce(not ${isQueued}, true)
      and (${t.specialistId} is null or not exists (
        select 1 from ${s} where ${s.id} = ${t.specialistId} and ${s.leftAt} is null and ${s.departmentId} = ${t.departmentId}))
    order by ${t.createdAt}, ${t.id} limit $1::text::int`,
);

/** Finds meetings nobody goes to: with nobody's name on them, or of somebody who does not work there any more. */
export function meetingsOfNobody(db: Queries, limit: number): Promise<RowOf<typeof unheldShape>[]> {
  return unheld(db, [String(limit)]);
}

const inCharge = statement<{ id: SpecialistId }>(
  `select ${columns({ id: expression<SpecialistId>(s.id) })} from ${t} join ${c} on ${c.id} = ${t.conversationId} and ${c.departmentId} = ${t.departmentId}
     join ${s} on ${s.id} = ${c.specialistId} and ${s.leftAt} is null and ${s.departmentId} = ${t.departmentId} where ${t.id} = $1::text::uuid`,
);

/** Finds who has the meeting's conversation, where that is somebody of its department. */
export async function inChargeOf(db: Queries, meeting: string): Promise<SpecialistId | null> {
  return (await inCharge(db, [meeting]))[0]?.id ?? null;
}
