import { z } from 'zod';
import { expectedPayments } from '../../../clients/expected-payments.ts';
import { recordSchedules } from '../../../clients/record-schedules.ts';
import { onRecord } from '../../../clients/recorded.ts';
import { lastCurrency } from '../../../db/clients/fact-history.ts';
import { schedulesOf } from '../../../db/clients/schedules.ts';
import { daysAfter } from '../../../domain/day.ts';
import { currency } from '../../../policy/form-text.ts';
import { session } from '../../access.ts';
import { refusedFact } from '../../api/facts.ts';
import { asksForSomething, recurrence } from '../../api/facts-contract.ts';
import { HttpError } from '../../errors.ts';
import { day } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { key } from '../fields.ts';
import { sample } from '../named.ts';
import { client, maySchedule } from './client.ts';
import { clientTxOf } from './client-tx.ts';
import { currencyOffered } from './currency-offered.ts';

/** Days of the past whose payments are shown though they are paid. */
const shownDays = 92;

const schedule = z.object({
  schedule: z.uuid().describe('The first of its chain: the same one, however often it is changed.'),
  newest: z.uuid().describe('What it was changed to last.'),
  productLine: z.string(),
  recurrence,
  amount: z.int().describe('Minor units of each; 0: nothing is expected any more.'),
  currency: z.string(),
  from: day,
  until: day.nullable(),
});

const expected = z.object({
  today: day,
  payments: z.array(
    z.object({
      key: z.string(),
      schedule: z.uuid(),
      productLine: z.string(),
      due: day,
      amount: z.int(),
      currency: z.string(),
      paid: z.int(),
      state: z.enum(['paid', 'partly', 'due', 'late']),
      invoice: z.string().nullable(),
      documentsAt: z.iso.datetime().nullable().describe('Since when invoice and documents are with the client; null: nobody says.'),
    }),
  ),
  schedules: z.array(schedule).describe('What payments are expected by, as it was changed last.'),
  may: z.object({ schedule: z.boolean() }),
  lines: z.array(z.string()).describe('Product lines of the policy and of the schedules.'),
  currency: z.string().nullable().describe('The one to begin with: the client’s own, else the company’s.'),
});

const newSchedule = z
  .strictObject({
    key,
    productLine: z.string().trim().min(1).max(100),
    recurrence,
    amount: z
      .int()
      .min(0)
      .max(1e15)
      .describe('Minor units of each payment; 0, of a schedule that is changed: nothing is expected any more.'),
    currency,
    from: day,
    until: day.nullable().default(null),
    replaces: z
      .strictObject({ schedule: z.uuid(), newest: z.uuid() })
      .nullable()
      .default(null)
      .describe(
        'The schedule whose place it takes from `from` on, and what it was as it was seen. It stays of the kind of payment that it was.',
      ),
  })
  .refine(...asksForSomething);

export type ExpectedPayments = z.output<typeof expected>;

const exampleSchedule = {
  schedule: sample.id(16),
  newest: sample.id(16),
  productLine: 'subscription',
  recurrence: { monthly: 10 },
  amount: 2_000_000,
  currency: 'RUB',
  from: '2026-03-01',
  until: null,
};

/** What a client is to pay (R32). */
export const expectedPaymentOperations = [
  operation({
    method: 'get',
    path: '/desk/api/clients/:id/expected-payments',
    access: session('client.see', client),
    tag: 'desk',
    summary: 'Payments expected of a client',
    description: 'By due date: what is late, what is due in two months, and what was paid of the last three.',
    answer: {
      status: 200,
      words: 'The list.',
      schema: expected.meta({ ref: 'DeskExpectedPayments' }),
      example: {
        today: '2026-03-12',
        payments: [
          {
            key: '0198a1f2-0000-7000-8000-000000000010/2026-03-10',
            schedule: sample.id(16),
            productLine: 'subscription',
            due: '2026-03-10',
            amount: 2_000_000,
            currency: 'RUB',
            paid: 0,
            state: 'late',
            invoice: 'INV-310',
            documentsAt: null,
          },
        ],
        schedules: [exampleSchedule],
        may: { schedule: true },
        lines: ['subscription'],
        currency: 'RUB',
      },
    },
    async handle(http, { viewer, object }) {
      const { db, company, now } = http;
      const [[found], schedules, may, currency] = await Promise.all([
        expectedPayments(db, company(), [object.id], now()),
        schedulesOf(db, [object.id]),
        maySchedule(http, viewer, object.id),
        lastCurrency(db, object.id),
      ]);
      const { today = '', expected: all = [] } = found ?? {};
      const since = daysAfter(today, -shownDays);
      const shown = all.filter((each) => each.state !== 'paid' || each.due >= since);
      const lines = [...Object.keys(company().policy.data.productLines ?? {}), ...schedules.map((each) => each.productLine)];
      return {
        today,
        payments: shown.map(({ schedule, productLine, due, amount, currency, paid, state, invoice, documentsAt }) => {
          const key = `${schedule}/${due}`;
          return {
            key,
            schedule,
            productLine,
            due,
            amount,
            currency,
            paid,
            state,
            invoice,
            documentsAt: documentsAt?.toISOString() ?? null,
          };
        }),
        schedules: newestOf(schedules),
        may: { schedule: may },
        lines: [...new Set(lines)].toSorted(),
        currency: schedules.at(-1)?.currency ?? currencyOffered(company(), currency),
      };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/clients/:id/schedules',
    access: session('schedule.tell', client),
    tag: 'desk',
    summary: 'Expect payments of a client',
    description:
      'By whoever owns the client, whoever works in finance, and heads. Monthly, by dates or once. What was told is never changed: a further one takes its place from its own `from` on, and what was expected before stays. The same `key` again changes nothing.',
    body: {
      schema: newSchedule.meta({ ref: 'DeskNewSchedule' }),
      example: {
        key: 'k3v9s0qe',
        productLine: 'subscription',
        recurrence: { monthly: 10 },
        amount: 2_000_000,
        currency: 'RUB',
        from: '2026-03-01',
      },
    },
    answer: { status: 204, words: 'They are expected.' },
    errors: ['fact-differs', 'schedule-not-found', 'changed-meanwhile'],
    async handle(http, { c, viewer, object, body: { key: own, replaces, ...schedule } }) {
      if (schedule.amount === 0 && replaces === null) throw new HttpError('invalid-request');
      await http.db
        .transaction(async (tx) => {
          const ctx = clientTxOf(http, viewer, tx);
          const [kept] = await recordSchedules(ctx, [
            {
              ...schedule,
              externalId: `desk:${viewer.id}:${own}`,
              at: http.company().calendar.spanOf(schedule.from).from,
              client: { id: object.id },
              // The desk asks for no kind: any of a new one, that of what is changed.
              kind: replaces === null ? null : undefined,
              replaces: replaces === null ? null : { root: replaces.schedule, newest: replaces.newest },
            },
          ]);
          if (kept?.isNew === true) await onRecord(ctx, 'fact.schedule', { kind: 'client', id: object.id }, { fact: kept.id });
        })
        .catch(refusedFact);
      return c.body(null, 204);
    },
  }),
] as const;

/** The newest of each chain, in the order in which they began. */
function newestOf(schedules: Awaited<ReturnType<typeof schedulesOf>>) {
  const chains = Map.groupBy(schedules, (each) => each.root);
  return [...chains].flatMap(([root, chain]) => {
    const newest = chain.at(-1);
    if (newest === undefined) return [];
    const { id, productLine, recurrence, amount, currency, from, until } = newest;
    return [
      {
        schedule: root,
        newest: id,
        productLine,
        recurrence: recurrence as z.output<typeof schedule>['recurrence'],
        amount,
        currency,
        from,
        until,
      },
    ];
  });
}
