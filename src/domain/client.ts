import { type DepartmentKey, ownsClients } from './department.ts';
import { isLarge, isLargeNewcomer } from './newcomer.ts';
import { type ServingRow, servingRow } from './serving.ts';

export const sizeClasses = ['private', 'small', 'medium', 'large', 'key'] as const;

/** How big a client is; decides its weight in a portfolio (R12). */
export type SizeClass = (typeof sizeClasses)[number];

/** What decides how much of a portfolio a client takes (R12). */
export interface ClientWeight {
  readonly size: SizeClass;
  /** one that is lost is no work */
  readonly stage: ClientStage;
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
  /** deals on record */
  readonly deals: number;
}

/**
 * The department that serves a known client's next conversation (R6, R17). A large newcomer is with sales, whoever entered it, whoever
 * owns it, and whatever the table says (R4). Else it is what the policy's table names for its size, else sales up to the end of the
 * initial period, then the client department; a prospect stays where the tree's leaf took it.
 */
export function servingDepartment(client: OwnedClient, table: readonly ServingRow[] | undefined): DepartmentKey {
  const row = servingRow(client, table);
  if (row !== undefined) return row.department;
  if (isLargeNewcomer(client)) return 'sales';
  const { ownedIn } = client;
  if (!isEarly(client)) return 'client';
  if (ownedIn.has('sales') || (isLarge(client) && !ownedIn.has('client'))) return 'sales';
  return ownedIn.has('client') ? 'client' : ([...ownedIn].toSorted()[0] ?? 'client');
}

/**
 * Whether a first assignment in a department makes an ownership there: nobody in it owns the client yet, and its stage asks for an owner
 * there (R12). That is the department the table names; else, up to the end of the initial period, sales or whoever had the client first,
 * and then the client department. A conversation that is passed on elsewhere makes no owner (R15).
 */
export function asksForOwner(client: OwnedClient, department: DepartmentKey, table: readonly ServingRow[] | undefined): boolean {
  if (!ownsClients(department) || client.ownedIn.has(department)) return false;
  if (department === servingDepartment(client, table)) return true;
  if (servingRow(client, table) !== undefined || !isEarly(client)) return false;
  return department === 'sales' || (client.ownedIn.size === 0 && !isLargeNewcomer(client));
}

function isEarly({ stage }: Pick<OwnedClient, 'stage'>): boolean {
  return stage === 'prospect' || stage === 'initial';
}
