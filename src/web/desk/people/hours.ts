import { type Weekday, weekdays } from '../../../domain/hours.ts';
import { formOf, parseHours } from '../../../domain/hours-form.ts';

/** Working hours as a line for every day: `09:00-13:00, 14:00-18:00`; empty is a day off. */
export type Week = Readonly<Record<Weekday, string>>;

type Form = Readonly<Record<string, readonly string[]>>;

export function weekOf(form: Form): Week {
  const { hours } = parseHours(form);
  const line = (day: Weekday): string => (hours[day] === undefined ? '' : (formOf({ [day]: hours[day] })[day] ?? []).join(', '));
  return { mon: line('mon'), tue: line('tue'), wed: line('wed'), thu: line('thu'), fri: line('fri'), sat: line('sat'), sun: line('sun') };
}

export type Mistake =
  | { readonly type: 'bad'; readonly day: Weekday; readonly shift: string }
  | { readonly type: 'overlap'; readonly day: Weekday };

/** Returns the lines as the server takes them, or the first thing that is wrong with them. */
export function formFrom(week: Week): { readonly hours: Record<string, string[]>; readonly mistake: Mistake | null } {
  const texts = Object.fromEntries(
    weekdays.map((day) => [
      day,
      week[day]
        .split(/[,;]/)
        .map((each) => each.trim())
        .filter(Boolean),
    ]),
  );
  const { hours, mistakes } = parseHours(texts);
  const form = Object.fromEntries(Object.entries(formOf(hours)).map(([days, shifts]) => [days, [...shifts]]));
  const first = mistakes[0];
  if (first === undefined) return { hours: form, mistake: null };
  const day = weekdays.find((each) => each === first.key) ?? 'mon';
  if (first.type === 'bad-shift') return { hours: form, mistake: { type: 'bad', day, shift: first.shift } };
  return { hours: form, mistake: { type: 'overlap', day } };
}
