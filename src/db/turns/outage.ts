import type { HoldKind } from '../../domain/turn.ts';
import { numbers, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { conversation, heartbeat, timer, turnHold, window } from '../schema.ts';
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

const w = named(window, 'w');
const c = named(conversation, 'c');
const h = named(turnHold, 'h');
const t = named(timer, 't');

const lockWindowsOwing = statement(
  `select 1 from ${w} where ${w.id} in (select ${c.windowId} from ${c} where ${c.dueAt} is not null) order by ${w.id} for no key update`,
);

/** Locks every window in which somebody owes an answer, in order of id. */
export async function lockOwing(tx: Queries): Promise<void> {
  await lockWindowsOwing(tx);
}

const openHold = {
  conversation: c.id,
  department: h.departmentId,
  turn: h.turnId,
  n: h.n,
  kind: expression<HoldKind>(h.kind),
  due: h.due,
};

export type OpenHold = RowOf<typeof openHold>;

const holdsBegunBy = statement<OpenHold>(
  `select ${columns(openHold)} from ${c} join ${h} on ${h.turnId} = ${c.openTurnId} and ${h.n} = ${c.openHolds}
   where ${c.dueAt} is not null and ${h.until} is null and ${h.lapsedAt} is null and ${h.from} <= $1::text::timestamptz`,
);

/** Finds deadlines that ran while nobody was served: those begun by `down` that have not lapsed. */
export function openHolds(tx: Queries, down: Date): Promise<OpenHold[]> {
  return holdsBegunBy(tx, [down.toISOString()]);
}

const [setHold, setConversation] = [bare(turnHold), bare(conversation)];

const move = statement(
  `with moved as (
     select * from unnest($1::text::uuid[], $2::text::uuid[], $3::text::int[], $4::text::timestamptz[]) as m(conversation, turn, n, due)
   ), holds as (
     update ${h} set ${setHold.due} = m.due, ${setHold.movedMs} = ${h.movedMs} + (extract(epoch from m.due - ${h.due}) * 1000)::bigint
     from moved m where ${h.turnId} = m.turn and ${h.n} = m.n
   ), shown as (
     update ${c} set ${setConversation.dueAt} = m.due, ${setConversation.version} = ${c.version} + 1 from moved m where ${c.id} = m.conversation
   )
   update ${t} set ${bare(timer).dueAt} = m.due from moved m where ${t.conversationId} = m.conversation and ${t.key} = 'reaction'`,
);

/** Moves deadlines: holds, what lists show of them, and the timers that watch them. */
export async function moveHolds(
  tx: Queries,
  moved: readonly { readonly conversation: string; readonly turn: string; readonly n: number; readonly due: Date }[],
): Promise<void> {
  await move(tx, [
    uuids(moved.map((each) => each.conversation)),
    uuids(moved.map((each) => each.turn)),
    numbers(moved.map((each) => each.n)),
    `{${moved.map((each) => each.due.toISOString()).join(',')}}`,
  ]);
}
