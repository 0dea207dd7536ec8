import type { ClientStage, SizeClass } from '../domain/client.ts';
import type { DepartmentKey } from '../domain/department.ts';
import type { NewId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Company, Person } from '../engine/company.ts';
import { demoNames } from '../texts/demo-names.ts';
import { happens, pick, pickBy } from './chance.ts';
import type { Writer } from './people.ts';
import type { Random } from './random.ts';

/** A client the company of the past has from its beginning. */
export interface OldClient {
  readonly name: string;
  readonly externalId: string;
  readonly size: SizeClass;
  readonly stage: ClientStage;
  readonly department: DepartmentKey;
  readonly owner: Person;
  readonly contacts: readonly { readonly name: string; readonly email: string; readonly role: string }[];
}

/** Of their contacts' e-mail. */
export const domain = 'past.demo.example';

const sizes: Readonly<Record<'private' | 'small' | 'medium' | 'large', number>> = { private: 0.12, small: 0.6, medium: 0.22, large: 0.06 };
/** so many of each ten have bought and are in the initial period with sales; the rest are served by the client department */
const everyInitial = 4;
const perClient = 0.4;

/** The clients from before: everybody who serves owns some, by turns. `fresh`: names of those who come as strangers. */
export function oldClients(
  company: Company,
  language: Language,
  random: Random,
): { readonly clients: readonly OldClient[]; readonly fresh: readonly string[] } {
  const { organisations } = demoNames[language];
  const [known, fresh] = [organisations.slice(0, -12), organisations.slice(-12)];
  const staff = (department: DepartmentKey) =>
    [...company.people.values()].filter((each) => each.department === department && each.role === 'specialist');
  const [service, sales] = [staff('client'), staff('sales')];
  const clients = known.map((organisation, n): OldClient => {
    const isInitial = n % everyInitial === 0;
    const own = isInitial ? sales : service;
    const owner = own[n % own.length];
    if (owner === undefined) throw new Error('nobody owns clients');
    // Those who have just bought are small: sales go on having room.
    const size = isInitial ? (happens(random, 0.8) ? 'small' : 'medium') : pickBy(random, sizes);
    const people = size === 'private' || random.next() > perClient ? 1 : 2;
    const contacts = Array.from({ length: people }, (_, i) => ({
      name: personName(language, random),
      email: `past-${n}-${i}@${domain}`,
      role: i === 0 ? 'director' : 'accountant',
    }));
    const isPerson = size === 'private';
    return {
      name: isPerson ? (contacts[0]?.name ?? organisation) : organisation,
      externalId: `demo-past-${n}`,
      size,
      stage: isInitial ? 'initial' : 'served',
      department: isInitial ? 'sales' : 'client',
      owner,
      contacts,
    };
  });
  return { clients, fresh };
}

export function personName(language: Language, random: Random): string {
  const { first, last } = demoNames[language];
  return `${pick(random, first)} ${pick(random, last)}`;
}

/** The table in which the clients from before come into the company, as a company's own would. */
export function tableOf(clients: readonly OldClient[], language: Language, emailOf: (id: string) => string): string {
  const header = 'name,size,stage,external_id,owner_client,owner_sales,contact,email,role,language';
  const rows = clients.flatMap((client) => {
    const email = emailOf(client.owner.id);
    const owners = client.department === 'client' ? [email, ''] : ['', email];
    return client.contacts.map(({ name, email: address, role }) =>
      [client.name, client.size, client.stage, client.externalId, ...owners, name, address, role, language].map(quoted).join(','),
    );
  });
  return [header, ...rows, ''].join('\n');
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** Somebody nobody knows. */
export function stranger(language: Language, newId: NewId): Writer {
  return {
    window: newId<'window'>(),
    contact: newId<'contact'>(),
    name: null,
    language,
    client: null,
    owners: new Map(),
    role: null,
    also: [],
    outreach: null,
    called: null,
  };
}
