import type { Status } from '../../domain/decision.ts';
import type { ConversationId, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Audience, Author, MessageBody } from '../../domain/message.ts';
import type { Queries } from '../db.ts';

export interface ConversationRow {
  readonly id: ConversationId;
  readonly windowId: WindowId;
  readonly status: Status;
  readonly topic: string;
  readonly channel: string;
  readonly department: string;
  readonly specialistId: SpecialistId | null;
  readonly clientId: string | null;
  readonly contactId: string;
  readonly openedAt: Date;
  readonly waitingSince: Date | null;
  readonly lastMessageAt: Date;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
}

const selected = `select c.id, c.window_id as "windowId", c.status, c.topic, c.channel, d.key as department, c.specialist_id as "specialistId",
    c.client_id as "clientId", c.contact_id as "contactId", c.opened_at as "openedAt", c.waiting_since as "waitingSince",
    c.last_message_at as "lastMessageAt", c.resolved_at as "resolvedAt", c.closed_at as "closedAt"
  from conversation c join department d on d.id = c.department_id`;

export async function findConversationById(db: Queries, id: string): Promise<ConversationRow | null> {
  const rows = await db.query<ConversationRow>(`${selected} where c.id = $1::text::uuid`, [id]);
  return rows[0] ?? null;
}

export interface ConversationFilter {
  readonly status?: 'open' | 'resolved' | 'closed' | undefined;
  readonly department?: string | undefined;
  readonly specialistId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly contactId?: string | undefined;
  readonly openedFrom?: string | undefined;
  readonly openedBefore?: string | undefined;
  readonly activeFrom?: string | undefined;
}

/** In order of id, which is the order they were opened in. */
export function conversationsAfter(
  db: Queries,
  filter: ConversationFilter,
  after: string | null,
  limit: number,
): Promise<ConversationRow[]> {
  return db.query(
    `${selected}
     where case $1::text when 'open' then c.status not in ('resolved', 'closed') else coalesce(c.status = $1::text, true) end
       and ($2::text is null or d.key = $2::text) and ($3::text is null or c.specialist_id = $3::text::uuid)
       and ($4::text is null or c.client_id = $4::text::uuid) and ($5::text is null or c.contact_id = $5::text::uuid)
       and ($6::text is null or c.opened_at >= $6::text::timestamptz) and ($7::text is null or c.opened_at < $7::text::timestamptz)
       and ($8::text is null or c.last_message_at >= $8::text::timestamptz)
       and ($9::text is null or c.id > $9::text::uuid)
     order by c.id limit $10::text::int`,
    [
      filter.status ?? null,
      filter.department ?? null,
      filter.specialistId ?? null,
      filter.clientId ?? null,
      filter.contactId ?? null,
      filter.openedFrom ?? null,
      filter.openedBefore ?? null,
      filter.activeFrom ?? null,
      after,
      String(limit),
    ],
  );
}

export interface MessageRow {
  readonly id: string;
  readonly seq: number;
  readonly author: Author;
  readonly authorId: string | null;
  readonly audience: Audience;
  readonly body: MessageBody | null;
  readonly receivedAt: Date;
  readonly editedAt: Date | null;
  readonly deletedAt: Date | null;
}

/** A conversation's messages after a place in its window; internal ones only when they are asked for. */
export function messagesAfter(
  db: Queries,
  { windowId, id }: Pick<ConversationRow, 'windowId' | 'id'>,
  { internal, after, limit }: { readonly internal: boolean; readonly after: number; readonly limit: number },
): Promise<MessageRow[]> {
  return db.query(
    `select id, seq, author, author_id as "authorId", audience, body, received_at as "receivedAt", edited_at as "editedAt",
       deleted_at as "deletedAt"
     from message where window_id = $1::text::uuid and conversation_id = $2::text::uuid and seq > $3::text::bigint
       and (audience = 'client' or $4::text = 'internal') order by seq limit $5::text::int`,
    [windowId, id, String(after), internal ? 'internal' : 'client', String(limit)],
  );
}
