import { supportFlow } from '../../flows/index.ts';
import { defaultPolicy } from '../../flows/policy.ts';
import { questionTree } from '../../flows/question-tree.ts';
import { happens, pick } from '../../src/demo/chance.ts';
import type { Colleague, Staff } from '../../src/demo/people.ts';
import type { Random } from '../../src/demo/random.ts';
import { calendarOf } from '../../src/domain/calendar.ts';
import { noProfile } from '../../src/domain/company-profile.ts';
import { lastZone } from '../../src/domain/company-zone.ts';
import type { DepartmentKey } from '../../src/domain/department.ts';
import { type Schedule, type WeeklyHours, type WorkingTime, workingTime } from '../../src/domain/hours.ts';
import type { AccountId, DepartmentId, NewId, SpecialistId } from '../../src/domain/ids.ts';
import { fullBudget } from '../../src/domain/policy.ts';
import type { Company, Department, Person } from '../../src/engine/company.ts';

const day = 24 * 3600 * 1000;

const weekdays = (...shift: [number, number][]): WeeklyHours => ({ mon: shift, tue: shift, wed: shift, thu: shift, fri: shift });

/** Two zones, a split day, an evening shift, a holiday: what makes deadlines hard. */
const schedules: Readonly<Record<DepartmentKey, Schedule>> = {
  client: { timeZone: 'Europe/Berlin', hours: weekdays([480, 1320]), holidays: ['2026-04-03', '2026-04-06'] },
  sales: { timeZone: 'Asia/Yekaterinburg', hours: weekdays([540, 780], [840, 1080]), holidays: [] },
  finance: { timeZone: 'Europe/Berlin', hours: weekdays([540, 1020]), holidays: ['2026-04-03', '2026-04-06'] },
};

const first = ['Anna', 'Boris', 'Vera', 'Gleb', 'Darya', 'Egor', 'Zhanna', 'Igor'];
const last = ['Orlova', 'Gromov', 'Lind', 'Kern', 'Belova', 'Titov'];

const shares: Readonly<Record<DepartmentKey, number>> = { client: 0.65, sales: 0.25, finance: 0.1 };

/** Two thirds serve clients, a quarter sells, the rest is finance; some have a smaller capacity, deputies, an evening shift, a week off. */
export function hire(count: number, start: number, random: Random, newId: NewId, receivables: 'finance' | 'client' = 'finance'): Staff {
  const departments = Object.keys(shares).map((key): Department => departmentOf(key, newId));
  const colleagues: Colleague[] = [];
  for (const department of departments) {
    const size = Math.max(1, Math.round(count * (shares[department.key] ?? 0)));
    const [early, late] = halves(department);
    for (let n = 0; n < size; n++) colleagues.push(colleague(department.key, happens(random, 0.75) ? early : late, start, random, newId));
  }
  for (const each of colleagues) each.load.deputy = deputyOf(each, colleagues);
  const people = new Map(colleagues.map((each, n) => [each.id, personOf(each, nameOf(n))]));
  const flow = supportFlow(questionTree);
  const company: Company = {
    departments: departments.map((each) => ({ ...each, headId: colleagues.find(({ department }) => department === each.key)?.id ?? null })),
    people,
    slackChannel: null,
    accounts: new Map(['webchat', 'call', 'visit'].map((each) => [each, newId<'account'>() as AccountId])),
    profile: noProfile,
    calendar: calendarOf([{ from: new Date(0), zone: departments.find(({ key }) => key === 'client')?.timeZone ?? lastZone }]),
    policy: { version: 1, data: { ...defaultPolicy, receivables } },
    flow,
    treeHash: 'simulated',
    pinned: () => flow,
  };
  return { company, colleagues };
}

function departmentOf(key: DepartmentKey, newId: NewId): Department {
  const schedule = schedules[key];
  if (schedule === undefined) throw new Error(`no schedule for ${key}`);
  return {
    id: newId<'department'>() as DepartmentId,
    key,
    name: { ru: key, en: key },
    timeZone: schedule.timeZone,
    inSentence: null,
    headId: null,
    holidays: schedule.holidays,
    workingTime: workingTime(schedule),
    slackChannel: null,
    schedule: key,
  };
}

function colleague(department: DepartmentKey, shifts: WorkingTime, start: number, random: Random, newId: NewId): Colleague {
  const id = newId<'specialist'>() as SpecialistId;
  const absentFrom = start + Math.floor(random.between(0, 25)) * day;
  return {
    id,
    department,
    shifts,
    load: {
      specialist: id,
      department,
      cases: 0,
      portfolio: 0,
      capacity: Math.round(fullBudget * pick(random, [0.5, 0.75, 1, 1, 1, 1, 1.25])),
      availability: 'available',
      awayUntil: null,
      absentUntil: null,
      engaged: null,
      engagedUntil: null,
      here: true,
      policyVersion: 1,
      serves: true,
      // Debts are for some of the client department, where they are its own (R9).
      trained: department !== 'client' || happens(random, 0.6),
      deputy: null,
    },
    absent: happens(random, 0.15) ? [absentFrom, absentFrom + 7 * day] : null,
  };
}

/** The next of the department who works the same half of the day. */
function deputyOf({ id, department, shifts }: Colleague, colleagues: readonly Colleague[]): SpecialistId | null {
  const others = colleagues.filter((each) => each.department === department && each.shifts === shifts);
  const next = others[(others.findIndex((each) => each.id === id) + 1) % others.length];
  return next === undefined || next.id === id ? null : next.id;
}

/** The client department's day is long: people work the early or the late half of it. */
function halves({ key, workingTime: whole, timeZone, holidays }: Department): readonly [early: WorkingTime, late: WorkingTime] {
  if (key !== 'client') return [whole, whole];
  const half = (...shift: [number, number]) => workingTime({ timeZone, hours: weekdays(shift), holidays });
  return [half(480, 1020), half(780, 1320)];
}

/** Some are called as others are: a client who names one may mean either. */
function nameOf(n: number): string {
  return `${first[n % first.length]} ${last[n % last.length]}`;
}

function personOf({ id, department, shifts, load }: Colleague, name: string): Person {
  return { id, name, role: 'specialist', language: 'en', department, hasLeft: false, trained: load.trained, shifts };
}

export function headOf({ company }: Staff, department: DepartmentKey): SpecialistId | null {
  return (company.departments.find(({ key }) => key === department)?.headId ?? null) as SpecialistId | null;
}

/** They are not of the company any more. */
export function leave({ company }: Staff, colleague: Colleague): void {
  Object.assign(colleague.load, { here: false, hasLeft: true, serves: false });
  const person = company.people.get(colleague.id);
  if (person !== undefined) (company.people as Map<SpecialistId, Person>).set(colleague.id, { ...person, department: null, hasLeft: true });
}
