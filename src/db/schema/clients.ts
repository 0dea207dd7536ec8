import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { OwnershipBasis } from '../../domain/client.ts';
import type { ClientId, ContactId, ConversationId, DepartmentId, SpecialistId, WindowId } from '../../domain/ids.ts';
import { at } from './columns.ts';

export const client = pgTable('client', {
  id: uuid('id').$type<ClientId>().primaryKey(),
  name: text('name').notNull(),
  size: text('size').notNull(),
  stage: text('stage').notNull(),
  productLine: text('product_line'),
  /** the company's own id of the client, when it came from there */
  externalId: text('external_id').unique(),
  createdAt: at('created_at').notNull(),
});

export const contact = pgTable(
  'contact',
  {
    id: uuid('id').$type<ContactId>().primaryKey(),
    /** where this person's messages go now; history is the union of all windows of the contact */
    windowId: uuid('window_id').$type<WindowId>().notNull(),
    name: text('name'),
    language: text('language').notNull(),
    email: text('email'),
    phone: text('phone'),
    /** the company site's name for this person: the subject of its signed JWT */
    siteId: text('site_id').unique(),
    /** their Telegram user id, as the company knows it */
    telegramId: text('telegram_id').unique(),
    createdAt: at('created_at').notNull(),
    /** asked to rate a conversation last at (R23) */
    ratingAskedAt: at('rating_asked_at'),
    erasedAt: at('erased_at'),
  },
  (t) => [
    index('contact_email').on(sql`lower(${t.email})`),
    // Phone numbers are compared by their last ten digits, however they were written.
    index('contact_phone').on(sql`right(regexp_replace(${t.phone}, '\\D', '', 'g'), 10)`),
  ],
);

/** A membership. A contact may be of several clients at a time, of each once. */
export const contactClient = pgTable(
  'contact_client',
  {
    id: uuid('id').primaryKey(),
    contactId: uuid('contact_id').$type<ContactId>().notNull(),
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    role: text('role'),
    from: at('from').notNull(),
    until: at('until'),
    reason: text('reason').notNull(),
  },
  (t) => [
    uniqueIndex('contact_client_current').on(t.contactId, t.clientId).where(sql`until is null`),
    index('contact_client_contact').on(t.contactId),
    index('contact_client_client').on(t.clientId),
  ],
);

export const ownership = pgTable(
  'ownership',
  {
    id: uuid('id').primaryKey(),
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    from: at('from').notNull(),
    until: at('until'),
    reason: text('reason').notNull(),
    /** what it rests on, wherever it has been carried since: `first-assignment`, `handover`, `hand` (R12) */
    restsOn: text('rests_on').$type<OwnershipBasis>().notNull().default('hand'),
  },
  (t) => [
    uniqueIndex('ownership_current').on(t.clientId, t.departmentId).where(sql`until is null`),
    index('ownership_specialist').on(t.specialistId).where(sql`until is null`),
  ],
);

/** A key client that a head made the whole work of one person, in their department (R12): dated, lowered again by an end. */
export const clientDedication = pgTable(
  'client_raise',
  {
    id: uuid('id').primaryKey(),
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    from: at('from').notNull(),
    until: at('until'),
    reason: text('reason').notNull(),
    raisedBy: uuid('raised_by').notNull(),
    lowerReason: text('lower_reason'),
    loweredBy: uuid('lowered_by'),
  },
  (t) => [uniqueIndex('client_raise_current').on(t.clientId, t.departmentId).where(sql`until is null`)],
);

export const specialistLoad = pgTable(
  'specialist_load',
  {
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    portfolioUnits: integer('portfolio_units').notNull(),
    caseUnits: integer('case_units').notNull(),
    policyVersion: integer('policy_version').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.specialistId, t.departmentId] }),
    index('specialist_load_department').on(t.departmentId),
    check('specialist_load_not_negative', sql`portfolio_units >= 0 and case_units >= 0`),
  ],
);

/** A phone, an e-mail or a Telegram name that a person left themselves: how to reach them, never who they are. */
export const contactDetail = pgTable(
  'contact_detail',
  {
    id: uuid('id').primaryKey(),
    contactId: uuid('contact_id').$type<ContactId>().notNull(),
    kind: text('kind').notNull(),
    value: text('value').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('contact_detail_contact').on(t.contactId)],
);

/** Consent to process personal data: which wording, in which language, when. */
export const consent = pgTable(
  'consent',
  {
    contactId: uuid('contact_id').$type<ContactId>().notNull(),
    version: text('version').notNull(),
    language: text('language').notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.contactId, t.version] })],
);

/** A personal way into the window: whoever opens it is this contact. Only the hash is kept. */
export const invite = pgTable(
  'invite',
  {
    tokenHash: text('token_hash').primaryKey(),
    contactId: uuid('contact_id').$type<ContactId>().notNull(),
    /** the client it was made for: whoever opens it writes for that one next; null: for whichever they are of */
    clientId: uuid('client_id').$type<ClientId>(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    /** somebody came with it, and it is being found out what they prove; for a minute at most, should the server be gone by then */
    claimedAt: at('claimed_at'),
    /** `invite`: a personal link; `continue`: from one channel to the next, for minutes */
    purpose: text('purpose').notNull().default('invite'),
  },
  (t) => [index('invite_contact').on(t.contactId)],
);

/** Something a specialist has to do for a client by a date: a call back, a meeting. */
export const task = pgTable(
  'task',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    contactId: uuid('contact_id').$type<ContactId>(),
    clientId: uuid('client_id').$type<ClientId>(),
    conversationId: uuid('conversation_id').$type<ConversationId>(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>(),
    text: text('text').notNull(),
    dueAt: at('due_at').notNull(),
    /** when a meeting is to be, and until when; null: not agreed yet */
    startsAt: at('starts_at'),
    endsAt: at('ends_at'),
    /** its person was reminded at */
    remindedAt: at('reminded_at'),
    createdAt: at('created_at').notNull(),
    createdBy: uuid('created_by'),
    doneAt: at('done_at'),
    doneBy: uuid('done_by'),
    outcome: text('outcome'),
    /** how it ended: a meeting was held, not-held or cancelled; a call for the head's help as domain/head-call `CallEnd` says; null for others */
    result: text('result'),
  },
  (t) => [
    index('task_open').on(t.specialistId, t.dueAt).where(sql`done_at is null`),
    index('task_client').on(t.clientId, t.kind),
    index('task_meeting').on(t.startsAt).where(sql`kind = 'meeting'`),
    // The desk proposes one meeting about a conversation; people make as many as they need, and ask finance as often.
    uniqueIndex('task_once')
      .on(t.kind, t.conversationId)
      .where(sql`done_at is null and conversation_id is not null and kind <> 'finance' and (kind <> 'meeting' or created_by is null)`),
  ],
);

/** Two contacts turned out to be one person, or an address to be a contact's. `moved`: what changed hands, so that it can be undone. */
export const contactJoin = pgTable(
  'contact_join',
  {
    id: uuid('id').primaryKey(),
    /** null: nobody had written from the address before */
    fromContactId: uuid('from_contact_id'),
    intoContactId: uuid('into_contact_id').notNull(),
    proof: text('proof').notNull(),
    moved: jsonb('moved').notNull(),
    at: at('at').notNull(),
    undoneAt: at('undone_at'),
    undoneBy: uuid('undone_by'),
  },
  (t) => [index('contact_join_into').on(t.intoContactId)],
);

/** How a client found a conversation, 1 to 5; the last word counts (R23). */
export const conversationRating = pgTable(
  'conversation_rating',
  {
    conversationId: uuid('conversation_id').$type<ConversationId>().primaryKey(),
    score: integer('score').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('conversation_rating_at').using('brin', t.at)],
);
