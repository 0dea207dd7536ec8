import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpecialistId } from '../../src/domain/ids.ts';
import { leastLoaded } from '../../src/domain/least-loaded.ts';
import { type Candidate, type Route, route, type Seek, standInFor } from '../../src/domain/route.ts';
import { availabilities } from '../../src/domain/specialist.ts';
import { whyNot } from '../../src/domain/why-not.ts';

const full = 6000;
const departments = ['client', 'sales'] as const;
const people = Array.from({ length: 8 }, (_, i) => `s${i}` as SpecialistId);
const amount = fc.oneof(fc.integer({ min: 0, max: 2 * full }), fc.constantFrom(0, full - 500, full - 499, full));

/** Any staff: nobody twice, some away, some full, some beyond it. */
const staffs: fc.Arbitrary<Candidate[]> = fc.subarray(people).chain((chosen) =>
  fc.tuple(
    ...chosen.map((specialist) =>
      fc.record({
        specialist: fc.constant(specialist),
        department: fc.constantFrom(...departments),
        availability: fc.constantFrom(...availabilities, 'available' as const),
        capacity: fc.constantFrom(0, full / 2, full, full, full),
        cases: amount,
        portfolio: amount,
        serves: fc.boolean(),
      }),
    ),
  ),
);

const preferences = fc.uniqueArray(
  fc.record({
    specialist: fc.constantFrom(...people),
    rule: fc.constantFrom('same-person' as const, 'outreach' as const, 'owner' as const, 'deputy' as const),
  }),
  { maxLength: 3, selector: (each) => each.rule },
);

const seeks: fc.Arbitrary<Seek> = fc
  .record(
    {
      department: fc.constantFrom(...departments),
      exact: fc.constantFrom(...people),
      except: fc.constantFrom(...people),
      late: fc.subarray(people, { maxLength: 2 }),
      lateIfNobody: fc.constant(true as const),
      preferred: preferences,
      caseUnits: fc.constantFrom(30, 500, full),
      portfolioUnits: fc.constantFrom(0, 40, 2000),
      strangersPercent: fc.constantFrom(1, 80, 100),
      overloadByHand: fc.boolean(),
    },
    { requiredKeys: ['department', 'preferred', 'caseUnits', 'portfolioUnits', 'overloadByHand'] },
  )
  // What is owned already weighs nothing more.
  .map((seek) => (seek.preferred.some((each) => each.rule === 'owner') ? { ...seek, portfolioUnits: 0 } : seek));

const worlds = fc.tuple(seeks, staffs);
const always = (holds: (seek: Seek, staff: Candidate[], found: Route) => void) =>
  fc.assert(
    fc.property(worlds, ([seek, staff]) => holds(seek, staff, route(seek, staff))),
    { numRuns: 500 },
  );
const inDepartment = (seek: Seek, staff: readonly Candidate[]) => staff.filter((each) => each.department === seek.department);
/** … without whoever handed it on, or was late with it */
const eligible = (seek: Seek, staff: readonly Candidate[]) =>
  inDepartment(seek, staff).filter((each) => each.specialist !== seek.except && seek.late?.includes(each.specialist) !== true);

describe('whoever a conversation goes to', () => {
  test('is of the department that was sought', () => {
    always((seek, staff, found) => {
      if (found.type === 'nobody') return;
      expect(inDepartment(seek, staff).map((each) => each.specialist)).toContain(found.specialist);
    });
  });

  test('is within both budgets, unless named by hand', () => {
    always((seek, staff, found) => {
      if (found.type === 'nobody' || found.rule === 'by-hand') return;
      const got = staff.find((each) => each.specialist === found.specialist) as Candidate;
      expect(got.availability).toBe('available');
      expect(got.cases + seek.caseUnits).toBeLessThanOrEqual(got.capacity);
      if (seek.portfolioUnits > 0) expect(got.portfolio + seek.portfolioUnits).toBeLessThanOrEqual(got.capacity);
      expect(found.overload).toBe(false);
    });
  });

  test('is not the one who handed it on, unless somebody named them', () => {
    always((seek, _, found) => {
      if (found.type === 'assigned' && found.rule !== 'by-hand') expect(found.specialist).not.toBe(seek.except);
    });
  });

  test('R13: is not who was late with it, unless somebody named them, or nobody else can have it and that is better than nobody', () => {
    always((seek, staff, found) => {
      if (found.type === 'nobody' || found.rule === 'by-hand') return;
      expect(seek.late?.includes(found.specialist) === true).toBe(found.rule === 'late');
      if (found.rule !== 'late') return;
      expect(seek.lateIfNobody).toBe(true);
      expect(route({ ...seek, late: [...(seek.late ?? []), ...people] }, staff)).toMatchObject({ rule: 'late' });
      const { lateIfNobody: _, ...hard } = seek;
      expect(route(hard, staff)).toMatchObject({ type: 'nobody' });
    });
  });

  test('goes over the limit by hand only where the policy lets them, and then it is said', () => {
    always((seek, staff, found) => {
      if (found.type === 'nobody' || found.rule !== 'by-hand') return;
      const got = staff.find((each) => each.specialist === found.specialist) as Candidate;
      expect(found.specialist).toBe(seek.exact);
      expect(found.overload).toBe(got.cases + seek.caseUnits > got.capacity);
      expect(found.overPortfolio === true).toBe(seek.portfolioUnits > 0 && got.portfolio + seek.portfolioUnits > got.capacity);
      if (!seek.overloadByHand) expect(found.overload).toBe(false);
    });
  });

  test('is the owner whenever the owner is on hand and not full, and nobody was named or had it before', () => {
    always((seek, staff, found) => {
      const owner = seek.preferred.find((each) => each.rule === 'owner');
      const had = seek.preferred[0] !== owner;
      const their = eligible(seek, staff).find((each) => each.specialist === owner?.specialist);
      if (seek.exact !== undefined || had || their === undefined || whyNot(their, { ...seek, portfolioUnits: 0 }) !== null) return;
      expect(found).toMatchObject({ type: 'assigned', specialist: their.specialist, rule: 'owner' });
    });
  });

  test('is the least loaded of those who serve when nobody comes first by right', () => {
    always((seek, staff, found) => {
      if (found.type === 'nobody' || found.rule !== 'least-loaded') return;
      const able = eligible(seek, staff).filter((each) => each.serves && whyNot(each, seek) === null);
      const load = (each: Candidate) => (each.cases + each.portfolio) / each.capacity;
      const got = able.find((each) => each.specialist === found.specialist) as Candidate;
      expect(found.others).toBe(able.length - 1);
      for (const each of able) expect(load(got)).toBeLessThanOrEqual(load(each));
    });
  });

  test('is nobody only when nobody who serves is on hand and within both budgets', () => {
    always((seek, staff, found) => {
      const serving = eligible(seek, staff).filter((each) => each.serves);
      const able = serving.filter((each) => whyNot(each, seek) === null);
      if (found.type === 'assigned') return;
      expect(able).toEqual([]);
      if (found.reason === 'no-staff') expect(serving).toEqual([]);
      if (found.reason === 'all-away') expect(serving.every((each) => each.availability !== 'available')).toBe(true);
      if (found.reason === 'all-full') expect(serving.some((each) => each.availability === 'available')).toBe(true);
    });
  });

  test('does not depend on the order in which people are looked at', () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat()), ([seek, staff], numbers) => {
        const keyed = staff.map((each) => ({ each, key: numbers.next().value ?? 0 }));
        const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ each }) => each);
        expect(route(seek, shuffled)).toEqual(route(seek, staff));
      }),
    );
  });
});

describe('a stranger', () => {
  test('is given to nobody whose last places are kept for known clients, who have them all the same', () => {
    always((seek, staff, found) => {
      const { strangersPercent = 100, exact, ...known } = seek;
      if (found.type !== 'assigned' || found.rule === 'by-hand') return;
      const got = inDepartment(seek, staff).find((each) => each.specialist === found.specialist) as Candidate;
      const places = Math.floor(got.capacity / seek.caseUnits);
      // At least one place is anybody's, however few there are.
      expect(got.cases + seek.caseUnits).toBeLessThanOrEqual(Math.ceil((places * strangersPercent) / 100) * seek.caseUnits);
      expect(route(known, staff).type).toBe('assigned');
    });
  });

  test('waits for a place of their own while a known client finds one', () => {
    const anna: Candidate = {
      specialist: people[0] as SpecialistId,
      department: 'client',
      availability: 'available',
      capacity: full,
      cases: 5000,
      portfolio: 0,
      serves: true,
    };
    const seek: Seek = { department: 'client', preferred: [], caseUnits: 500, portfolioUnits: 0, overloadByHand: false };
    expect(route({ ...seek, strangersPercent: 80 }, [anna])).toEqual({ type: 'nobody', reason: 'kept-for-known', passed: [] });
    expect(route(seek, [anna])).toMatchObject({ type: 'assigned', specialist: anna.specialist });
    expect(route({ ...seek, strangersPercent: 80 }, [{ ...anna, cases: 4500 }])).toMatchObject({ type: 'assigned' });
  });
});

describe('whoever was passed over', () => {
  test('came first by right, is of the department, and could not have it for the reason given', () => {
    always((seek, staff, found) => {
      for (const { specialist, reason } of found.passed) {
        expect(found.type === 'assigned' && found.specialist === specialist).toBe(false);
        const their = eligible(seek, staff).find((each) => each.specialist === specialist) as Candidate;
        const rule = seek.preferred.find((each) => each.specialist === specialist)?.rule;
        // Named by hand, where the policy wants nobody beyond the limit.
        if (specialist === seek.exact) {
          expect([reason, seek.overloadByHand]).toEqual(['conversations-full', false]);
          continue;
        }
        expect(rule).toBeDefined();
        expect(reason).toBe(whyNot(their, { ...seek, portfolioUnits: rule === 'owner' ? 0 : seek.portfolioUnits }));
      }
      expect(new Set(found.passed.map((each) => each.specialist)).size).toBe(found.passed.length);
    });
  });
});

describe('whoever stands in', () => {
  test('is on hand with room for one more, is somebody else, and the deputy whenever the deputy can', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...people), fc.option(fc.constantFrom(...people)), ([seek, staff], late, deputy) => {
        const all = staff.map((each) => (each.specialist === late && deputy !== null ? { ...each, deputy } : each));
        const found = standInFor(late, seek, all);
        // Whoever steps in gets a conversation that has its place already: what is kept from strangers is not looked at.
        const { strangersPercent: _, ...needed } = { ...seek, portfolioUnits: 0 };
        const can = (who: SpecialistId | null) =>
          eligible(seek, all).some((each) => each.specialist === who && whyNot(each, needed) === null);
        if (found === null) {
          const others = eligible(seek, all).filter((each) => each.specialist !== late && each.serves);
          expect(others.filter((each) => whyNot(each, needed) === null)).toEqual([]);
          return;
        }
        expect(found).not.toBe(late);
        expect(can(found)).toBe(true);
        const has = inDepartment(seek, all).some((each) => each.specialist === late);
        if (has && deputy !== null && deputy !== late && can(deputy)) expect(found).toBe(deputy);
      }),
      { numRuns: 500 },
    );
  });

  test('for an owner who cannot have it is their deputy, though the deputy’s own portfolio is full', () => {
    const [owner, deputy, third] = people as [SpecialistId, SpecialistId, SpecialistId];
    const one = (specialist: SpecialistId, cases: number): Candidate => {
      return { specialist, department: 'client', availability: 'available', capacity: full, cases, portfolio: full, serves: true };
    };
    const preferred = [
      { specialist: owner, rule: 'owner' as const },
      { specialist: deputy, rule: 'deputy' as const },
    ];
    const seek: Seek = { department: 'client', preferred, caseUnits: 500, portfolioUnits: 0, overloadByHand: true };
    const away: Candidate = { ...one(owner, 0), availability: 'away' };
    expect(route(seek, [away, one(deputy, 1000), one(third, 0)])).toMatchObject({
      specialist: deputy,
      rule: 'deputy',
      passed: [{ specialist: owner, reason: 'away' }],
    });
    expect(route(seek, [away, one(deputy, full), one(third, 0)])).toMatchObject({ specialist: third, rule: 'least-loaded' });
    expect(route(seek, [one(owner, 5500), one(deputy, 0)])).toMatchObject({ specialist: owner, rule: 'owner' });
  });
});

describe('R11: the least loaded', () => {
  const one = (specialist: string, cases: number, capacity = full): Candidate => ({
    specialist: specialist as SpecialistId,
    department: 'client',
    availability: 'available',
    capacity,
    cases,
    portfolio: 0,
    serves: true,
  });

  test('is measured against their own capacity', () => {
    expect(leastLoaded([one('half', 1000, full / 2), one('whole', 1500)])?.specialist).toBe('whole');
    expect(leastLoaded([one('half', 500, full / 2), one('whole', 1500)])?.specialist).toBe('half');
  });

  test('among equals is always the same one', () => {
    expect(leastLoaded([one('b', 500), one('a', 500)])?.specialist).toBe('a');
    expect(leastLoaded([])).toBeUndefined();
  });

  test('given to one after another spreads evenly over equals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 80 }), (count, conversations) => {
        const staff = people.slice(0, count).map((each) => ({ ...one(each, 0) }));
        const seek: Seek = { department: 'client', preferred: [], caseUnits: 30, portfolioUnits: 0, overloadByHand: true };
        for (let i = 0; i < conversations; i++) {
          const found = route(seek, staff);
          const got = staff.find((each) => found.type === 'assigned' && each.specialist === found.specialist);
          if (got !== undefined) Object.assign(got, { cases: got.cases + 30 });
        }
        const cases = staff.map((each) => each.cases / 30);
        expect(Math.max(...cases) - Math.min(...cases)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
