import { type Column, type Named, named } from '../names.ts';
import { contactClient, conversation } from '../schema.ts';

/* Whose a conversation is, in queries: never every client's of its contact (docs/decisions/0022). */

const only = named(contactClient, 'only_of');

/** The one client a contact is of now; null where there is none, or several. */
export function onlyClientOf(contact: Column | string): string {
  return `(select (array_agg(${only.clientId}))[1] from ${only} where ${only.contactId} = ${contact} and ${only.until} is null having count(*) = 1)`;
}

/** Whether a conversation is a client's: as it says itself; one that names none is its contact's only client's. */
export function isOf({ clientId, contactId }: Pick<Named<typeof conversation>, 'clientId' | 'contactId'>, client: Column | string): string {
  return `coalesce(${clientId}, ${onlyClientOf(contactId)}) = ${client}`;
}

const one = named(conversation, 'one');
const other = named(conversation, 'other');
const whose = ({ clientId, contactId }: typeof one) => `coalesce(${clientId}, ${onlyClientOf(contactId)})`;

/** Whether two conversations, by their ids, are of different clients: what was said in the one is not for whoever serves the other. */
export function areOfDifferent(conversation: Column | string, another: Column | string): string {
  return `exists (select 1 from ${one}, ${other} where ${one.id} = ${conversation} and ${other.id} = ${another} and ${one.id} <> ${other.id}
    and ${whose(one)} is distinct from ${whose(other)})`;
}
