import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ClientId, ContactId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { at } from './columns.ts';

/** Where a client's flow stands (flows/client.ts): the snapshot is the truth, `client.stage` a projection of it. */
export const clientState = pgTable('client_state', {
  clientId: uuid('client_id').$type<ClientId>().primaryKey(),
  flowVersion: integer('flow_version').notNull(),
  state: jsonb('state').notNull(),
  /** events in the log */
  events: integer('events').notNull(),
});

/** What the client's flow was given, in order. Append-only, no personal data. */
export const clientEvent = pgTable(
  'client_event',
  {
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    n: integer('n').notNull(),
    at: at('at').notNull(),
    type: text('type').notNull(),
    data: jsonb('data').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.n] }),
    // Few are ever lost; since when they weigh nothing is read of their logs.
    index('client_event_lost').on(t.clientId).where(sql`data->>'key' = 'gone' or data->>'stage' = 'lost'`),
  ],
);

export const clientTimer = pgTable(
  'client_timer',
  {
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    key: text('key').notNull(),
    /** number of the event that set it: only the generation that is stored can fire */
    generation: integer('generation').notNull(),
    dueAt: at('due_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.key] }), index('client_timer_due').on(t.dueAt)],
);

/** How a client moves from one department to another (R17): at the end of an initial period in a product line, or by its size. */
export const handover = pgTable(
  'handover',
  {
    id: uuid('id').primaryKey(),
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    /** null: its size decides, by the policy's table, whatever it buys */
    productLine: text('product_line'),
    /** keys */
    fromDepartment: text('from_department').notNull().default('sales'),
    toDepartment: text('to_department').notNull().default('client'),
    /** handover rule and commission as they were when the period began: { handover, commission }; {} without a product line */
    terms: jsonb('terms').notNull(),
    policyVersion: integer('policy_version').notNull(),
    beganAt: at('began_at').notNull(),
    /** initial, asked (early), due, put-off, kept (stays where it is), done, withdrawn (the table says otherwise by now) */
    status: text('status').notNull(),
    /** what made it due: deal, payment, months, asked, segment */
    why: text('why'),
    dueAt: at('due_at'),
    putOffUntil: at('put_off_until'),
    /** why it has not happened although it is due: open-conversation, documents, hours, nobody */
    waitsFor: text('waits_for'),
    tryAt: at('try_at'),
    /** a project client stays until the scheme is agreed and the documents are in */
    isProject: boolean('is_project').notNull(),
    documentsAt: at('documents_at'),
    fromId: uuid('from_id'),
    toId: uuid('to_id'),
    /** how the specialist was found: rule, and the explanation as with an assignment */
    rule: text('rule'),
    explanation: jsonb('explanation'),
    doneAt: at('done_at'),
  },
  (t) => [
    uniqueIndex('handover_line').on(t.clientId, t.productLine),
    uniqueIndex('handover_segment').on(t.clientId).where(sql`product_line is null and status not in ('done', 'withdrawn')`),
    index('handover_due').on(t.tryAt).where(sql`status in ('due', 'put-off')`),
    index('handover_from').on(t.fromId),
  ],
);

/** What people said to a handover: asked early, accepted, refused, put off, kept. With a reason, never changed. */
export const handoverWord = pgTable(
  'handover_word',
  {
    id: uuid('id').primaryKey(),
    handoverId: uuid('handover_id').notNull(),
    kind: text('kind').notNull(),
    by: uuid('by').notNull(),
    reason: text('reason').notNull(),
    until: at('until'),
    at: at('at').notNull(),
  },
  (t) => [index('handover_word_handover').on(t.handoverId, t.at)],
);

/** A whole portfolio moved in one action; `items` say what went to whom, so that it can be undone. */
export const portfolioMove = pgTable('portfolio_move', {
  id: uuid('id').primaryKey(),
  specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
  departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
  reason: text('reason').notNull(),
  items: jsonb('items').notNull(),
  by: uuid('by').notNull(),
  at: at('at').notNull(),
  undoneAt: at('undone_at'),
  undoneBy: uuid('undone_by'),
  /** all that it was decided on, with the policy's version; null: older than what is kept of it */
  basis: jsonb('basis'),
});

/** Somebody left the company or their department: what they were there, so that they can have it back, and what becomes of their clients. */
export const leaving = pgTable(
  'leaving',
  {
    id: uuid('id').primaryKey(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    /** where their clients were */
    departmentId: uuid('department_id').$type<DepartmentId>(),
    at: at('at').notNull(),
    /** null: the company file, or time itself */
    by: uuid('by'),
    /** departments they headed, and whose deputy they were */
    headed: jsonb('headed').$type<readonly string[]>().notNull(),
    deputyOf: jsonb('deputy_of').$type<readonly string[]>().notNull(),
    /** planned absences in which they were to be the deputy */
    absences: jsonb('absences').$type<readonly string[]>().notNull().default([]),
    /** their clients are left to the head, who was asked for it, rather than given to others at once */
    asksHead: boolean('asks_head').notNull().default(false),
    /** the move that gave their clients to others */
    moveId: uuid('move_id'),
    /** the head's task to give them to others */
    taskId: uuid('task_id'),
    /** when their clients had an owner or were the head's task, and their conversations somebody else; null: still to be done */
    settledAt: at('settled_at'),
    undoneAt: at('undone_at'),
  },
  (t) => [
    index('leaving_specialist').on(t.specialistId, t.at),
    index('leaving_task').on(t.taskId),
    index('leaving_open').on(t.at).where(sql`settled_at is null`),
  ],
);

/** A client is to be told who looks after them from now on, once the department opens: at night nobody is woken for it. */
export const introduction = pgTable(
  'introduction',
  {
    id: uuid('id').primaryKey(),
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    fromId: uuid('from_id').$type<SpecialistId>(),
    toId: uuid('to_id').$type<SpecialistId>().notNull(),
    at: at('at').notNull(),
    dueAt: at('due_at').notNull(),
    /** when it was made, or was not needed any more */
    doneAt: at('done_at'),
  },
  (t) => [index('introduction_due').on(t.dueAt).where(sql`done_at is null`), index('introduction_client').on(t.clientId)],
);

/** Who of the company knows a contact (R19): a delivered exchange, a logged call or visit. Folded from the messages. */
export const contactKnown = pgTable(
  'contact_known',
  {
    contactId: uuid('contact_id').$type<ContactId>().notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    since: at('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.contactId, t.specialistId] })],
);
