import { type Thread, threadOfAddress, threadOfContact } from '../../db/conversations/thread.ts';
import { contactAtAddress, contactById } from '../../db/conversations/visitor.ts';
import type { ContactId } from '../../domain/ids.ts';
import type { Deps } from '../../engine/deps.ts';
import { HttpError } from '../errors.ts';
import type { VerifiedToken, Visitor } from './tokens.ts';

/** The channel's name: the account its messages come through. */
export const webchat = 'webchat';

/** What this visitor may read: the windows their own identity leads to, and nothing else. */
export async function threadOf({ db, company }: Deps, visitor: Visitor): Promise<Thread | null> {
  const contact = vouchedFor(visitor);
  if (contact !== null) return threadOfContact(db, contact);
  const account = company().accounts.get(webchat);
  return account === undefined ? null : threadOfAddress(db, account, visitor.address);
}

/** The address of whom the site's login vouches for, whatever device they use. */
export function siteAddress(contact: ContactId): string {
  return `site:${contact}`;
}

/** The contact the site's login says this is. Who came by an invite is who their own address belongs to, for as long as it does. */
export function vouchedFor({ contact, address }: Visitor): ContactId | null {
  return contact !== null && address === siteAddress(contact) ? contact : null;
}

/** The visitor as they are now: one whose join was undone is not the contact any more whom their token names. */
export async function visitorNow({ db, company, newId }: Deps, visitor: VerifiedToken): Promise<VerifiedToken> {
  if (visitor.contact === null || vouchedFor(visitor) !== null) return visitor;
  const account = company().accounts.get(webchat);
  const holder = account === undefined ? null : await contactAtAddress(db, account, visitor.address);
  return holder === visitor.contact ? visitor : { ...visitor, contact: null, window: newId() };
}

/** The same; throws where they were erased: a token that names somebody who is nobody any more opens nothing. */
export async function visitorThere(deps: Deps, visitor: VerifiedToken): Promise<VerifiedToken> {
  const now = await visitorNow(deps, visitor);
  const vouched = vouchedFor(now);
  if (vouched !== null && (await contactById(deps.db, vouched)) === null) throw new HttpError('token-invalid');
  return now;
}

/** Whose the files are that this visitor uploads. */
export function uploaderOf(visitor: Visitor): string {
  return `${webchat}:${visitor.address}`;
}

/** The key of a visitor's message in the channel: their own id of it is only unique to them. */
export function keyOf(visitor: Visitor, id: string): string {
  return `${visitor.address}/${id}`;
}
