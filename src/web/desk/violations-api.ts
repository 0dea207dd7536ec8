import type * as contract from '../../http/desk/reports/violations-contract.ts';
import type { Call } from './call.ts';

/** Late answers. */
export function violationsApi({ get, post }: Call) {
  const of = (id: string): string => `/violations/${encodeURIComponent(id)}`;
  return {
    violations: (query: Readonly<Record<string, string | null>>) => get<contract.ViolationPage>('/violations', query),
    replyToViolation: (id: string, text: string) => post<contract.Violation>(`${of(id)}/reply`, { text }),
    excuseViolation: (id: string, reason: string) => post<contract.Violation>(`${of(id)}/excuse`, { reason }),
  };
}
