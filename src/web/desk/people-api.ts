import type { z } from 'zod';
import type * as contract from '../../http/desk/people/contract.ts';
import type { Call } from './call.ts';

type Sent<Name extends keyof typeof contract> = (typeof contract)[Name] extends z.ZodType ? z.input<(typeof contract)[Name]> : never;

export type AvailabilityWish = Sent<'availabilityWish'>;
export type PersonChange = Sent<'personChange'>;
export type NewPerson = Sent<'newPerson'>;
export type NewAbsence = Sent<'newAbsence'>;
export type DepartmentChange = Sent<'departmentChange'>;

/** People, their time and their access. */
export function peopleApi({ get, post, put, patch, remove }: Call) {
  const of = (id: string): string => `/staff/${encodeURIComponent(id)}`;
  return {
    staff: (left: boolean) => get<contract.Staff>('/staff', { left: String(left) }),
    addPerson: (person: NewPerson) => post<contract.StaffMember>('/staff', person),
    changePerson: (id: string, change: PersonChange) => patch<contract.StaffMember>(of(id), change),
    leave: (id: string, version: string) => post<contract.StaffMember>(`${of(id)}/leave`, { version }),
    rehire: (id: string, version: string) => post<contract.StaffMember>(`${of(id)}/rehire`, { version }),
    signInLink: (id: string) => post<contract.SignInLink>(`${of(id)}/link`, {}),
    setAvailability: (id: string, wish: AvailabilityWish) => put<contract.PresenceOf>(`${of(id)}/availability`, wish),
    absences: (id: string) => get<{ absences: contract.Absence[] }>(`${of(id)}/absences`),
    addAbsence: (id: string, absence: NewAbsence) => post<contract.Absence>(`${of(id)}/absences`, absence),
    cancelAbsence: (id: string) => post<contract.Absence>(`/absences/${encodeURIComponent(id)}/cancel`, {}),
    departments: () => get<{ departments: contract.DepartmentView[] }>('/departments'),
    changeDepartment: (key: string, change: DepartmentChange) =>
      patch<contract.DepartmentView>(`/departments/${encodeURIComponent(key)}`, change),
    cover: (key: string, from: string, until: string) =>
      get<contract.Cover>(`/departments/${encodeURIComponent(key)}/cover`, { from, until }),
    myAvailability: () => get<contract.PresenceOf>('/me/availability'),
    setMyAvailability: (wish: AvailabilityWish) => put<contract.PresenceOf>('/me/availability', wish),
    setPin: (pin: string, current?: string) => put<null>('/me/pin', current === undefined ? { pin } : { pin, current }),
    removePin: () => remove<null>('/me/pin'),
    peopleHere: () => get<contract.SessionPeople>('/session/people'),
    switchTo: (email: string, pin: string) => post<null>('/session/switch', { email, pin }),
    lock: () => post<null>('/session/lock'),
    audit: (query: Readonly<Record<string, string | null>>) => get<contract.AuditPage>('/audit', query),
  };
}
