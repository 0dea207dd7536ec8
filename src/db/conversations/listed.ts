import { and, asc, eq, gt, gte, isNull, lt, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Status } from '../../domain/decision.ts';
import type { ClientId, ContactId, ConversationId, SpecialistId } from '../../domain/ids.ts';
import type { Track } from '../../domain/track.ts';
import type { Queries } from '../db.ts';
import { orm } from '../orm.ts';
import { conversation, department } from '../schema.ts';

export type ConversationRow = Awaited<ReturnType<typeof conversationsWhere>>[number];

function conversationsWhere(db: Queries, condition: SQL | undefined, limit: number) {
  return orm(db)
    .select({
      id: conversation.id,
      windowId: conversation.windowId,
      status: sql<Status>`${conversation.status}`,
      track: sql<Track>`${conversation.track}`,
      topic: conversation.topic,
      channel: conversation.channel,
      department: department.key,
      specialistId: conversation.specialistId,
      clientId: conversation.clientId,
      contactId: conversation.contactId,
      openedAt: conversation.openedAt,
      waitingSince: conversation.waitingSince,
      lastMessageAt: conversation.lastMessageAt,
      resolvedAt: conversation.resolvedAt,
      closedAt: conversation.closedAt,
    })
    .from(conversation)
    .innerJoin(department, eq(department.id, conversation.departmentId))
    .where(condition)
    .orderBy(asc(conversation.id))
    .limit(limit);
}

export async function findConversationById(db: Queries, id: string): Promise<ConversationRow | null> {
  const rows = await conversationsWhere(db, eq(conversation.id, id as ConversationId), 1);
  return rows[0] ?? null;
}

export interface ConversationFilter {
  readonly status?: 'open' | 'resolved' | 'closed' | undefined;
  readonly department?: string | undefined;
  readonly specialistId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly contactId?: string | undefined;
  readonly topic?: string | undefined;
  readonly openedFrom?: string | undefined;
  readonly openedBefore?: string | undefined;
  readonly activeFrom?: string | undefined;
}

/** Reads conversations in order of id, which is the order they were opened in. */
export function conversationsAfter(
  db: Queries,
  { status, department: key, specialistId, clientId, contactId, topic, openedFrom, openedBefore, activeFrom }: ConversationFilter,
  after: string | null,
  limit: number,
): Promise<ConversationRow[]> {
  const { id, openedAt, lastMessageAt } = conversation;
  const conditions = [
    status === 'open' ? notInArray(conversation.status, ['resolved', 'closed']) : given(status, (each) => eq(conversation.status, each)),
    given(key, (each) => eq(department.key, each)),
    given(specialistId, (each) => eq(conversation.specialistId, each as SpecialistId)),
    given(clientId, (each) => eq(conversation.clientId, each as ClientId)),
    given(contactId, (each) => eq(conversation.contactId, each as ContactId)),
    given(topic, (each) => (each === 'none' ? isNull(conversation.topic) : eq(conversation.topic, each))),
    given(openedFrom, (each) => gte(openedAt, new Date(each))),
    given(openedBefore, (each) => lt(openedAt, new Date(each))),
    given(activeFrom, (each) => gte(lastMessageAt, new Date(each))),
    given(after, (each) => gt(id, each as ConversationId)),
  ];
  return conversationsWhere(db, and(...conditions), limit);
}

/** Makes a condition of what is asked for; none, else. */
function given<Value>(value: Value | null | undefined, condition: (value: Value) => SQL): SQL | undefined {
  return value === null || value === undefined ? undefined : condition(value);
}
