import type { DepartmentKey } from './department.ts';

export const sizeClasses = ['private', 'small', 'medium', 'large', 'key'] as const;

/** How big a client is; decides its weight in a portfolio (R12). */
export type SizeClass = (typeof sizeClasses)[number];

/** What decides how much of a portfolio a client takes (R12). */
export interface ClientWeight {
  readonly size: SizeClass;
  /** departments where it is dedicated: a head made it the whole work of one person; null: none */
  readonly dedicated: readonly DepartmentKey[] | null;
}

export const clientStages = ['prospect', 'initial', 'served', 'dormant', 'lost'] as const;

/** Where a client stands: until the first deal a prospect, then with sales for the initial period, then served (R17). */
export type ClientStage = (typeof clientStages)[number];

/** What an ownership rests on: that somebody had the client first, a handover, or somebody's word (R12). */
export type OwnershipBasis = 'first-assignment' | 'handover' | 'hand';

export interface OwnedClient {
  readonly size: SizeClass;
  readonly stage: ClientStage;
  readonly ownedIn: ReadonlySet<DepartmentKey>;
}

/** Whether a client is of a size that is met in person (R4). */
export function isLarge({ size }: Pick<OwnedClient, 'size'>): boolean {
  return size === 'large' || size === 'key';
}

/** Whether a client is served already: a deal, a payment or a handover has happened, or the company says so. */
export function isServed({ stage }: Pick<OwnedClient, 'stage'>): boolean {
  return stage !== 'prospect';
}

/** Whether it is a large newcomer: large, and not served yet. It always goes to sales, whoever owns it (R4). */
export function isLargeNewcomer(client: Pick<OwnedClient, 'size' | 'stage'>): boolean {
  return isLarge(client) && !isServed(client);
}

/**
 * The department that serves a known client's next conversation: sales up to the end of the initial period, then the client department
 * (R6, R17). A large newcomer is with sales, whoever entered it and whoever owns it (R4).
 */
export function servingDepartment(client: OwnedClient): DepartmentKey {
  if (isLargeNewcomer(client)) return 'sales';
  const early = client.stage === 'prospect' || client.stage === 'initial';
  return early && (client.ownedIn.has('sales') || (isLarge(client) && !client.ownedIn.has('client'))) ? 'sales' : 'client';
}
