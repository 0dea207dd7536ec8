import { z } from 'zod';
import { handoverStatuses, handoverVerbs } from '../../../domain/handover.ts';

const time = z.iso.datetime();
const person = z.object({ id: z.uuid(), name: z.string() }).nullable();

export const handover = z.object({
  id: z.uuid(),
  client: z.object({ id: z.uuid(), name: z.string() }),
  productLine: z.string(),
  status: z.enum(handoverStatuses),
  rule: z.object({
    deal: z.int().optional(),
    payment: z.object({ kind: z.string(), nth: z.int() }).optional(),
    months: z.int().optional(),
  }),
  why: z.enum(['deal', 'payment', 'months', 'asked']).nullable(),
  waitsFor: z.enum(['documents', 'open-conversation', 'hours', 'nobody']).nullable(),
  beganAt: time,
  expectedAt: time.nullable().describe('Where the rule names a time.'),
  dueAt: time.nullable(),
  putOffUntil: time.nullable(),
  doneAt: time.nullable(),
  isProject: z.boolean(),
  documentsAt: time.nullable(),
  from: person,
  to: person,
  rates: z.object({ before: z.number(), after: z.number() }).nullable().describe('Percent.'),
  words: z.array(z.object({ kind: z.enum(handoverVerbs), by: z.string(), reason: z.string(), until: time.nullable(), at: time })),
  may: z.array(z.enum(handoverVerbs)),
});

export const handoverList = z.object({ handovers: z.array(handover), nextCursor: z.string().nullable() });

export const handoverWish = z.strictObject({
  verb: z.enum(handoverVerbs),
  reason: z.string().trim().min(1).max(1000),
  until: z.iso.datetime({ offset: true }).nullable().default(null).describe('With put-off.'),
});

export const statement = z.object({
  lines: z.array(
    z.object({
      id: z.uuid(),
      specialist: z.object({ id: z.uuid(), name: z.string() }),
      client: z.object({ id: z.uuid(), name: z.string() }),
      productLine: z.string(),
      payment: z.string().nullable(),
      amount: z.int().describe('Minor units.'),
      currency: z.string(),
      base: z.int(),
      rate: z.number().describe('Percent.'),
      why: z.string(),
      at: time,
    }),
  ),
  totals: z.array(z.object({ currency: z.string(), amount: z.int() })),
});

const id = '01970a3e-1c00-7000-8000-000000000001';
const at = '2026-03-02T09:00:00.000Z';

const one = {
  id,
  client: { id, name: 'Romashka Ltd' },
  productLine: 'subscription',
  status: 'due',
  rule: { payment: { kind: 'monthly', nth: 2 } },
  why: 'payment',
  waitsFor: 'open-conversation',
  beganAt: at,
  expectedAt: null,
  dueAt: at,
  putOffUntil: null,
  doneAt: null,
  isProject: false,
  documentsAt: null,
  from: { id, name: 'Anton' },
  to: null,
  rates: { before: 10, after: 2 },
  words: [],
  may: ['put-off', 'keep'],
} as const;

export const examples = {
  handover: one,
  list: { handovers: [one], nextCursor: null },
  wish: { verb: 'put-off', reason: 'They open a second office in April', until: '2027-04-15T09:00:00Z' },
  statement: {
    lines: [
      {
        id,
        specialist: { id, name: 'Anton' },
        client: { id, name: 'Romashka Ltd' },
        productLine: 'subscription',
        payment: 'payment-77',
        amount: 200_000,
        currency: 'RUB',
        base: 2_000_000,
        rate: 10,
        why: 'Payment 1 of its kind, in the initial period: the full 10%.',
        at,
      },
    ],
    totals: [{ currency: 'RUB', amount: 200_000 }],
  },
} as const;
