import { Temporal } from 'temporal-polyfill';
import type { Db } from '../../src/db/db.ts';

/* Working time and the company's days, by looking at the clock on the wall every quarter of an hour. */

export interface Hours {
  readonly from: Date;
  readonly zone: string;
  readonly hours: Readonly<Record<string, readonly (readonly [number, number])[]>> | null;
  readonly holidays: readonly string[];
}

const quarter = 15 * 60_000;
const day = 24 * 60 * 60_000;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** quarters of a day of UTC that are worked, by schedule */
const known = new Map<string, readonly boolean[]>();

function wall(zone: string, at: number): { date: Temporal.PlainDate; minutes: number } {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return { date: zoned.toPlainDate(), minutes: zoned.hour * 60 + zoned.minute };
}

function isWorked({ zone, hours, holidays }: Hours, at: number): boolean {
  const { date, minutes } = wall(zone, at);
  if (holidays.includes(date.toString())) return false;
  if (hours === null) return true;
  const shifts = (of: Temporal.PlainDate) => (holidays.includes(of.toString()) ? [] : (hours[weekdays[of.dayOfWeek - 1] ?? ''] ?? []));
  return (
    shifts(date).some(([from, until]) => from <= minutes && minutes < until) ||
    shifts(date.subtract({ days: 1 })).some(([from, until]) => from <= minutes + 1440 && minutes + 1440 < until)
  );
}

function quartersOf(schedule: Hours, from: number): readonly boolean[] {
  const { zone, hours, holidays } = schedule;
  const key = JSON.stringify([zone, hours, holidays, from]);
  const made = known.get(key) ?? Array.from({ length: day / quarter }, (_, i) => isWorked(schedule, from + i * quarter));
  known.set(key, made);
  return made;
}

/** Ms of working time between two moments, each by the hours of then; what was before the first hours that are known, by those. */
export function clockOf(hours: readonly Hours[]): (from: number, until: number) => number {
  return (from, until) => {
    let ms = 0;
    for (let at = from - (((from % quarter) + quarter) % quarter); at < until; at += quarter) {
      const cuts = [from, until, ...hours.slice(1).map((each) => each.from.getTime())].filter((each) => each > at && each < at + quarter);
      const times = [at, ...cuts.toSorted((a, b) => a - b), at + quarter];
      times.slice(1).forEach((end, i) => {
        const start = times[i] ?? end;
        if (start < from || end > until) return;
        const schedule = hours.findLast((each) => each.from.getTime() <= start) ?? hours[0];
        if (schedule === undefined) return;
        const midnight = at - (((at % day) + day) % day);
        if (quartersOf(schedule, midnight)[(at - midnight) / quarter] === true) ms += end - start;
      });
    }
    return ms;
  };
}

/** Which day, hour and weekday of the company a moment is of: a new zone counts from the first midnight there that no day is counted twice by. */
export async function dayClock(db: Db): Promise<(at: Date) => { day: string; hour: string; weekday: string }> {
  const said = await db.query<{ from: Date; zone: string | null }>(`select "from", time_zone as zone from company order by "from"`);
  const [client] = await db.query<{ zone: string }>(`select time_zone as zone from department where key = 'client'`);
  const usual = client?.zone ?? 'UTC';
  const zones: { from: number; zone: string }[] = [{ from: Number.NEGATIVE_INFINITY, zone: usual }];
  for (const [i, { from, zone }] of said.entries()) {
    const [now, next] = [zones.at(-1)?.zone ?? usual, zone ?? usual];
    if (now !== next) {
      let date = wall(now, from.getTime()).date.add({ days: 1 });
      while (date.toZonedDateTime(next).epochMilliseconds < from.getTime()) date = date.add({ days: 1 });
      const begins = date.toZonedDateTime(next).epochMilliseconds;
      // What was said otherwise before that midnight never counted.
      if ((said[i + 1]?.from.getTime() ?? Number.POSITIVE_INFINITY) > begins) zones.push({ from: begins, zone: next });
    }
  }
  return (at) => {
    const time = at.getTime();
    const n = zones.findLastIndex((each) => each.from <= time);
    const { zone } = zones[n] ?? { zone: usual };
    const { date, minutes } = wall(zone, time);
    const next = zones[n + 1];
    // Between two zones a day may last longer than its own midnight.
    const last = next === undefined ? date : wall(next.zone, next.from).date.subtract({ days: 1 });
    const counted = Temporal.PlainDate.compare(date, last) > 0 ? last : date;
    return { day: counted.toString(), hour: String(Math.floor(minutes / 60)).padStart(2, '0'), weekday: String(counted.dayOfWeek) };
  };
}
