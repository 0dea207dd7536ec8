import { describe, expect, it } from 'vitest';
import { neighbours, otherUnit } from '../../../../src/web/desk/plan/period.ts';
import { emptyTarget, nextKey, type PlanDraft, readPlan, weightSum } from '../../../../src/web/desk/plan/plan-draft.ts';

const revenue = { ...emptyTarget('revenue', '60'), goal: '900 000,50' };
const calls = { ...emptyTarget('own-1', '40'), name: ' Calls ', goal: '40' };
const draft = (more: Partial<PlanDraft> = {}): PlanDraft => ({
  currency: 'rub',
  note: ' ',
  targets: [revenue, calls],
  people: [],
  ...more,
});

describe('a plan as it is typed', () => {
  it('is sent in minor units, shares of 0 to 1, and with its weights', () => {
    const share = { ...emptyTarget('collected', '40'), goal: '95,5' };
    expect(readPlan(draft())).toEqual({
      currency: 'RUB',
      note: null,
      targets: [
        { key: 'revenue', goal: 90_000_050, weight: 60 },
        { key: 'own-1', name: 'Calls', unit: 'count', direction: 'more', goal: 40, weight: 40 },
      ],
      people: [],
    });
    expect(readPlan(draft({ targets: [revenue, share] }))?.targets[1]).toEqual({ key: 'collected', goal: 0.955, weight: 40 });
  });

  it('is not sent while weights do not total 100, or something is missing', () => {
    const wrong = [
      [revenue],
      [revenue, { ...calls, weight: '39' }],
      [revenue, { ...calls, name: '' }],
      [revenue, { ...calls, goal: '0' }],
      [{ ...revenue, goal: 'much' }, calls],
    ];
    for (const targets of wrong) expect(readPlan(draft({ targets }))).toBeNull();
    const person = (weight: string) => [{ id: 'a', name: 'Anna', targets: [{ ...calls, weight }] }];
    expect(readPlan(draft({ people: person('99') }))).toBeNull();
    expect(readPlan(draft({ people: person('100') }))?.people[0]?.targets).toHaveLength(1);
    expect(
      weightSum([
        { ...calls, weight: '33,33' },
        { ...calls, weight: '33.33' },
        { ...calls, weight: '33.34' },
      ]),
    ).toBe(100);
  });

  it('offers what is not in it yet, then a target of one’s own', () => {
    expect(nextKey([revenue], ['revenue', 'deals'])).toBe('deals');
    expect(nextKey([revenue, calls], ['revenue'])).toBe('own-2');
  });

  it('steps over the year’s end, by months and quarters', () => {
    expect(neighbours('2026-12')).toEqual({ before: '2026-11', after: '2027-01' });
    expect(neighbours('2026-Q1')).toEqual({ before: '2025-Q4', after: '2026-Q2' });
    expect([otherUnit('2026-05'), otherUnit('2026-Q2')]).toEqual(['2026-Q2', '2026-04']);
  });
});
