import type { z } from 'zod';
import type { ContactRow } from '../../db/clients/contacts-listed.ts';
import type { ClientRow, OwnershipRow } from '../../db/clients/listed.ts';
import type { ConversationRow } from '../../db/conversations/listed.ts';
import type { MessageRow } from '../../db/conversations/listed-messages.ts';
import { deliveriesOf } from '../message-deliveries.ts';
import type { Caller } from './caller.ts';
import type * as contract from './contract.ts';

/* Rows as the API gives them: nothing that is not named here gets out. */

const iso = (at: Date | null) => at?.toISOString() ?? null;

export function showClient({ createdAt, owners, ...row }: ClientRow): z.output<typeof contract.client> {
  return {
    id: row.id,
    externalId: row.externalId,
    name: row.name,
    proven: row.proven,
    size: row.size,
    stage: row.stage,
    productLine: row.productLine,
    createdAt: createdAt.toISOString(),
    // They come as JSON, with times in the database's own form.
    owners: owners.map((each) => ({ ...each, since: new Date(each.since).toISOString() })),
  };
}

export function showContact(caller: Caller, row: ContactRow): z.output<typeof contract.contact> {
  const { email, phone, siteId, telegramId, telegramUsername, clients } = row;
  const only = clients.length === 1 ? clients[0] : undefined;
  return {
    id: row.id,
    clientId: only?.id ?? null,
    clients: clients.map(({ id, role, since }) => ({ id, role, since: new Date(since).toISOString() })),
    name: row.name,
    proven: row.proven,
    role: only?.role ?? null,
    language: row.language,
    createdAt: row.createdAt.toISOString(),
    source: row.source,
    ...(caller.scopes.has('contacts:details') ? { details: { email, phone, siteId, telegramId, telegramUsername } } : {}),
  };
}

export function showOwnership({ department, specialistId, since, until, reason }: OwnershipRow): z.output<typeof contract.ownership> {
  return { department, specialistId, since: since.toISOString(), until: iso(until), reason };
}

export function showConversation(row: ConversationRow): z.output<typeof contract.conversation> {
  return {
    id: row.id,
    status: row.status,
    track: row.track,
    topic: row.topic,
    channel: row.channel,
    department: row.department,
    specialistId: row.specialistId,
    clientId: row.clientId,
    contactId: row.contactId,
    openedAt: row.openedAt.toISOString(),
    waitingSince: iso(row.waitingSince),
    lastMessageAt: row.lastMessageAt.toISOString(),
    resolvedAt: iso(row.resolvedAt),
    closedAt: iso(row.closedAt),
  };
}

export function showMessage(row: MessageRow): z.output<typeof contract.message> {
  const body = row.deletedAt === null ? row.body : null;
  return {
    id: row.id,
    seq: row.seq,
    author: row.author,
    specialistId: row.author === 'specialist' ? row.authorId : null,
    audience: row.audience,
    text: body?.text ?? null,
    attachments: (body?.attachments ?? []).map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size })),
    forwarded: body?.forwarded ?? null,
    quote: body?.quote ?? null,
    excerpt: body?.excerpt ?? null,
    at: row.receivedAt.toISOString(),
    edited: row.editedAt !== null,
    deleted: row.deletedAt !== null,
    withheld: row.withheldAt !== null,
    deliveries: row.author === 'client' ? [] : deliveriesOf(row.sends),
  };
}
