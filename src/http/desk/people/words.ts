import type { AbsenceRow } from '../../../db/people/absences.ts';
import type { DepartmentRow } from '../../../db/people/departments.ts';
import type { StaffRow } from '../../../db/people/staff.ts';
import { caseUnits } from '../../../domain/capacity.ts';
import { formOf } from '../../../domain/hours-form.ts';
import type { Language } from '../../../domain/language.ts';
import { fullBudget } from '../../../domain/policy.ts';
import { presenceAt } from '../../../domain/specialist.ts';
import type { Company } from '../../../engine/company.ts';
import { type Actor, mayAbout, mayIn, reachOf } from '../../../people/access.ts';
import type { Absence, DepartmentView, StaffMember } from './contract.ts';

export interface MemberContext {
  readonly viewer: Actor;
  readonly company: Company;
  readonly language: Language;
  readonly now: Date;
}

/** Somebody as the desk shows them. */
export function memberOf(row: StaffRow, { viewer, company, language, now }: MemberContext): StaffMember {
  const { absence } = row;
  const absent = absence !== null && new Date(absence.from) <= now;
  const onShift = company.people.get(row.id)?.shifts.isOpen(now) ?? true;
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    email: row.email,
    role: row.role,
    department: row.department === null ? null : { key: row.department, name: row.departmentName?.[language] ?? row.department },
    heads: [...(row.heads ?? [])],
    languages: [...row.languages],
    capacity: row.capacity / fullBudget,
    serves: row.serves,
    trained: row.trained,
    availability: row.availability,
    awayUntil: row.awayUntil?.toISOString() ?? null,
    presence: row.leftAt === null ? presenceAt(row, { absent, onShift }, now) : 'off',
    deputy: personOf(row.deputyId, row.deputyName),
    hours: formOfHours(row.hours),
    slackUser: row.slackUser,
    leftAt: row.leftAt?.toISOString() ?? null,
    absence:
      absence === null
        ? null
        : {
            id: absence.id,
            from: new Date(absence.from).toISOString(),
            until: new Date(absence.until).toISOString(),
            reason: absence.reason,
            deputy: personOf(absence.deputyId, absence.deputyName),
          },
    conversations: row.conversations,
    load: loadOf(row, company),
    may: {
      change: row.leftAt === null && mayAbout(viewer, 'person.change', row),
      administer: mayAbout(viewer, 'person.administer', row),
      steer: row.leftAt === null && mayAbout(viewer, 'person.steer', row),
      absences: row.leftAt === null && mayAbout(viewer, 'absence.plan', row),
      link: row.leftAt === null && mayAbout(viewer, 'link.issue', row),
      movePortfolio: row.department !== null && mayAbout(viewer, 'portfolio.move', row),
    },
  };
}

/** How full somebody is, and how many conversations more they could have (R12). */
function loadOf({ department, capacity, cases, portfolio, serves }: StaffRow, company: Company): StaffMember['load'] {
  if (department === null || !serves) return null;
  const share = (units: number) => (capacity > 0 ? units / capacity : 0);
  const free = Math.floor((capacity - cases) / caseUnits(company.policy.data, department));
  return { conversations: share(cases), portfolio: share(portfolio), placesLeft: Math.max(0, free) };
}

export function absenceInWords(row: AbsenceRow): Absence {
  return {
    id: row.id,
    specialist: { id: row.specialistId, name: row.specialistName },
    from: row.from.toISOString(),
    until: row.until.toISOString(),
    reason: row.reason,
    deputy: personOf(row.deputyId, row.deputyName),
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
  };
}

export function departmentInWords(row: DepartmentRow, { viewer, language }: Pick<MemberContext, 'viewer' | 'language'>): DepartmentView {
  return {
    key: row.key,
    version: row.version,
    name: row.name[language],
    timeZone: row.timeZone,
    head: personOf(row.headId, row.headName),
    hours: formOfHours(row.hours),
    holidays: [...row.holidays],
    may: { change: reachOf(viewer, 'department.change') === 'any', cover: mayIn(viewer, 'cover.see', row.key) },
  };
}

function formOfHours(hours: StaffRow['hours']): Record<string, string[]> | null {
  return hours === null ? null : Object.fromEntries(Object.entries(formOf(hours)).map(([days, shifts]) => [days, [...shifts]]));
}

function personOf(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null || name === null ? null : { id, name };
}
