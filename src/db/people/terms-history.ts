import { dater } from '../dated.ts';
import { named } from '../names.ts';
import { department, departmentHours, specialist, specialistTerms } from '../schema.ts';

const s = named(specialist, 's');
const d = named(department, 'd');

/** Dates the terms on which people work, as they have just been written. */
export const dateTerms = dater(specialistTerms, 'specialistId', `${s}`, {
  specialistId: s.id,
  role: s.role,
  departmentId: s.departmentId,
  capacity: s.capacity,
  serves: s.serves,
  trained: s.trained,
  languages: s.languages,
  deputyId: s.deputyId,
  hours: s.hours,
  leftAt: s.leftAt,
});

/** Dates the working time of departments, as it has just been written. */
export const dateHours = dater(departmentHours, 'departmentId', `${d}`, {
  departmentId: d.id,
  timeZone: d.timeZone,
  hours: d.hours,
  holidays: d.holidays,
});
