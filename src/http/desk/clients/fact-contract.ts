import { z } from 'zod';
import { outreachMeans } from '../../../clients/record-outreach.ts';

/** `key`: the page's own id of the fact; a repeat is success. */
const told = { key: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/), at: z.iso.datetime({ offset: true }) };
const line = z.string().trim().min(1).max(100);
const currency = z.string().regex(/^[A-Z]{3}$/);
const money = { amount: z.int().min(0).max(1e15).describe('Minor units.'), currency };

export const fact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('deal'),
    ...told,
    ...money,
    productLine: line,
    unrepresentative: z.boolean().default(false),
    project: z.boolean().default(false),
  }),
  z.strictObject({ type: z.literal('payment'), ...told, ...money, productLine: line, kind: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  z.strictObject({ type: z.literal('outreach'), ...told, means: z.enum(outreachMeans), contact: z.uuid().nullable().default(null) }),
]);

const shown = {
  id: z.uuid(),
  at: z.iso.datetime(),
  /** whose deal or outreach it is, or who told of the payment; null: a system of the company */
  person: z.string().nullable(),
};
const sum = { productLine: z.string(), amount: z.int().describe('Minor units.'), currency: z.string() };

export const factShown = z.discriminatedUnion('type', [
  z.object({ type: z.literal('deal'), ...shown, ...sum, unrepresentative: z.boolean() }),
  z.object({
    type: z.literal('payment'),
    ...shown,
    ...sum,
    kind: z.string(),
    corrects: z.boolean().describe('It puts an earlier payment right.'),
  }),
  z.object({ type: z.literal('outreach'), ...shown, means: z.string() }),
]);

/** `GET /desk/api/clients/:id/facts`: what happened, the newest 50 first, and what a form needs to tell of more. */
export const facts = z.object({
  facts: z.array(factShown),
  more: z.boolean(),
  may: z.object({ deal: z.boolean(), payment: z.boolean(), outreach: z.boolean() }),
  lines: z.array(z.string()).describe('Product lines of the policy and of what was told before.'),
  kinds: z.array(z.string()).describe('Kinds of payment, likewise.'),
  currency: z.string().nullable().describe('The one used last.'),
});

export const kept = z.object({ id: z.uuid(), isNew: z.boolean() });

export type Fact = z.output<typeof fact>;
export type FactInput = z.input<typeof fact>;
export type FactShown = z.infer<typeof factShown>;
export type Facts = z.infer<typeof facts>;

const id = '01970a3e-1c00-7000-8000-000000000001';
export const examples = {
  fact: { type: 'outreach', key: id, at: '2026-03-02T09:00:00Z', means: 'call', contact: null },
  kept: { id, isNew: true },
  facts: {
    facts: [
      {
        type: 'payment',
        id,
        at: '2026-03-02T09:00:00.000Z',
        person: 'Sonia',
        productLine: 'subscription',
        amount: 1_250_000,
        currency: 'RUB',
        kind: 'monthly',
        corrects: false,
      },
    ],
    more: false,
    may: { deal: true, payment: true, outreach: true },
    lines: ['subscription'],
    kinds: ['monthly'],
    currency: 'RUB',
  },
} satisfies { fact: FactInput; kept: z.infer<typeof kept>; facts: Facts };
