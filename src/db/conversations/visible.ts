import { isOf } from '../clients/of-client.ts';
import { named } from '../names.ts';
import type { Viewer } from '../people/sign-in.ts';
import { assignment, audit, client, contact, contactClient, conversation, department, ownership, proposal, specialist } from '../schema.ts';

/* Who sees what, in one place: a conversation with its words and files, a client, how a contact is reached. */

const c = named(conversation, 'c');
const d = named(department, 'd');
const ct = named(contact, 'ct');
const s = named(specialist, 's');
const cl = named(client, 'cl');
const a = named(assignment, 'a');
const au = named(audit, 'au');
const o = named(ownership, 'o');
const l = named(contactClient, 'l');
const od = named(department, 'od');
const xd = named(department, 'xd');
const rc = named(conversation, 'rc');
const rd = named(department, 'rd');
const rl = named(contactClient, 'rl');
const ro = named(ownership, 'ro');
const pr = named(proposal, 'pr');
const pd = named(department, 'pd');
const ph = named(specialist, 'ph');

/** Conversations `c` with their department `d` and contact `ct`, and with the person in charge `s` and the client `cl`, if there are. */
export const joined = `from ${c} join ${d} on ${d.id} = ${c.departmentId} join ${ct} on ${ct.id} = ${c.contactId}
  left join ${s} on ${s.id} = ${c.specialistId} left join ${cl} on ${cl.id} = ${c.clientId}`;

/** Whoever stands in for the person in charge, such as a colleague who met the client, and the head of whoever serves another department's client (R7). */
const standsBy = `${c.standInId} = $1::text::uuid
  or exists (select 1 from ${xd} where ${xd.id} = ${c.placeDepartmentId} and ${xd.headId} = $1::text::uuid)`;

/**
 * Who sees a conversation `c` of a department `d` (R8): the whole company the director, a head their departments, a specialist their own, and
 * everybody what is or was in their charge, and the calls and visits they logged (R7). Parameters 1 to 3: the viewer, whether they see all,
 * keys of their departments.
 */
export const visible = `($2::text = 'all' or ${d.key} in (select json_array_elements_text($3::text::json)) or ${c.specialistId} = $1::text::uuid
  or ${standsBy}
  or exists (select 1 from ${a} where ${a.conversationId} = ${c.id} and ${a.specialistId} = $1::text::uuid)
  or (${c.channel} in ('call', 'visit') and exists (select 1 from ${au} where ${au.objectKind} = 'conversation' and ${au.objectId} = ${c.id}::text
      and ${au.action} = 'conversation.logged' and ${au.actorId} = $1::text::uuid)))`;

/** Whether a viewer sees the conversation with this id. What was said and sent in one is for whom it opens to, wherever it is shown. */
export function opens(conversation: string): string {
  return `exists (select 1 from ${c} join ${d} on ${d.id} = ${c.departmentId} where ${c.id} = ${conversation} and ${visible})`;
}

const inSight = `exists (select 1 from ${l} join ${c} on ${c.contactId} = ${l.contactId} join ${d} on ${d.id} = ${c.departmentId}
  where ${l.clientId} = ${cl.id} and ${isOf(c, cl.id)} and ${visible})`;

/** It is proposed to whoever decides for a department, for somebody there: both look at it before it is decided. */
const isProposed = `exists (select 1 from ${pr} join ${pd} on ${pd.id} = ${pr.departmentId} where ${pr.clientId} = ${cl.id} and ${pr.kind} = 'owner'
  and ${pr.status} in ('asked', 'raised') and (${pr.specialistId} = $1::text::uuid or ${pd.headId} = $1::text::uuid
    or exists (select 1 from ${ph} where ${ph.id} = $1::text::uuid and ${ph.role} = 'head' and ${ph.departmentId} = ${pd.id})))`;

/**
 * Who sees a client `cl`: whoever owns it, works or heads where it is owned, is asked to accept it, or sees a conversation with it.
 * Parameters 1 to 3 of `eyes`.
 */
export const clientVisible = `($2::text = 'all' or exists (select 1 from ${o} join ${od} on ${od.id} = ${o.departmentId}
    where ${o.clientId} = ${cl.id} and ${o.until} is null
      and (${o.specialistId} = $1::text::uuid or ${od.key} in (select json_array_elements_text($3::text::json)))) or ${isProposed} or ${inSight})`;

const headed = `in (select json_array_elements_text($4::text::json))`;

/**
 * Who sees how a contact `ct` is reached (R19): the client's owners, whoever has something open of theirs in charge now, heads of the departments concerned,
 * the director. Parameters 1, 2 and 4 of `eyes`.
 */
export const reaches = `($2::text = 'all'
  or exists (select 1 from ${rc} join ${rd} on ${rd.id} = ${rc.departmentId} where ${rc.contactId} = ${ct.id}
    and ((${rc.specialistId} = $1::text::uuid and ${rc.status} not in ('resolved', 'closed')) or ${rd.key} ${headed}))
  or exists (select 1 from ${rl} join ${ro} on ${ro.clientId} = ${rl.clientId} and ${ro.until} is null join ${rd} on ${rd.id} = ${ro.departmentId}
    where ${rl.contactId} = ${ct.id} and ${rl.until} is null and (${ro.specialistId} = $1::text::uuid or ${rd.key} ${headed})))`;

/** Parameters 1 to 3. */
export function sight(viewer: Viewer): [string, string, string] {
  return [viewer.id, seesAll(viewer) ? 'all' : 'some', JSON.stringify(departmentsOf(viewer))];
}

/*
 * Parameters 1 to 4 of every query here: the viewer, whether they see all, keys of their departments, keys of those they head.
 * A parameter a query has no other use for is named once all the same, so that it has a type.
 */
export function eyes(viewer: Viewer): [string, string, string, string] {
  return [...sight(viewer), JSON.stringify(viewer.heads)];
}

export function seesAll(viewer: Viewer): boolean {
  return viewer.role === 'director';
}

/** Keys of the departments whose conversations a viewer sees: where they work, and those they head. An admin is there to run the desk. */
export function departmentsOf(viewer: Viewer): string[] {
  const works = viewer.department === null || viewer.role === 'admin' ? [] : [viewer.department];
  return [...new Set([...works, ...viewer.heads])];
}
