import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { ClientId, ContactId, ConversationId, SpecialistId } from '../../domain/ids.ts';
import { at, count } from './columns.ts';

/*
 * What the company's systems tell about its clients, by their own ids. Append-only: what was wrong is put right by a further fact.
 * `hash` is of the fact as it was told: the same again changes nothing, another one under the same id is refused.
 */

/** Made anew for every table: a column remembers which table its constraint was named after. */
const told = () => ({
  id: uuid('id').primaryKey(),
  externalId: text('external_id').unique(),
  hash: text('hash').notNull(),
  at: at('at').notNull(),
  createdAt: at('created_at').notNull(),
  /** specialist, api-key, terminal */
  byKind: text('by_kind').notNull(),
  byId: uuid('by_id'),
});

export const deal = pgTable(
  'deal',
  {
    ...told(),
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    productLine: text('product_line').notNull(),
    /** minor units of `currency` */
    amount: count('amount').notNull(),
    currency: text('currency').notNull(),
    /** whose deal it is; null: whoever owned the client in sales then */
    specialistId: uuid('specialist_id').$type<SpecialistId>(),
    /** a first deal that says nothing of those to come: the initial period lasts until the second (R17) */
    unrepresentative: boolean('unrepresentative').notNull(),
  },
  (t) => [index('deal_client').on(t.clientId, t.at), index('deal_at').on(t.at)],
);

export const payment = pgTable(
  'payment',
  {
    ...told(),
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    productLine: text('product_line').notNull(),
    /** e.g. `monthly` */
    kind: text('kind').notNull(),
    /** minor units; of a correction what is right instead, 0 for a payment that was cancelled */
    amount: count('amount').notNull(),
    currency: text('currency').notNull(),
    dealId: uuid('deal_id'),
    /** the payment this one puts right, always the first of the chain */
    correctsId: uuid('corrects_id'),
    /** number of the invoice it pays, as it was told; null: nobody says, and it pays what has been due longest */
    invoice: text('invoice'),
  },
  (t) => [index('payment_client').on(t.clientId, t.at), index('payment_corrects').on(t.correctsId), index('payment_at').on(t.at)],
);

/**
 * Payments that are expected of a client in a product line (R32). Whoever changes one tells a further one that takes its place from its
 * own `from` on: what was expected before stays as it was.
 */
export const paymentSchedule = pgTable(
  'payment_schedule',
  {
    ...told(),
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    productLine: text('product_line').notNull(),
    /** the kind of payment that covers it, e.g. `monthly`; null: any */
    kind: text('kind'),
    /** when (domain/payment-schedule `Recurrence`) */
    recurrence: jsonb('recurrence').notNull(),
    /** minor units of each; 0: nothing is expected any more */
    amount: count('amount').notNull(),
    currency: text('currency').notNull(),
    /** first and last day it speaks of, in the zone of whoever collects */
    from: date('from', { mode: 'string' }).notNull(),
    until: date('until', { mode: 'string' }),
    /** the schedule it takes the place of, always the first of the chain */
    replacesId: uuid('replaces_id'),
    /** number of the invoice that all its payments are of; one of a single payment stands in `expected_mark` */
    invoice: text('invoice'),
  },
  (t) => [index('payment_schedule_client').on(t.clientId, t.at)],
);

/** The task that a late payment became, of whoever `receivables` says (R9): once for each payment that was expected. */
export const latePayment = pgTable(
  'late_payment',
  {
    /** the first of the schedule's chain, and the day it was due */
    scheduleId: uuid('schedule_id').notNull(),
    due: date('due', { mode: 'string' }).notNull(),
    taskId: uuid('task_id').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scheduleId, t.due] }), index('late_payment_task').on(t.taskId)],
);

/**
 * What is known of one payment that is expected: the number of its invoice, and since when invoice and documents are with the client (R32).
 * The newest of it counts, whole.
 */
export const expectedMark = pgTable(
  'expected_mark',
  {
    id: uuid('id').primaryKey(),
    /** the first of the schedule's chain, and the day it is due */
    scheduleId: uuid('schedule_id').notNull(),
    due: date('due', { mode: 'string' }).notNull(),
    invoice: text('invoice'),
    documentsAt: at('documents_at'),
    createdAt: at('created_at').notNull(),
    /** specialist, api-key */
    byKind: text('by_kind').notNull(),
    byId: uuid('by_id'),
  },
  (t) => [index('expected_mark_payment').on(t.scheduleId, t.due)],
);

/** A sign that the client uses the product (R21). */
export const usage = pgTable(
  'usage',
  {
    ...told(),
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    productLine: text('product_line').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (t) => [index('usage_client').on(t.clientId, t.at)],
);

/**
 * Sales called or wrote to somebody first (R5): to a client or a contact, or to somebody nobody knows yet, who is found by what the record says of
 * them once they come. A later record puts an earlier one right, or says that it was none.
 */
export const outreach = pgTable(
  'outreach',
  {
    ...told(),
    clientId: uuid('client_id').$type<ClientId>(),
    contactId: uuid('contact_id').$type<ContactId>(),
    /** who called or wrote */
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    /** who goes on with them, where that is somebody else: cold calls and deals may be two people's work */
    closerId: uuid('closer_id').$type<SpecialistId>(),
    /** call, email, message, visit */
    means: text('means').notNull(),
    /** of somebody not known yet: what they and their organisation are called, and how they were reached, each in one spelling */
    person: text('person'),
    organisation: text('organisation'),
    /** the organisation's name as it is compared (`domain/organisation.ts`) */
    organisationKey: text('organisation_key'),
    phone: text('phone'),
    email: text('email'),
    telegram: text('telegram'),
    /** what whoever goes on needs to know */
    note: text('note'),
    /** the record this one puts right */
    correctsId: uuid('corrects_id'),
    /** there was no such outreach, this and what it puts right */
    withdrawn: boolean('withdrawn').notNull().default(false),
    /** the first conversation it led to its person, and when: written with the assignment */
    conversationId: uuid('conversation_id').$type<ConversationId>(),
    cameAt: at('came_at'),
  },
  (t) => [
    index('outreach_client').on(t.clientId, t.at),
    index('outreach_contact').on(t.contactId, t.at),
    index('outreach_specialist').on(t.specialistId, t.at),
    index('outreach_phone').on(t.phone).where(sql`phone is not null`),
    // A phone that was typed without its country is found by its end.
    index('outreach_phone_end').on(sql`right(${t.phone}, 7)`).where(sql`phone is not null`),
    index('outreach_email').on(t.email).where(sql`email is not null`),
    index('outreach_telegram').on(t.telegram).where(sql`telegram is not null`),
    index('outreach_organisation').on(t.organisationKey).where(sql`organisation_key is not null`),
    // A record is put right once; what put it right may be put right in its turn.
    unique('outreach_corrects').on(t.correctsId),
  ],
);

/** A line of a salesperson's commission (R18). Never changed: what a payment's correction changes is a line of its own. */
export const commissionLine = pgTable(
  'commission_line',
  {
    id: uuid('id').notNull(),
    /** the payment it is reckoned from, the first of a chain of corrections */
    paymentId: uuid('payment_id').notNull(),
    /** 1, 2, 3 … of the payment */
    n: integer('n').notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    productLine: text('product_line').notNull(),
    /** minor units, may be negative: what this line adds to those of the payment before it */
    amount: count('amount').notNull(),
    currency: text('currency').notNull(),
    /** what the payment came to when the line was written */
    base: count('base').notNull(),
    /** hundredths of a percent */
    rate: integer('rate').notNull(),
    rateBefore: integer('rate_before').notNull(),
    rateAfter: integer('rate_after').notNull(),
    /** why this rate: `initial`, `bonus`, `bonus-over` */
    rule: text('rule').notNull(),
    /** which deal or payment of its kind it was */
    ordinal: integer('ordinal').notNull(),
    /** the payment's date: decides the month */
    at: at('at').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.paymentId, t.n], name: 'commission_line_order' }),
    index('commission_line_specialist').on(t.specialistId, t.at),
    index('commission_line_client').on(t.clientId),
  ],
);
