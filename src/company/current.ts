import {
  type CurrentClient,
  type CurrentContact,
  type CurrentDepartment,
  type CurrentOwnership,
  type CurrentPerson,
  clientsNamedAs,
  contactsByAddress,
  contactsOfClients,
  currentDepartments,
  currentOwnerships,
  currentPeople,
} from '../db/company/current.ts';
import { newestProfile } from '../db/company/profile.ts';
import type { Queries } from '../db/db.ts';
import { newestPolicy } from '../db/policy/policies.ts';
import { newestTree } from '../db/policy/trees.ts';
import type { CompanyProfile } from '../domain/company-profile.ts';
import type { Policy } from '../domain/policy.ts';
import { emailKey, type WantedClient, type WantedCompany } from './wanted.ts';

export type { CurrentClient, CurrentContact, CurrentDepartment, CurrentOwnership, CurrentPerson } from '../db/company/current.ts';

/** The company as it is, with those clients and contacts a file may mean. */
export interface CurrentCompany {
  /** null: it never said anything of itself */
  readonly profile: CompanyProfile | null;
  readonly departments: readonly CurrentDepartment[];
  readonly people: readonly CurrentPerson[];
  readonly clients: readonly CurrentClient[];
  readonly contacts: readonly CurrentContact[];
  readonly ownerships: readonly CurrentOwnership[];
  /** null: there is no company yet */
  readonly policy: { readonly version: number; readonly data: Policy } | null;
  readonly treeHash: string | null;
}

export async function readCurrent(tx: Queries, wanted: Pick<WantedCompany, 'clients'>): Promise<CurrentCompany> {
  const profile = await newestProfile(tx);
  const departments = await currentDepartments(tx);
  const people = await currentPeople(tx);
  const policy = await newestPolicy(tx);
  const tree = await newestTree(tx);
  const named = await readClients(tx, wanted.clients);
  return { profile, departments, people, ...named, ownerships: await currentOwnerships(tx), policy, treeHash: tree?.hash ?? null };
}

/** Reads clients by their names and ids, contacts by their addresses, then the clients of those contacts and the contacts of those clients. */
async function readClients(tx: Queries, wanted: readonly WantedClient[]): Promise<Pick<CurrentCompany, 'clients' | 'contacts'>> {
  if (wanted.length === 0) return { clients: [], contacts: [] };
  const contacts = wanted.flatMap((each) => each.contacts);
  const addressed = await contactsByAddress(tx, {
    emails: contacts.flatMap(({ email }) => (email === undefined ? [] : [emailKey(email)])),
    telegramIds: contacts.flatMap(({ telegram }) => telegram ?? []),
    siteIds: contacts.flatMap(({ siteId }) => siteId ?? []),
  });
  const clients = await clientsNamedAs(tx, {
    names: wanted.map(({ name }) => name),
    externalIds: wanted.flatMap(({ externalId }) => externalId ?? []),
    ids: new Set(addressed.flatMap(({ homes }) => homes.map(({ client }) => client))),
  });
  const inside = await contactsOfClients(
    tx,
    clients.map(({ id }) => id),
  );
  const all = new Map([...addressed, ...inside].map((each) => [each.id, each]));
  return { clients, contacts: [...all.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}
