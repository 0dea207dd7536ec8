import type { DepartmentKey } from './department.ts';

/** What a conversation is about, as far as it decides who answers: finance matters run parallel to the rest, in the same window (R10). */
export const topics = ['general', 'finance'] as const;

export type Topic = (typeof topics)[number];

/** Invoices and payments are what an accountant writes about, as the company's record names them (R10). */
export function topicOfRole(role: string | null): Topic {
  return role !== null && /accountant|бухгалтер/.test(role.toLowerCase()) ? 'finance' : 'general';
}

/** Where the client department answers about payments and debts, only its trained specialists do (R9). */
export function isOfDebts(
  { receivables }: { readonly receivables?: 'finance' | 'client' },
  topic: string,
  department: DepartmentKey,
): boolean {
  return receivables === 'client' && topic === 'finance' && department === 'client';
}

/** Who answers a matter of finance: its department, unless the client department does (R9). */
export function financeDepartment(receivables: 'finance' | 'client' | undefined): DepartmentKey {
  return receivables === 'client' ? 'client' : 'finance';
}
