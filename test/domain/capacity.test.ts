import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../flows/policy.ts';
import { caseUnits, portfolioUnits } from '../../src/domain/capacity.ts';
import { type SizeClass, sizeClasses } from '../../src/domain/client.ts';
import { coreDepartments } from '../../src/domain/department.ts';
import type { SpecialistId } from '../../src/domain/ids.ts';
import { fullBudget, type Policy } from '../../src/domain/policy.ts';
import type { Candidate } from '../../src/domain/route.ts';
import { whyNot } from '../../src/domain/why-not.ts';

const withLimit = (limit: number): Policy => ({
  ...defaultPolicy,
  conversations: { ...defaultPolicy.conversations, limit: { client: limit } },
});
const empty: Candidate = {
  specialist: 's' as SpecialistId,
  department: 'sales',
  availability: 'available',
  capacity: fullBudget,
  cases: 0,
  portfolio: 0,
  serves: true,
};

/** How many clients of these sizes, one after another, a whole portfolio takes. */
function taken(sizes: readonly SizeClass[]): number {
  let portfolio = 0;
  for (const [i, size] of sizes.entries()) {
    const units = portfolioUnits(defaultPolicy, 'sales', { size, stage: 'served', dedicated: null });
    if (whyNot({ ...empty, portfolio }, { caseUnits: 0, portfolioUnits: units }) !== null) return i;
    portfolio += units;
  }
  return sizes.length;
}

describe('a portfolio in sales (R12)', () => {
  test.each([
    [40, 'small'],
    [30, 'medium'],
    [10, 'large'],
    [3, 'key'],
  ] as const)('holds %i %s clients, and not one more', (count, size) => {
    expect(taken(Array.from({ length: count + 1 }, () => size))).toBe(count);
  });

  test('holds any number of private persons', () => {
    expect(taken(Array.from({ length: 1000 }, () => 'private'))).toBe(1000);
  });

  test('holds about fifteen medium and large clients, mixed', () => {
    const mixed = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 'medium' : 'large') as SizeClass);
    expect(taken(mixed)).toBeGreaterThanOrEqual(14);
    expect(taken(mixed)).toBeLessThanOrEqual(16);
  });
});

describe('a key client that was raised (R12)', () => {
  const units = (size: SizeClass, raised: readonly string[] | null, department = 'sales') =>
    portfolioUnits(defaultPolicy, department, { size, stage: 'served', dedicated: raised });

  test('is the whole work of one person in that department, and weighs as before in another', () => {
    expect(units('key', ['sales'])).toBe(fullBudget);
    expect(units('key', ['client'])).toBe(units('key', null));
    expect(units('key', ['sales'], 'client')).toBe(units('key', null, 'client'));
  });

  test('weighs by its size once it is no key client any more, and nothing where nobody owns clients', () => {
    for (const size of sizeClasses) if (size !== 'key') expect(units(size, ['sales'])).toBe(units(size, null));
    expect(units('key', ['finance'], 'finance')).toBe(0);
  });
});

describe('units', () => {
  test('are whole numbers, for every department and size', () => {
    for (const department of coreDepartments) {
      expect(Number.isInteger(caseUnits(defaultPolicy, department))).toBe(true);
      for (const size of sizeClasses)
        expect(Number.isInteger(portfolioUnits(defaultPolicy, department, { size, stage: 'served', dedicated: null }))).toBe(true);
    }
  });

  test('of one conversation let a specialist have as many as the limit says, and not one more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), (limit) => {
        const units = caseUnits(withLimit(limit), 'client');
        expect(Number.isInteger(units)).toBe(true);
        expect(whyNot({ ...empty, cases: units * (limit - 1) }, { caseUnits: units, portfolioUnits: 0 })).toBeNull();
        expect(whyNot({ ...empty, cases: units * limit }, { caseUnits: units, portfolioUnits: 0 })).toBe('conversations-full');
      }),
    );
  });

  test('of a department without a limit of its own are those of the client department', () => {
    expect(caseUnits(withLimit(12), 'service')).toBe(caseUnits(withLimit(12), 'client'));
    expect(portfolioUnits(defaultPolicy, 'service', { size: 'key', stage: 'served', dedicated: null })).toBe(0);
  });
});
