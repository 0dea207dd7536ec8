import {
  type ClientFacts,
  endMembership,
  lockClients,
  lockContact,
  type Membership,
  type Moved,
  membershipBefore,
  membershipsOf,
  moveConversations,
  sharesEnded,
  stayedUntil,
} from '../db/clients/attach.ts';
import { followOwners } from '../db/clients/follow-owners.ts';
import { reconsiderOwners } from '../db/clients/founded.ts';
import { addReason, hasContacts, insertMemberships, membershipBegan } from '../db/clients/memberships.ts';
import { moveOpenConversations } from '../db/clients/open-conversations.ts';
import { endOwnerships, sharesCarried } from '../db/clients/ownerships.ts';
import { weigh, weighShares } from '../db/clients/weigh.ts';
import { countAgain } from '../db/reports/again.ts';
import { beginShares } from './attach.ts';
import { type ClientTx, onRecord } from './recorded.ts';

export interface Detach {
  readonly contact: string;
  /** the record that made them the client's; it must be the current one */
  readonly record: string;
  readonly reason: string;
}

export type Detached =
  | { readonly type: 'detached'; readonly client: ClientFacts | null; readonly record: string | null; readonly moved: readonly Moved[] }
  | { readonly type: 'refused'; readonly code: 'contact-not-found' | 'not-attached' };

/** Undoes an attachment: the contact belongs to whom it belonged to before, if to nobody else by now, and owners of what had ended with it own that again. */
export async function detach(ctx: ClientTx, { contact, record, reason }: Detach): Promise<Detached> {
  const { tx, now, newId } = ctx;
  if (!(await lockContact(tx, contact))) return { type: 'refused', code: 'contact-not-found' };
  const memberships = await membershipsOf(tx, contact);
  const place = memberships.find((each) => each.record === record);
  if (place === undefined) return { type: 'refused', code: 'not-attached' };
  const others = memberships.filter((each) => each.record !== record);
  // Who has another client needs none of before; of several it is not said here whose what is open is.
  if (others.length > 0) return leave(ctx, contact, { place, reason, to: others.length === 1 ? (others[0]?.client ?? null) : null });
  const before = await membershipBefore(tx, contact, record);
  const clients = await lockClients(tx, [place.client, ...(before === null ? [] : [before.client])], contact);
  const since = await stayedUntil(tx, contact, place.client);
  await endMembership(tx, record, now);
  const back = before === null ? null : newId<'contact-client'>();
  if (before !== null && back !== null) {
    // The reason of the row before comes back too: what made a client of a stranger's first message is known by it.
    const row = { contactId: contact, clientId: before.client, role: before.role, from: now, until: null, reason: before.reason };
    await insertMemberships(tx, [{ id: back, ...row }]);
    await ownAgain(ctx, place, before, clients);
  }
  const moved = await moveConversations(tx, { contact, from: [place.client], to: before?.client ?? null, since });
  await countAgain(tx, [contact]);
  await reconsiderOwners(tx, new Map([place, ...(before === null ? [] : [before])].map((each) => [each.client, now])));
  await onRecord(ctx, 'contact.detached', { kind: 'contact', id: contact }, { client: place.client, record, back: before?.client ?? null });
  // The reason is for people, so it is kept in the dated row and not in the audit.
  await addReason(tx, record, reason);
  return { type: 'detached', client: (before !== null && clients.get(before.client)) || null, record: back, moved };
}

/** They are of one client less: what is open is not its matter any more, and what was settled with it stays so. */
async function leave(
  ctx: ClientTx,
  contact: string,
  { place, reason, to }: { readonly place: Membership; readonly reason: string; readonly to: string | null },
): Promise<Detached> {
  const { tx, now } = ctx;
  const clients = await lockClients(tx, [place.client, ...(to === null ? [] : [to])], contact);
  await endMembership(tx, place.record, now);
  const moved = await moveOpenConversations(tx, contact, place.client, to);
  await countAgain(tx, [contact]);
  await reconsiderOwners(tx, new Map([[place.client, now], ...(to === null ? [] : [[to, now] as const])]));
  const data = { client: place.client, record: place.record, back: null };
  await onRecord(ctx, 'contact.detached', { kind: 'contact', id: contact }, data);
  await addReason(tx, place.record, reason);
  return { type: 'detached', client: (to !== null && clients.get(to)) || null, record: null, moved };
}

async function ownAgain(ctx: ClientTx, place: Membership, before: Membership, clients: ReadonlyMap<string, ClientFacts>): Promise<void> {
  const { tx, now } = ctx;
  const [from, to] = [clients.get(place.client), clients.get(before.client)];
  const began = await membershipBegan(tx, place.record);
  if (from === undefined || to === undefined || began === null) return;
  const shares = await sharesEnded(tx, to.id, began);
  // What was carried over to the client that is left goes, unless others are there to be served.
  const carried = (await hasContacts(tx, from.id)) ? [] : await sharesCarried(tx, from.id, began);
  await weigh(tx, [...weighShares(carried, from, -1), ...weighShares(shares, to, 1)]);
  await endOwnerships(
    tx,
    carried.map(({ id }) => id),
    now,
  );
  await beginShares(ctx, shares, to.id, 'detached');
  await followOwners(tx, [from.id], now);
}
