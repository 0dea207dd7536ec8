import {
  type ClientFacts,
  endMembership,
  lockClients,
  lockContact,
  type Moved,
  membershipOf,
  moveConversations,
  type Share,
} from '../db/clients/attach.ts';
import { insertMemberships } from '../db/clients/memberships.ts';
import { moveOpenConversations } from '../db/clients/open-conversations.ts';
import { endOwnerships, insertOwnerships } from '../db/clients/ownerships.ts';
import { endOwnerProposals } from '../db/clients/proposals.ts';
import type { ClientWeight, SizeClass } from '../domain/client.ts';
import { createClient } from './create-client.ts';
import { type Weight, weigh } from './loads.ts';
import { type ClientTx, onRecord } from './recorded.ts';

export interface Attach {
  readonly contact: string;
  /** a client there is, or one that is made for it */
  readonly to: { readonly client: string } | { readonly newClient: { readonly name: string; readonly size: SizeClass } };
  readonly role: string | null;
  readonly reason: string;
}

export type Attached =
  /** `moved`: conversations that changed */
  | { readonly type: 'attached'; readonly client: ClientFacts; readonly record: string; readonly moved: readonly Moved[] }
  | { readonly type: 'refused'; readonly code: 'contact-not-found' | 'client-not-found' };

/**
 * Attaches a contact to the client it turns out to be of (R6). The link is dated, so it can be undone; no message moves. A client that
 * was only made for the stranger ends with it: who owned that one owns the new one, where it has no owner yet (no second owner).
 */
export async function attach(ctx: ClientTx, { contact, to, role, reason }: Attach): Promise<Attached> {
  const { tx, now, newId } = ctx;
  if (!(await lockContact(tx, contact))) return { type: 'refused', code: 'contact-not-found' };
  const before = await membershipOf(tx, contact);
  const target = 'client' in to ? to.client : await newClient(ctx, to.newClient);
  const clients = await lockClients(tx, [target, ...(before === null ? [] : [before.client])], contact);
  const client = clients.get(target);
  if (client === undefined) return { type: 'refused', code: 'client-not-found' };
  if (before?.client === target) return { type: 'attached', client, record: before.record, moved: [] };
  const former = before === null ? undefined : clients.get(before.client);
  if (before !== null) await endMembership(tx, before.record, now);
  const record = newId<'contact-client'>();
  await insertMemberships(tx, [{ id: record, contactId: contact, clientId: target, role, from: now, until: null, reason }]);
  if (former?.isLone) await carryOwners(ctx, former, client);
  // What was to become of a client that is no more is decided by that.
  if (former?.isLone) await endOwnerProposals(tx, former.id, { status: 'over', at: now });
  const isLone = former?.isLone ?? false;
  // What is open goes along to the new client; what was settled stays what it was.
  const moved = await moveConversations(tx, { contact, from: [null, ...(isLone && former ? [former.id] : [])], to: target, since: null });
  const open = before === null || isLone ? [] : await moveOpenConversations(tx, contact, before.client, target);
  await onRecord(ctx, 'contact.attached', { kind: 'contact', id: contact }, { client: target, before: before?.client ?? null, record });
  return { type: 'attached', client, record, moved: [...moved, ...open] };
}

function newClient(ctx: ClientTx, { name, size }: { readonly name: string; readonly size: SizeClass }): Promise<string> {
  return createClient(ctx, { name, size, stage: 'prospect', productLine: null, externalId: null });
}

/** Makes owners of the client that ends owners of the other, where it has none in their department. */
async function carryOwners(ctx: ClientTx, from: ClientFacts, to: ClientFacts): Promise<void> {
  const { tx, now } = ctx;
  const shares = from.owners ?? [];
  const taken = new Set((to.owners ?? []).map((each) => each.department));
  const carried = shares.filter((each) => !taken.has(each.department));
  await weigh(tx, [...weightsOf(shares, from, -1), ...weightsOf(carried, to, 1)]);
  await endOwnerships(
    tx,
    shares.map(({ id }) => id),
    now,
  );
  await beginShares(ctx, carried, to.id, 'attached');
}

/** Weighs what these owners' portfolios gain, or lose with -1, by this client (R12). */
export function weightsOf(shares: readonly Share[], { size, stage, dedicated }: ClientWeight, sign: 1 | -1): Weight[] {
  return shares.map(({ specialist, department }) => ({ specialist, department, size, stage, dedicated, sign }));
}

/** Begins ownerships as they were, or as they go along. */
export function beginShares(
  { tx, now, newId }: ClientTx,
  shares: readonly Omit<Share, 'id'>[],
  client: string,
  reason: 'attached' | 'detached',
) {
  return insertOwnerships(
    tx,
    shares.map(({ departmentId, specialist, restsOn }) => {
      const id = newId<'ownership'>();
      return { id, clientId: client, departmentId, specialistId: specialist, from: now, until: null, reason, restsOn };
    }),
  );
}
