import { z } from 'zod';
import { isKeptMoment } from '../../domain/instant.ts';
import { isMeasure, measureKeys, measures, mostTargets, planDays, type Target } from '../../domain/plan/target.ts';
import { currency } from '../../policy/form-text.ts';
import { plain } from '../api/query.ts';
import { HttpError } from '../errors.ts';

/* A plan as it is told and shown, alike for the company's systems and at the desk. */

const units = ['money', 'count', 'share'] as const;
const directions = ['more', 'less'] as const;
/** Most people of one department who have targets of their own. */
const mostPeople = 500;

const key = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/);
const goal = z.number().min(0).max(1e15).describe('Minor units, a number, or a share of 0 to 1.');
const weight = z.number().min(0).max(100).describe('Percent, to the hundredth.');

const newTarget = z
  .strictObject({
    key: key.describe(`What Okno counts: ${measureKeys.join(', ')}. Any other is your own, and you tell what was reached.`),
    name: plain(100).nullable().optional().describe('Of a target of your own.'),
    unit: z.enum(units).optional().describe('Of a target of your own.'),
    direction: z.enum(directions).optional().describe('Whether more of it is better, or less; of a target of your own.'),
    goal,
    weight,
  })
  .refine(
    (each) => isMeasure(each.key) || (each.unit !== undefined && each.direction !== undefined),
    'unit and direction of a target of your own',
  )
  .transform(({ key: own, name = null, unit = 'count', direction = 'more', ...rest }): Target => {
    if (isMeasure(own)) return { key: own, name: null, ...measures[own], ...rest };
    return { key: own, name, unit, direction, ...rest };
  });

const targets = z.array(newTarget).max(mostTargets);

export const planFields = {
  currency: currency.nullable().default(null).describe('Of the money in it; null: the company’s.'),
  targets: targets.describe('Weights total 100.'),
  people: z
    .array(z.strictObject({ specialistId: z.uuid(), targets }))
    .max(mostPeople)
    .default([])
    .describe('Specialists with targets of their own, whose weights total 100 as well.'),
};

export const note = plain(500).nullable().default(null).describe('Why, for those who read it later.');

export const base = z
  .int()
  .min(0)
  .max(1_000_000)
  .nullable()
  .default(null)
  .describe('The version it was made from, 0: none; refused when there is another by now. null: whichever there is.');

export const newActual = z.strictObject({
  key: key.describe('Of a target of your own.'),
  specialistId: z.uuid().nullable().default(null).describe('Whose it is; null: the department’s.'),
  value: goal,
});

const amount = z.number().nullable();

const target = z.object({
  key: z.string(),
  name: z.string().nullable().describe('Of a target of the company’s own.'),
  unit: z.enum(units),
  direction: z.enum(directions),
  goal: z.number(),
  weight: z.number(),
  reached: amount.describe('null: nobody knows yet.'),
  fulfilment: amount.describe('0 to 1.5.'),
  missing: amount.describe('What is missing; null where less is better, and of a share.'),
  missingPerDay: amount.describe('Of it for each working day that is left, today included.'),
  runRate: amount.describe('For each working day that is over.'),
  forecast: amount.describe('At the end of the period.'),
  low: amount.describe('By what the rest of six past periods brought; null while there are fewer.'),
  high: amount,
  basis: z.enum(['run-rate', 'past', 'reached', 'none']).describe('What the forecast was made of.'),
  seasonal: z.boolean().describe('Whether the range knows the season, which takes 24 months.'),
  due: amount.describe('Payments expected by the end that have not come: beside the forecast, no part of it.'),
});

const weighed = {
  fulfilment: amount.describe('The weighted sum today, 0 to 1.5.'),
  forecast: amount.describe('The same at the end of the period.'),
  low: amount,
  high: amount,
  unknown: z.number().describe('Weight of what nobody knows yet, 0 to 1: it counts as not fulfilled.'),
  targets: z.array(target),
};

export const standing = z.object(weighed);

export const planShape = {
  department: z.string(),
  period: z.string(),
  from: z.iso.date(),
  until: z.iso.date().describe('Included.'),
  state: z.enum(['past', 'now', 'ahead']).describe('Of the past: it is frozen.'),
  workingDays: z.object({ over: z.int(), left: z.int().describe('Today included.') }).describe('By the department’s hours and holidays.'),
  version: z.int().describe('0: there is no plan.'),
  currency: z.string().nullable(),
  note: z.string().nullable(),
  setAt: z.iso.datetime().nullable(),
};

export const planShown = z
  .object({ ...planShape, ...weighed, people: z.array(z.object({ specialistId: z.uuid(), ...weighed })) })
  .meta({ ref: 'Plan' });

/** A month or a quarter as an address names it; 404 for what is none. */
export function periodIn(text: string): string {
  const days = planDays(text);
  if (days === null || !isKeptMoment(new Date(`${days.first}T00:00:00Z`))) throw new HttpError('unknown-period');
  return text;
}

export const periodParameter = {
  words: 'A month or a quarter of the company’s calendar: `2026-03`, `2026-Q1`.',
  example: '2026-03',
} as const;
