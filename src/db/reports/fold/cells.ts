import { type Cube, cubes, factDimensions, type Grain } from '../../../domain/reports/cube.ts';
import type { Queries } from '../../db.ts';
import { bare, named } from '../../names.ts';
import { insertSelect } from '../../rows.ts';
import * as schema from '../../schema.ts';
import { statement } from '../../statement.ts';
import { addedUp, type CellKeys, textOf } from '../add-up.ts';

const f = named(schema.reportFact, 'f');
const cell = bare(schema.reportCell);
const s = named(schema.reportSpan, 's');
const span = bare(schema.reportSpan);

const hour = `lpad(${f.hour}::text, 2, '0')`;

const timesOf: Readonly<Record<Grain, Pick<CellKeys, 'start' | 'weekday' | 'hour'>>> = {
  day: { start: f.day, weekday: `''`, hour: `''` },
  'day-hour': { start: f.day, weekday: `''`, hour },
  month: { start: `date_trunc('month', ${f.day})::date`, weekday: `''`, hour: `''` },
  'month-hour': { start: `date_trunc('month', ${f.day})::date`, weekday: `extract(isodow from ${f.day})::text`, hour },
};

function keysOf({ grain, by }: Cube): CellKeys {
  const dimensions = Object.fromEntries(factDimensions.map((each) => [each, by.includes(each) ? textOf[each] : `''`]));
  return { ...dimensions, ...timesOf[grain] } as CellKeys;
}

const isOfDays = ({ grain }: Cube) => grain === 'day' || grain === 'day-hour';

/** Makes the cells of a cube for a day, or for the month that begins then. */
const makers = (cubes as readonly Cube[]).map((cube) => {
  const where = isOfDays(cube)
    ? `${f.day} = $1::text::date`
    : `${f.day} >= $1::text::date and ${f.day} < $1::text::date + interval '1 month'`;
  const columns = Object.fromEntries(
    Object.keys(cell).map((each) => [each, each === 'cube' ? `'${cube.key}'` : `added."${each}"`]),
  ) as Parameters<typeof insertSelect<typeof schema.reportCell>>[1];
  return { cube, make: statement(`with ${addedUp(keysOf(cube), where)} ${insertSelect(schema.reportCell, columns)} from added`) };
});

const clear = statement(`delete from ${cell} where ${cell.start} = $1::text::date and ${cell.cube} in (select unnest($2::text::text[]))`);

const takeStale = statement<{ start: string }>(
  `update ${span} set ${span.isStale} = false
   where (${span.grain}, ${span.start}) in (
     select ${s.grain}, ${s.start} from ${s} where ${s.isStale} and ${s.grain} = $1::text and ${s.start} < $2::text::date
     order by ${s.start} desc limit $3::text::int for update skip locked)
   returning ${span.start}::text as start`,
);

/**
 * Makes the cells of days, or months, whose facts have changed, the newest first, of those before a day; returns how many. A fact that is
 * written meanwhile spoils them again.
 */
export async function makeCells(tx: Queries, grain: 'day' | 'month', before: string, limit: number): Promise<number> {
  const spans = await takeStale(tx, [grain, before, String(limit)]);
  const mine = makers.filter(({ cube }) => isOfDays(cube) === (grain === 'day'));
  for (const { start } of spans) {
    await clear(tx, [start, `{${mine.map(({ cube }) => cube.key).join(',')}}`]);
    for (const { make } of mine) await make(tx, [start]);
  }
  return spans.length;
}
