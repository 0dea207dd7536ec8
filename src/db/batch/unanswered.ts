import type { WindowId } from '../../domain/ids.ts';
import type { MessageBody } from '../../domain/message.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { conversation, message, messageSearch, turn } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(conversation, 'c');
const t = named(turn, 't');
const m = named(message, 'm');

const shape = {
  windowId: m.windowId,
  conversationId: m.conversationId,
  seq: m.seq,
  body: expression<MessageBody | null>(m.body),
};

/** What the client said in a conversation's newest turn. */
export type LastWords = RowOf<typeof shape>;

/** Of one turn at most so many messages go over at once: the newest ones. */
const most = 200;

const lastTurns = statement<LastWords>(
  `select ${columns(shape)} from ${c} join ${t} on ${t.conversationId} = ${c.id} and ${t.n} = ${c.turns}
   join lateral (select m.* from ${m} where ${m.windowId} = ${c.windowId} and ${m.conversationId} = ${c.id} and ${m.author} = 'client'
     and ${m.audience} = 'client' and ${m.deletedAt} is null and ${m.seq} >= ${t.openedSeq} order by ${m.seq} desc limit ${most}) m on true
   where ${c.windowId} = any($1::text::uuid[]) and ${c.status} <> 'closed' order by ${m.seq}`,
);

/** Reads what clients said last in each open conversation of the windows, answered or not, oldest first. */
export function lastWordsOf(tx: Queries, windows: readonly WindowId[]): Promise<LastWords[]> {
  return windows.length === 0 ? Promise.resolve([]) : lastTurns(tx, [uuids(windows)]);
}

export interface MovedMessage {
  readonly windowId: string;
  readonly seq: number;
  /** the conversation it belongs to from now on */
  readonly conversationId: string;
  /** number of the change, so that whoever shows it reads it again */
  readonly changed: number;
}

const set = bare(message);
const s = bare(messageSearch);
const list = `unnest($1::text::uuid[], $2::text::bigint[], $3::text::uuid[], $4::text::bigint[]) as k(w, seq, conversation, changed)`;

const move = statement(
  `update ${set} set ${set.conversationId} = k.conversation, ${set.changed} = k.changed from ${list}
    where ${set}.${set.windowId} = k.w and ${set}.${set.seq} = k.seq`,
);
const moveFound = statement(
  `update ${s} set ${s.conversationId} = k.conversation from ${list} where ${s}.${s.windowId} = k.w and ${s}.${s.seq} = k.seq`,
);

/** Moves messages to another conversation of their window, and where they are found by their words with them. */
export async function moveMessages(tx: Queries, moved: readonly MovedMessage[]): Promise<void> {
  if (moved.length === 0) return;
  const numbers = (of: (each: MovedMessage) => number) => `{${moved.map(of).join(',')}}`;
  const parameters = [
    uuids(moved.map((each) => each.windowId)),
    numbers((each) => each.seq),
    uuids(moved.map((each) => each.conversationId)),
    numbers((each) => each.changed),
  ];
  await move(tx, parameters);
  await moveFound(tx, parameters);
}
