import { z } from 'zod';
import { outreachMeans } from '../clients/record-outreach.ts';
import { isKeptMoment } from '../domain/instant.ts';
import { asksForPayments, mostDates } from '../domain/payment-schedule.ts';
import { isSaidMoment } from '../domain/said-moment.ts';
import { currency } from '../policy/form-text.ts';

/*
 * Columns, in any order: type (deal, payment, schedule, usage, outreach), external_id, client (the company's own id), at, product_line,
 * amount (20000.00), currency, kind, deal, corrects, invoice, quantity, specialist (e-mail), means, unrepresentative and project (yes); of a schedule
 * monthly (day of the month) or dates (2026-03-10 2026-06-10), from, until and replaces.
 */

/** As it stands there: which moment that is, the company's calendar says. */
const when = z.string().refine(isSaidMoment);
const day = z.iso.date({ abort: true }).refine((text) => isKeptMoment(new Date(text)));
const line = z.string().max(100);
const yes = z.enum(['yes', 'no', 'true', 'false', '1', '0']).transform((text) => ['yes', 'true', '1'].includes(text));
const common = { external_id: z.string().max(128), client: z.string().max(128), at: when };
const money = { amount: z.string().regex(/^\d{1,13}([.,]\d{1,4})?$/), currency };

export const factRowForms = {
  deal: z.object({
    ...common,
    ...money,
    product_line: line,
    specialist: z.email().optional(),
    unrepresentative: yes.default(false),
    project: yes.default(false),
  }),
  payment: z.object({
    ...common,
    ...money,
    product_line: line,
    kind: z.string().regex(/^[a-z0-9-]{1,40}$/),
    deal: z.string().max(128).optional(),
    corrects: z.string().max(128).optional(),
    invoice: z.string().max(128).optional(),
  }),
  schedule: z
    .object({
      ...common,
      ...money,
      product_line: line,
      kind: z
        .string()
        .regex(/^[a-z0-9-]{1,40}$/)
        .optional(),
      monthly: z.coerce.number().int().min(1).max(31).optional(),
      dates: z
        .string()
        .transform((text) => text.split(/[\s,;]+/).filter((each) => each !== ''))
        .pipe(z.array(day).min(1).max(mostDates))
        .optional(),
      from: day,
      until: day.optional(),
      replaces: z.string().max(128).optional(),
      invoice: z.string().max(128).optional(),
    })
    .refine((each) => (each.monthly === undefined) !== (each.dates === undefined), { path: ['dates'] })
    .refine(
      ({ amount, monthly, dates, from, until = null }) =>
        Number(amount.replace(',', '.')) === 0 ||
        asksForPayments({ recurrence: monthly === undefined ? { dates: dates ?? [] } : { monthly }, from, until }),
      { path: ['until'] },
    ),
  usage: z.object({ ...common, product_line: line, quantity: z.coerce.number().int().min(0).max(2_000_000_000).default(1) }),
  outreach: z.object({ ...common, specialist: z.email(), means: z.enum(outreachMeans) }),
};
export type FactRowKind = keyof typeof factRowForms;
/** Rows that were read; `at` is a moment by then. */
type FactRows = { readonly [Kind in FactRowKind]: Omit<z.output<(typeof factRowForms)[Kind]>, 'at'> & { readonly at: Date } };
export type FactRowOf<Kind extends FactRowKind> = FactRows[Kind];

/** In the order in which they are told: a payment may name a deal of the same table. */
export const factRowKinds = ['deal', 'payment', 'schedule', 'usage', 'outreach'] as const satisfies readonly FactRowKind[];

export const factColumnNames = [...new Set(['type', ...factRowKinds.flatMap((kind) => Object.keys(factRowForms[kind].shape))])];
