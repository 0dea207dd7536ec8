import type { Absence, NewAbsence } from '../../http/desk/people/absences.ts';
import type { AvailabilityWish, PresenceOf } from '../../http/desk/people/availability.ts';
import type { Cover } from '../../http/desk/people/cover.ts';
import type { DepartmentChange, DepartmentView } from '../../http/desk/people/departments.ts';
import type { SessionPeople } from '../../http/desk/people/session.ts';
import type { SignInLink } from '../../http/desk/people/sign-in-link.ts';
import type { NewPerson, PersonChange, Staff } from '../../http/desk/people/staff.ts';
import type { StaffMember } from '../../http/desk/people/staff-member.ts';
import type { AuditPage } from '../../http/desk/reports/audit.ts';
import type { Call } from './call.ts';

export type { AvailabilityWish, DepartmentChange, NewAbsence, NewPerson, PersonChange };

/** People, their time and their access. */
export function peopleApi({ get, post, put, patch, remove }: Call) {
  const of = (id: string): string => `/staff/${encodeURIComponent(id)}`;
  return {
    staff: (left: boolean) => get<Staff>('/staff', { left: String(left) }),
    addPerson: (person: NewPerson) => post<StaffMember>('/staff', person),
    changePerson: (id: string, change: PersonChange) => patch<StaffMember>(of(id), change),
    leave: (id: string, version: string) => post<StaffMember>(`${of(id)}/leave`, { version }),
    rehire: (id: string, version: string) => post<StaffMember>(`${of(id)}/rehire`, { version }),
    signInLink: (id: string) => post<SignInLink>(`${of(id)}/link`, {}),
    setAvailability: (id: string, wish: AvailabilityWish) => put<PresenceOf>(`${of(id)}/availability`, wish),
    absences: (id: string) => get<{ absences: Absence[] }>(`${of(id)}/absences`),
    addAbsence: (id: string, absence: NewAbsence) => post<Absence>(`${of(id)}/absences`, absence),
    cancelAbsence: (id: string) => post<Absence>(`/absences/${encodeURIComponent(id)}/cancel`, {}),
    departments: () => get<{ departments: DepartmentView[] }>('/departments'),
    changeDepartment: (key: string, change: DepartmentChange) => patch<DepartmentView>(`/departments/${encodeURIComponent(key)}`, change),
    cover: (key: string, from: string, until: string) => get<Cover>(`/departments/${encodeURIComponent(key)}/cover`, { from, until }),
    myAvailability: () => get<PresenceOf>('/me/availability'),
    setMyAvailability: (wish: AvailabilityWish) => put<PresenceOf>('/me/availability', wish),
    setPin: (pin: string, current?: string) => put<null>('/me/pin', current === undefined ? { pin } : { pin, current }),
    removePin: () => remove<null>('/me/pin'),
    peopleHere: () => get<SessionPeople>('/session/people'),
    switchTo: (email: string, pin: string) => post<null>('/session/switch', { email, pin }),
    lock: () => post<null>('/session/lock'),
    audit: (query: Readonly<Record<string, string | null>>) => get<AuditPage>('/audit', query),
  };
}
