import { named } from '../names.ts';
import type { Viewer } from '../people/sign-in.ts';
import { assignment, audit, client, contact, conversation, department, specialist } from '../schema.ts';

const c = named(conversation, 'c');
const d = named(department, 'd');
const ct = named(contact, 'ct');
const s = named(specialist, 's');
const cl = named(client, 'cl');
const a = named(assignment, 'a');
const l = named(audit, 'l');

/** Conversations `c` with their department `d` and contact `ct`, and with the person in charge `s` and the client `cl`, if there are. */
export const joined = `from ${c} join ${d} on ${d.id} = ${c.departmentId} join ${ct} on ${ct.id} = ${c.contactId}
  left join ${s} on ${s.id} = ${c.specialistId} left join ${cl} on ${cl.id} = ${c.clientId}`;

/**
 * Who sees a conversation `c` of a department `d` (R8): the whole company the director, a head their departments, a specialist their own, and
 * everybody what is or was in their charge, and the calls and visits they logged (R7). Parameters 1 to 3: the viewer, whether they see all,
 * keys of their departments.
 */
export const visible = `($2::text = 'all' or ${d.key} in (select json_array_elements_text($3::text::json)) or ${c.specialistId} = $1::text::uuid
  or exists (select 1 from ${a} where ${a.conversationId} = ${c.id} and ${a.specialistId} = $1::text::uuid)
  or (${c.channel} in ('call', 'visit') and exists (select 1 from ${l} where ${l.objectKind} = 'conversation' and ${l.objectId} = ${c.id}::text
      and ${l.action} = 'conversation.logged' and ${l.actorId} = $1::text::uuid)))`;

export function sight(viewer: Viewer): [string, string, string] {
  return [viewer.id, seesAll(viewer) ? 'all' : 'some', JSON.stringify(departmentsOf(viewer))];
}

export function seesAll(viewer: Viewer): boolean {
  return viewer.role === 'director';
}

/** Keys of the departments whose conversations a viewer sees: where they work, and those they head. An admin is there to run the desk. */
export function departmentsOf(viewer: Viewer): string[] {
  const works = viewer.department === null || viewer.role === 'admin' ? [] : [viewer.department];
  return [...new Set([...works, ...viewer.heads])];
}
