import { describe, expect, it } from 'vitest';
import { evennessOf, giniOf } from '../../../scripts/simulate/findings.ts';
import { readOptions } from '../../../scripts/simulate/options.ts';
import { simulate } from '../../../scripts/simulate/run.ts';

describe('a simulated company', () => {
  const options = { seed: 7, clients: 400, specialists: 12, days: 4, json: true };
  const findings = simulate(options);

  it('breaks no rule, though people are late, at lunch, on holiday and full', () => {
    expect(findings.broken).toEqual([]);
    expect(findings.breaches).toBe(0);
    expect(Object.keys(findings.violations)).toContain('first');
    expect(findings.assignments['owner']).toBeGreaterThan(0);
    expect(findings.assignments['stand-in']).toBeGreaterThan(0);
  });

  it('serves more than half of the clients who have an owner by the owner', () => {
    expect(findings.ownerShare).toBeGreaterThan(0.5);
    expect(findings.ownerShare).toBeLessThanOrEqual(1);
  });

  it('goes the same way with the same seed, and another way with another', () => {
    const { took, ...first } = findings;
    const { took: again, ...second } = simulate(options);
    expect(second).toEqual(first);
    expect(took + again).toBeGreaterThan(0);
    expect(simulate({ ...options, seed: 8 }).submissions).not.toBe(findings.submissions);
  });
});

describe('evenness and Gini', () => {
  it('are 1 and 0 where all have the same', () => {
    expect(evennessOf([0.5, 0.5, 0.5])).toBe(1);
    expect(giniOf([0.5, 0.5, 0.5])).toBeCloseTo(0);
  });

  it('tell how much more the most loaded has, and how unequal all are', () => {
    expect(evennessOf([1, 1, 4])).toBe(2);
    expect(giniOf([0, 0, 0, 1])).toBeCloseTo(0.75);
    expect(giniOf([1, 3])).toBeCloseTo(0.25);
  });

  it('are 1 and 0 where nobody has anything', () => {
    expect(evennessOf([0, 0])).toBe(1);
    expect(giniOf([0, 0])).toBe(0);
  });
});

describe('the command line', () => {
  it('has a month of ten thousand clients and two hundred specialists unless told otherwise', () => {
    expect(readOptions([])).toEqual({ seed: 1, clients: 10_000, specialists: 200, days: 30, json: false });
    expect(readOptions(['--seed', '5', '--days', '2', '--json'])).toMatchObject({ seed: 5, days: 2, json: true });
    expect(readOptions(['--help'])).toBeNull();
  });

  it.each([['--days', '0'], ['--clients', 'many'], ['--specialists', '2'], ['--unknown']])('refuses %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow();
  });
});
