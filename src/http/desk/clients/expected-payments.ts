import { z } from 'zod';
import { expectedPayments } from '../../../clients/expected-payments.ts';
import { recordSchedules } from '../../../clients/record-schedules.ts';
import { daysAfter } from '../../../domain/payment-schedule.ts';
import { session } from '../../access.ts';
import { day } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { key } from '../fields.ts';
import { client } from './client.ts';
import { clientTxOf } from './client-tx.ts';

/** Days of the past whose payments are shown though they are paid. */
const shownDays = 92;

const expected = z.object({
  today: day,
  payments: z.array(
    z.object({
      key: z.string(),
      productLine: z.string(),
      due: day,
      amount: z.int(),
      currency: z.string(),
      paid: z.int(),
      state: z.enum(['paid', 'partly', 'due', 'late']),
    }),
  ),
});

const newSchedule = z.strictObject({
  key,
  productLine: z.string().trim().min(1).max(100),
  recurrence: z.union([z.strictObject({ monthly: z.int().min(1).max(31) }), z.strictObject({ once: day })]),
  /** minor units of each payment */
  amount: z.int().min(1).max(1e15),
  currency: z.string().regex(/^[A-Z]{3}$/),
  from: day,
  until: day.nullable().default(null),
});

export type ExpectedPayments = z.output<typeof expected>;

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
            productLine: 'subscription',
            due: '2026-03-10',
            amount: 2_000_000,
            currency: 'RUB',
            paid: 0,
            state: 'late',
          },
        ],
      },
    },
    async handle({ db, company, now }, { object }) {
      const [found] = await expectedPayments(db, company(), [object.id], now());
      const { today = '', expected: all = [] } = found ?? {};
      const since = daysAfter(today, -shownDays);
      const shown = all.filter((each) => each.state !== 'paid' || each.due >= since);
      return {
        today,
        payments: shown.map(({ schedule, productLine, due, amount, currency, paid, state }) => {
          return { key: `${schedule}/${due}`, productLine, due, amount, currency, paid, state };
        }),
      };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/clients/:id/schedules',
    access: session('facts.tell', client),
    tag: 'desk',
    summary: 'Expect payments of a client',
    description: 'Monthly or once; the same `key` again changes nothing.',
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
    errors: ['fact-differs'],
    async handle(http, { c, viewer, object, body: { key: externalId, ...schedule } }) {
      await http.db.transaction((tx) => {
        const told = { ...schedule, externalId: `desk:${viewer.id}:${externalId}`, at: new Date(`${schedule.from}T00:00:00Z`) };
        return recordSchedules(clientTxOf(http, viewer, tx), [{ ...told, client: { id: object.id }, kind: null, replaces: null }]);
      });
      return c.body(null, 204);
    },
  }),
] as const;
