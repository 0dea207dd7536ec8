import { writeCsv } from '../../../company/csv.ts';
import type { StatementRow } from '../../../db/clients/commission.ts';
import type { Calendar } from '../../../domain/calendar.ts';
import type { Language } from '../../../domain/language.ts';
import { commissionWords } from '../../../texts/commission.ts';
import { translator } from '../../../texts/translate.ts';

const t = translator(commissionWords);

const columns = ['at', 'specialist', 'client', 'line', 'payment', 'kind', 'base', 'rate', 'amount', 'currency', 'why'] as const;

/** A statement of commission as CSV; days are the company's. */
export function tableOf(rows: readonly StatementRow[], language: Language, { dayOf }: Calendar): string {
  const header = columns.map((each) => t(language, `column.${each}`));
  const body = rows.map((row) => [
    dayOf(row.at),
    row.specialistName,
    row.clientName,
    row.productLine,
    row.paymentExternalId ?? '',
    row.kind,
    money(row.base, row.currency),
    percent(row.rate),
    money(row.amount, row.currency),
    row.currency,
    why(row, language),
  ]);
  // Spreadsheets take a table for UTF-8 when it begins with this mark.
  return `\uFEFF${writeCsv([header, ...body])}`;
}

/** Why a line is what it is, in a sentence. */
export function why(row: StatementRow, language: Language): string {
  const { rule, ordinal, rate, n, base, currency } = row;
  const words = rule === 'bonus-over' ? t(language, rule) : t(language, rule, { ordinal, rate: percent(rate) });
  return n === 1 ? words : t(language, 'again', { why: words, base: `${money(base, currency)} ${currency}` });
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
