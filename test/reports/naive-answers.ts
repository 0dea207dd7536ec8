import type { Thing } from './naive.ts';

/* Numbers of reports by their definitions, of things that were counted one by one. */

export type Values = Readonly<Record<string, number | null>>;
type Formula = (things: readonly Thing[]) => number | null;

const of = (things: readonly Thing[], kind: string, states: readonly string[] = ['done']) =>
  things.filter((each) => each.kind === kind && states.includes(each.state));

const count =
  (kind: string, states?: readonly string[], rule?: string): Formula =>
  (things) =>
    of(things, kind, states).filter((each) => rule === undefined || each.by.rule === rule).length;

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

const good =
  (kind: string): Formula =>
  (things) =>
    of(things, kind).filter((each) => each.good).length;

/** The smallest that so many of a hundred are not above. */
const percentile =
  (kind: string, what: 'working' | 'calendar' | 'value', percent: number): Formula =>
  (things) => {
    const all = of(things, kind)
      .flatMap((each) => each[what] ?? [])
      .toSorted((a, b) => a - b);
    return all[Math.max(0, Math.ceil((all.length * percent) / 100) - 1)] ?? null;
  };

const answers = (name: string, kind: string): Readonly<Record<string, Formula>> => ({
  [`${name}.n`]: count(kind),
  [`${name}.medianSeconds`]: percentile(kind, 'working', 50),
  [`${name}.p90Seconds`]: percentile(kind, 'working', 90),
  [`${name}.within`]: (things) => share(good(kind)(things) ?? 0, of(things, kind).length),
  [`${name}.unanswered`]: count(kind, ['open', 'unanswered']),
  [`${name}.waived`]: count(kind, ['waived']),
  [`${name}.calendar.medianSeconds`]: percentile(kind, 'calendar', 50),
  [`${name}.calendar.p90Seconds`]: percentile(kind, 'calendar', 90),
});

const foundBy = (rule: string) => count('assignment', ['done'], rule);

/** Every column of the reports that are made of what happened. */
export const naiveReports: Readonly<Record<'response' | 'assignments' | 'violations', Readonly<Record<string, Formula>>>> = {
  response: {
    ...answers('firstResponse', 'first'),
    'firstResponse.fromFirstMessage.medianSeconds': percentile('first-message', 'working', 50),
    'firstResponse.fromFirstMessage.p90Seconds': percentile('first-message', 'working', 90),
    ...answers('nextResponse', 'next'),
    'resolution.n': count('resolution'),
    'resolution.medianSeconds': percentile('resolution', 'working', 50),
    'resolution.p90Seconds': percentile('resolution', 'working', 90),
    'resolution.calendar.medianSeconds': percentile('resolution', 'calendar', 50),
    'resolution.calendar.p90Seconds': percentile('resolution', 'calendar', 90),
    'resolution.waitedForClient.medianSeconds': percentile('resolution', 'value', 50),
    'reopened.n': count('reopened'),
    'rating.n': count('rating'),
    'rating.mean': (things) => {
      const scores = of(things, 'rating').map((each) => each.value ?? 0);
      return share(
        scores.reduce((sum, each) => sum + each, 0),
        scores.length,
      );
    },
  },
  assignments: {
    'opened.n': count('opened'),
    'assigned.n': count('assignment'),
    'assigned.ownerShare': (things) => share(foundBy('owner')(things) ?? 0, of(things, 'assignment').length),
    'assigned.owner': foundBy('owner'),
    'assigned.samePerson': foundBy('same-person'),
    'assigned.deputy': foundBy('deputy'),
    'assigned.standIn': foundBy('stand-in'),
    'assigned.outreach': foundBy('outreach'),
    'assigned.named': foundBy('named'),
    'assigned.leastLoaded': foundBy('least-loaded'),
    'assigned.met': foundBy('met'),
    'assigned.byHand': foundBy('by-hand'),
    'assigned.overloads': good('assignment'),
    'searchedInVain.n': count('assignment', ['open']),
    'transfers.n': count('transfer'),
    'reopened.n': count('reopened'),
  },
  violations: {
    'violations.n': count('violation'),
    'violations.excused': good('violation'),
    'violations.first': count('violation', ['done'], 'first'),
    'violations.later': count('violation', ['done'], 'later'),
    'violations.promise': count('violation', ['done'], 'promise'),
  },
};

export type NaiveReport = keyof typeof naiveReports;

/** What a thing is told apart by; a week begins on Monday. */
export function told({ by }: Thing, dimension: string): string | null {
  if (dimension === 'month') return by.day.slice(0, 7);
  return dimension === 'week' ? weekOf(by.day) : by[dimension as keyof Thing['by']];
}

/** The week of the year that has its Thursday (ISO 8601). */
function weekOf(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const year = date.getUTCFullYear();
  const week = Math.ceil(((date.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The values of some things, and of each group of them that has any. */
export function answered(report: NaiveReport, things: readonly Thing[], by: readonly string[]) {
  const formulas = Object.entries(naiveReports[report]);
  const valuesOf = (some: readonly Thing[]): Values => Object.fromEntries(formulas.map(([key, formula]) => [key, formula(some)]));
  const groups = Map.groupBy(things, (each) => JSON.stringify(by.map((dimension) => told(each, dimension))));
  return { total: valuesOf(things), rows: new Map([...groups].map(([key, some]) => [key, valuesOf(some)])) };
}
