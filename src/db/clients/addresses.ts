import { columns, expression, named } from '../names.ts';
import { channelAccount, identity, identityLink } from '../schema.ts';

/*
 * Whose an address is, as parts of statements. A target is `<account id>:<address>`; an address is a contact's while its identity is
 * linked to them, and one that names a contact (`site:<contact>`, vouched for by the company's site) is that contact's always.
 */

const i = named(identity, 'ti');
const l = named(identityLink, 'tl');
const a = named(channelAccount, 'ta');

const accountOf = (target: string) => `split_part(${target}, ':', 1)::uuid`;
const addressOf = (target: string) => `substr(${target}, strpos(${target}, ':') + 1)`;

/** Whether a target is an address of the contact now. */
export function isTheirs(target: string, contact: string): string {
  return `(${addressOf(target)} = 'site:' || ${contact}::text or exists (select 1 from ${i}
    join ${l} on ${l.identityId} = ${i.id} and ${l.until} is null
    where ${i.accountId} = ${accountOf(target)} and ${i.externalId} = ${addressOf(target)} and ${l.contactId} = ${contact}))`;
}

const way = { channel: a.kind, target: expression<string>(`${i.accountId}::text || ':' || ${i.externalId}`) };

/** Selects `channel` and `target` of where the contact can be written to, those that were reachable lately and then the newest first. A call or a visit is nowhere a message can go. */
export function waysTo(contact: string): string {
  return `select ${columns(way)} from ${l} join ${i} on ${i.id} = ${l.identityId}
    join ${a} on ${a.id} = ${i.accountId} and ${a.kind} not in ('call', 'visit')
    where ${l.contactId} = ${contact} and ${l.until} is null
    order by ${i.unreachableAt} is not null, ${l.from} desc, ${l.id} desc`;
}
