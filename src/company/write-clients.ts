import { endMemberships, insertMemberships } from '../db/clients/memberships.ts';
import { insertClients, updateClients } from '../db/clients/write-clients.ts';
import { insertContacts, insertWindows, updateContacts } from '../db/clients/write-contacts.ts';
import type { ClientStage } from '../domain/client.ts';
import type { Writing } from './apply.ts';
import type { ClientStep, ContactStep } from './plan-clients.ts';
import type { WantedClient, WantedContact } from './wanted.ts';

/** Writes clients with their contacts; returns ids of all clients the file names. */
export async function writeClients(writing: Writing, steps: readonly ClientStep[]): Promise<ReadonlyMap<WantedClient, string>> {
  const { tx, newId, at } = writing;
  const ids = new Map(steps.map(({ current, wanted }) => [wanted, current?.id ?? newId<'client'>()]));
  const changed = steps.filter(({ difference }) => difference !== null);
  const row = ({ current, wanted }: ClientStep) => ({
    id: ids.get(wanted) ?? '',
    name: wanted.name,
    size: wanted.size ?? current?.size ?? 'small',
    stage: wanted.stage ?? current?.stage ?? stageOf(wanted),
    productLine: wanted.productLine ?? current?.productLine ?? null,
    externalId: wanted.externalId ?? current?.externalId ?? null,
    createdAt: at,
  });
  await insertClients(tx, changed.filter(({ current }) => current === null).map(row), at);
  await updateClients(tx, changed.filter(({ current }) => current !== null).map(row), at);
  const contacts = steps.flatMap((step) => step.contacts.map((contact) => ({ contact, clientId: ids.get(step.wanted) ?? '' })));
  await writeContacts(
    writing,
    contacts.filter(({ contact }) => contact.difference !== null),
  );
  return ids;
}

/** Finds where a client begins whose stage the file does not name: served by the client department, else with sales for the initial period. */
function stageOf({ owners }: WantedClient): ClientStage {
  if (owners['client'] !== undefined) return 'served';
  return owners['sales'] === undefined ? 'prospect' : 'initial';
}

type Placed = { readonly contact: ContactStep; readonly clientId: string };

async function writeContacts(writing: Writing, placed: readonly Placed[]): Promise<void> {
  const { tx } = writing;
  const rows = rowsOf(writing, placed);
  const fresh = rows.filter(({ isNew, isFirst }) => isNew && isFirst);
  const known = rows.filter(({ isNew, isFirst }) => !isNew && isFirst).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const blank = { lastSeq: 0, lastChange: 0, seenSeq: 0, chosenClientId: null, tell: null };
  await insertWindows(
    tx,
    fresh.map(({ id, windowId }) => ({ ...blank, id: windowId, contactId: id })),
  );
  await insertContacts(tx, fresh);
  await updateContacts(tx, known);
  await writePlaces(
    writing,
    rows.filter(({ joins }) => joins),
  );
}

/** A row for each entry of the file; of a person it has at several clients the first one is written, and the others are places of theirs. */
function rowsOf({ newId, at }: Writing, placed: readonly Placed[]) {
  const ids = new Map<WantedContact, string>();
  for (const { contact } of placed) {
    const known = contact.again === null ? undefined : ids.get(contact.again);
    ids.set(contact.wanted, known ?? contact.current?.id ?? newId<'contact'>());
  }
  return placed.map(({ contact: { current, wanted, again, joins, role, leaves }, clientId }) => ({
    isNew: current === null,
    isFirst: again === null || !ids.has(again),
    joins,
    leaves,
    clientId,
    memberRole: wanted.role ?? role,
    id: ids.get(wanted) ?? '',
    windowId: newId<'window'>(),
    name: wanted.name,
    language: wanted.language ?? current?.language ?? ('ru' as const),
    email: wanted.email ?? current?.email ?? null,
    phone: wanted.phone ?? current?.phone ?? null,
    siteId: wanted.siteId ?? current?.siteId ?? null,
    telegramId: wanted.telegram ?? current?.telegram ?? null,
    createdAt: at,
    ratingAskedAt: null,
    erasedAt: null,
  }));
}

/** Begins places at clients, and ends the ones they take the place of. */
async function writePlaces({ tx, newId, at, reason }: Writing, joining: ReturnType<typeof rowsOf>): Promise<void> {
  const ended = joining.flatMap(({ id, leaves, clientId }) =>
    [...(leaves === null ? [] : [leaves]), clientId].map((each) => [id, each] as const),
  );
  await endMemberships(
    tx,
    ended.map(([contactId, clientId]) => ({ contactId, clientId })),
    at,
  );
  const begun = { from: at, until: null, reason };
  await insertMemberships(
    tx,
    joining.map(({ id, clientId, memberRole }) => ({ id: newId<'contact-client'>(), contactId: id, clientId, role: memberRole, ...begun })),
  );
}
