import type { PgTable } from 'drizzle-orm/pg-core';
import { uuids } from './arrays.ts';
import type { Queries } from './db.ts';
import { named } from './names.ts';
import { insertSelect } from './rows.ts';
import { statement } from './statement.ts';

type Facts<Table extends PgTable> = { readonly [Key in Exclude<keyof Table['$inferInsert'], 'from'>]: string };

/**
 * Makes the writer of a table that dates facts. It dates them as they have just been written, for those whom they changed for; a clock that
 * was set back does not change their order. `source`: where they are written; `key`: which of the table's columns names whose they are.
 */
export function dater<Table extends PgTable>(
  table: Table,
  key: Exclude<keyof Table['$inferInsert'], 'from'>,
  source: string,
  values: Facts<Table>,
): (tx: Queries, changed: Iterable<string>, at: Date) => Promise<void> {
  const kept = named(table, 'dated') as Readonly<Record<string, string>>;
  const { [key]: id, ...facts } = values as Readonly<Record<string, string>>;
  const asRow = (columns: Readonly<Record<string, string>>) =>
    `jsonb_build_array(${Object.keys(facts)
      .map((each) => columns[each])
      .join(', ')})`;
  const from = `greatest($2::text::timestamptz, newest.since + interval '1 millisecond')`;
  const date = statement(
    `${insertSelect(table, { ...values, from } as Parameters<typeof insertSelect<Table>>[1])}
     from ${source} left join lateral (
       select ${kept.from} as since, ${asRow(kept)} as was from ${kept}
       where ${kept[key as string]} = ${id} order by ${kept.from} desc limit 1) newest on true
     where ${id} in (select unnest($1::text::uuid[])) and newest.was is distinct from ${asRow(facts)}`,
  );
  return async (tx, changed, at) => {
    const ids = [...changed];
    if (ids.length > 0) await date(tx, [uuids(ids), at.toISOString()]);
  };
}
