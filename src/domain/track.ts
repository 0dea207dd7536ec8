import type { DepartmentKey } from './department.ts';

/** Whether a conversation is of money, which decides who answers: finance matters run parallel to the rest, in the same window (R10). */
export const tracks = ['general', 'finance'] as const;

export type Track = (typeof tracks)[number];

/** Invoices and payments are what an accountant writes about, as the company's record names them (R10). */
export function trackOfRole(role: string | null): Track {
  return role !== null && /accountant|бухгалтер/.test(role.toLowerCase()) ? 'finance' : 'general';
}

/** Where the client department answers about payments and debts, only its trained specialists do (R9). */
export function isOfDebts(
  { receivables }: { readonly receivables?: 'finance' | 'client' },
  track: string,
  department: DepartmentKey,
): boolean {
  return receivables === 'client' && track === 'finance' && department === 'client';
}

/** Who answers a matter of finance: its department, unless the client department does (R9). */
export function financeDepartment(receivables: 'finance' | 'client' | undefined): DepartmentKey {
  return receivables === 'client' ? 'client' : 'finance';
}

/**
 * The track of a conversation that a colleague hands to a department by hand: what finance answers becomes a matter of money, and whatever
 * is handed away from there is none any more (R10).
 */
export function trackIn(department: DepartmentKey, track: Track, receivables: 'finance' | 'client' | undefined): Track {
  if (department === 'finance') return 'finance';
  return department === financeDepartment(receivables) ? track : 'general';
}
