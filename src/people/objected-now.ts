import type { PersonRow } from '../db/people/colleagues.ts';
import { caseUnits } from '../domain/capacity.ts';
import type { SpecialistId } from '../domain/ids.ts';
import { type Objected, objectionsTo } from '../domain/objection.ts';
import { type Presence, presenceAt } from '../domain/specialist.ts';
import type { Company } from '../engine/company.ts';
import { backAgainAt, objectedFor } from '../engine/verbs/by-hand.ts';

/** What speaks against giving somebody a conversation now, before anybody is named. */
export function objectedNow(company: Company, row: PersonRow, at: Date): Objected | null {
  const specialist = row.id as SpecialistId;
  const presence = presenceOf(company, row, at);
  const standing = {
    specialist,
    availability: presence,
    awayUntil: row.away_until,
    absentUntil: row.absent_until,
    engagedUntil: row.engaged_until,
  };
  const units = caseUnits(company.policy.data, row.department);
  const candidate = {
    ...standing,
    department: row.department,
    capacity: row.capacity,
    cases: row.cases,
    portfolio: row.portfolio,
    serves: row.serves,
  };
  const why = objectionsTo(candidate, { caseUnits: units, portfolioUnits: 0 });
  if (why.length === 0) return null;
  const backAt = backAgainAt(company, standing, at);
  return objectedFor(company, { ...row, specialist }, { department: row.department, why, backAt, isSelf: false });
}

/** How available a colleague is now. */
export function presenceOf({ people }: Company, row: PersonRow, at: Date): Presence {
  const onShift = people.get(row.id as SpecialistId)?.shifts.isOpen(at) ?? true;
  return presenceAt(
    { availability: row.availability, awayUntil: row.away_until },
    { absent: row.absent, onShift, here: row.here, engaged: row.engaged },
    at,
  );
}
