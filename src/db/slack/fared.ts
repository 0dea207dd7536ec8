import type { Attachment } from '../../domain/content.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, of, type RowOf } from '../names.ts';
import { message, outbox, slackMessage } from '../schema.ts';
import { statement } from '../statement.ts';
import type { Spot } from './held.ts';
import type { Change, Watched } from './messages.ts';

const s = named(slackMessage, 's');
const o = named(outbox, 'o');
const m = named(message, 'm');
const set = bare(slackMessage);

/** How a delivery ended; `arrived` too where nothing had to be delivered. */
type Delivery = 'arrived' | 'failed';

const deliveryShape = {
  delivery: expression<Delivery>(`case when ${o.status} = 'dead' then 'failed' else 'arrived' end`),
  reason: o.reason,
};

/** The last row by which a message, or its change, was tried. */
const lastOf = (seq: string, verb: string, from: string) =>
  `(select ${columns(deliveryShape)} from ${o} where ${o.windowId} = ${s.windowId} and ${o.seq} = ${seq} and ${o.audience} = 'client'
      and ${o.verb} = ${verb} and ${o.status} in ('sent', 'dead') and ${o.doneAt} >= ${from} order by (${o.status} = 'dead'), ${o.n} desc limit 1)`;

const isOver = (seq: string) =>
  `not exists (select 1 from ${o} where ${o.windowId} = ${s.windowId} and ${o.seq} = ${seq} and ${o.audience} = 'client'
     and ${o.status} in ('waiting', 'leased'))`;

const isComing = `coalesce(${m.body}->'attachments' @> '[{"state": "coming"}]', false)`;
const sendIsOver = `(${s.watched} is not null and ${isOver(s.seq)} and not ${isComing})`;
const changeIsOver = `(${s.changeWatched} is not null and ${isOver(s.changedSeq)})`;

const send = of('send', deliveryShape);
const change = of('change', deliveryShape);

const outcome = (isItOver: string, { delivery }: typeof send) => `case when ${isItOver} then coalesce(${delivery}, 'arrived') end`;

const readyShape = {
  channel: s.channel,
  ts: s.ts,
  /** null: nothing is known of it yet, or nobody asked; `gone`: it was taken back */
  sent: expression<Delivery | 'gone' | null>(
    `case when ${m.deletedAt} is not null and ${s.watched} is not null then 'gone' else ${outcome(sendIsOver, send)} end`,
  ),
  reason: expression<string | null>(send.reason),
  changed: expression<Delivery | null>(outcome(changeIsOver, change)),
  changeReason: expression<string | null>(change.reason),
  files: expression<readonly Attachment[]>(`coalesce(${m.body}->'attachments', '[]')`),
};
const ready = of('ready', readyShape);

const faredShape = {
  ...ready,
  threadTs: s.threadTs,
  conversation: s.conversationId,
  slackUser: s.slackUser,
  seq: s.seq,
  watchedFrom: s.watchedFrom,
  changedFrom: s.changedFrom,
  watched: expression<Watched | null>(s.watched),
  change: expression<Change | null>(s.changeWatched),
};

/** How a message, and a change of it, fared with the client. */
export type Fared = RowOf<typeof faredShape>;

const take = statement<Fared>(
  `with ready as (
     select ${columns(readyShape)} from ${s}
     left join ${m} on ${m.windowId} = ${s.windowId} and ${m.seq} = ${s.seq}
     left join lateral ${lastOf(s.seq, "'send'", s.watchedFrom)} send on true
     left join lateral ${lastOf(s.changedSeq, s.changeWatched, s.changedFrom)} change on true
    where (${s.watched} is not null or ${s.changeWatched} is not null) and ${s.dueAt} <= $1::text::timestamptz
      and (${sendIsOver} or ${changeIsOver})
    order by ${s.dueAt} limit $2::text::int for update of s skip locked)
   update ${s} set ${set.dueAt} = $3::text::timestamptz from ready where ${s.channel} = ${ready.channel} and ${s.ts} = ${ready.ts}
   returning ${columns(faredShape)}`,
);

/** Takes watched messages whose deliveries are over, one way or the other; nobody else is given them before `until`. */
export function takeFared(
  db: Queries,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<Fared[]> {
  return take(db, [now.toISOString(), String(limit), until.toISOString()]);
}

const stopWatching = statement(
  `update ${set} set ${set.watched} = case when ${set.watchedFrom} = $3::text::timestamptz then null else ${set.watched} end,
     ${set.changeWatched} = case when ${set.changedFrom} = $4::text::timestamptz then null else ${set.changeWatched} end,
     ${set.dueAt} = $5::text::timestamptz
   where ${set.channel} = $1::text and ${set.ts} = $2::text`,
);

/** Watches no more what its author has been shown; what was sent or changed meanwhile is watched on. */
export async function unwatch(
  db: Queries,
  { channel, ts, sent, changed, watchedFrom, changedFrom }: Fared & Spot,
  now: Date,
): Promise<void> {
  const shown = (outcome: unknown, from: Date | null) => (outcome === null ? null : (from?.toISOString() ?? null));
  await stopWatching(db, [channel, ts, shown(sent, watchedFrom), shown(changed, changedFrom), now.toISOString()]);
}
