import { z } from 'zod';
import { outreachMeans } from '../../clients/record-outreach.ts';
import { asksForPayments, mostDates } from '../../domain/payment-schedule.ts';
import { currency } from '../../policy/form-text.ts';
import { day as calendarDay, saidText } from '../moment.ts';
import { plain } from './query.ts';

/* Facts the company's systems tell of its clients. Amounts are whole minor units (kopecks, cents) of an ISO 4217 currency. */

/** Facts of one request. */
export const mostFacts = 500;

const ownId = plain(128).describe('The company’s own id of the fact: told again it changes nothing.');
const line = z.string().trim().min(1).max(100);
const client = z
  .union([z.strictObject({ id: z.uuid() }), z.strictObject({ externalId: plain(128) })])
  .describe('By our id, or by the company’s own.');
const kind = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/)
  .describe('E.g. monthly.');
const amount = z.int().min(0).max(1e15);
export const invoice = plain(128).describe('Number of an invoice, as the company writes it.');

const told = {
  externalId: ownId,
  at: saidText.describe('When; without an offset by the clock of the company’s time zone, a day alone from its beginning there on.'),
};

export const newDeal = z
  .strictObject({
    ...told,
    client,
    productLine: line,
    amount,
    currency,
    specialistId: z.uuid().nullable().default(null).describe('Whose deal it is; the client’s owner in sales when absent.'),
    unrepresentative: z
      .boolean()
      .default(false)
      .describe('A first deal that says nothing of those to come: sales keep the client until the second.'),
    project: z.boolean().default(false).describe('The client stays with sales until the scheme is agreed and the documents are in.'),
  })
  .meta({ ref: 'NewDeal' });

export const newPayment = z
  .strictObject({
    ...told,
    client,
    productLine: line,
    kind,
    amount: amount.describe('Of a correction what is right instead; 0 cancels.'),
    currency,
    deal: plain(128).nullable().default(null).describe('The externalId of the deal it is for.'),
    corrects: plain(128).nullable().default(null).describe('The externalId of the payment it puts right.'),
    invoice: invoice.nullable().default(null).describe('Number of the invoice it pays; it covers the oldest due when absent.'),
  })
  .meta({ ref: 'NewPayment' });

const day = calendarDay.describe('A day, of the company’s time zone.');

export const recurrence = z
  .union([
    z.strictObject({ monthly: z.int().min(1).max(31).describe('Every month on this day; of a shorter month the last.') }),
    z.strictObject({ dates: z.array(day).min(1).max(mostDates).describe('By the dates of a contract.') }),
    z.strictObject({ once: day }),
  ])
  .describe('When: every month, by dates, or once.');

type Told = Parameters<typeof asksForPayments>[0] & { readonly amount: number };

/** For `refine`. What ends a schedule asks for nothing on purpose. */
export const asksForSomething: [(told: Told) => boolean, { path: string[]; message: string }] = [
  (told) => told.amount === 0 || asksForPayments(told),
  { path: ['until'], message: 'no payment is due from `from` until `until`' },
];

const scheduled = { kind: kind.nullable().default(null).describe('The kind of payment that covers it; any when absent.'), recurrence };

export const newSchedule = z
  .strictObject({
    ...told,
    client,
    productLine: line,
    ...scheduled,
    amount: amount.describe('Of each payment; 0: from `from` on nothing is expected any more.'),
    currency,
    from: day,
    until: day.nullable().default(null),
    invoice: invoice.nullable().optional().describe('Number of the invoice its payments are of; when absent, of the schedule it replaces.'),
    replaces: plain(128).nullable().default(null).describe('The externalId of the schedule whose place it takes from `from` on.'),
  })
  .refine(...asksForSomething)
  .meta({ ref: 'NewPaymentSchedule' });

export const newUsage = z
  .strictObject({ ...told, client, productLine: line, quantity: z.int().min(0).max(2_000_000_000).default(1) })
  .meta({ ref: 'NewUsage' });

export const newcomer = z.strictObject({
  person: z.string().trim().min(1).max(200).optional(),
  organisation: z.string().trim().min(1).max(200).optional(),
  phone: z.string().trim().min(1).max(40).optional(),
  email: z.string().trim().min(1).max(254).optional(),
  telegram: z.string().trim().min(1).max(64).optional(),
});

export const newOutreach = z
  .strictObject({
    ...told,
    client: client.nullable().default(null),
    contactId: z.uuid().nullable().default(null),
    specialistId: z.uuid().describe('Who called or wrote.'),
    closerId: z.uuid().nullable().default(null).describe('Who goes on with them, where it is somebody else.'),
    means: z.enum(outreachMeans),
    newcomer: newcomer.optional().describe('Of somebody not known yet: they are found by it when they come.'),
    note: z.string().trim().min(1).max(2000).optional(),
    corrects: plain(128).nullable().default(null).describe('The outreach that this one puts right, by our id or the company’s own.'),
    withdrawn: z.boolean().default(false).describe('There was none: neither this nor what it puts right counts.'),
  })
  .meta({ ref: 'NewOutreach' });

/** One, or many at once: all of them or none. */
export const oneOrMany = <Schema extends z.ZodType>(each: Schema) => z.union([each, z.array(each).min(1).max(mostFacts)]);

export const kept = z
  .object({
    items: z.array(z.object({ id: z.uuid(), externalId: z.string().nullable(), isNew: z.boolean().describe('false: told before') })),
  })
  .meta({ ref: 'FactsKept' });

const shown = { id: z.uuid(), externalId: z.string().nullable(), at: z.iso.datetime(), createdAt: z.iso.datetime() };
const money = { clientId: z.uuid(), productLine: z.string(), amount: z.int(), currency: z.string() };

export const deal = z
  .object({ ...shown, ...money, specialistId: z.uuid().nullable(), unrepresentative: z.boolean() })
  .meta({ ref: 'Deal' });

export const payment = z
  .object({
    ...shown,
    ...money,
    kind: z.string(),
    dealId: z.uuid().nullable(),
    correctsId: z.uuid().nullable(),
    invoice: z.string().nullable(),
  })
  .meta({ ref: 'Payment' });

export const schedule = z
  .object({
    ...shown,
    ...money,
    kind: z.string().nullable(),
    recurrence,
    from: day,
    until: day.nullable(),
    replacesId: z.uuid().nullable().describe('The first schedule of the chain it goes on.'),
    invoice: z.string().nullable(),
  })
  .meta({ ref: 'PaymentSchedule' });

const states = ['paid', 'partly', 'due', 'late'] as const;

export const expectedPayments = z
  .object({
    today: day.describe('In the company’s time zone.'),
    expected: z.array(
      z.object({
        scheduleId: z.uuid().describe('The first of its chain.'),
        productLine: z.string(),
        kind: z.string().nullable(),
        invoice: z.string().nullable(),
        documentsAt: z.iso.datetime().nullable().describe('Since when invoice and documents are with the client; null: nobody says.'),
        due: day,
        amount: z.int(),
        currency: z.string(),
        paid: z.int(),
        paidOn: day.nullable(),
        state: z.enum(states),
        covers: z.array(z.object({ paymentId: z.uuid(), amount: z.int(), on: day })),
      }),
    ),
    left: z
      .array(
        z.object({
          paymentId: z.uuid(),
          amount: z.int(),
          reason: z.enum(['other-line', 'other-currency', 'other-kind', 'too-early', 'over']),
        }),
      )
      .describe('Money that covers nothing expected, and why.'),
  })
  .meta({ ref: 'ExpectedPayments' });

export const usage = z.object({ ...shown, clientId: z.uuid(), productLine: z.string(), quantity: z.int() }).meta({ ref: 'Usage' });

export const outreach = z
  .object({
    ...shown,
    clientId: z.uuid().nullable(),
    contactId: z.uuid().nullable(),
    specialistId: z.uuid(),
    closerId: z.uuid().nullable(),
    means: z.enum(outreachMeans),
    person: z.string().nullable(),
    organisation: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    telegram: z.string().nullable(),
    note: z.string().nullable(),
    correctsId: z.uuid().nullable(),
    withdrawn: z.boolean(),
    conversationId: z.uuid().nullable().describe('The first conversation it led to its person.'),
    cameAt: z.iso.datetime().nullable(),
  })
  .meta({ ref: 'Outreach' });

export const commissionLine = z
  .object({
    id: z.uuid(),
    paymentId: z.uuid(),
    paymentExternalId: z.string().nullable(),
    n: z.int().describe('1, 2, 3 … of the payment: later ones put earlier ones right.'),
    specialistId: z.uuid(),
    clientId: z.uuid(),
    productLine: z.string(),
    amount: z.int().describe('Minor units; what this line adds to those before it.'),
    currency: z.string(),
    base: z.int().describe('What the payment came to then.'),
    rate: z.int().describe('Hundredths of a percent.'),
    rateBefore: z.int().describe('Of the initial period.'),
    rateAfter: z.int().describe('After it.'),
    rule: z.enum(['initial', 'bonus', 'bonus-over']),
    ordinal: z.int().describe('Which deal, or which payment of its kind.'),
    at: z.iso.datetime(),
  })
  .meta({ ref: 'CommissionLine' });
