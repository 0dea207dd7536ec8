import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../flows/policy.ts';
import { calendarOf } from '../../../src/domain/calendar.ts';
import type { DepartmentId, SpecialistId } from '../../../src/domain/ids.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import { evenness } from '../../../src/domain/reports/evenness.ts';
import { type Capacity, type LoadFacts, type LoadStay, loadOf, type Owned } from '../../../src/domain/reports/load-of-day.ts';
import { lostOverTime, ownedOverTime } from '../../../src/domain/reports/owned-over-time.ts';
import { queuesOf } from '../../../src/domain/reports/queue-of-day.ts';

const client = 'client' as DepartmentId;
const [anna, boris] = ['anna' as SpecialistId, 'boris' as SpecialistId];
const day = Date.UTC(2026, 2, 2);
const at = (hour: number) => new Date(day + hour * 3_600_000);
const hour = 3600;

/** Ten conversations at a time: 600 units each; a small client is 1/150. */
const policy: Policy = { ...defaultPolicy, conversations: { ...defaultPolicy.conversations, limit: { client: 10 } } };
const units = policy.portfolio.weights['client']?.small ?? 0;

const stay = (from: number, until: number | null, specialist: SpecialistId | null = anna, rest: Partial<LoadStay> = {}): LoadStay => ({
  department: client,
  specialist,
  origin: 'live',
  isNew: true,
  from: at(from),
  until: until === null ? null : at(until),
  ...rest,
});
const capacity = (specialist = anna, from = -24, until: number | null = null, of = 6000): Capacity => ({
  department: client,
  specialist,
  capacity: of,
  from: at(from),
  until: until === null ? null : at(until),
});
const owned = (from: number, until: number | null, rest: Partial<Owned> = {}): Owned => ({
  department: client,
  specialist: anna,
  size: 'small',
  isLost: false,
  isDedicated: false,
  from: at(from),
  until: until === null ? null : at(until),
  ...rest,
});
const facts = (of: Partial<LoadFacts>): LoadFacts => ({
  stays: [],
  capacities: [capacity()],
  owned: [],
  policies: [{ from: at(-100), data: policy }],
  keyOf: () => 'client',
  ...of,
});
const load = (of: Partial<LoadFacts>, origin = 'live', specialist = anna) =>
  loadOf(at(0), at(24), facts(of)).find((each) => each.origin === origin && each.specialist === specialist);

describe('the load of a day (R12, R28)', () => {
  it('is places times how long they were taken, within the day', () => {
    const row = load({ stays: [stay(-2, 3), stay(10, 11, anna, { isNew: false }), stay(20, null), stay(-9, -1)] });
    expect(row).toMatchObject({
      cases: 600 * (3 + 1 + 4) * hour,
      newCases: 600 * 7 * hour,
      conversations: 8 * hour,
      gained: 2,
      gainedNew: 1,
    });
    expect(load({}, '')).toMatchObject({ capacity: 6000 * 24 * hour, places: 10 * 24 * hour, portfolio: 0, clients: 0 });
  });

  it('follows the policy of each moment', () => {
    const five: Policy = { ...policy, conversations: { ...policy.conversations, limit: { client: 5 } } };
    const policies = [
      { from: at(-100), data: policy },
      { from: at(12), data: five },
    ];
    expect(load({ stays: [stay(0, 24)], policies })).toMatchObject({ cases: (600 + 1200) * 12 * hour });
    expect(load({ stays: [stay(0, 24)], policies }, '')).toMatchObject({ places: (9 + 4) * 12 * hour });
  });

  it('counts places nobody has, and what somebody has beyond their limit takes nobody else’s', () => {
    const one = { capacities: [capacity(anna, -24, null, 600), capacity(boris, -24, null, 600)] };
    const row = (specialist: SpecialistId) => load({ ...one, stays: [stay(0, 6), stay(3, 6)] }, '', specialist)?.places;
    expect([row(anna), row(boris)]).toEqual([18 * hour, 24 * hour]);
  });

  it('counts what those have who take none, or are gone, beside it', () => {
    const row = load({ capacities: [capacity(anna, -24, 6)], stays: [stay(4, 8)], owned: [owned(0, null)] });
    expect(row).toMatchObject({ conversations: 2 * hour, otherConversations: 2 * hour, cases: 600 * 2 * hour });
    expect(load({ capacities: [], owned: [owned(0, 12)] }, '')).toMatchObject({
      capacity: 0,
      portfolio: 0,
      clients: 0,
      otherClients: 12 * hour,
    });
  });

  it('weighs clients as they were: of a size until it changed, and not at all once lost', () => {
    const medium = policy.portfolio.weights['client']?.medium ?? 0;
    const pieces = ownedOverTime({
      ...{ department: client, specialist: anna, from: at(-50), until: null, size: 'key', dedications: [] },
      sizes: [
        { from: at(-60), size: 'small' },
        { from: at(6), size: 'medium' },
      ],
      lost: lostOverTime([
        { at: at(10), type: 'stated', key: null, stage: 'lost' },
        { at: at(14), type: 'payment', key: null, stage: null },
        { at: at(20), type: 'timer', key: 'gone', stage: null },
        { at: at(21), type: 'timer', key: 'period:x', stage: null },
      ]),
    });
    expect(load({ owned: pieces }, '')).toMatchObject({ portfolio: (units * 6 + medium * (4 + 6)) * hour, clients: 16 * hour });
  });

  it('is a whole portfolio for a key client a head made one person’s work, while it is', () => {
    const pieces = ownedOverTime({
      ...{ department: client, specialist: anna, from: at(0), until: at(24), size: 'key', sizes: [], lost: [] },
      dedications: [{ department: client, from: at(6), until: at(12) }],
    });
    const key = policy.portfolio.weights['client']?.key ?? 0;
    expect(load({ owned: pieces }, '')).toMatchObject({ portfolio: (key * 18 + 6000 * 6) * hour });
  });

  it('has 23 hours on the day the clock is put forward, and 25 when it is put back', () => {
    const calendar = calendarOf([{ from: new Date(0), zone: 'Europe/Berlin' }]);
    for (const [date, hours] of [
      ['2026-03-29', 23],
      ['2026-10-25', 25],
    ] as const) {
      const { from, until } = calendar.spanOf(date);
      const [row] = loadOf(from, until, facts({}));
      expect(row).toMatchObject({ capacity: 6000 * hours * hour });
    }
  });

  it('says how many waited at a time, and at most, of each origin and together', () => {
    const stays = [stay(0, 2, null), stay(1, 3, null), stay(3, 4, null), stay(1, 2, null, { origin: 'imported' }), stay(5, null)];
    expect(queuesOf(at(0), at(24), stays).toSorted((a, b) => (a.origin < b.origin ? -1 : 1))).toEqual([
      { department: client, origin: '', waited: 6 * hour, most: 3 },
      { department: client, origin: 'imported', waited: hour, most: 1 },
      { department: client, origin: 'live', waited: 5 * hour, most: 2 },
    ]);
  });

  it('of two days is that of both together, whatever is on at midnight', () => {
    const stays = fc.array(
      fc.record({
        from: fc.integer({ min: -30, max: 47 }),
        hours: fc.integer({ min: 0, max: 40 }),
        isNew: fc.boolean(),
        isWait: fc.boolean(),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(stays, (all) => {
        const of = facts({ stays: all.map(({ from, hours, isNew, isWait }) => stay(from, from + hours, isWait ? null : anna, { isNew })) });
        const sum = (from: number, until: number) =>
          loadOf(at(from), at(until), of).reduce(
            (sums, row) => ({ cases: sums.cases + row.cases, places: sums.places + row.places, gained: sums.gained + row.gained }),
            { cases: 0, places: 0, gained: 0 },
          );
        const [first, second] = [sum(0, 24), sum(24, 48)];
        const both = { cases: first.cases + second.cases, places: first.places + second.places, gained: first.gained + second.gained };
        expect(both).toEqual(sum(0, 48));
        expect(both).toEqual(minuteByMinute(of.stays));
      }),
    );
  });
});

/** The naive way: hour after hour, since everything in these worlds happens on the hour. */
function minuteByMinute(stays: readonly LoadStay[]) {
  let [cases, places] = [0, 0];
  for (let now = 0; now < 48; now += 1) {
    const there = stays.filter(
      ({ specialist, from, until }) => specialist !== null && from <= at(now) && (until ?? at(99)) > at(now),
    ).length;
    cases += there * 600 * hour;
    places += Math.max(0, 10 - there) * hour;
  }
  const gained = stays.filter(({ specialist, from }) => specialist !== null && from >= at(0) && from < at(48)).length;
  return { cases, places, gained };
}

describe('evenness (R28)', () => {
  it('is 1 where everybody has the same share of what they can, and 2 where one of two has all of it', () => {
    expect(
      evenness([
        { load: 100, capacity: 200 },
        { load: 50, capacity: 100 },
      ]),
    ).toBe(1);
    expect(
      evenness([
        { load: 100, capacity: 100 },
        { load: 0, capacity: 100 },
      ]),
    ).toBe(2);
  });

  it('is unknown of nobody, of one, of no work', () => {
    expect(evenness([])).toBeNull();
    expect(evenness([{ load: 5, capacity: 10 }])).toBeNull();
    expect(
      evenness([
        { load: 5, capacity: 10 },
        { load: 9, capacity: 0 },
      ]),
    ).toBeNull();
    expect(
      evenness([
        { load: 0, capacity: 10 },
        { load: 0, capacity: 10 },
      ]),
    ).toBeNull();
  });

  it('is never below 1', () => {
    const people = fc.array(fc.record({ load: fc.nat(1e9), capacity: fc.nat(1e6) }), { maxLength: 12 });
    fc.assert(fc.property(people, (all) => (evenness(all) ?? 1) >= 1 - 1e-9));
  });
});
