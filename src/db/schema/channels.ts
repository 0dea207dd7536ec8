import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { AccountId, ContactId, IdentityId, WindowId } from '../../domain/ids.ts';
import { at, count } from './columns.ts';

/** A bot, a workspace, the web chat: whatever the company is reached through. */
export const channelAccount = pgTable(
  'channel_account',
  {
    id: uuid('id').$type<AccountId>().primaryKey(),
    kind: text('kind').notNull(),
    externalId: text('external_id').notNull(),
    /** hash of the webhook as it was last set, with its secret, which nobody tells again */
    webhookHash: text('webhook_hash'),
  },
  (t) => [uniqueIndex('channel_account_external').on(t.kind, t.externalId)],
);

/** What came in already. The second insert of a key is how a repeat is noticed. Pruned by age, so no foreign key. */
export const inboundKey = pgTable(
  'inbound_key',
  {
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    externalId: text('external_id').notNull(),
    receivedAt: at('received_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.externalId] })],
);

export const identity = pgTable(
  'identity',
  {
    id: uuid('id').$type<IdentityId>().primaryKey(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    /** the person's address in the channel: a visitor id, a chat id */
    externalId: text('external_id').notNull(),
    createdAt: at('created_at').notNull(),
    /** nothing reaches them here any more: blocked, deactivated; null again once they write */
    unreachableAt: at('unreachable_at'),
    unreachableReason: text('unreachable_reason'),
    /** what they call themselves there now, and their name for links (Telegram's @name, without the @) */
    name: text('name'),
    username: text('username'),
    /** what the link said by which they came first: the payload of Telegram's `start` */
    source: text('source'),
  },
  (t) => [uniqueIndex('identity_address').on(t.accountId, t.externalId)],
);

export const identityLink = pgTable(
  'identity_link',
  {
    id: uuid('id').primaryKey(),
    identityId: uuid('identity_id').$type<IdentityId>().notNull(),
    contactId: uuid('contact_id').$type<ContactId>().notNull(),
    from: at('from').notNull(),
    until: at('until'),
    /** what proved it: `first-message`, `site-login`, … */
    proof: text('proof').notNull(),
  },
  (t) => [uniqueIndex('identity_link_current').on(t.identityId).where(sql`until is null`), index('identity_link_contact').on(t.contactId)],
);

/** Where a stored message stands in a channel: for edits, quotes and reactions. */
export const externalRef = pgTable(
  'external_ref',
  {
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    chat: text('chat').notNull(),
    externalId: text('external_id').notNull(),
    windowId: uuid('window_id').$type<WindowId>().notNull(),
    seq: count('seq').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.chat, t.externalId] }), index('external_ref_message').on(t.windowId, t.seq)],
);

/** An attachment whose bytes are still with a messenger. Done rows go. */
export const fileFetch = pgTable(
  'file_fetch',
  {
    attachmentId: uuid('attachment_id').primaryKey(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    windowId: uuid('window_id').$type<WindowId>().notNull(),
    seq: count('seq').notNull(),
    remote: text('remote').notNull(),
    attempts: integer('attempts').notNull(),
    dueAt: at('due_at').notNull(),
    /** the server that fetches it; `due_at` is then when others may */
    leasedBy: uuid('leased_by'),
  },
  (t) => [index('file_fetch_due').on(t.dueAt)],
);

/** What somebody wrote before they agreed to have their data processed: kept aside as it came, for a day, until they do. */
export const awaitingConsent = pgTable(
  'awaiting_consent',
  {
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    chat: text('chat').notNull(),
    /** the messenger's number of the update: they are taken in its order */
    updateId: count('update_id').notNull(),
    update: jsonb('update').notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.chat, t.updateId] }), index('awaiting_consent_at').on(t.at)],
);

/** A group the bot was added to or written to in; told once that the desk answers in private. */
export const referencedGroup = pgTable(
  'pointed_group',
  {
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    chat: text('chat').notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.chat] })],
);
