import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { oneOf } from '../kit/one-of.ts';
import { Segments } from '../kit/segments.tsx';
import { Figure } from './figure.tsx';
import { weekdayName } from './names.ts';
import { columnOf, useReported } from './reported.ts';
import { shortNameOf } from './short-names.ts';
import { useReport } from './use-report.ts';
import { useWords } from './words.ts';

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** Shows one number by the hour and the weekday: the stronger the shade, the more; the number itself stands in every cell. */
export function HeatTable(): JSX.Element | null {
  const { state, language } = usePage();
  const { say } = useWords();
  const reported = useReported();
  const { question, plan, group } = reported;
  const read = useReport(plan.report, { ...question, by: ['weekday', 'hour'], compare: null });
  const metrics = group.heat.filter((each) => columnOf(reported, each) !== undefined);
  const metric = oneOf(metrics, state.address.query['heat']) ?? metrics[0];
  if (metric === undefined) return null;
  const words = metrics.flatMap((key) => {
    const column = columnOf(reported, key);
    return column === undefined ? [] : [[key, shortNameOf(say, column, language)] as const];
  });
  const rows = read.value?.answer.rows ?? [];
  return (
    <section class="report-heat" aria-busy={read.value === null || read.isBehind}>
      <div class="section-head">
        <h2>{say('heat')}</h2>
        <Segments label={say('heat.what')} name="heat" chosen={metric} all={words} />
      </div>
      <p class="muted">{say('heat.text')}</p>
      <Cells rows={rows} metric={metric} />
    </section>
  );
}

type Rows = NonNullable<ReturnType<typeof useReport>['value']>['answer']['rows'];

function Cells({ rows, metric }: { readonly rows: Rows; readonly metric: string }): JSX.Element {
  const { language } = usePage();
  const { say } = useWords();
  const { names } = useReported();
  const hours = hoursOf(rows);
  const most = Math.max(0, ...rows.map(({ values }) => values[metric] ?? 0));
  const at = (weekday: string, hour: string) => rows.find(({ by }) => by['weekday'] === weekday && by['hour'] === hour);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="table-scroll" tabIndex={0} role="region" aria-label={say('heat')}>
      <table class="heat" data-testid="heat">
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{say('by.hour')}</span>
            </th>
            {weekdays.map((each) => (
              <th key={each} scope="col" abbr={names.nameOf('weekday', each)}>
                {weekdayName(language, each, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour}>
              <th scope="row">{hour}:00</th>
              {weekdays.map((weekday) => {
                const row = at(weekday, hour);
                const value = row?.values[metric] ?? null;
                return (
                  <td key={weekday} class={`heat-${shadeOf(value, most)}`}>
                    {row === undefined ? null : <Figure metric={metric} values={row.values} place={row.by} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The hours from the first to the last in which anything happened. */
function hoursOf(rows: Rows): string[] {
  const known = rows.map(({ by }) => Number(by['hour']));
  if (known.length === 0) return [];
  const [first, last] = [Math.min(...known), Math.max(...known)];
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(2, '0'));
}

/** One of six shades, by the share of the greatest; nothing has none. */
function shadeOf(value: number | null, most: number): number {
  return value === null || value <= 0 || most === 0 ? 0 : Math.min(5, Math.ceil((value / most) * 5));
}
