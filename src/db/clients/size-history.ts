import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { named } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { client, clientSize } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(client, 'c');
const z = named(clientSize, 'z');

const date = statement(
  `${insertSelect(clientSize, {
    clientId: c.id,
    from: `greatest($2::text::timestamptz, newest.since + interval '1 millisecond')`,
    size: c.size,
  })}
   from ${c} left join lateral (
     select ${z.from} as since, ${z.size} as was from ${z} where ${z.clientId} = ${c.id} order by ${z.from} desc limit 1) newest on true
   where ${c.id} in (select unnest($1::text::uuid[])) and newest.was is distinct from ${c.size}`,
);

/** Dates the sizes of clients as they have just been written. A clock that was set back does not change their order. */
export async function dateSizes(tx: Queries, clients: Iterable<string>, at: Date): Promise<void> {
  const ids = [...clients];
  if (ids.length > 0) await date(tx, [uuids(ids), at.toISOString()]);
}
