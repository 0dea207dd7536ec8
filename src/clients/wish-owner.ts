import { type ClientRow, ownershipsOf } from '../db/clients/listed.ts';
import { hasHead } from '../engine/assign/proposal.ts';
import type { Company } from '../engine/company.ts';
import { type Actor, mayIn, reachOf } from '../people/access.ts';
import { type Given, giveClient, type OwnerWish } from './give-client.ts';
import { type OwnerProposed, proposeOwner } from './propose-owner.ts';
import type { ClientTx } from './recorded.ts';

/** Who decides whose a client is in a department: whoever asks, its head, or the director. */
export type OwnerDecider = 'you' | 'head' | 'director';

/**
 * Says who decides about a client's owner in a department, when somebody wishes for another (R8, R12). Null: they have nothing to do with the
 * client, being neither its owner nor a head of where it is owned.
 */
export async function ownerDecider(
  { tx }: Pick<ClientTx, 'tx'>,
  company: Company,
  by: Actor,
  client: string,
  department: string,
): Promise<OwnerDecider | null> {
  if (mayIn(by, 'client.give', department)) return 'you';
  if (reachOf(by, 'client.give') === 'none') return null;
  const owners = (await ownershipsOf(tx, client)).filter((each) => each.until === null);
  const isTheirs = owners.some((each) => each.specialistId === by.id || mayIn(by, 'client.give', each.department));
  if (!isTheirs) return null;
  const found = company.departments.find(({ key }) => key === department);
  return found === undefined || hasHead(company, found) ? 'head' : 'director';
}

/** Gives the client to whoever is wished for where this person decides, else proposes it to who does. The client comes from `lockForOwner`. */
export async function wishOwner(
  ctx: ClientTx,
  company: Company,
  by: Actor,
  client: ClientRow,
  wish: OwnerWish,
): Promise<Given | OwnerProposed | { readonly type: 'refused'; readonly code: 'forbidden' }> {
  const decides = await ownerDecider(ctx, company, by, client.id, wish.department);
  if (decides === null) return { type: 'refused', code: 'forbidden' };
  return decides === 'you' ? giveClient(ctx, company, client, wish) : proposeOwner(ctx, company, client, wish);
}
