import { z } from 'zod';
import { commissionLines, type StatementRow } from '../../../db/clients/commission.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import type { Language } from '../../../domain/language.ts';
import { departmentsFor } from '../../../people/access.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { month } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { language, languageOf } from '../language.ts';
import { personNamed, sample } from '../named.ts';
import { tableOf, why } from './statement-table.ts';

const statement = z.object({
  month: z.string().describe('2026-03, of the company’s time zone.'),
  lines: z.array(
    z.object({
      id: z.uuid(),
      specialist: personNamed,
      client: z.object({ id: z.uuid(), name: z.string() }),
      productLine: z.string(),
      payment: z.string().nullable(),
      amount: z.int().describe('Minor units.'),
      currency: z.string(),
      base: z.int(),
      rate: z.number().describe('Percent.'),
      why: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  totals: z.array(z.object({ currency: z.string(), amount: z.int() })),
});

type Statement = z.output<typeof statement>;

const example: Statement = {
  month: '2026-03',
  lines: [
    {
      id: sample.id(41),
      specialist: { id: sample.id(32), name: 'Anton' },
      client: { id: sample.client.id, name: sample.client.name },
      productLine: 'subscription',
      payment: 'payment-77',
      amount: 200_000,
      currency: 'RUB',
      base: 2_000_000,
      rate: 10,
      why: 'Payment 1 of its kind, in the initial period: the full 10%.',
      at: sample.at,
    },
  ],
  totals: [{ currency: 'RUB', amount: 200_000 }],
};

const statementQuery = z.strictObject({
  month: month.optional().describe('2026-03, of the company’s time zone; this month when absent.'),
  view: z.enum(['mine', 'department']).default('mine').describe('mine (default) or department.'),
  specialist: z.uuid().optional().describe('With department: of this person only.'),
  language,
});

/** Lines of one statement; a month of one person has a few hundred. */
const most = 10_000;

/** What salespeople earned in a month, line by line, to read and to take along (R18). */
export const commissionOperations = [
  operation({
    method: 'get',
    path: '/desk/api/commission',
    access: session('handover.see'),
    tag: 'desk',
    summary: 'A month’s commission',
    query: statementQuery,
    answer: { status: 200, words: 'The statement.', schema: statement.meta({ ref: 'Statement' }), example },
    async handle(http, { c, viewer, query }) {
      const month = monthOf(http, query);
      const rows = await linesFor(http, viewer, query, month);
      const language = languageOf(c, viewer);
      return { month, lines: rows.map((row) => inWords(row, language)), totals: totalsOf(rows) };
    },
  }),

  operation({
    method: 'get',
    path: '/desk/api/commission.csv',
    access: session('handover.see'),
    tag: 'desk',
    summary: 'The same as a table',
    query: statementQuery,
    answer: { status: 200, words: 'UTF-8, commas; no cell is a formula.', type: 'text/csv' },
    async handle(http, { c, viewer, query }) {
      const month = monthOf(http, query);
      const rows = await linesFor(http, viewer, query, month);
      return c.body(tableOf(rows, languageOf(c, viewer), http.company().calendar), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="commission-${month}.csv"`,
      });
    },
  }),
] as const;

function monthOf({ company, now }: Http, { month }: z.output<typeof statementQuery>): string {
  return month ?? company().calendar.periodOf('month', now());
}

async function linesFor(
  { db, company }: Http,
  viewer: Viewer,
  { view, specialist }: z.output<typeof statementQuery>,
  month: string,
): Promise<StatementRow[]> {
  const departments = view === 'department' ? departmentsFor(viewer, 'handover.see') : [];
  const rows = await commissionLines(db, {
    ...company().calendar.spanOf(month),
    specialist: departments !== null && departments.length === 0 ? viewer.id : (specialist ?? null),
    after: null,
    limit: most,
  });
  if (departments === null || departments.length === 0) return rows;
  const isTheirs = (id: string) => departments.includes(company().people.get(id as SpecialistId)?.department ?? '');
  return rows.filter(({ specialistId }) => specialistId === viewer.id || isTheirs(specialistId));
}

function inWords(row: StatementRow, language: Language): Statement['lines'][number] {
  return {
    id: row.id,
    specialist: { id: row.specialistId, name: row.specialistName },
    client: { id: row.clientId, name: row.clientName },
    productLine: row.productLine,
    payment: row.paymentExternalId,
    amount: row.amount,
    currency: row.currency,
    base: row.base,
    rate: row.rate / 100,
    why: why(row, language),
    at: row.at.toISOString(),
  };
}

function totalsOf(rows: readonly StatementRow[]): Statement['totals'] {
  const sums = new Map<string, number>();
  for (const { currency, amount } of rows) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ currency, amount })).toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}
