import type { z } from 'zod';
import type { planShown } from './shape.ts';

/* Shown in the document: a plan, and how it stands on the 12th of March. */

export const newPlan = {
  targets: [
    { key: 'revenue', goal: 60_000_000, weight: 70 },
    { key: 'calls', name: 'Calls to clients', unit: 'count' as const, direction: 'more' as const, goal: 40, weight: 30 },
  ],
  people: [],
  note: 'More than in February',
};

export const plan: z.input<typeof planShown> = {
  department: 'client',
  period: '2026-03',
  from: '2026-03-01',
  until: '2026-03-31',
  state: 'now',
  workingDays: { over: 8, left: 14 },
  version: 1,
  currency: 'RUB',
  note: 'More than in February',
  setAt: '2026-03-02T09:00:00.000Z',
  fulfilment: 0.28,
  forecast: 0.77,
  low: null,
  high: null,
  unknown: 0.3,
  targets: [
    {
      ...{ key: 'revenue', name: null, unit: 'money', direction: 'more', goal: 60_000_000, weight: 70 },
      ...{ reached: 24_000_000, fulfilment: 0.4, missing: 36_000_000, missingPerDay: 2_571_428.57, runRate: 3_000_000 },
      ...{ forecast: 66_000_000, low: null, high: null, basis: 'run-rate', seasonal: false, due: 8_400_000 },
    },
    {
      ...{ key: 'calls', name: 'Calls to clients', unit: 'count', direction: 'more', goal: 40, weight: 30 },
      ...{ reached: null, fulfilment: null, missing: null, missingPerDay: null, runRate: null },
      ...{ forecast: null, low: null, high: null, basis: 'none', seasonal: false, due: null },
    },
  ],
  people: [],
};
