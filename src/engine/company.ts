import type { Flow } from '../../flows/index.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { CompanyProfile } from '../domain/company-profile.ts';
import type { DepartmentKey, DepartmentNames } from '../domain/department.ts';
import type { WorkingTime } from '../domain/hours.ts';
import type { AccountId, DepartmentId, SpecialistId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Policy } from '../domain/policy.ts';
import type { Role } from '../domain/specialist.ts';

export interface Department extends DepartmentNames {
  readonly id: DepartmentId;
  readonly key: DepartmentKey;
  readonly timeZone: string;
  readonly headId: SpecialistId | null;
  /** ISO dates on which nobody of it works */
  readonly holidays: readonly string[];
  readonly workingTime: WorkingTime;
  /** its channel among colleagues; null: the company's */
  readonly slackChannel: string | null;
  /** names the working time by its hash (`schedule`) */
  readonly schedule: string;
}

/** Names, places and shifts of the staff; their loads and availability are read under lock, never from here. */
export interface Person {
  readonly id: SpecialistId;
  readonly name: string;
  readonly role: Role;
  /** the first of the languages they work in */
  readonly language: Language;
  /** null: above departments, like the director, and of a leaver */
  readonly department: DepartmentKey | null;
  readonly hasLeft: boolean;
  /** for matters of debts (R9) */
  readonly trained: boolean;
  /** personal shifts, else the department's working time */
  readonly shifts: WorkingTime;
}

/** What changes seldom: read at start, read again when somebody changes it. */
export interface Company {
  readonly departments: readonly Department[];
  readonly people: ReadonlyMap<SpecialistId, Person>;
  /** where threads of departments without a channel of their own are */
  readonly slackChannel: string | null;
  /** channel accounts by kind */
  readonly accounts: ReadonlyMap<string, AccountId>;
  readonly profile: CompanyProfile;
  /** by which days, weeks and months are counted */
  readonly calendar: Calendar;
  readonly policy: { readonly version: number; readonly data: Policy };
  /** the flow new conversations begin with */
  readonly flow: Flow;
  readonly treeHash: string;
  /** the flow a stored conversation is pinned to; throws when the version or the tree is not known */
  pinned(flow: string, version: number, treeHash: string): Flow;
}

/** Whether nothing can be done in somebody's name: they left, or never were here. */
export function hasLeft({ people }: Pick<Company, 'people'>, person: SpecialistId): boolean {
  return people.get(person)?.hasLeft ?? true;
}
