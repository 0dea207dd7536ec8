import type { Piece } from '../../domain/hours.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { inserter, insertSelect } from '../rows.ts';
import { heartbeat, outage } from '../schema.ts';
import { statement } from '../statement.ts';

const name = 'server';

const beats = bare(heartbeat);

const continueBeat = statement(
  `update ${beats} set ${beats.at} = $2::text::timestamptz where ${beats.name} = $1::text and ${beats.at} >= $3::text::timestamptz
   returning ${beats.name}`,
);

/** Notes that a server is alive. False when none was for longer than `gapMs`, or ever: nothing is noted then. */
export async function beat(db: Queries, now: Date, gapMs: number): Promise<boolean> {
  const rows = await continueBeat(db, [name, now.toISOString(), new Date(now.getTime() - gapMs).toISOString()]);
  return rows.length > 0;
}

const lockBeat = statement<{ at: Date }>(
  `select ${columns({ at: beats.at })} from ${beats} where ${beats.name} = $1::text for no key update`,
);

/** Reads when a server was last seen alive, null for never, and holds it until the transaction ends: of several that come back one moves the deadlines. */
export async function lastBeat(tx: Queries): Promise<Date | null> {
  const rows = await lockBeat(tx, [name]);
  return rows[0]?.at ?? null;
}

const putBeat = statement(
  `${insertSelect(heartbeat, { name: '$1::text', at: '$2::text::timestamptz' })}
   on conflict (${beats.name}) do update set ${beats.at} = excluded.${beats.at}`,
);

export async function setBeat(tx: Queries, now: Date): Promise<void> {
  await putBeat(tx, [name, now.toISOString()]);
}

const insertOutage = inserter(outage);

/** Writes down that no server was alive, or that the clock jumped, from then to then. */
export async function addOutage(tx: Queries, { id, from, until }: { id: string; from: Date; until: Date }): Promise<void> {
  await insertOutage(tx, [{ id, what: name, from, until }]);
}

const o = named(outage, 'o');

const shape = {
  isOfServer: expression<boolean>(`${o.what} = 'server'`),
  from: o.from,
  until: expression<Date>(`coalesce(${o.until}, $2::text::timestamptz)`),
};

const outagesSince = statement<RowOf<typeof shape>>(
  `select ${columns(shape)} from ${o}
   where ${o.what} in ('server', 'slack', 'slack-socket') and (${o.until} is null or ${o.until} > $1::text::timestamptz)`,
);

/** Reads what was down since then: the server, and Slack in either direction. What still is ends `now` for the moment. */
export async function outages(
  tx: Queries,
  since: Date,
  now: Date,
): Promise<{ readonly server: readonly Piece[]; readonly slack: readonly Piece[] }> {
  const rows = await outagesSince(tx, [since.toISOString(), now.toISOString()]);
  const pieces = (isOfServer: boolean) =>
    rows.filter((each) => each.isOfServer === isOfServer).map(({ from, until }): Piece => [from.getTime(), until.getTime()]);
  return { server: pieces(true), slack: pieces(false) };
}
