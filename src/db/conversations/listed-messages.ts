import type { Audience, Author, MessageBody } from '../../domain/message.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { message } from '../schema.ts';
import { statement } from '../statement.ts';
import type { ConversationRow } from './listed.ts';
import { type SendRow, sendsOf } from './sends.ts';

const m = named(message, 'm');

const shape = {
  id: m.id,
  seq: m.seq,
  author: expression<Author>(m.author),
  authorId: m.authorId,
  audience: expression<Audience>(m.audience),
  body: expression<MessageBody | null>(m.body),
  receivedAt: m.receivedAt,
  editedAt: m.editedAt,
  deletedAt: m.deletedAt,
  withheldAt: m.withheldAt,
  sends: expression<readonly SendRow[] | null>(sendsOf(m)),
};

export type MessageRow = RowOf<typeof shape>;

const after = statement<MessageRow>(
  `select ${columns(shape)} from ${m}
   where ${m.windowId} = $1::text::uuid and ${m.conversationId} = $2::text::uuid and ${m.seq} > $3::text::bigint
     and ($4::text::boolean or ${m.audience} = 'client')
   order by ${m.seq} limit $5::text::int`,
);

/** Reads a conversation's messages after a place in its window; internal ones only when they are asked for. */
export function messagesAfter(
  db: Queries,
  { windowId, id }: Pick<ConversationRow, 'windowId' | 'id'>,
  asked: { readonly internal: boolean; readonly after: number; readonly limit: number },
): Promise<MessageRow[]> {
  return after(db, [windowId, id, String(asked.after), String(asked.internal), String(asked.limit)]);
}
