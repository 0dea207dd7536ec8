import { type Cell, type FactDimension, factDimensions } from '../../domain/reports/cube.ts';
import { growth } from '../../domain/reports/sketch.ts';
import { named } from '../names.ts';
import { reportFact } from '../schema.ts';

const f = named(reportFact, 'f');

/** What a fact is counted by, as text; '' for none. */
export const textOf: Readonly<Record<FactDimension, string>> = {
  department: `${f.departmentId}::text`,
  specialist: `coalesce(${f.specialistId}::text, '')`,
  channel: f.channel,
  size: `coalesce(${f.size}, '')`,
  topic: `coalesce(${f.topic}, '')`,
  rule: `coalesce(${f.rule}, '')`,
};

/** What the cells of one cube, or of one question, are told apart by; '' (as SQL) for what they are not. */
export type CellKeys = Readonly<Record<FactDimension | 'start' | 'weekday' | 'hour', string>>;

const keys = ['start', 'kind', 'origin', ...factDimensions, 'weekday', 'hour'] as const;
const keyList = keys.map((each) => `"${each}"`).join(', ');

const values = ['working', 'calendar', 'value'] as const;

const bucketOf = (value: string) => `case when ${value} < 1 then 0 else 1 + floor(ln(${value}) / ${Math.log(growth)})::int end`;

/** Columns of an added-up row besides its keys: those of `Cell`. */
export const sums = [
  'done',
  'open',
  'waived',
  'unanswered',
  'ok',
  'workingSum',
  'calendarSum',
  'valueSum',
  'working',
  'calendar',
  'values',
] as const satisfies readonly (keyof Cell)[];

/**
 * Queries that end in `added`: facts `where`, added up by `by`. A sketch is made of what is counted bucket by bucket, and only of what is done.
 */
export function addedUp(by: CellKeys, where: string): string {
  const texts: Readonly<Record<string, string>> = { ...by, kind: f.kind, origin: f.origin };
  const told = keys.map((each) => `${texts[each]} as "${each}"`).join(', ');
  const doneSum = (of: string) => `coalesce(sum(${of}) filter (where state = 'done'), 0)::bigint`;
  const states = ['done', 'open', 'waived', 'unanswered']
    .map((each) => `count(*) filter (where state = '${each}')::int as ${each}`)
    .join(', ');
  const buckets = values.map((each) =>
    `select ${keyList}, '${each}' as what, ${bucketOf(each)} as bucket, count(*) as n
      from facts where ${each} is not null and state = 'done' group by ${keyList}, 13`.replace('13', String(keys.length + 2)),
  );
  const sketch = (what: string) => `coalesce(string_agg(bucket || ':' || n, ',') filter (where what = '${what}'), '')`;
  return `facts as materialized (
      select ${told}, ${f.state} as state, ${f.ok} as ok, ${f.workingSeconds} as working, ${f.calendarSeconds} as calendar, ${f.value} as value
      from ${f} where ${where}),
    counts as (select ${keyList}, ${states}, count(*) filter (where ok)::int as ok, ${doneSum('working')} as "workingSum",
      ${doneSum('calendar')} as "calendarSum", ${doneSum('value')} as "valueSum" from facts group by ${keyList}),
    buckets as (${buckets.join('\n union all ')}),
    sketches as (select ${keyList}, ${sketch('working')} as working, ${sketch('calendar')} as calendar, ${sketch('value')} as "values"
      from buckets group by ${keyList}),
    added as (select counts.*, coalesce(working, '') as working, coalesce(calendar, '') as calendar, coalesce("values", '') as "values"
      from counts left join sketches using (${keyList}))`;
}
