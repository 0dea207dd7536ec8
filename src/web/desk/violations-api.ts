import type { Violation, ViolationPage } from '../../http/desk/reports/violations.ts';
import type { Call } from './call.ts';

/** Late answers. */
export function violationsApi({ get, post }: Call) {
  const of = (id: string): string => `/violations/${encodeURIComponent(id)}`;
  return {
    violations: (query: Readonly<Record<string, string | null>>) => get<ViolationPage>('/violations', query),
    replyToViolation: (id: string, text: string) => post<Violation>(`${of(id)}/reply`, { text }),
    excuseViolation: (id: string, reason: string) => post<Violation>(`${of(id)}/excuse`, { reason }),
  };
}
