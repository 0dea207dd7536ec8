/** A day of the calendar, `2026-03-10`, wherever it is; which moments it has says a `Calendar`. */
export type Day = string;

export const units = ['day', 'week', 'month', 'quarter'] as const;

export type Unit = (typeof units)[number];

/** A day, a week that begins on Monday (ISO 8601), a month or a quarter by its name: `2026-03-10`, `2026-W11`, `2026-03`, `2026-Q1`. */
export type Period = string;

const dayMs = 86_400_000;

const dateOf = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (at: Date): Day => at.toISOString().slice(0, 10);
const two = (value: number): string => String(value).padStart(2, '0');

export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? dateOf(text) : new Date(Number.NaN);
  return !Number.isNaN(at.getTime()) && dayOf(at) === text;
}

export function daysAfter(day: Day, days: number): Day {
  return dayOf(new Date(dateOf(day).getTime() + days * dayMs));
}

/** The day of a month; of a shorter month the last. `month` counts from 0, and on into other years. */
export function dayOfMonth(year: number, month: number, day: number): Day {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month, Math.min(day, last))));
}

/** The day of so many months later; the last day of a shorter month. */
export function monthsAfterDay(day: Day, months: number): Day {
  const at = dateOf(day);
  return dayOfMonth(at.getUTCFullYear(), at.getUTCMonth() + months, at.getUTCDate());
}

/** Names the period a day lies in. */
export function periodOf(unit: Unit, day: Day): Period {
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return weekOf(day);
    case 'month':
      return day.slice(0, 7);
    case 'quarter':
      return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
  }
}

/** A week is of the year that its Thursday is in. */
function weekOf(day: Day): Period {
  const thursday = daysAfter(day, 3 - fromMonday(day));
  const first = dateOf(`${thursday.slice(0, 4)}-01-01`).getTime();
  return `${thursday.slice(0, 4)}-W${two(Math.floor((dateOf(thursday).getTime() - first) / (7 * dayMs)) + 1)}`;
}

/** Monday is 0. */
function fromMonday(day: Day): number {
  return (dateOf(day).getUTCDay() + 6) % 7;
}

/** The first and the last day of a period; null: there is no such period. */
export function daysOf(period: Period): { readonly first: Day; readonly last: Day } | null {
  const [, year = '', mark = '', number = ''] = /^(\d{4})-(W|Q|)(\d{1,2})$/.exec(period) ?? [];
  const n = Number(number);
  if (year === '') return isDay(period) ? { first: period, last: period } : null;
  // A week of a year without it, a thirteenth month: the period of that day has another name.
  const found =
    mark === 'W' ? weekDays(year, n) : mark === 'Q' ? monthDays(Number(year), (n - 1) * 3, 3) : monthDays(Number(year), n - 1, 1);
  const unit = mark === 'W' ? 'week' : mark === 'Q' ? 'quarter' : 'month';
  return periodOf(unit, found.first) === period ? found : null;
}

function weekDays(year: string, n: number) {
  const fourth = `${year}-01-04`;
  const first = daysAfter(fourth, (n - 1) * 7 - fromMonday(fourth));
  return { first, last: daysAfter(first, 6) };
}

function monthDays(year: number, month: number, months: number) {
  return { first: dayOfMonth(year, month, 1), last: daysAfter(dayOfMonth(year, month + months, 1), -1) };
}
