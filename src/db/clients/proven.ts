import { type Column, named } from '../names.ts';
import { client, contact, contactClient, identityLink } from '../schema.ts';

/*
 * Whether a person, or a name, is more than what somebody typed. Nobody becomes a known client by calling themselves one: a name is proven
 * when the company gave it, when a colleague put the person where they belong, or when the person proved who they are.
 */

const ct = named(contact, 'ct');
const m = named(contactClient, 'pm');
const proof = named(identityLink, 'proof');

/** Whether a contact proved at one of their addresses who they are (R6): a condition on the column that names the contact. Going on elsewhere proves only that they are the same. */
export function isProven(contact: Column): string {
  return `exists (select 1 from ${proof} where ${proof.contactId} = ${contact} and ${proof.until} is null
    and ${proof.proof} in ('site-login', 'invite', 'phone', 'telegram-id'))`;
}

/** Whether the name of the contact `ct` is proven. */
export const contactProven = `(coalesce(${ct.email}, ${ct.phone}, ${ct.siteId}, ${ct.telegramId}) is not null or ${isProven(ct.id)}
  or exists (select 1 from ${m} where ${m.contactId} = ${ct.id} and ${m.until} is null and ${m.reason} <> 'first-assignment'))`;

/** Whether the name of a client is proven: it is not just what its first contact typed. `alias`: of the client. */
export function clientProven(alias: string): string {
  const cl = named(client, alias);
  return `(${cl.externalId} is not null or ${cl.stage} <> 'prospect' or not exists (select 1 from ${m} where ${m.clientId} = ${cl.id})
    or exists (select 1 from ${m} where ${m.clientId} = ${cl.id} and ${m.reason} <> 'first-assignment'))`;
}

/** Whether the name a conversation is called by is proven: its client's `cl`, else its contact's `ct`. A nameless stranger claims nothing. */
export const titleProven = `case when ${named(client, 'cl').name} <> '' then ${clientProven('cl')} else ${ct.name} is null or ${contactProven} end`;
