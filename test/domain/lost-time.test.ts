import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Piece, weekdays, workingTime } from '../../src/domain/hours.ts';
import { dueWithout, outside } from '../../src/domain/lost-time.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const monday = Date.UTC(2026, 2, 2, 10);
const at = (minutes: number) => new Date(monday + minutes * minute);

const nineToSix = workingTime({
  timeZone: 'Europe/Berlin',
  hours: Object.fromEntries(weekdays.slice(0, 5).map((each) => [each, [[540, 780] as const, [840, 1080] as const]])),
  holidays: ['2026-03-04'],
});
const always = workingTime({ timeZone: 'UTC', hours: null, holidays: [] });
const times = fc.constantFrom(nineToSix, always);
const moments = fc.integer({ min: 0, max: 3 * day }).map((ms) => monday + ms);
const losses = fc.array(
  fc
    .tuple(moments, fc.oneof(fc.integer({ min: 1, max: 10 * minute }), fc.integer({ min: 1, max: day })))
    .map(([from, long]): Piece => [from, from + long]),
  { maxLength: 8 },
);

const lengthOf = (pieces: readonly Piece[]) => pieces.reduce((sum, [from, until]) => sum + until - from, 0);

describe('whatever was lost', () => {
  it('whoever is late had as much working time as they were given, all of it time in which they could answer', () => {
    fc.assert(
      fc.property(times, moments, fc.integer({ min: 1, max: 60 }), losses, fc.boolean(), (working, from, minutes, lost, byClock) => {
        const time = byClock ? always : working;
        const due = time.addMinutes(new Date(from), minutes) as Date;
        const moved = dueWithout({ from: new Date(from), due, byClock }, lost, working);
        expect(moved >= due).toBe(true);
        const usable = outside(time.spansBetween(new Date(from), moved), lost);
        expect(lengthOf(usable)).toBe(minutes * minute);
      }),
      { numRuns: 500 },
    );
  });

  it('and whatever the hours are by then: whoever is late had the time that they were given by those of the beginning', () => {
    fc.assert(
      fc.property(
        times,
        times,
        moments,
        fc.integer({ min: 1, max: 90 }),
        losses,
        fc.boolean(),
        (then, now, from, minutes, lost, byClock) => {
          const due = then.addMinutes(new Date(from), minutes) as Date;
          const given = then.minutesBetween(new Date(from), due) * minute;
          const moved = dueWithout({ from: new Date(from), due, byClock, given }, lost, now);
          expect(moved >= due || (!byClock && then !== now)).toBe(true);
          const usable = lengthOf(outside(now.spansBetween(new Date(from), moved), lost));
          expect(usable).toBeGreaterThanOrEqual(given);
          if (!byClock) expect(usable).toBe(Math.max(given, lengthOf(now.spansBetween(new Date(from), due))));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is given back once, however often it is looked at, and nothing of it once the deadline is over', () => {
    fc.assert(
      fc.property(times, moments, fc.integer({ min: 1, max: 60 }), losses, (working, from, minutes, lost) => {
        const term = { from: new Date(from), due: working.addMinutes(new Date(from), minutes) as Date, byClock: false };
        const moved = dueWithout(term, lost, working);
        const later: Piece = [moved.getTime(), moved.getTime() + day];
        expect(dueWithout(term, [...lost, ...lost, later], working)).toEqual(moved);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a deadline', () => {
  const term = { from: at(0), due: at(4), byClock: false };
  const lost = (...pieces: readonly (readonly [number, number])[]) =>
    dueWithout(
      term,
      pieces.map(([from, until]): Piece => [at(from).getTime(), at(until).getTime()]),
      always,
    );

  test.each([
    ['is where it was when nothing was lost', [], 4],
    ['does not care what was lost before it began', [[-60, 0]], 4],
    [
      'counts what was lost twice at a time once',
      [
        [1, 3],
        [2, 6],
      ],
      9,
    ],
    ['that began in an outage begins with its end', [[-5, 10]], 14],
    [
      'passes over several outages',
      [
        [1, 2],
        [4, 10],
      ],
      11,
    ],
  ] as const)('%s', (_, pieces, due) => {
    expect(lost(...pieces)).toEqual(at(due));
  });

  test('of working time and a promise end differently when a night is lost', () => {
    const working = workingTime({ timeZone: 'UTC', hours: { mon: [[540, 1080]], tue: [[540, 1080]] }, holidays: [] });
    const [from, due] = [new Date('2026-03-02T17:00:00Z'), new Date('2026-03-02T17:30:00Z')];
    const night: Piece = [from.getTime(), Date.UTC(2026, 2, 3, 7)];
    expect(dueWithout({ from, due, byClock: true }, [night], working)).toEqual(new Date('2026-03-03T07:30:00Z'));
    expect(dueWithout({ from, due, byClock: false }, [night], working)).toEqual(new Date('2026-03-03T09:30:00Z'));
  });
});
