import { z } from 'zod';
import { morningLists } from '../../../reports/now/morning.ts';
import { departmentNamed, personNamed, sample } from '../named.ts';
import { waitingRow } from './live-contract.ts';

const money = z.object({ currency: z.string(), amount: z.int().describe('Minor units.') });

const number = z.object({ n: z.int(), money: z.array(money).describe('What it comes to, by currency, the most first.') });

export const morningAnswer = z
  .object({
    asOf: z.iso.datetime(),
    moneyAsOf: z.iso.datetime().describe('What is owed is as of then: half a minute old at most.'),
    today: z.iso.date().describe('In the company’s time zone.'),
    timeZone: z.string(),
    numbers: z.record(z.enum(morningLists), number),
    keptShare: z.number().nullable().describe('Of what was promised for yesterday, 0..1; null: nothing was.'),
  })
  .meta({ ref: 'Morning' });

export type MorningNow = z.output<typeof morningAnswer>;

/** One of what a number counts. */
export const behindRow = z.object({
  at: z.iso.datetime().nullable(),
  due: z.iso.date().nullable(),
  conversation: z.uuid().nullable().describe('Where it opens; null: nowhere, or not for the viewer.'),
  client: z.uuid().nullable().describe('Where it opens; null: nowhere, or not for the viewer.'),
  title: z.string().nullable().describe('null: not for the viewer to read.'),
  proven: z.boolean().describe('The title is more than what somebody calls themselves.'),
  department: departmentNamed.nullable(),
  specialist: personNamed.nullable(),
  money: z.array(money),
  state: z.string().nullable().describe('What became of it, or why, in a code.'),
  note: z.string().nullable(),
  count: z.int().nullable().describe('Payments of a client, clients of somebody away.'),
});

export type BehindRow = z.output<typeof behindRow>;

export const behindAnswer = z
  .object({
    total: z.int(),
    rows: z.array(behindRow),
    waiting: z.array(waitingRow).describe('In the place of `rows`, of who waits, of deadlines and of the queue.'),
  })
  .meta({ ref: 'BehindNow' });

export type BehindNow = z.output<typeof behindAnswer>;

const nothing = { n: 0, money: [] };

export const exampleMorning: MorningNow = {
  asOf: sample.at,
  moneyAsOf: sample.at,
  today: '2026-03-02',
  timeZone: 'Europe/Moscow',
  numbers: {
    'promises-today': { n: 2, money: [] },
    'promises-kept': { n: 3, money: [] },
    'promises-broken': { n: 1, money: [] },
    'paid-yesterday': { n: 1, money: [{ currency: 'RUB', amount: 2_000_000 }] },
    'due-today': nothing,
    'overdue-week': nothing,
    'overdue-month': { n: 1, money: [{ currency: 'RUB', amount: 500_000 }] },
    'overdue-longer': nothing,
    'meetings-today': nothing,
    'meetings-set': nothing,
    'meetings-held': nothing,
    'meetings-not-held': nothing,
    'meetings-unsaid': nothing,
    'meetings-deals': nothing,
    'handed-over': nothing,
    lost: nothing,
    uncovered: nothing,
  },
  keptShare: 0.75,
};

export const exampleBehind: BehindNow = {
  total: 1,
  rows: [
    {
      at: null,
      due: '2026-02-10',
      conversation: null,
      client: sample.client.id,
      title: sample.client.name,
      proven: true,
      department: sample.department,
      specialist: sample.anna,
      money: [{ currency: 'RUB', amount: 500_000 }],
      state: null,
      note: null,
      count: 1,
    },
  ],
  waiting: [],
};
