import { Temporal } from 'temporal-polyfill';
import { type Day, daysAfter, daysOf, monthsAfterDay, type Period, periodOf, type Unit } from './day.ts';

/** A time zone that counts from a moment on until the next one; the first one counts for everything before, too. */
export interface ZoneSince {
  readonly from: Date;
  /** IANA name */
  readonly zone: string;
}

export interface Span {
  readonly from: Date;
  /** the first moment after it */
  readonly until: Date;
}

/**
 * The company's calendar: which day a moment is of, and which moments a day has. Whatever counts days, weeks or months asks it, so that
 * each moment is of one day, one month, one quarter, wherever the server stands. A change of zone counts from the next midnight there
 * on: what was counted stays as it was, and no day is there twice.
 */
export interface Calendar {
  zoneAt(at: Date): string;
  dayOf(at: Date): Day;
  periodOf(unit: Unit, at: Date): Period;
  /** Of a day the clock never had, as where a zone skipped one, it is empty. */
  spanOf(period: Period): Span;
  /** From the first day to the last, that one too. */
  spanOfDays(first: Day, last: Day): Span;
  /** The moment a clock on the wall shows, `2026-03-10T14:30`: the first of two where it is turned back, null where it jumps over it. */
  momentOf(wall: string): Date | null;
  /** Calendar months later by the clock of that moment; the last day of a shorter month. No later change of zone moves it. */
  monthsAfter(at: Date, months: number): Date;
}

/** When a zone counts, in ms, and the last day that it has. */
interface Piece {
  readonly from: number;
  readonly until: number;
  readonly last: Day;
  readonly zone: string;
}

export function calendarOf(zones: readonly [ZoneSince, ...ZoneSince[]]): Calendar {
  const pieces = piecesOf(zones);
  const pieceAt = (time: number): Piece => pieces.find((each) => time < each.until) ?? (pieces.at(-1) as Piece);
  const startOf = (day: Day): number => {
    const { from, zone } = pieces.find(({ last }) => day <= last) ?? (pieces.at(-1) as Piece);
    return Math.max(midnight(day, zone), from);
  };
  /** where it was looked last: payments are counted one after the other */
  let known = { from: 0, until: 0, day: '' };
  const dayOf = (at: Date): Day => {
    const time = at.getTime();
    if (time < known.from || time >= known.until) {
      const { zone, last } = pieceAt(time);
      const shown = dayIn(zone, time);
      const day = shown <= last ? shown : last;
      known = { from: startOf(day), until: startOf(daysAfter(day, 1)), day };
    }
    return known.day;
  };
  const spanOfDays = (first: Day, last: Day): Span => ({ from: new Date(startOf(first)), until: new Date(startOf(daysAfter(last, 1))) });
  return {
    zoneAt: (at) => pieceAt(at.getTime()).zone,
    dayOf,
    periodOf: (unit, at) => periodOf(unit, dayOf(at)),
    spanOfDays,
    spanOf: (period) => {
      const days = daysOf(period);
      if (days === null) throw new RangeError(`no period ${period}`);
      return spanOfDays(days.first, days.last);
    },
    momentOf: (wall) => {
      for (const piece of pieces) {
        const time = wall.slice(0, 10) <= piece.last ? instantOf(wall, piece.zone, piece.from) : null;
        if (time !== null && time < piece.until) return new Date(time);
      }
      return null;
    },
    monthsAfter: (at, months) => {
      const { zone } = pieceAt(at.getTime());
      const zoned = zonedAt(at.getTime(), zone);
      const day = Temporal.PlainDate.from(monthsAfterDay(zoned.toPlainDate().toString(), months));
      return new Date(day.toZonedDateTime({ timeZone: zone, plainTime: zoned.toPlainTime() }).epochMilliseconds);
    },
  };
}

/** Lays out when which zone counts. One that is taken back before its first midnight never did. */
function piecesOf(zones: readonly ZoneSince[]): readonly Piece[] {
  const begun: { from: number; first: Day; zone: string }[] = [];
  zones.forEach(({ from, zone }, i) => {
    const now = begun.at(-1);
    if (now === undefined) begun.push({ from: Number.NEGATIVE_INFINITY, first: '', zone });
    else if (now.zone !== zone) {
      const first = firstDay(from.getTime(), now.zone, zone);
      const next = zones[i + 1]?.from.getTime() ?? Number.POSITIVE_INFINITY;
      if (next > midnight(first, zone)) begun.push({ from: midnight(first, zone), first, zone });
    }
  });
  return begun.map(({ from, zone }, i) => {
    const next = begun[i + 1];
    if (next === undefined) return { from, zone, until: Number.POSITIVE_INFINITY, last: '9999-12-31' };
    return { from, zone, until: next.from, last: daysAfter(next.first, -1) };
  });
}

/** The first day that the new zone counts: a later one than it is in the old zone, and not begun in the new one. */
function firstDay(time: number, before: string, after: string): Day {
  let day = daysAfter(dayIn(before, time), 1);
  while (midnight(day, after) < time) day = daysAfter(day, 1);
  return day;
}

function zonedAt(time: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);
}

/** Which day it is in a zone at a moment, in ms. */
function dayIn(zone: string, time: number): Day {
  return zonedAt(time, zone).toPlainDate().toString();
}

/** When a day begins in a zone, in ms: where the clock jumps over midnight, by that jump. */
function midnight(day: Day, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
}

/** The first moment from `from` on when clocks of a zone show this, in ms; null: they never do. */
function instantOf(wall: string, zone: string, from: number): number | null {
  const shown = Temporal.PlainDateTime.from(wall);
  for (const disambiguation of ['earlier', 'later'] as const) {
    const zoned = shown.toZonedDateTime(zone, { disambiguation });
    if (zoned.toPlainDateTime().equals(shown) && zoned.epochMilliseconds >= from) return zoned.epochMilliseconds;
  }
  return null;
}
