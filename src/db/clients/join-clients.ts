import type { ClientId, ContactId, NewId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, named } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { type ClientFacts, endMembership, lockClients, type Membership, membershipsOf } from './attach.ts';
import { followOwners } from './follow-owners.ts';
import type { Join } from './join.ts';
import { insertMemberships } from './memberships.ts';
import { endOwnerships } from './ownerships.ts';
import { endOwnerProposals } from './proposals.ts';
import { weigh, weighShares } from './weigh.ts';

/*
 * Two contacts who are one person are of the clients of both. A client that was only made for a stranger ends with that: who turns out to be
 * of another was never a client of their own (R6).
 */

/** A membership that ended with a join, as it was. */
export interface PlaceLeft {
  readonly contact: ContactId;
  readonly client: ClientId;
  readonly role: string | null;
  readonly reason: string;
}

/** What a join changed of who is of which client, so that it can be undone. */
export interface ClientsJoined {
  readonly left: readonly PlaceLeft[];
  /** clients the contact is of by it alone */
  readonly gained: readonly ClientId[];
  /** clients that ended with it */
  readonly over: readonly ClientId[];
  /** conversations of those, and whose they were */
  readonly about: readonly About[];
}

const c = named(schema.conversation, 'c');
const was = named(schema.conversation, 'was');
const set = bare(schema.conversation);
const task = bare(schema.task);
const aboutShape = { conversation: was.id, client: was.clientId };

interface About {
  readonly conversation: string;
  readonly client: string | null;
}

const among = 'in (select unnest($1::text::uuid[]))';

const nameOtherwise = statement<About>(
  `update ${c} set ${set.clientId} = $3::text::uuid from ${was} where ${was.id} = ${c.id} and ${c.contactId} ${among}
     and ${c.clientId} in (select unnest($2::text::uuid[])) returning ${columns(aboutShape)}`,
);

const tasksFollow = statement(
  `update ${task} set ${task.clientId} = $3::text::uuid where ${task.contactId} ${among}
     and ${task.clientId} in (select unnest($2::text::uuid[])) and ${task.doneAt} is null`,
);

interface Place extends Membership {
  readonly contact: ContactId;
  readonly isLone: boolean;
}

interface Both {
  readonly stranger: ContactId;
  readonly contact: ContactId;
}

/** Makes the contact a member of what the stranger was of; `client`: the only one it is of then, or the one the proof named. */
export async function joinClients(
  tx: Queries,
  { client: wanted, at, newId }: Pick<Join, 'client' | 'at' | 'newId'>,
  { stranger, contact }: Both,
): Promise<ClientsJoined & { readonly client: ClientId | null }> {
  const [theirs, own] = [await membershipsOf(tx, stranger), await membershipsOf(tx, contact)];
  const ids = [...theirs, ...own].map((each) => each.client);
  const facts = ids.length === 0 ? new Map<string, ClientFacts>() : await lockClients(tx, ids, stranger);
  const seen = ids.length === 0 ? facts : await lockClients(tx, ids, contact);
  const places: readonly Place[] = [
    ...own.map((each) => ({ ...each, contact, isLone: seen.get(each.client)?.isLone === true })),
    ...theirs.map((each) => ({ ...each, contact: stranger, isLone: facts.get(each.client)?.isLone === true })),
  ];
  const kept = keptOf(places);
  const over = places.filter((each) => !kept.includes(each));
  const left = places.filter((each) => each.contact === stranger || over.includes(each));
  const gained = kept.filter((each) => each.contact === stranger && !own.some(({ client }) => client === each.client));
  for (const each of left) await endMembership(tx, each.record, at);
  await insertMemberships(
    tx,
    gained.map(({ client, role, reason }) => beginning({ contact, client, role, reason }, { at, newId })),
  );
  const clients = [...new Set(kept.map((each) => each.client))];
  const client = clients.find((each) => each === wanted) ?? (clients.length === 1 ? (clients[0] ?? null) : null);
  const gone = over.map((each) => each.client);
  const about = gone.length === 0 ? [] : await endClients(tx, over, { facts, client, at, contacts: [stranger, contact] });
  return { left: left.map(placeLeft), gained: gained.map((each) => each.client), over: gone, about, client };
}

const placeLeft = ({ contact, client, role, reason }: Place): PlaceLeft => ({ contact, client, role, reason });

/** What was only made for one of the two goes, save where there is nothing else: then the contact's own stays, or what they had first. */
function keptOf(places: readonly Place[]): readonly Place[] {
  const real = places.filter((each) => !each.isLone);
  return real.length > 0 ? real : places.slice(0, 1);
}

export function beginning({ contact, client, role, reason }: PlaceLeft, { at, newId }: { readonly at: Date; readonly newId: NewId }) {
  return { id: newId<'contact-client'>(), contactId: contact, clientId: client, role, from: at, until: null, reason };
}

interface Ending {
  readonly facts: ReadonlyMap<string, ClientFacts>;
  /** whose their conversations are from now on; null: it has to be said */
  readonly client: ClientId | null;
  readonly at: Date;
  readonly contacts: readonly ContactId[];
}

/** Nobody owns what is no client any more; what was written for it is for the one they are of. */
async function endClients(tx: Queries, over: readonly Place[], { facts, client, at, contacts }: Ending): Promise<readonly About[]> {
  const gone = over.flatMap((each) => facts.get(each.client) ?? []);
  for (const { id } of gone) await endOwnerProposals(tx, id, at);
  const which = [uuids(contacts), uuids(gone.map(({ id }) => id)), client] as const;
  const about = await nameOtherwise(tx, [...which]);
  await tasksFollow(tx, [...which]);
  await endOwnerships(
    tx,
    gone.flatMap(({ owners }) => (owners ?? []).map(({ id }) => id)),
    at,
  );
  await weigh(
    tx,
    gone.flatMap((each) => weighShares(each.owners ?? [], each, -1)),
  );
  const followed = client === null ? [] : [client];
  await followOwners(tx, [...gone.map(({ id }) => id), ...followed], at);
  return about;
}
