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

export interface OwnedClient {
  readonly size: SizeClass;
  readonly stage: ClientStage;
  readonly ownedIn: ReadonlySet<DepartmentKey>;
}

/**
 * The department that serves a known client's next conversation: sales up to the end of the initial period, then the client department
 * (R6, R17). A large one that nobody serves yet is with sales, whoever entered it (R4).
 */
export function servingDepartment(client: OwnedClient): DepartmentKey {
  const early = client.stage === 'prospect' || client.stage === 'initial';
  const isLarge = client.size === 'large' || client.size === 'key';
  return early && (client.ownedIn.has('sales') || (isLarge && !client.ownedIn.has('client'))) ? 'sales' : 'client';
}
