import type { Piece } from '../../domain/hours.ts';
import type { ConversationId, SpecialistId } from '../../domain/ids.ts';
import type { Moved } from '../../domain/lost-time.ts';
import type { HoldKind } from '../../domain/turn.ts';
import { numbers, texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { cameAfter, isHereAt } from '../people/presence.ts';
import { conversation, presence, specialist, timer, turnHold, window } from '../schema.ts';
import { statement } from '../statement.ts';

const w = named(window, 'w');
const c = named(conversation, 'c');
const h = named(turnHold, 'h');
const s = named(specialist, 's');
const t = named(timer, 't');
const p = named(presence, 'p');

const lockWindows = (which: string) =>
  statement(`select 1 from ${w} where ${w.id} in (select ${c.windowId} from ${c} where ${which}) order by ${w.id} for no key update`);

const lockAllOwing = lockWindows(`${c.dueAt} is not null`);
const lockGiven = lockWindows(`${c.id} in (select unnest($1::text::uuid[]))`);

/** Locks the windows of these conversations, or every window in which somebody owes an answer, in order of id. */
export async function lockWindowsOf(tx: Queries, conversations: readonly string[] | 'all-owing'): Promise<void> {
  if (conversations === 'all-owing') await lockAllOwing(tx);
  else await lockGiven(tx, [uuids(conversations)]);
}

/** When it began for whoever holds it: somebody named while away has it from when they are back. */
const begins = `coalesce(${h.backAt}, ${h.from})`;

const openHold = {
  conversation: c.id,
  department: h.departmentId,
  turn: h.turnId,
  n: h.n,
  kind: expression<HoldKind>(h.kind),
  from: expression<Date>(begins),
  due: h.due,
  movedMs: h.movedMs,
  schedule: h.schedule,
  givenMs: h.givenMs,
  specialist: expression<SpecialistId>(h.specialistId),
  inSlack: expression<boolean>(`${s.slackUser} is not null`),
  /** they were here when it became theirs … */
  wasHere: expression<boolean>(isHereAt(h.specialistId, begins)),
  /** … or came after it had: their first sign since */
  cameAt: expression<Date | null>(cameAfter(h.specialistId, begins, '$1::text::timestamptz')),
};

export type OpenHold = RowOf<typeof openHold>;

const open = (which: string) =>
  statement<OpenHold>(
    `select ${columns(openHold)} from ${c} join ${h} on ${h.turnId} = ${c.openTurnId} and ${h.n} = ${c.openHolds}
     join ${s} on ${s.id} = ${h.specialistId}
     where ${c.dueAt} is not null and ${h.until} is null and ${h.lapsedAt} is null and ${which}`,
  );

const allOpen = open('true');
const dueAmong = open(`${c.id} in (select unnest($2::text::uuid[])) and ${h.due} <= $1::text::timestamptz`);

/** Finds deadlines that run and have not lapsed: all of them, or those of these conversations that have come. */
export function openHolds(tx: Queries, now: Date, which: readonly string[] | 'all'): Promise<OpenHold[]> {
  return which === 'all' ? allOpen(tx, [now.toISOString()]) : dueAmong(tx, [now.toISOString(), uuids(which)]);
}

const oneInSlack = statement(
  `select 1 from ${t} join ${c} on ${c.id} = ${t.conversationId} join ${h} on ${h.turnId} = ${c.openTurnId} and ${h.n} = ${c.openHolds}
     join ${s} on ${s.id} = ${h.specialistId}
   where ${t.key} = 'reaction' and ${h.until} is null and ${h.lapsedAt} is null and ${s.slackUser} is not null limit 1`,
);

/** Says whether a deadline runs of anybody who answers from Slack. */
export async function runsInSlack(db: Queries): Promise<boolean> {
  return (await oneInSlack(db)).length > 0;
}

const deskTimes = statement<{ specialist: SpecialistId; from: Date; until: Date }>(
  `select ${columns({ specialist: p.specialistId, from: p.from, until: p.seenAt })} from ${p}
   where ${p.sign} = 'desk' and ${p.specialistId} in (select unnest($1::text::uuid[])) and ${p.seenAt} > $2::text::timestamptz`,
);

/** Reads when these people were at the desk since then, from the first sign of a stretch to the last. */
export async function timesAtDesk(
  tx: Queries,
  specialists: readonly SpecialistId[],
  since: Date,
): Promise<ReadonlyMap<SpecialistId, readonly Piece[]>> {
  const rows = await deskTimes(tx, [uuids(specialists), since.toISOString()]);
  const times = Map.groupBy(rows, (each) => each.specialist);
  return new Map([...times].map(([id, all]) => [id, all.map(({ from, until }): Piece => [from.getTime(), until.getTime()])]));
}

const [setHold, setConversation] = [bare(turnHold), bare(conversation)];

const move = statement(
  `with moved as (
     select * from unnest($1::text::uuid[], $2::text::uuid[], $3::text::int[], $4::text::timestamptz[], $5::text::text[])
       as m(conversation, turn, n, due, moved)
   ), holds as (
     update ${h} set ${setHold.due} = m.due, ${setHold.movedMs} = ${h.movedMs} + (extract(epoch from m.due - ${h.due}) * 1000)::bigint,
       ${setHold.moved} = m.moved::jsonb
     from moved m where ${h.turnId} = m.turn and ${h.n} = m.n
   ), shown as (
     update ${c} set ${setConversation.dueAt} = m.due, ${setConversation.version} = ${c.version} + 1 from moved m where ${c.id} = m.conversation
   )
   update ${t} set ${bare(timer).dueAt} = m.due from moved m where ${t.conversationId} = m.conversation and ${t.key} = 'reaction'`,
);

/** Moves deadlines: holds, what lists show of them, and the timers that watch them. */
export async function moveHolds(
  tx: Queries,
  moved: readonly {
    readonly conversation: ConversationId;
    readonly turn: string;
    readonly n: number;
    readonly due: Date;
    readonly moved: Moved;
  }[],
): Promise<void> {
  await move(tx, [
    uuids(moved.map((each) => each.conversation)),
    uuids(moved.map((each) => each.turn)),
    numbers(moved.map((each) => each.n)),
    `{${moved.map((each) => each.due.toISOString()).join(',')}}`,
    texts(moved.map((each) => JSON.stringify(each.moved))),
  ]);
}
