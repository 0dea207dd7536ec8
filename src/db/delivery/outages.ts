import type { AccountId } from '../../domain/ids.ts';
import { texts } from '../arrays.ts';
import type { Db, Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { gate, outage, outbox } from '../schema.ts';
import { statement } from '../statement.ts';

const row = bare(outage);

/** What of a messenger does not answer: its calls, or the socket over which it tells what happened. */
export type OutageOf = 'slack' | 'slack-socket' | 'telegram';

const insertOutage = statement(
  `${insertSelect(outage, { id: '$1::text::uuid', what: '$2::text', from: '$3::text::timestamptz' })} on conflict do nothing`,
);

/** Notes that an outage began; one that another server has noted already goes on. */
export async function beginOutage(db: Queries, id: string, what: OutageOf, from: Date): Promise<void> {
  await insertOutage(db, [id, what, from.toISOString()]);
}

const closeOutage = statement<{ from: Date }>(
  `update ${row} set ${row.until} = greatest($2::text::timestamptz, ${row.from}) where ${row.what} = $1::text and ${row.until} is null
   returning ${row.from} as "from"`,
);

/** Notes that an outage is over. Returns since when it had lasted; null when there was none. */
export async function endOutage(db: Queries, what: OutageOf, until: Date): Promise<Date | null> {
  const [ended] = await closeOutage(db, [what, until.toISOString()]);
  return ended?.from ?? null;
}

const o = named(outbox, 'o');
const set = bare(outbox);
const g = bare(gate);

const openGates = statement(`delete from ${g} where ${g.scope} = any($1::text::text[])`);

const wakeRows = statement(
  `update ${o} set ${set.dueAt} = $2::text::timestamptz
   where ${o.status} = 'waiting' and ${o.dueAt} > $2::text::timestamptz and split_part(${o.target}, ':', 1) = $1::text`,
);

/** Lets what waits for an account go now: the messenger answers again, so nothing has to sit out the pause it was given. */
export function wakeAccount(
  db: Db,
  { account, scopes, now }: { readonly account: AccountId; readonly scopes: readonly string[]; readonly now: Date },
): Promise<void> {
  return db.transaction(async (tx) => {
    await openGates(tx, [texts(scopes)]);
    await wakeRows(tx, [account, now.toISOString()]);
  });
}
