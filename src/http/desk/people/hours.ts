import { z } from 'zod';
import type { WeeklyHours } from '../../../domain/hours.ts';
import { formOf, parseHours } from '../../../domain/hours-form.ts';

/** Working time as company.yaml has it, in the department's time zone: `{ "mon-fri": ["09:00-13:00", "14:00-18:00"], "sat": ["22:00-02:00"] }`. */
export const weekly = z.record(z.string().max(16), z.array(z.string().max(16)).max(10)).nullable();

/** The same as it is sent, read as the database keeps it. */
export const hours = weekly.transform((form, context) => {
  if (form === null) return null;
  const { hours: parsed, mistakes } = parseHours(form);
  for (const mistake of mistakes) context.addIssue({ code: 'custom', message: mistake.type, path: [mistake.key] });
  return parsed;
});

export function weeklyOf(hours: WeeklyHours | null): Record<string, string[]> | null {
  return hours === null ? null : Object.fromEntries(Object.entries(formOf(hours)).map(([days, shifts]) => [days, [...shifts]]));
}

export const exampleHours = { 'mon-fri': ['09:00-13:00', '14:00-18:00'] };
