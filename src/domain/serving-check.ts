import { sizeClasses } from './client.ts';
import { type DepartmentKey, ownsClients } from './department.ts';
import { isLarge } from './newcomer.ts';
import type { PolicyMistake } from './policy-check.ts';
import type { ServingRow } from './serving.ts';

/** Deals after which a line may begin at most. */
export const mostDeals = 100;

/** Finds what is wrong with the table of who serves whom: each line names a size, a deal and a department that owns clients, once. */
export function servingMistakes(table: readonly ServingRow[], departments: readonly DepartmentKey[]): PolicyMistake[] {
  if (!Array.isArray(table)) return [{ code: 'choice', path: 'serving' }];
  return table.flatMap((row: ServingRow, index): PolicyMistake[] => {
    const path = `serving.${index}`;
    const code = mistakeIn(row, departments) ?? (isRepeated(table, index) ? 'serving-twice' : null);
    if (code === 'range') return [{ code, path, least: 0, most: mostDeals }];
    return code === null ? [] : [{ code, path }];
  });
}

function mistakeIn({ size, deals, department }: ServingRow, departments: readonly DepartmentKey[]) {
  if (!sizeClasses.includes(size)) return 'choice';
  if (!Number.isInteger(deals) || deals < 0 || deals > mostDeals) return 'range';
  if (!departments.includes(department)) return 'unknown-department';
  if (!ownsClients(department)) return 'owns-no-clients';
  // A large newcomer is with sales, however small its question and whoever serves it later (R4).
  return deals === 0 && isLarge({ size }) && department !== 'sales' ? 'large-newcomer' : null;
}

function isRepeated(table: readonly ServingRow[], index: number): boolean {
  const row = table[index];
  return table.findIndex(({ size, deals }) => size === row?.size && deals === row.deals) !== index;
}
