import { z } from 'zod';
import { clientsInBook } from '../../../db/reports/clients-in-book.ts';
import { daysAfter } from '../../../domain/day.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import { origins } from '../../../domain/origin.ts';
import { daysBetween } from '../../../domain/reports/due.ts';
import { type PaymentItem, paymentItems } from '../../../reports/payments/items.ts';
import { collects } from '../../../reports/plan/collected.ts';
import { session } from '../../access.ts';
import { plain } from '../../api/query.ts';
import { HttpError } from '../../errors.ts';
import { limit } from '../../limit.ts';
import { day } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { depsOf } from '../../reports/answer.ts';
import { sightOf } from '../../reports/operations.ts';
import { language, languageOf } from '../language.ts';
import { departmentNamed, personNamed, sample } from '../named.ts';

/** Days of the past and of the future that lists of payments reach. */
const paidDays = 31;
const unmatchedDays = 92;
const aheadDays = 31;

const lists = ['late', 'ahead', 'paid', 'unmatched'] as const;

const named = {
  client: z.object({ id: z.uuid(), name: z.string(), proven: z.boolean() }),
  department: z.string().nullable(),
  person: personNamed.nullable(),
};

const expected = z.object({
  ...named,
  schedule: z.uuid(),
  due: day,
  productLine: z.string(),
  amount: z.int(),
  paid: z.int(),
  currency: z.string(),
  state: z.enum(['paid', 'partly', 'due', 'late']),
  paidOn: day.nullable(),
  daysLate: z.int().describe('0: it is not late.'),
  invoice: z.string().nullable(),
  documentsAt: z.iso.datetime().nullable(),
});

const unmatched = z.object({
  ...named,
  payment: z.uuid(),
  day,
  amount: z.int(),
  left: z.int().describe('What of it covers nothing.'),
  currency: z.string(),
  reason: z.string(),
});

const paymentList = z.object({
  today: day,
  collects: departmentNamed.nullable().describe('The department that collects, by the policy: what is collected is scored for it.'),
  counts: z.object({ late: z.int(), ahead: z.int(), paid: z.int(), unmatched: z.int() }),
  expected: z.array(expected),
  unmatched: z.array(unmatched),
});

export type PaymentList = z.output<typeof paymentList>;
export type ExpectedRow = z.output<typeof expected>;
export type UnmatchedRow = z.output<typeof unmatched>;

const query = z.strictObject({
  list: z.enum(lists).default('late').describe('late, ahead (in 31 days), paid (in the last 31), unmatched (of the last 92).'),
  department: plain(64).optional().describe('Key of a department.'),
  specialist: z.union([z.uuid(), z.literal('none')]).optional(),
  offset: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .default(0)
    .describe('How many to pass over.')
    .meta({ example: 0, shown: { type: 'integer', minimum: 0 } }),
  limit,
  language,
});

/** Who has paid, who is late and by how much, and what came for nothing (R32). */
export const paymentListOperations = [
  operation({
    method: 'get',
    path: '/desk/api/payments',
    access: session('report.see'),
    tag: 'desk',
    summary: 'Payments expected of clients',
    description:
      'Of one’s own clients; of a head’s departments; of everybody for the director, and for the head of finance where finance collects. Late ones the longest first, those ahead the next first.',
    query,
    answer: {
      status: 200,
      words: 'One of the lists, and how long each is.',
      schema: paymentList.meta({ ref: 'DeskPayments' }),
      example: {
        today: '2026-03-12',
        collects: { key: 'finance', name: 'Finance' },
        counts: { late: 1, ahead: 4, paid: 11, unmatched: 0 },
        expected: [
          {
            client: { id: sample.client.id, name: sample.client.name, proven: true },
            department: 'client',
            person: sample.anna,
            schedule: sample.id(16),
            due: '2026-03-10',
            productLine: 'subscription',
            amount: 2_000_000,
            paid: 500_000,
            currency: 'RUB',
            state: 'late',
            paidOn: null,
            daysLate: 2,
            invoice: 'INV-310',
            documentsAt: sample.at,
          },
        ],
        unmatched: [],
      },
    },
    errors: ['unknown-department'],
    async handle(http, { c, viewer, query: { list, department, specialist, offset, limit: most } }) {
      const company = http.company();
      if (department !== undefined && !company.departments.some(({ key }) => key === department)) throw new HttpError('unknown-department');
      const deps = depsOf(http);
      const today = deps.calendar.dayOf(deps.now);
      const filter = { ...(department !== undefined && { department }), ...(specialist !== undefined && { specialist }) };
      const days = { from: daysAfter(today, -unmatchedDays), until: daysAfter(today, aheadDays) };
      const { items } = await paymentItems(deps, { ...days, filter, by: [], origins, sight: sightOf(viewer) });
      const all = Map.groupBy(items, (each) => listOf(each, today));
      const shown = (all.get(list) ?? []).toSorted(orderOf(list)).slice(offset, offset + most);
      const language = languageOf(c, viewer);
      const clients = new Map((await clientsInBook(http.db, [...new Set(shown.map(clientOf))])).map((each) => [each.id, each]));
      const nameOf = (item: PaymentItem) => {
        const { name = '', proven = false } = clients.get(clientOf(item)) ?? {};
        const person = item.place.specialist === null ? undefined : company.people.get(item.place.specialist as SpecialistId);
        return {
          client: { id: clientOf(item), name, proven },
          department: company.departments.find(({ key }) => key === item.place.department)?.name[language] ?? null,
          person: person === undefined ? null : { id: person.id, name: person.name },
        };
      };
      const collecting = company.departments.find(({ key }) => collects(company, key));
      return {
        today,
        collects: collecting === undefined ? null : { key: collecting.key, name: collecting.name[language] },
        counts: {
          late: 0,
          ahead: 0,
          paid: 0,
          unmatched: 0,
          ...Object.fromEntries(lists.map((each) => [each, all.get(each)?.length ?? 0])),
        },
        expected: shown.flatMap((item) => (item.type === 'due' ? [{ ...nameOf(item), ...expectedRow(item, today) }] : [])),
        unmatched: shown.flatMap((item) => (item.type === 'came' ? [{ ...nameOf(item), ...unmatchedRow(item) }] : [])),
      };
    },
  }),
] as const;

type List = (typeof lists)[number];

/** Which list something is in; null: in none. */
function listOf(item: PaymentItem, today: string): List | null {
  if (item.type === 'came') return item.left === null ? null : 'unmatched';
  const { state, paidOn, due } = item.settled;
  if (state === 'late') return 'late';
  if (state === 'paid') return (paidOn ?? due) >= daysAfter(today, -paidDays) ? 'paid' : null;
  return due <= daysAfter(today, aheadDays) ? 'ahead' : null;
}

const clientOf = (item: PaymentItem): string => (item.type === 'came' ? item.client : item.booked.client);
const dayOf = (item: PaymentItem): string => (item.type === 'came' ? item.day : (item.settled.paidOn ?? item.settled.due));

/** What was due or comes first stands first; of what came, the newest. */
function orderOf(list: List): (a: PaymentItem, b: PaymentItem) => number {
  const sign = list === 'late' || list === 'ahead' ? 1 : -1;
  return (a, b) => (dayOf(a) === dayOf(b) ? 0 : dayOf(a) < dayOf(b) ? -sign : sign);
}

function expectedRow({ settled, booked }: Extract<PaymentItem, { type: 'due' }>, today: string) {
  const { schedule, due, productLine, amount, paid, currency, state, paidOn, invoice } = settled;
  const documentsAt = booked.expected.documentsAt?.toISOString() ?? null;
  const daysLate = state === 'late' ? daysBetween(due, today) : 0;
  return { schedule, due, productLine, amount, paid, currency, state, paidOn, daysLate, invoice, documentsAt };
}

function unmatchedRow({ id, day: on, amount, currency, left }: Extract<PaymentItem, { type: 'came' }>) {
  return { payment: id, day: on, amount, currency, left: left?.amount ?? 0, reason: left?.reason ?? '' };
}
