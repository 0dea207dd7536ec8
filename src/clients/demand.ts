import { knownContacts } from '../db/clients/write-contacts.ts';
import { knownSpecialists } from '../db/people/known.ts';
import { FactRefused } from './facts.ts';
import type { ClientTx } from './recorded.ts';

/** Refuses whoever is no colleague and never was: a deal of somebody who has left stays theirs. Throws `FactRefused`. */
export async function demandStaff({ tx }: ClientTx, specialists: readonly (string | null)[]): Promise<void> {
  demand(specialists, await knownSpecialists(tx, named(specialists)), 'unknown-specialist');
}

export async function demandContacts({ tx }: ClientTx, contacts: readonly (string | null)[]): Promise<void> {
  demand(contacts, await knownContacts(tx, named(contacts)), 'contact-not-found');
}

function named(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].flatMap((id) => id ?? []);
}

function demand(ids: readonly (string | null)[], known: ReadonlySet<string>, code: 'unknown-specialist' | 'contact-not-found'): void {
  const index = ids.findIndex((id) => id !== null && !known.has(id));
  if (index !== -1) throw new FactRefused(code, index);
}
