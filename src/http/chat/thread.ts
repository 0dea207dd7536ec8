import { type Thread, threadOfAddress, threadOfContact } from '../../db/conversations/thread.ts';
import type { Deps } from '../../engine/deps.ts';
import type { Visitor } from './tokens.ts';

/** The channel's name: the account its messages come through. */
export const webchat = 'webchat';

/** What this visitor may read: the windows their own identity leads to, and nothing else. */
export async function threadOf({ db, company }: Deps, visitor: Visitor): Promise<Thread | null> {
  if (visitor.contact !== null) return threadOfContact(db, visitor.contact);
  const account = company().accounts.get(webchat);
  return account === undefined ? null : threadOfAddress(db, account, visitor.address);
}

/** Whose the files are that this visitor uploads. */
export function uploaderOf(visitor: Visitor): string {
  return `${webchat}:${visitor.address}`;
}

/** The key of a visitor's message in the channel: their own id of it is only unique to them. */
export function keyOf(visitor: Visitor, id: string): string {
  return `${visitor.address}/${id}`;
}
