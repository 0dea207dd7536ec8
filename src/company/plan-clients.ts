import type { CurrentClient, CurrentCompany, CurrentContact } from './current.ts';
import { type Difference, fieldChanges } from './difference.ts';
import type { Mistake } from './mistake.ts';
import { emailKey, type WantedClient, type WantedContact } from './wanted.ts';

export interface ContactStep {
  readonly current: CurrentContact | null;
  readonly wanted: WantedContact;
  /** the file has them at another client too, there first: the same person */
  readonly again: WantedContact | null;
  /** they are of the client already */
  readonly isHere: boolean;
  /** begins or changes their place at the client */
  readonly joins: boolean;
  /** what they were there, or at the client they leave */
  readonly role: string | null;
  /** the only client they are of, where the file has them no more */
  readonly leaves: string | null;
  /** null: nothing changes */
  readonly difference: Difference | null;
}

export interface ClientStep {
  readonly current: CurrentClient | null;
  readonly wanted: WantedClient;
  readonly contacts: readonly ContactStep[];
  readonly difference: Difference | null;
}

/** Plans a step for every client of the file, also where nothing changes. Clients and contacts it does not name are left alone. */
export function planClients(current: CurrentCompany, wanted: readonly WantedClient[]): { steps: ClientStep[]; mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const matched = matchClients(current, wanted);
  const steps = wanted.map((client): ClientStep => {
    const found = matched.get(client) ?? null;
    if (found === 'ambiguous')
      mistakes.push({ ...client.place, severity: 'mistake', code: 'ambiguous-client', params: { name: client.name } });
    const match = found === 'ambiguous' ? null : found;
    return { current: match, wanted: client, contacts: [], difference: clientDifference(match, client) };
  });
  const file: File = { current, steps, used: new Set(), people: [] };
  const withContacts = steps.map((step) => ({
    ...step,
    contacts: step.wanted.contacts.map((contact) => contactStep(file, step, contact)),
  }));
  mistakes.push(...withContacts.flatMap(({ contacts }) => contacts.flatMap((each) => conflicts(current, each))));
  return { steps: withContacts, mistakes };
}

type Match = CurrentClient | 'ambiguous';

/**
 * By the company's own id, then by name, then (renamed) by contacts who all belong to one client: each for the whole file, so
 * that a client whose name stays is never taken for one that was renamed.
 */
function matchClients(current: CurrentCompany, wanted: readonly WantedClient[]): ReadonlyMap<WantedClient, Match> {
  const matched = new Map<WantedClient, Match>();
  const taken = new Set<string>();
  for (const way of [byExternalId, byName, byContacts]) {
    for (const client of wanted.filter((each) => !matched.has(each))) {
      const free = current.clients.filter(({ id }) => !taken.has(id));
      const found = way(free, client, current);
      if (found === undefined) continue;
      matched.set(client, found);
      if (found !== 'ambiguous') taken.add(found.id);
    }
  }
  return matched;
}

type Way = (free: readonly CurrentClient[], wanted: WantedClient, current: CurrentCompany) => Match | undefined;

const byExternalId: Way = (free, { externalId }) => free.find((each) => externalId !== undefined && each.externalId === externalId);

const byName: Way = (free, wanted, current) => {
  const named = free.filter((each) => each.name === wanted.name && !isAnother(each, wanted));
  if (named.length <= 1) return named[0];
  const homes = homesOf(wanted, current);
  const homely = named.filter(({ id }) => homes.has(id));
  return homely.length === 1 ? homely[0] : 'ambiguous';
};

const byContacts: Way = (free, wanted, current) => {
  const homes = homesOf(wanted, current);
  return homes.size === 1 ? free.find((each) => homes.has(each.id) && !isAnother(each, wanted)) : undefined;
};

/** Whether the company's own systems know them apart. */
function isAnother(each: CurrentClient, { externalId }: WantedClient): boolean {
  return externalId !== undefined && each.externalId !== null && each.externalId !== externalId;
}

/** Finds the clients the contacts belong to now. */
function homesOf({ contacts }: WantedClient, current: CurrentCompany): ReadonlySet<string> {
  return new Set(contacts.flatMap((contact) => byAddress(current, contact)?.homes.map(({ client }) => client) ?? []));
}

function clientDifference(from: CurrentClient | null, to: WantedClient): Difference | null {
  const fields = fieldChanges([
    ['name', from?.name, from === null ? undefined : to.name],
    ['size', from?.size, to.size],
    ['stage', from?.stage, to.stage],
    ['product_line', from?.productLine, to.productLine],
    ['external_id', from?.externalId, to.externalId],
  ]);
  if (from === null) return { act: 'create', kind: 'client', name: to.name, fields };
  return fields.length === 0 ? null : { act: 'change', kind: 'client', name: from.name, fields };
}

/** A file as its contacts are planned, one after the other. */
interface File {
  readonly current: CurrentCompany;
  readonly steps: readonly ClientStep[];
  /** contacts of the database that somebody of the file is */
  readonly used: Set<string>;
  /** whom the file has named so far */
  readonly people: ContactStep[];
}

/** Whether two entries of a file, at two clients, are one person: by an address they share, and by name. */
export function isSamePerson(a: WantedContact, b: WantedContact): boolean {
  const shared = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && emailKey(one) === emailKey(other);
  return a.name === b.name && (shared(a.email, b.email) || shared(a.telegram, b.telegram) || shared(a.siteId, b.siteId));
}

function contactStep(file: File, step: ClientStep, contact: WantedContact): ContactStep {
  const first = file.people.find((each) => isSamePerson(each.wanted, contact));
  const planned = planContact(file, step, contact, first ?? null);
  file.people.push(planned);
  return planned;
}

function planContact(file: File, { current: client, wanted }: ClientStep, contact: WantedContact, first: ContactStep | null): ContactStep {
  const { current, used } = file;
  const addressed = byAddress(current, contact, used);
  const inside = current.contacts.find(
    (each) => client !== null && each.homes.some((home) => home.client === client.id) && each.name === contact.name && !used.has(each.id),
  );
  const found = first === null ? (addressed ?? inside ?? null) : first.current;
  if (found !== null) used.add(found.id);
  const home = found?.homes.find((each) => each.client === client?.id);
  const isHere = home !== undefined;
  const leaves = found === null || isHere ? null : leftBy(file, contact, found);
  const role = home?.role ?? (leaves === null ? null : (found?.homes[0]?.role ?? null));
  const clientName = (id: string | null) => current.clients.find((each) => each.id === id)?.name ?? null;
  const fields = fieldChanges([
    ['name', found?.name, found === null ? undefined : contact.name],
    ['client', clientName(leaves), found === null || isHere ? undefined : wanted.name],
    ['role', role ?? undefined, contact.role],
    [
      'email',
      found?.email,
      found?.email != null && contact.email !== undefined && emailKey(found.email) === emailKey(contact.email) ? undefined : contact.email,
    ],
    ['phone', found?.phone, contact.phone],
    ['telegram', found?.telegram, contact.telegram],
    ['site_id', found?.siteId, contact.siteId],
    ['language', found?.language, contact.language],
  ]);
  const joins = !isHere || (contact.role !== undefined && contact.role !== role);
  const step = { current: found, wanted: contact, again: first?.wanted ?? null, isHere, joins, role, leaves };
  if (found !== null && fields.length === 0 && !joins) return { ...step, difference: null };
  const difference: Difference = {
    act: found === null ? 'create' : 'change',
    kind: 'contact',
    name: contact.name,
    of: wanted.name,
    fields,
  };
  return { ...step, difference };
}

/** The only client somebody is of, where the file has them elsewhere and not there any more: they moved. */
function leftBy({ steps }: File, contact: WantedContact, { homes }: CurrentContact): string | null {
  const [home, ...others] = homes;
  if (home === undefined || others.length > 0) return null;
  const stays = steps.some(
    ({ current, wanted }) => current?.id === home.client && wanted.contacts.some((each) => isSamePerson(each, contact)),
  );
  return stays ? null : home.client;
}

function byAddress(current: CurrentCompany, contact: WantedContact, used: ReadonlySet<string> = new Set()): CurrentContact | undefined {
  const { siteId, telegram, email } = contact;
  const free = current.contacts.filter(({ id }) => !used.has(id));
  return (
    free.find((each) => siteId !== undefined && each.siteId === siteId) ??
    free.find((each) => telegram !== undefined && each.telegram === telegram) ??
    free.find((each) => email !== undefined && each.email !== null && emailKey(each.email) === emailKey(email))
  );
}

/** Finds two addresses of one person in the file that belong to two people in the database. */
function conflicts(current: CurrentCompany, { current: found, wanted }: ContactStep): Mistake[] {
  const others = current.contacts.filter(({ id }) => id !== found?.id);
  const mistake = (field: string): Mistake => ({
    ...wanted.place,
    severity: 'mistake',
    code: 'contact-conflict',
    params: { name: wanted.name, field },
  });
  return [
    ...(others.some((each) => wanted.siteId !== undefined && each.siteId === wanted.siteId) ? [mistake('site_id')] : []),
    ...(others.some((each) => wanted.telegram !== undefined && each.telegram === wanted.telegram) ? [mistake('telegram')] : []),
  ];
}
