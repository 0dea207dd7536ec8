import type { Author, MessageBody, Reaction } from '../../domain/message.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { conversation, externalRef, message, outbox, slackThread } from '../schema.ts';
import { statement } from '../statement.ts';

const t = named(slackThread, 't');
const c = named(conversation, 'c');
const o = named(outbox, 'o');
const m = named(message, 'm');
const r = named(externalRef, 'r');

const shape = {
  seq: m.seq,
  author: expression<Author>(m.author),
  body: expression<MessageBody>(m.body),
  reactions: expression<readonly Reaction[] | null>(m.reactions),
  isEdited: expression<boolean>(`${m.editedAt} is not null`),
};

/** A message of a thread's lane. */
export type LaneMessage = RowOf<typeof shape>;

const ofLane = `from ${t} join ${c} on ${c.id} = ${t.conversationId}
  join ${o} on ${o.windowId} = ${c.windowId} and ${o.target} = $2::text || ':' || ${t.id}::text and ${o.verb} = 'send'
  join ${m} on ${m.windowId} = ${o.windowId} and ${m.seq} = ${o.seq} and ${m.body} is not null and ${m.deletedAt} is null
  where ${t.id} = $1::text::uuid`;

const listWaiting = statement<LaneMessage>(
  `select ${columns(shape)} ${ofLane} and ${o.status} in ('waiting', 'leased') order by ${o.n} limit 20`,
);

/** Lists what waits for a thread's card to be posted, in order; the first of it. */
export function waitingForCard(db: Queries, thread: string, account: string): Promise<LaneMessage[]> {
  return listWaiting(db, [thread, account]);
}

const listCarried = statement<LaneMessage>(
  `select ${columns(shape)} ${ofLane} and ${m.author} = 'client' and ${m.seq} <= $3::text::bigint
     and not exists (select 1 from ${r} where ${r.windowId} = ${m.windowId} and ${r.seq} = ${m.seq} and ${r.accountId}::text = $2::text
       and ${r.chat} = ${t.channel})
   order by ${m.seq}`,
);

/** Lists the client's words that a card carries, as they read now; those that stand in the thread as a post of their own are there alone. */
export function carriedByCard(db: Queries, thread: string, account: string, carriedTo: number): Promise<LaneMessage[]> {
  return listCarried(db, [thread, account, String(carriedTo)]);
}
