import type { ClientStage, SizeClass } from './client.ts';
import type { DepartmentKey } from './department.ts';
import { isLargeNewcomer } from './newcomer.ts';

/** A line of the table by which departments serve clients (R17): such clients, from their nth deal on (0: from their first word). */
export interface ServingRow {
  readonly size: SizeClass;
  readonly deals: number;
  readonly department: DepartmentKey;
}

/**
 * The line that holds for a client: of those of its size the one with the most deals that it has made. None: its stage decides. There is
 * none for a large newcomer, who is with sales until it is served, whatever a stored table says (R4).
 */
export function servingRow(
  { size, stage, deals }: { readonly size: SizeClass; readonly stage: ClientStage; readonly deals: number },
  table: readonly ServingRow[] | undefined,
): ServingRow | undefined {
  if (isLargeNewcomer({ size, stage })) return undefined;
  // Whoever is served bought something, on record or not.
  const made = stage === 'prospect' ? deals : Math.max(deals, 1);
  return table
    ?.filter((each) => each.size === size && each.deals <= made)
    .reduce<ServingRow | undefined>((best, each) => (best === undefined || each.deals > best.deals ? each : best), undefined);
}
