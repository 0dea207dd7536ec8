import { expect } from 'vitest';
import { cubes } from '../../src/domain/reports/cube.ts';
import { reportNamed } from '../../src/reports/registry.ts';
import { dimensions, type Question } from '../../src/reports/report.ts';
import type { World } from '../support/world.ts';
import type { folding } from './folding.ts';
import { recount, type Thing } from './naive.ts';
import { answered, type NaiveReport, naiveReports, told } from './naive-answers.ts';

type Folding = ReturnType<typeof folding>;

const kindsOf: Readonly<Record<NaiveReport, readonly string[]>> = {
  response: ['first', 'first-message', 'next', 'resolution', 'reopened', 'rating'],
  assignments: ['opened', 'assignment', 'transfer', 'reopened'],
  violations: ['violation'],
};

/** Facts are what is counted anew from the rows, one by one. */
export async function factsAgree({ db }: World): Promise<readonly Thing[]> {
  const things = await recount(db);
  const facts = await db.query<{ text: string }>(
    `select concat_ws(' ', conversation_id, kind, state, coalesce(ok, false), (extract(epoch from at) * 1000)::bigint, day, lpad(hour::text, 2, '0'),
       case when state = 'done' then concat_ws('/', coalesce(working_seconds::text, '-'), coalesce(calendar_seconds::text, '-'), coalesce(value::text, '-')) end,
       d.key, coalesce(specialist_id::text, '-'), channel, coalesce(size, '-'), coalesce(topic, '-'), coalesce(rule, '-'), f.origin) as text
     from report_fact f join department d on d.id = f.department_id`,
  );
  expect(facts.map(({ text }) => text).toSorted()).toEqual(things.map(textOf).toSorted());
  return things;
}

function textOf({ kind, state, good, at, working, calendar, value, conversation, by }: Thing): string {
  const times = [working, calendar, value].map((each) => each ?? '-').join('/');
  const when = [at, by.day, by.hour, ...(state === 'done' ? [times] : [])];
  const who = [by.department, by.specialist, by.channel, by.size, by.topic, by.rule, by.origin].map((each) => each ?? '-');
  return [conversation, kind, state, good ? 't' : 'f', ...when, ...who].join(' ');
}

/**
 * What no longer changes, whatever happens: who answered, when and how fast, who was late, found, handed on. A resolution may be taken back,
 * a rating given anew, a violation excused; whose client it is and what it is about may turn out later.
 */
export async function settledFacts({ db }: World): Promise<readonly string[]> {
  const rows = await db.query<{ text: string }>(
    `select concat_ws(' ', conversation_id, kind, at, state, until, working_seconds, calendar_seconds, department_id, specialist_id, channel, rule,
       turn, hold, case when kind <> 'violation' then ok end) as text
     from report_fact where kind not in ('resolution', 'rating') and (state <> 'open' or kind = 'assignment')`,
  );
  return rows.map(({ text }) => text);
}

/** Cells of days, and of months that are over, are what things come to. */
export async function cellsAgree(w: World, things: readonly Thing[], today: string): Promise<void> {
  const idOf = new Map(w.engine.company().departments.map(({ id, key }) => [key as string, id as string]));
  const cells = await w.db.query<{ text: string }>(
    `select concat_ws('|', cube, start, kind, origin, department, specialist, channel, size, topic, rule, weekday, hour,
       done, open, waived, unanswered, ok, working_sum, calendar_sum, value_sum) as text from report_cell`,
  );
  const expected = cubes.flatMap(({ key, grain, by }) => {
    const isMonthly = grain.startsWith('month');
    const startOf = ({ by: { day } }: Thing) => (isMonthly ? `${day.slice(0, 7)}-01` : day);
    const dimension = (thing: Thing, each: string) => {
      if (!(by as readonly string[]).includes(each)) return '';
      const value = told(thing, each) ?? '';
      return each === 'department' ? (idOf.get(value) ?? '') : value;
    };
    const counted = things.filter((each) => !isMonthly || each.by.day.slice(0, 7) < today.slice(0, 7));
    const keyOf = (each: Thing) =>
      [
        ...[key, startOf(each), each.kind, each.by.origin],
        ...['department', 'specialist', 'channel', 'size', 'topic', 'rule'].map((one) => dimension(each, one)),
        grain === 'month-hour' ? each.by.weekday : '',
        grain.endsWith('hour') ? each.by.hour : '',
      ].join('|');
    return [...Map.groupBy(counted, keyOf)].map(([name, all]) => {
      const states = ['done', 'open', 'waived', 'unanswered'].map((state) => all.filter((each) => each.state === state).length);
      const sum = (what: 'working' | 'calendar' | 'value') =>
        all.reduce((total, each) => total + (each.state === 'done' ? (each[what] ?? 0) : 0), 0);
      return [name, ...states, all.filter((each) => each.good).length, sum('working'), sum('calendar'), sum('value')].join('|');
    });
  });
  expect(cells.map(({ text }) => text).toSorted()).toEqual(expected.toSorted());
}

/** What a report answers, by every dimension and pairs of them, is what things come to; behind each count are as many as it says. */
export async function answersAgree(
  { at }: Folding,
  things: readonly Thing[],
  asked: Pick<Question, 'from' | 'until' | 'origins'>,
  pairs: number,
) {
  const inside = things.filter(
    ({ by }) => asked.from <= by.day && by.day <= asked.until && (asked.origins as readonly string[]).includes(by.origin),
  );
  for (const key of Object.keys(naiveReports) as NaiveReport[]) {
    const report = reportNamed(key);
    if (report === undefined) throw new Error(`no report ${key}`);
    const mine = inside.filter(({ kind }) => kindsOf[key].includes(kind));
    const own = dimensions.filter((each) => report.by.includes(each));
    const all = own.flatMap((a, i) => own.slice(i + 1).map((b) => [a, b] as const));
    const some = all.filter((_, i) => (i * 7 + things.length) % all.length < pairs);
    for (const by of [[], ...own.map((each) => [each]), ...some]) {
      const answer = await report.answer(at(), { ...asked, by, filter: {}, sight: { type: 'all' } });
      const expected = answered(key, mine, by);
      const nothing = answered(key, [], []).total;
      near(`${key} ${by}`, answer.total, expected.total);
      const rows = new Map(answer.rows.map((row) => [JSON.stringify(by.map((each) => row.by[each] ?? null)), row.values]));
      expect([...expected.rows.keys()].filter((each) => by.length > 0 && !rows.has(each))).toEqual([]);
      for (const [name, values] of rows) near(`${key} ${by} ${name}`, values, expected.rows.get(name) ?? nothing);
    }
    const columns = report.columns(at());
    expect(columns.map((each) => each.key)).toEqual(Object.keys(naiveReports[key]));
    const { total } = answered(key, mine, []);
    for (const { key: metric, unit } of columns.filter((each) => each.unit === 'count')) {
      const question = { ...asked, by: [], filter: {}, sight: { type: 'all' } } as const;
      const page = await report.evidence(at(), question, metric, { offset: 0, limit: 1 });
      expect([key, metric, unit, page?.total]).toEqual([key, metric, unit, total[metric]]);
    }
  }
}

/** Counts and shares exactly, percentiles within 3 %. */
function near(name: string, actual: Readonly<Record<string, number | null>>, expected: Readonly<Record<string, number | null>>): void {
  for (const [key, value] of Object.entries(expected)) {
    const found = actual[key] ?? null;
    const isClose = key.endsWith('Seconds') && value !== null && found !== null ? Math.abs(found - value) <= 0.03 * value : found === value;
    if (!isClose) expect([name, key, found]).toEqual([name, key, value]);
  }
}
