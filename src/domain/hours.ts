import { Temporal } from 'temporal-polyfill';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof weekdays)[number];

/** Minutes after the day's midnight, from and until; until may lie beyond 1440: the shift ends on the next day. */
export type Shift = readonly [from: number, until: number];

/** Working time by the day a shift begins on, as stored; a day that is not there is free. */
export type WeeklyHours = Readonly<Partial<Record<Weekday, readonly Shift[]>>>;

export interface Schedule {
  /** IANA name */
  readonly timeZone: string;
  /** null: round the clock */
  readonly hours: WeeklyHours | null;
  /** ISO dates: no shift begins on them, and one that runs into them ends at midnight */
  readonly holidays: readonly string[];
}

/** A schedule ready to be asked many times: it remembers the days it has laid out. */
export interface WorkingTime {
  isOpen(at: Date): boolean;
  /** `at` itself when it is working time; null when there will be none for a year */
  nextOpening(at: Date): Date | null;
  /** Never ends outside working time, at most on its closing minute; null when there is none for a year. */
  addMinutes(from: Date, minutes: number): Date | null;
  minutesBetween(from: Date, to: Date): number;
  /** Working time within a span, in order and apart: starts and ends in ms. */
  spansBetween(from: Date, to: Date): readonly Piece[];
}

export const dayMinutes = 1440;
const minuteMs = 60_000;
/** So many days without work, and there is none to be expected: a year, and a little for long holidays. */
const patienceDays = 374;
/** Days remembered; more would only grow. */
const rememberedDays = 400;

export type Piece = readonly [start: number, end: number];

const wholeDay: readonly Shift[] = [[0, dayMinutes]];

/** Working time by the clock on the wall: a skipped hour is not worked, a repeated one is worked once begun. */
export function workingTime(schedule: Schedule): WorkingTime {
  const pieces = piecesOf(schedule);
  const nextOpening = (at: Date): Date | null => {
    for (const [start] of pieces(at.getTime())) return new Date(start);
    return null;
  };
  /** The open or closed time that `time` lies in, from it on. */
  const stretchFrom = (time: number) => {
    for (const [start, end] of pieces(time))
      return start <= time ? { from: time, until: end, isOpen: true } : { from: time, until: start, isOpen: false };
    return { from: time, until: time + dayMinutes * minuteMs, isOpen: false };
  };
  /** where it was looked last: it is asked about now, over and over */
  let stretch = { from: 0, until: 0, isOpen: false };
  const spansBetween = (from: Date, to: Date): readonly Piece[] => {
    const spans: Piece[] = [];
    for (const [start, end] of pieces(from.getTime())) {
      if (start >= to.getTime()) break;
      spans.push([start, Math.min(end, to.getTime())]);
    }
    return spans;
  };
  return {
    nextOpening,
    isOpen: (at) => {
      const time = at.getTime();
      if (time < stretch.from || time >= stretch.until) stretch = stretchFrom(time);
      return stretch.isOpen;
    },
    addMinutes: (from, minutes) => {
      // Whole ms: what was summed up of parts comes out where it came from.
      let left = Math.round(Math.max(0, minutes) * minuteMs);
      for (const [start, end] of pieces(from.getTime())) {
        if (left <= end - start) return new Date(start + left);
        left -= end - start;
      }
      return null;
    },
    minutesBetween: (from, to) => spansBetween(from, to).reduce((sum, [start, end]) => sum + end - start, 0) / minuteMs,
    spansBetween,
  };
}

/** Working time that ends after a moment, in ms, in order and apart; it ends when there is none for too long. */
function piecesOf(schedule: Schedule): (from: number) => Generator<Piece> {
  const { timeZone, hours, holidays } = schedule;
  const never = hours !== null && weekdays.every((day) => (hours[day] ?? []).length === 0);
  const always = hours === null && holidays.length === 0;
  const piecesOn = daysOf(schedule);
  return function* pieces(from) {
    if (never) return;
    if (always) {
      yield [from, Number.MAX_SAFE_INTEGER];
      return;
    }
    // A shift of the day before may still run; two days before, where a zone once skipped a whole day.
    let date = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: 2 });
    let done = from;
    for (let empty = 0; empty < patienceDays; empty += 1) {
      for (const [start, end] of piecesOn(date)) {
        if (end <= done) continue;
        yield [Math.max(start, done), end];
        done = end;
        empty = 0;
      }
      date = date.add({ days: 1 });
    }
  };
}

/** Working time of the shifts that begin on a day; a day is laid out once and remembered. */
function daysOf({ timeZone, hours, holidays }: Schedule): (date: Temporal.PlainDate) => readonly Piece[] {
  const days = new Map<string, readonly Piece[]>();
  const free = new Set(holidays);
  const shiftsOn = (date: Temporal.PlainDate): readonly Shift[] => {
    if (free.has(date.toString())) return [];
    if (hours === null) return wholeDay;
    const day = weekdays[date.dayOfWeek - 1];
    return day === undefined ? [] : (hours[day] ?? []).toSorted((a, b) => a[0] - b[0]);
  };
  const layOut = (date: Temporal.PlainDate): readonly Piece[] => {
    const isEve = free.has(date.add({ days: 1 }).toString());
    return shiftsOn(date).flatMap(([from, until]): Piece[] => {
      const start = instantOf(timeZone, date, from);
      const end = instantOf(timeZone, date, isEve ? Math.min(until, dayMinutes) : until);
      return start < end ? [[start, end]] : [];
    });
  };
  return (date) => {
    const key = date.toString();
    const known = days.get(key);
    if (known !== undefined) return known;
    if (days.size >= rememberedDays) days.clear();
    const pieces = layOut(date);
    days.set(key, pieces);
    return pieces;
  };
}

export const isOpen = (schedule: Schedule, at: Date) => workingTime(schedule).isOpen(at);

export const nextOpening = (schedule: Schedule, at: Date) => workingTime(schedule).nextOpening(at);

export const addWorkingMinutes = (schedule: Schedule, from: Date, minutes: number) => workingTime(schedule).addMinutes(from, minutes);

/** So many minutes of working time later; by the calendar where there is none for a year, or nobody says when they work. */
export function afterWorking(working: WorkingTime | undefined, from: Date, minutes: number): Date {
  return working?.addMinutes(from, minutes) ?? new Date(from.getTime() + minutes * minuteMs);
}

export const workingMinutesBetween = (schedule: Schedule, from: Date, to: Date) => workingTime(schedule).minutesBetween(from, to);

export function isTimeZone(name: string): boolean {
  // An offset such as +03:00 is no place, and knows nothing of daylight saving.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** In ms. The first of two where the clock is turned back; where it jumps ahead, the jump. */
function instantOf(timeZone: string, date: Temporal.PlainDate, minutes: number): number {
  const day = date.add({ days: Math.floor(minutes / dayMinutes) });
  const wall = day.toPlainDateTime({ hour: Math.floor((minutes % dayMinutes) / 60), minute: minutes % 60 });
  const zoned = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds;
  return (zoned.getTimeZoneTransition('next') ?? zoned).epochMilliseconds;
}
