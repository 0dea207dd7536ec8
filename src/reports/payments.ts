import { type ReportTextKey, reportTexts } from '../texts/reports.ts';
import { columnOf } from './facts-report.ts';
import { answerOfItems, type DaySpan } from './of-items.ts';
import { type PaymentItem, type PaymentItems, paymentItems } from './payments/items.ts';
import { currencyOf, otherCurrency, paymentMeasures, type Seen, seenIn } from './payments/measures.ts';
import { collects } from './plan/collected.ts';
import type { Column, Evidence, Report, ReportDeps, Values } from './report.ts';

/**
 * What came, what was due and how much of it was collected (R32). What is collected is scored for whoever the policy's `receivables` names, and
 * shown to the department of the client.
 */
export const payments: Report = {
  key: 'payments',
  by: ['department', 'specialist', 'size', 'day', 'week', 'month'],
  columns: (deps) => [...paymentMeasures.map((each) => scored(deps, columnOf(each))), columnOf({ key: otherCurrency, unit: 'count' })],
  async answer(deps, question) {
    const found = await paymentItems(deps, question);
    return answerOfItems(question, found.items, (items, days) => valuesOf(items, days, found));
  },
  async evidence(deps, question, metric, { offset, limit }) {
    const measure = paymentMeasures.find(({ key }) => key === metric);
    if (measure === undefined && metric !== otherCurrency) return null;
    const found = await paymentItems(deps, question);
    const behind = seenIn(found.items, question, found.rules).filter((each) => {
      if (measure === undefined) return currencyOf(each) !== found.currency;
      if (measure.isSum && currencyOf(each) !== found.currency) return false;
      return measure.of(each) !== null;
    });
    const rows = behind.map((each) => evidenceOf(deps, each)).toSorted((a, b) => b.at.getTime() - a.at.getTime());
    return { total: rows.length, rows: rows.slice(offset, offset + limit) };
  },
};

function valuesOf(items: readonly PaymentItem[], days: DaySpan, { rules, currency }: PaymentItems): Values {
  const seen = seenIn(items, days, rules);
  const inCurrency = seen.filter((each) => currencyOf(each) === currency);
  const sum = (of: (item: Seen) => number | null, among: readonly Seen[]): number => among.reduce((all, each) => all + (of(each) ?? 0), 0);
  const values = paymentMeasures.map(({ key, of, per, isSum }): [string, number | null] => {
    const among = isSum ? inCurrency : seen;
    if (per === undefined) return [key, sum(of, among)];
    const whole = sum(per, among);
    // A share of nothing is unknown, not none.
    return [key, whole === 0 ? null : sum(of, among) / whole];
  });
  return Object.fromEntries([...values, [otherCurrency, seen.length - inCurrency.length]]);
}

/** Says for whom what was collected is scored. */
function scored({ company }: ReportDeps, column: Column): Column {
  if (column.key !== 'collected.share') return column;
  const of = company.departments.find(({ key }) => collects(company, key));
  const key: ReportTextKey = 'collected.share.scored';
  const words = (language: 'ru' | 'en') =>
    `${column.definition[language]} ${reportTexts[language][key].replace('{department}', of?.name[language] ?? '')}`;
  return of === undefined ? column : { ...column, definition: { ru: words('ru'), en: words('en') } };
}

function evidenceOf({ calendar }: ReportDeps, seen: Seen): Evidence {
  if ('came' in seen) {
    const { id, client, at, amount, currency, isRepeat, left, place } = seen.came;
    const { department, specialist } = place;
    const why = { left: left?.amount ?? null, reason: left?.reason ?? null };
    return {
      at,
      conversation: null,
      client,
      department,
      specialist,
      state: 'received',
      details: { payment: id, amount, currency, isRepeat, ...why },
    };
  }
  const { booked, settled } = seen.due;
  const { client, department, specialist, expected } = booked;
  const { schedule, due, productLine, amount, paid, currency, invoice } = settled;
  const { overdue, collected, advance } = seen.standing;
  const details = { schedule, due, productLine, amount, paid, currency, invoice, collected, advance, daysLate: overdue?.days ?? null };
  const documents = { documentsAt: expected.documentsAt?.toISOString() ?? null };
  return {
    at: calendar.spanOf(due).from,
    conversation: null,
    client,
    department,
    specialist,
    state: settled.state,
    details: { ...details, ...documents },
  };
}
