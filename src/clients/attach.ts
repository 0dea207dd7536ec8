import {
  type ClientFacts,
  endMembership,
  lockClients,
  lockContact,
  type Moved,
  membershipsOf,
  moveConversations,
  type Share,
} from '../db/clients/attach.ts';
import { followOwners } from '../db/clients/follow-owners.ts';
import { reconsiderOwners } from '../db/clients/founded.ts';
import { insertMemberships } from '../db/clients/memberships.ts';
import { moveOpenConversations } from '../db/clients/open-conversations.ts';
import { endOwnerships, insertOwnerships } from '../db/clients/ownerships.ts';
import { endOwnerProposals } from '../db/clients/proposals.ts';
import { weigh, weighShares } from '../db/clients/weigh.ts';
import { countAgain } from '../db/reports/again.ts';
import type { SizeClass } from '../domain/client.ts';
import { createClient } from './create-client.ts';
import { type ClientTx, onRecord } from './recorded.ts';

export interface Attach {
  readonly contact: string;
  /** a client there is, or one that is made for it */
  readonly to: { readonly client: string } | { readonly newClient: { readonly name: string; readonly size: SizeClass } };
  /** they stay with the client they are of, too: somebody who serves several */
  readonly also?: boolean;
  readonly role: string | null;
  readonly reason: string;
}

export type Attached =
  /** `moved`: conversations that changed */
  | { readonly type: 'attached'; readonly client: ClientFacts; readonly record: string; readonly moved: readonly Moved[] }
  | { readonly type: 'refused'; readonly code: 'contact-not-found' | 'client-not-found' };

/**
 * Attaches a contact to the client it turns out to be of (R6). The link is dated, so it can be undone; no message moves. A client that
 * was only made for the stranger ends with it: who owned that one owns the new one, where it has no owner yet (no second owner). Of one they
 * were of besides they stay with `also`, and where they are of several; else the new one takes its place.
 */
export async function attach(ctx: ClientTx, { contact, to, also = false, role, reason }: Attach): Promise<Attached> {
  const { tx, now, newId } = ctx;
  if (!(await lockContact(tx, contact))) return { type: 'refused', code: 'contact-not-found' };
  const before = await membershipsOf(tx, contact);
  const target = 'client' in to ? to.client : await newClient(ctx, to.newClient);
  const clients = await lockClients(tx, [target, ...before.map((each) => each.client)], contact);
  const client = clients.get(target);
  if (client === undefined) return { type: 'refused', code: 'client-not-found' };
  const here = before.find((each) => each.client === target);
  if (here !== undefined) return { type: 'attached', client, record: here.record, moved: [] };
  const lone = before.flatMap((each) => (clients.get(each.client)?.isLone ? [each] : []));
  const own = before.filter((each) => !lone.includes(each));
  const replaced = also || own.length > 1 ? [] : own;
  for (const { record } of [...lone, ...replaced]) await endMembership(tx, record, now);
  const record = newId<'contact-client'>();
  await insertMemberships(tx, [{ id: record, contactId: contact, clientId: target, role, from: now, until: null, reason }]);
  for (const each of lone) {
    await carryOwners(ctx, clients.get(each.client) as ClientFacts, client);
    // What was to become of a client that is no more is decided by that.
    await endOwnerProposals(tx, each.client, now);
  }
  // What is open goes along to the new client; what was settled stays what it was. What names no client may be any of several.
  const isOnly = own.length === replaced.length;
  const from = [...(isOnly ? [null] : []), ...lone.map((each) => each.client)];
  const moved = from.length === 0 ? [] : await moveConversations(tx, { contact, from, to: target, since: null });
  const open: Moved[] = [];
  for (const each of replaced) open.push(...(await moveOpenConversations(tx, contact, each.client, target)));
  await countAgain(tx, [contact]);
  await reconsiderOwners(tx, new Map(replaced.map((each) => [each.client, now])));
  const data = { client: target, before: replaced[0]?.client ?? lone[0]?.client ?? null, record, ...(!isOnly && { also: true }) };
  await onRecord(ctx, 'contact.attached', { kind: 'contact', id: contact }, data);
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
  await weigh(tx, [...weighShares(shares, from, -1), ...weighShares(carried, to, 1)]);
  await endOwnerships(
    tx,
    shares.map(({ id }) => id),
    now,
  );
  await beginShares(ctx, carried, to.id, 'attached');
  await followOwners(tx, [from.id], now);
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
