import type { OwnedClient } from './client.ts';
import type { DepartmentKey } from './department.ts';
import type { Policy } from './policy.ts';
import { servingRow } from './serving.ts';

/** All that the end of an ownership is decided on, besides the policy. Plain data, stored whole; ms since 1970. */
export interface ExpiryFacts {
  readonly department: DepartmentKey;
  /** since when they have owned it, by nothing but a first assignment */
  readonly from: number;
  readonly client: Pick<OwnedClient, 'size' | 'stage' | 'deals'> & { readonly ownedIn: readonly DepartmentKey[] };
  /** a handover out of the department is still to come */
  readonly isOnItsWay: boolean;
  /** somebody talks with the client */
  readonly isTalking: boolean;
  /** what it rested on alone, a conversation, is about another client */
  readonly isNamedOtherwise?: boolean;
}

export type Expiry = 'no-deal' | 'not-asked-for' | 'named-otherwise';

const dayMs = 86_400_000;
/** Holds where the policy names no number. */
const usualDays = 90;

/** Finds what made before this time, by a first assignment alone, ends without a deal (R12). */
export function expiresBefore({ ownershipDays = usualDays }: Policy, now: Date): Date {
  return new Date(now.getTime() - ownershipDays * dayMs);
}

/**
 * Why an ownership that rests on a first assignment ends now; null: it does not. It began with a conversation that turned out to be about
 * another client, and nothing else of this one was theirs; that ends it at once. Else, after the days: no deal has followed, or the client's stage asks for no
 * owner in the department: up to the end of the initial period sales go before whoever else had the client first, and a handover that is
 * still to come keeps the client where it is (R12, R15).
 */
export function expiryOf(
  policy: Policy,
  { department, from, client, isOnItsWay, isTalking, isNamedOtherwise }: ExpiryFacts,
  now: Date,
): Expiry | null {
  if (isNamedOtherwise === true) return 'named-otherwise';
  if (isTalking || from >= expiresBefore(policy, now).getTime()) return null;
  const { stage, deals, ownedIn } = client;
  if (stage === 'prospect' && deals === 0) return 'no-deal';
  if (isOnItsWay) return null;
  const row = servingRow(client, policy.serving);
  if (row !== undefined) return row.department === department ? null : 'not-asked-for';
  const isEarly = stage === 'prospect' || stage === 'initial';
  const isElsewhere = isEarly ? department !== 'sales' && ownedIn.includes('sales') : department !== 'client';
  return isElsewhere ? 'not-asked-for' : null;
}
