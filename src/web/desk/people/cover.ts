import type { Cover } from '../../../http/desk/people/cover.ts';

/** An empty stretch within one day of the department's zone, in minutes from midnight. */
export interface Gap {
  readonly day: number;
  readonly from: number;
  readonly until: number;
}

const dayMs = 86_400_000;
const dayMinutes = 1440;

/** Returns the Monday of the week that holds `day`, both ISO dates. */
export function mondayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return mondayOf('1970-01-05');
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * dayMs).toISOString().slice(0, 10);
}

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Returns the date and the minutes after midnight that a clock on the wall of that zone shows. */
export function wallClock(timeZone: string, at: Date): { readonly day: string; readonly minutes: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const of = (type: string): string => parts.find((each) => each.type === type)?.value ?? '0';
  return { day: `${of('year')}-${of('month')}-${of('day')}`, minutes: Number(of('hour')) * 60 + Number(of('minute')) };
}

/** Cuts empty stretches at midnights, for the week that begins on `monday`. */
export function gapsOf({ timeZone, uncovered }: Cover, monday: string): Gap[] {
  const dayOf = (day: string): number => Math.round((Date.parse(day) - Date.parse(monday)) / dayMs);
  return uncovered.flatMap((each): Gap[] => {
    const from = wallClock(timeZone, new Date(each.from));
    const until = wallClock(timeZone, new Date(each.until));
    const [first, last] = [dayOf(from.day), dayOf(until.day)];
    const days = Array.from({ length: Math.max(0, last - first) + 1 }, (_, index) => first + index);
    return days
      .map((day) => ({ day, from: day === first ? from.minutes : 0, until: day === last ? until.minutes : dayMinutes }))
      .filter((gap) => gap.day >= 0 && gap.day < 7 && gap.from < gap.until);
  });
}

export const hoursIn = (gaps: readonly Gap[]): number => gaps.reduce((sum, gap) => sum + gap.until - gap.from, 0) / 60;

/** Writes minutes from midnight as a clock shows them; the end of a day is 24:00. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
