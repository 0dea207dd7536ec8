import type { ConversationId } from '../../domain/ids.ts';
import type { Audience, Author, MessageBody, Reaction } from '../../domain/message.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import type { Thread } from './thread.ts';

/** A message as the desk reads it: internal ones too, and how those to the client fared. */
export interface DeskRow {
  readonly seq: number;
  /** its number in its own window */
  readonly stands: number;
  readonly reactions: readonly Reaction[] | null;
  readonly score: number | null;
  readonly changed: number;
  readonly conversation: ConversationId;
  readonly author: Author;
  readonly author_id: string | null;
  readonly name: string | null;
  readonly audience: Audience;
  readonly body: MessageBody | null;
  readonly received_at: Date;
  readonly edited_at: Date | null;
  readonly deleted_at: Date | null;
  /** states of the outbox rows that bring it, or a change of it, to the client; null when it needs none */
  readonly sends: readonly SendRow[] | null;
  readonly seen: boolean;
}

export interface SendRow {
  readonly verb: 'send' | 'edit' | 'delete';
  readonly channel: string | null;
  readonly status: string;
  readonly reason: string | null;
}

const columns = (offset: string) => `
  select m.seq - ${offset} as seq, m.seq as stands, m.reactions,
         case when m.body->'rate' is not null then (select r.score from conversation_rating r where r.conversation_id = m.conversation_id) end as score, m.changed - ${offset} as changed, m.conversation_id as conversation, m.author, m.author_id,
         case m.author when 'specialist' then s.name when 'client' then ct.name end as name, m.audience, m.body, m.received_at, m.edited_at, m.deleted_at,
         (select json_agg(json_build_object('verb', o.verb, 'status', o.status, 'reason', o.reason,
             'channel', (select a.kind from channel_account a where a.id::text = split_part(o.target, ':', 1))) order by o.n) from outbox o
           where o.window_id = m.window_id and o.seq = m.seq and o.audience = 'client') as sends,
         m.seq <= w.seen_seq as seen`;

const joined = `join "window" w on w.id = m.window_id join contact ct on ct.id = w.contact_id left join specialist s on s.id = m.author_id`;

/** The newest messages before a number in the thread's line, newest first. */
export function deskMessagesBefore(db: Queries, thread: Thread, seq: number, limit: number): Promise<DeskRow[]> {
  const ids = uuids(thread.windows.map((each) => each.id));
  const offsets = `{${thread.windows.map((each) => each.offset).join(',')}}`;
  return db.query(
    `${columns('m.off')} from (
       select l.*, p.off from unnest($1::text::uuid[], $2::text::bigint[]) as p(id, off), lateral (
         select m.* from message m where m.window_id = p.id and m.seq < $3::text::bigint + p.off order by m.seq desc limit $4::text::int) l
     ) m ${joined} order by m.seq - m.off desc limit $4::text::int`,
    [ids, offsets, String(seq), String(limit)],
  );
}

/** What changed in the current window after a change number, in order of change. */
export function deskMessagesChanged(db: Queries, thread: Thread, after: number, limit: number): Promise<DeskRow[]> {
  const column = thread.lastChange <= after ? 'seq' : 'changed';
  return db.query(
    `${columns('0')} from (
       select * from message where window_id = $1::text::uuid and ${column} > $2::text::bigint order by ${column} limit $3::text::int
     ) m ${joined} order by m.${column}`,
    [thread.current, String(after), String(limit)],
  );
}
