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

/** Whatever changes a number writes an event, except a rating, an excuse and an answer's arrival. */
const touched = statement<{ id: ConversationId }>(
  `select distinct x.id as id from (
     select ${e.conversationId} as id from ${e} join ${c} on ${c.id} = ${e.conversationId} left join ${k} on ${k.conversationId} = ${c.id}
       where ${e.at} >= ${since} and ${k.events} is distinct from ${c.events}
     union all
     select ${r.conversationId} from ${r} left join ${k} on ${k.conversationId} = ${r.conversationId}
       where ${r.at} >= ${since} and (${k.foldedAt} is null or ${k.foldedAt} <= ${r.at})
     union all
     select ${t.conversationId} from ${w} join ${t} on ${t.id} = ${w.turnId} left join ${k} on ${k.conversationId} = ${t.conversationId}
       where ${w.at} >= ${since} and (${k.foldedAt} is null or ${k.foldedAt} <= ${w.at})
     union all
     select ${k.conversationId} from ${k} where ${k.isAwaited} and exists (select 1 from ${t}
       where ${t.conversationId} = ${k.conversationId} and ${t.deliveredAt} >= ${k.foldedAt})
   ) x limit $2::text::int`,
);

/** Lists conversations whose facts know less than there is, among those something happened to since a time. */
export async function conversationsTouched(tx: Queries, from: Date, limit: number): Promise<ConversationId[]> {
  return (await touched(tx, [from.toISOString(), String(limit)])).map(({ id }) => id);
}

const goBack = statement(`update ${fold} set ${fold.foldedUntil} = least(${fold.foldedUntil}, $1::text::timestamptz) where ${fold.id} = 1`);

/** Looks again at what happened since a time: some was written that happened before what the fold has come to. */
export async function foldAgain(tx: Queries, from: Date): Promise<void> {
  await goBack(tx, [from.toISOString()]);
}
