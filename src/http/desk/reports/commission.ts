import { Hono } from 'hono';
import { z } from 'zod';
import { writeCsv } from '../../../company/csv.ts';
import { commissionLines, type StatementRow } from '../../../db/clients/commission.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import type { Language } from '../../../domain/language.ts';
import { departmentsFor } from '../../../people/access.ts';
import { commissionWords } from '../../../texts/commission.ts';
import { translator } from '../../../texts/translate.ts';
import { readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { monthOf } from '../../month.ts';
import { languageOf } from '../conversations/words.ts';
import { signedIn } from '../people/auth.ts';
import * as contract from './handover-contract.ts';

const t = translator(commissionWords);

const query = z.strictObject({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  view: z.enum(['mine', 'department']).default('mine'),
  specialist: z.uuid().optional(),
  language: z.string().max(35).optional(),
});

/** Lines of one statement; a month of one person has a few hundred. */
const most = 10_000;

const described = {
  month: '2026-03, in UTC.',
  view: 'mine (default) or department.',
  specialist: 'With department: of this person only.',
  language: 'ru or en; before Accept-Language.',
};

/** What salespeople earned in a month, line by line, to read and to take along (R18). */
export function commissionRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get(
    '/commission',
    describe({
      summary: 'A month’s commission',
      tag: 'desk',
      security: 'deskSession',
      query: described,
      answers: {
        200: { words: 'The statement.', schema: contract.statement.meta({ ref: 'Statement' }), example: contract.examples.statement },
      },
      errors: ['invalid-request', 'unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const rows = await linesFor(deps, viewer, readQuery(c, query));
      const language = languageOf(c, viewer);
      return c.json({ lines: rows.map((row) => inWords(row, language)), totals: totalsOf(rows) });
    },
  );

  app.get(
    '/commission.csv',
    describe({
      summary: 'The same as a table',
      tag: 'desk',
      security: 'deskSession',
      query: described,
      answers: { 200: { words: 'UTF-8, commas; no cell is a formula.', type: 'text/csv' } },
      errors: ['invalid-request', 'unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const asked = readQuery(c, query);
      const rows = await linesFor(deps, viewer, asked);
      return c.body(tableOf(rows, languageOf(c, viewer)), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="commission-${asked.month}.csv"`,
      });
    },
  );

  return app;
}

async function linesFor(
  { db, company }: HttpDeps,
  viewer: Viewer,
  { month, view, specialist }: z.output<typeof query>,
): Promise<StatementRow[]> {
  const departments = view === 'department' ? departmentsFor(viewer, 'handover.see') : [];
  const rows = await commissionLines(db, {
    specialist: departments !== null && departments.length === 0 ? viewer.id : (specialist ?? null),
    ...monthOf(month),
    after: null,
    limit: most,
  });
  if (departments === null || departments.length === 0) return rows;
  const isTheirs = (id: string) => departments.includes(company().people.get(id as SpecialistId)?.department ?? '');
  return rows.filter(({ specialistId }) => specialistId === viewer.id || isTheirs(specialistId));
}

function why(row: StatementRow, language: Language): string {
  const { rule, ordinal, rate, n, base, currency } = row;
  const words = rule === 'bonus-over' ? t(language, rule) : t(language, rule, { ordinal, rate: percent(rate) });
  return n === 1 ? words : t(language, 'again', { why: words, base: `${money(base, currency)} ${currency}` });
}

function inWords(row: StatementRow, language: Language): z.output<typeof contract.statement>['lines'][number] {
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

function totalsOf(rows: readonly StatementRow[]): { currency: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const { currency, amount } of rows) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ currency, amount })).toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

const columns = ['at', 'specialist', 'client', 'line', 'payment', 'kind', 'base', 'rate', 'amount', 'currency', 'why'] as const;

function tableOf(rows: readonly StatementRow[], language: Language): string {
  const header = columns.map((each) => t(language, `column.${each}`));
  const body = rows.map((row) => [
    row.at.toISOString().slice(0, 10),
    plain(row.specialistName),
    plain(row.clientName),
    plain(row.productLine),
    plain(row.paymentExternalId ?? ''),
    plain(row.kind),
    money(row.base, row.currency),
    percent(row.rate),
    money(row.amount, row.currency),
    row.currency,
    plain(why(row, language)),
  ]);
  // Spreadsheets take a table for UTF-8 when it begins with this mark.
  return `\uFEFF${writeCsv([header, ...body])}`;
}

/** A text that no spreadsheet takes for a formula. */
function plain(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function percent(rate: number): string {
  return String(rate / 100);
}

/** Minor units as an amount: 200000 RUB is 2000.00. */
function money(minor: number, currency: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const [sign, text] = [minor < 0 ? '-' : '', String(Math.abs(minor)).padStart(digits + 1, '0')];
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
