import { type OwnedClient, type SizeClass, servingDepartment } from './client.ts';
import type { DepartmentKey } from './department.ts';
import { isLarge, isLargeNewcomer } from './newcomer.ts';
import { type ServingRow, servingRow } from './serving.ts';
import { financeDepartment, type Track } from './track.ts';

export interface Matter {
  readonly track: Track;
  /** whether what it is about is of money, as far as somebody has said */
  readonly ofFinance?: boolean | undefined;
  /** where the conversation lies */
  readonly department: DepartmentKey;
  /** null: nobody knows yet whose contact it is */
  readonly client: OwnedClient | null;
  /** what the question tree decided; null when it was not asked */
  readonly leaf: { readonly jurisdiction: DepartmentKey; readonly size: SizeClass } | null;
  readonly receivables: 'finance' | 'client' | undefined;
  /** the policy's table of who serves whom */
  readonly serving: readonly ServingRow[] | undefined;
}

/** Whose matter it is where it lies with the wrong department, and why (R4, R9, R10, R17); null where it lies well. */
export function whoseMatter(
  matter: Matter,
): { readonly department: DepartmentKey; readonly why: 'finance' | 'topic' | 'stage' | 'table' | 'size' | 'leaf' } | null {
  const { track, department, client, leaf, receivables, serving } = matter;
  const isOfFinance: boolean = matter.ofFinance === undefined ? track === 'finance' : matter.ofFinance;
  if (isOfFinance) {
    const right = financeDepartment(receivables);
    return right === department && track === 'finance' ? null : { department: right, why: 'finance' };
  }
  if (track === 'finance') return { department: client === null ? 'client' : servingDepartment(client, serving), why: 'topic' };
  const row = client === null ? undefined : servingRow(client, serving);
  // Finance, or a department of the company's own that the table does not name, answers what it was given.
  const serves = department === 'client' || department === 'sales' || serving?.some((each) => each.department === department) === true;
  if (!serves) return null;
  if (row !== undefined) return row.department === department ? null : { department: row.department, why: 'table' };
  if (client !== null && client.ownedIn.size > 0) {
    const right = servingDepartment(client, serving);
    return right === department ? null : { department: right, why: isLargeNewcomer(client) ? 'size' : 'stage' };
  }
  const size = client?.size ?? leaf?.size;
  if (size !== undefined && isLarge({ size }) && department === 'client') return { department: 'sales', why: 'size' };
  return leaf === null || leaf.jurisdiction === department ? null : { department: leaf.jurisdiction, why: 'leaf' };
}
