import { type Cell, type Cube, type FactDimension, factDimensions } from '../../domain/reports/cube.ts';
import type { FactKind } from '../../domain/reports/fact.ts';
import { texts } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { named } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { addedUp, sums, textOf } from './add-up.ts';

const c = named(schema.reportCell, 'c');
const f = named(schema.reportFact, 'f');
const s = named(schema.reportSpan, 's');

/** Which facts are asked for: of these days, both included, and only what has one of the values. */
export interface FactFilter {
  readonly kinds: readonly FactKind[];
  readonly origins: readonly string[];
  readonly from: string;
  readonly until: string;
  /** '' stands for none; absent: whichever */
  readonly only: Readonly<Partial<Record<FactDimension, readonly string[]>>>;
}

/** Parameters 1 to 10 of a statement with `fits`. */
export const filterParameters = ({ kinds, origins, from, until, only }: FactFilter) => [
  texts(kinds),
  texts(origins),
  from,
  until,
  ...factDimensions.map((each) => (only[each] === undefined ? null : texts(only[each]))),
];

/** Whether something is asked for; `$3` and `$4` are the days. */
export const fits = (of: { readonly kind: string; readonly origin: string } & Readonly<Record<FactDimension, string>>) =>
  `${of.kind} in (select unnest($1::text::text[])) and ${of.origin} in (select unnest($2::text::text[]))
   ${factDimensions.map((each, i) => `and ($${i + 5}::text is null or ${of[each]} in (select unnest($${i + 5}::text::text[])))`).join('\n   ')}`;

const shown = ['kind', ...factDimensions, 'weekday', 'hour', ...sums] as const;

const readCells = statement<Cell>(
  `select ${c.start}::text as start, ${shown.map((each) => `${c[each]} as "${each}"`).join(', ')} from ${c}
   where ${fits({ kind: c.kind, origin: c.origin, department: c.department, specialist: c.specialist, channel: c.channel, size: c.size, topic: c.topic, rule: c.rule })}
     and ${c.start} >= $3::text::date and ${c.start} <= $4::text::date and ${c.cube} = $11::text`,
);

/** Reads cells of a cube that begin within the days asked for. */
export function cellsOf(db: Queries, { key }: Cube, filter: FactFilter): Promise<Cell[]> {
  return readCells(db, [...filterParameters(filter), key]);
}

/** A question's own cells: each thing is told apart where its flag says so. */
const flagged = (flag: number, column: string) => `case when $${flag}::text = 'yes' then ${column} else '' end`;

const told = ['department', 'specialist', 'channel', 'size', 'topic', 'rule'] as const;

const addFacts = statement<Cell>(
  `with ${addedUp(
    {
      ...(Object.fromEntries(told.map((each, i) => [each, flagged(i + 11, textOf[each])])) as Record<FactDimension, string>),
      start: `case when $17::text = 'yes' then ${f.day} else $3::text::date end`,
      weekday: flagged(18, `extract(isodow from ${f.day})::text`),
      hour: flagged(19, `lpad(${f.hour}::text, 2, '0')`),
    },
    `${fits({ kind: f.kind, origin: f.origin, ...textOf })} and ${f.day} >= $3::text::date and ${f.day} <= $4::text::date`,
  )}
   select added.start::text as start, ${shown.map((each) => `added."${each}"`).join(', ')} from added`,
);

/** Adds facts up by what is asked for, whatever that is; slower than cells, and right by itself. */
export function addFactsUp(db: Queries, filter: FactFilter, by: ReadonlySet<FactDimension | 'day' | 'weekday' | 'hour'>): Promise<Cell[]> {
  const flags = [...told, 'day', 'weekday', 'hour'].map((each) => (by.has(each as FactDimension) ? 'yes' : null));
  return addFacts(db, [...filterParameters(filter), ...flags]);
}

const readStale = statement<{ grain: string; start: string }>(
  `select ${s.grain} as grain, ${s.start}::text as start from ${s} where ${s.isStale}`,
);

/** Which days and months have facts that their cells do not know yet. */
export async function staleSpans(db: Queries): Promise<{ readonly days: ReadonlySet<string>; readonly months: ReadonlySet<string> }> {
  const rows = await readStale(db, []);
  const of = (grain: string) => new Set(rows.filter((each) => each.grain === grain).map(({ start }) => start));
  return { days: of('day'), months: of('month') };
}
