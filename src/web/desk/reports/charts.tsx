import type { JSX } from 'preact';
import { daysOf } from '../../../domain/day.ts';
import type { Language } from '../../../domain/language.ts';
import type { Dimension } from '../../../reports/report.ts';
import { usePage } from '../frame/page.ts';
import { Chart, type ChartLine } from './chart.tsx';
import { Figure } from './figure.tsx';
import { periodName } from './names.ts';
import { stepOf } from './period.ts';
import type { ChartPlan } from './plan.ts';
import { writePlace } from './question.ts';
import { columnOf, isKeptBack, useReported } from './reported.ts';
import { shortNameOf } from './short-names.ts';
import { type Answered, useReport } from './use-report.ts';
import { useWords } from './words.ts';

/** Draws the numbers of the group over the period. */
export function Charts(): JSX.Element | null {
  const { question, answer, plan, group } = useReported();
  const usual = stepOf(question.period);
  const step = answer.by.includes(usual) ? usual : 'day';
  const read = useReport(plan.report, { ...question, by: [step], compare: null });
  const { say } = useWords();
  if (group.charts.length === 0) return null;
  return (
    <section class="report-charts" aria-label={say('charts')} aria-busy={read.value === null || read.isBehind}>
      {group.charts.map((each) => (
        <OverTime key={`${group.name} ${each.title}`} chart={each} answered={read.value} />
      ))}
    </section>
  );
}

function OverTime({ chart, answered }: { readonly chart: ChartPlan; readonly answered: Answered | null }): JSX.Element {
  const { state, desk, language } = usePage();
  const { say } = useWords();
  const reported = useReported();
  const step: Dimension = answered?.question.by[0] ?? 'day';
  const rows = withAllHours(step, answered?.answer.rows ?? []);
  const labels = rows.map(({ by }) => shortLabel(language, step, by[step] ?? ''));
  const titles = rows.map(({ by }) => reported.names.nameOf(step, by[step] ?? null));
  const columns = chart.series.flatMap((key) => columnOf(reported, key) ?? []);
  const lines: ChartLine[] = columns.map((column) => ({
    key: column.key,
    name: shortNameOf(say, column, language),
    values: rows.map(({ values }) => (isKeptBack(reported, [step], column.key, values) ? null : (values[column.key] ?? null))),
    shown: (index) => <Figure metric={column.key} values={rows[index]?.values ?? {}} place={rows[index]?.by ?? {}} />,
  }));
  const [first] = columns;
  const choose = (index: number): void => {
    const row = rows[index];
    if (first === undefined || row === undefined) return;
    desk.go({ query: { ...state.address.query, metric: first.key, at: writePlace(row.by), past: '' } });
  };
  return (
    <Chart
      name={chart.title.replace('chart.', '')}
      title={say(chart.title)}
      unit={first?.unit ?? 'count'}
      look={chart.look}
      of={say(`by.${step}`)}
      labels={labels}
      titles={titles}
      lines={lines}
      choose={choose}
    />
  );
}

/** What stands below a point: the day, of a week its first, the hour, the month. */
function shortLabel(language: Language, step: Dimension, value: string): string {
  if (step === 'hour') return value;
  return step === 'week' ? periodName(language, 'day', daysOf(value)?.first ?? value) : periodName(language, step, value);
}

/** Puts the hours between the first and the last in which nothing happened, so that the line is as long as the day was. */
function withAllHours(step: Dimension, rows: Answered['answer']['rows']): Answered['answer']['rows'] {
  if (step !== 'hour' || rows.length === 0) return rows;
  const known = new Map(rows.map((row) => [Number(row.by['hour']), row]));
  const [first, last] = [Math.min(...known.keys()), Math.max(...known.keys())];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const hour = first + index;
    return known.get(hour) ?? { by: { hour: String(hour).padStart(2, '0') }, values: {} };
  });
}
