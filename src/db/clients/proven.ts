import { type Column, named } from '../names.ts';
import { identityLink } from '../schema.ts';

const proof = named(identityLink, 'proof');

/** Whether a contact has an address by more than having written from it (R6): a condition on the column that names the contact. */
export function isProven(contact: Column): string {
  return `exists (select 1 from ${proof} where ${proof.contactId} = ${contact} and ${proof.until} is null and ${proof.proof} <> 'first-message')`;
}
