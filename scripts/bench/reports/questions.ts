import { type Day, daysAfter } from '../../../src/domain/day.ts';

/** A day as managers ask: the last week, four weeks, a quarter, a year, and one month of long ago. */
function periods(today: Day): readonly string[] {
  const last = (days: number) => `from=${daysAfter(today, 1 - days)}&until=${today}`;
  const month = daysAfter(today, -400).slice(0, 7);
  return [last(7), last(28), last(28), last(90), last(365), `from=${month}-01&until=${month}-28`];
}

const pages: Readonly<Record<string, readonly string[]>> = {
  response: [
    'by=day',
    'by=department',
    'by=specialist',
    'by=channel',
    'by=hour,weekday',
    'by=size',
    'compare=previous',
    'by=month',
    'by=topic',
  ],
  assignments: ['by=specialist', 'by=rule', 'by=department,day', 'compare=previous'],
  violations: ['by=specialist', 'by=day', 'by=department,rule', 'compare=year'],
  load: ['by=department', 'by=specialist', 'by=day'],
};

/** What the pages of reports ask a server, each for every period. */
export function dashboardQuestions(today: Day): string[] {
  return periods(today).flatMap((period) =>
    Object.entries(pages).flatMap(([report, all]) => all.map((each) => `/api/v1/reports/${report}?${period}&${each}`)),
  );
}

const metrics = [
  ['response', 'firstResponse.n'],
  ['response', 'nextResponse.unanswered'],
  ['response', 'firstResponse.within'],
  ['response', 'resolution.medianSeconds'],
  ['assignments', 'assigned.owner'],
  ['violations', 'violations.n'],
  ['violations', 'violations.excused'],
] as const;

/** What is asked when somebody opens a number of a row: of a person, a department, a channel, a day; and further pages of it. */
export function drillQuestions(today: Day, specialist: string): string[] {
  const narrowed = [`specialist=${specialist}`, 'department=client', 'channel=telegram', 'size=large&department=sales', ''];
  const spans = [`from=${daysAfter(today, -3)}&until=${daysAfter(today, -3)}`, ...periods(today).slice(0, 4)];
  return metrics.flatMap(([report, metric]) =>
    narrowed.flatMap((filter) =>
      spans.flatMap((span) =>
        [0, 100].map(
          (offset) => `/api/v1/reports/${report}/evidence?metric=${metric}&${span}&offset=${offset}${filter === '' ? '' : `&${filter}`}`,
        ),
      ),
    ),
  );
}
