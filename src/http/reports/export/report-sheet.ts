import type { Language } from '../../../domain/language.ts';
import { besides, type Naming, type ReportRow } from '../../../domain/reports/rows.ts';
import type { Unit } from '../../../reports/report.ts';
import type { ReportAnswer } from '../answer.ts';
import { sayReport } from '../naming.ts';
import { type Cell, type Line, numberCell, type Sheet, textCell } from './sheet.ts';

interface Wording {
  readonly language: Language;
  readonly currency: string;
  readonly naming: Naming;
}

/** A report as its page shows it: the same rows in the same order, the other period's numbers beside, all of it together in the last row. */
export function reportSheet(answer: ReportAnswer, by: readonly string[], wording: Wording): Sheet {
  const { language, naming } = wording;
  const { columns, compared, from, until, report } = answer;
  const counts = new Set(columns.filter(({ unit }) => unit === 'count').map(({ key }) => key));
  const rows = compared === null ? answer.rows.map((row) => ({ row, other: null })) : besides(from, answer.rows, compared, counts);
  const numbers = (values: ReportRow['values'], others: ReportRow['values'] | undefined): Line =>
    columns.flatMap(({ key, unit }) => [
      numberCell(unit, values[key]),
      ...(compared === null ? [] : [numberCell(unit, others === undefined ? (unit === 'count' ? 0 : null) : others[key])]),
    ]);
  const lines = rows.map(({ row, other }) => [
    ...by.map((each) => dimensionCell(each, row.by[each] ?? null, naming)),
    ...numbers(row.values, other?.values),
  ]);
  const totalNames = by.map((_, i) => (i === 0 ? textCell(sayReport(language, 'total')) : null));
  const total = [...totalNames, ...numbers(answer.total, compared?.total)];
  return {
    file: `${report}-${from}-${until}`,
    title: sayReport(language, `report.${report}`),
    header: [
      ...by.map((each) => sayReport(language, `by.${each}` as 'by.day')),
      ...columns.flatMap((each) => titles(each, answer, wording)),
    ],
    lines: by.length === 0 ? [total] : [...lines, total],
    about: aboutOf(answer, wording),
  };
}

function titles({ name, unit }: ReportAnswer['columns'][number], { compared }: ReportAnswer, { language, currency }: Wording): string[] {
  const words =
    unit === 'count'
      ? name[language]
      : sayReport(language, 'column.unit', { name: name[language], unit: unitWord(language, unit, currency) });
  return compared === null
    ? [words]
    : [words, sayReport(language, 'column.compared', { name: words, from: compared.from, until: compared.until })];
}

function unitWord(language: Language, unit: Unit, currency: string): string {
  return sayReport(language, `unit.${unit}`, { currency });
}

/** A day and a month are dates, which a spreadsheet can put in order and draw. */
function dimensionCell(dimension: string, value: string | null, naming: Naming): Cell | null {
  if (value !== null && dimension === 'day') return { type: 'day', day: value };
  if (value !== null && dimension === 'month') return { type: 'month', month: value };
  return textCell(naming(dimension, value));
}

function aboutOf({ columns, compared, report, from, until, timeZone, asOf }: ReportAnswer, { language, currency }: Wording): string[][] {
  const t = (key: Parameters<typeof sayReport>[1], params = {}) => sayReport(language, key, params);
  return [
    [t('about.column'), t('about.unit'), t('about.definition')],
    ...columns.map(({ name, unit, definition }) => [name[language], unitWord(language, unit, currency), definition[language]]),
    [],
    [t('about.report'), '', t(`report.${report}`)],
    [t('about.period'), '', t('about.span', { from, until })],
    ...(compared === null ? [] : [[t('about.compared'), '', t('about.span', compared)]]),
    [t('about.zone'), '', timeZone],
    [t('about.asOf'), '', asOf],
  ];
}
