import type { ConversationId } from '../../../domain/ids.ts';
import type { Queries } from '../../db.ts';
import { bare, columns, expression, named, type RowOf } from '../../names.ts';
import * as schema from '../../schema.ts';
import { statement } from '../../statement.ts';

const f = named(schema.reportFold, 'f');
const fold = bare(schema.reportFold);
const c = named(schema.conversation, 'c');
const e = named(schema.conversationEvent, 'e');
const k = named(schema.reportConversation, 'k');
const r = named(schema.conversationRating, 'r');
const w = named(schema.violationWord, 'w');
const t = named(schema.turn, 't');
const x = named(schema.reportFact, 'x');

const shape = {
  foldedUntil: f.foldedUntil,
  after: expression<ConversationId | null>(f.after),
  beganAt: f.beganAt,
};

/** How far the fold has come: through all conversations there were by `after` first, then by time. */
export type FoldPosition = RowOf<typeof shape>;

const begin = statement(`insert into ${fold} (${fold.id}, ${fold.beganAt}) values (1, $1::text::timestamptz) on conflict do nothing`);

const lock = statement<FoldPosition>(`select ${columns(shape)} from ${f} where ${f.id} = 1 for update skip locked`);

/** Takes the fold for this transaction; null while another server folds. */
export async function takeFold(tx: Queries, now: Date): Promise<FoldPosition | null> {
  await begin(tx, [now.toISOString()]);
  const [row] = await lock(tx);
  return row ?? null;
}

const move = statement(
  `update ${fold} set ${fold.foldedUntil} = $1::text::timestamptz, ${fold.after} = $2::text::uuid where ${fold.id} = 1`,
);

export async function moveFold(tx: Queries, { foldedUntil, after }: Pick<FoldPosition, 'foldedUntil' | 'after'>): Promise<void> {
  await move(tx, [foldedUntil?.toISOString() ?? null, after]);
}

const next = statement<{ id: ConversationId }>(
  `select ${columns({ id: c.id })} from ${c} where $1::text is null or ${c.id} > $1::text::uuid order by ${c.id} limit $2::text::int`,
);

/** Lists conversations in order of id, those after one. */
export async function conversationsAfter(tx: Queries, after: ConversationId | null, limit: number): Promise<ConversationId[]> {
  return (await next(tx, [after, String(limit)])).map(({ id }) => id);
}

const since = '$1::text::timestamptz';

const isCounted = (more: string) => `exists (select 1 from ${x} where ${x.conversationId} = ${t.conversationId} and ${more})`;
const excuse = `${x.kind} = 'violation' and ${x.turn} = ${t.n} and ${x.hold} = ${w.n} and ${x.ok}`;
const rating = `${x.conversationId} = ${r.conversationId} and ${x.kind} = 'rating' and ${x.at} = ${r.at} and ${x.value} = ${r.score}`;

/** What changes a number without an event: a rating, an excuse, an answer's arrival. Told by what the facts know, and by no clock. */
const without = `
     select ${r.conversationId} from ${r} where ${r.at} >= ${since} and not exists (select 1 from ${x} where ${rating})
     union all
     select ${t.conversationId} from ${w} join ${t} on ${t.id} = ${w.turnId}
       where ${w.at} >= ${since} and ${w.kind} = 'excuse' and not ${isCounted(excuse)}
     union all
     select ${k.conversationId} from ${k} join ${t} on ${t.conversationId} = ${k.conversationId}
       where ${k.isAwaited} and ${t.deliveredAt} is not null and ${isCounted(`${x.turn} = ${t.n} and ${x.state} = 'open'`)}`;

const touched = statement<{ id: ConversationId }>(
  `select distinct u.id as id from (
     select ${e.conversationId} as id from ${e} join ${c} on ${c.id} = ${e.conversationId} left join ${k} on ${k.conversationId} = ${c.id}
       where ${e.at} >= ${since} and ${k.events} is distinct from ${c.events}
     union all ${without}
   ) u limit $2::text::int`,
);

/** Lists conversations whose facts know less than there is, among those something happened to since a time. */
export async function conversationsTouched(tx: Queries, from: Date, limit: number): Promise<ConversationId[]> {
  return (await touched(tx, [from.toISOString(), String(limit)])).map(({ id }) => id);
}

const behind = statement<{ id: ConversationId }>(
  `select distinct u.id as id from (
     select ${c.id} as id from ${c} left join ${k} on ${k.conversationId} = ${c.id} where ${k.events} is distinct from ${c.events}
     union all ${without}
   ) u limit $2::text::int`,
);

/** Lists conversations whose facts know less than there is, whenever that happened: all of them are looked at. */
export async function conversationsBehind(tx: Queries, limit: number): Promise<ConversationId[]> {
  return (await behind(tx, [new Date(0).toISOString(), String(limit)])).map(({ id }) => id);
}

const goBack = statement(`update ${fold} set ${fold.foldedUntil} = least(${fold.foldedUntil}, $1::text::timestamptz) where ${fold.id} = 1`);

/** Looks again at what happened since a time: some was written that happened before what the fold has come to. */
export async function foldAgain(tx: Queries, from: Date): Promise<void> {
  await goBack(tx, [from.toISOString()]);
}
