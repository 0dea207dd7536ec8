import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { at } from './columns.ts';

export const department = pgTable('department', {
  id: uuid('id').$type<DepartmentId>().primaryKey(),
  key: text('key').notNull().unique(),
  /** { ru, en } */
  name: jsonb('name').notNull(),
  /** how a sentence calls it, { ru, en }: "the finance department"; null: made of the name */
  inSentence: jsonb('in_sentence'),
  timeZone: text('time_zone').notNull(),
  headId: uuid('head_id').$type<SpecialistId>(),
  /** working time by weekday (domain/hours); null: round the clock */
  hours: jsonb('hours'),
  /** ISO dates on which nobody works */
  holidays: jsonb('holidays').notNull().default([]),
  slackChannel: text('slack_channel'),
});

export const specialist = pgTable(
  'specialist',
  {
    id: uuid('id').$type<SpecialistId>().primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    departmentId: uuid('department_id')
      .$type<DepartmentId>()
      .references(() => department.id),
    languages: jsonb('languages').notNull(),
    /** both budgets in units; 6000 is a capacity of 1 */
    capacity: integer('capacity').notNull(),
    /** takes conversations; a head or a director may, a leaver never */
    serves: boolean('serves').notNull(),
    /** may be given matters of debts where the client department answers them (R9) */
    trained: boolean('trained').notNull().default(false),
    availability: text('availability').notNull(),
    awayUntil: at('away_until'),
    deputyId: uuid('deputy_id').$type<SpecialistId>(),
    /** personal shifts, in the department's zone; null: the department's hours */
    hours: jsonb('hours'),
    slackUser: text('slack_user'),
    createdAt: at('created_at').notNull(),
    leftAt: at('left_at'),
  },
  (t) => [uniqueIndex('specialist_email').on(sql`lower(${t.email})`)],
);

export const policy = pgTable('policy', {
  version: integer('version').primaryKey(),
  data: jsonb('data').notNull(),
  activatedAt: at('activated_at').notNull(),
  /** null: from the company file */
  activatedBy: uuid('activated_by'),
  /** why, in the words of whoever activated it */
  note: text('note'),
  /** the former version it brings back */
  restores: integer('restores'),
});

/** Question trees by the hash of their data; conversations are pinned to one. The newest published is asked of new strangers. */
export const questionTree = pgTable('question_tree', {
  hash: text('hash').primaryKey(),
  data: jsonb('data').notNull(),
  publishedAt: at('published_at').notNull(),
});

/** Who published which tree when; one that comes back is published again. */
export const treePublication = pgTable(
  'tree_publication',
  {
    id: uuid('id').primaryKey(),
    hash: text('hash').notNull(),
    at: at('at').notNull(),
    /** null: from the company file */
    by: uuid('by'),
    note: text('note'),
  },
  (t) => [index('tree_publication_at').on(t.at)],
);

/** Planned time away, with who stands in. Cancelled ones stay, marked. */
export const absence = pgTable(
  'absence',
  {
    id: uuid('id').primaryKey(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    from: at('from').notNull(),
    until: at('until').notNull(),
    reason: text('reason').notNull(),
    deputyId: uuid('deputy_id').$type<SpecialistId>(),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    cancelledAt: at('cancelled_at'),
  },
  (t) => [index('absence_specialist').on(t.specialistId, t.until)],
);

/**
 * Signs that somebody is here, as dated rows: `desk`: a session of theirs asks or listens; `slack`: they do something in Slack;
 * `available`, `away`, `off`: a word about them. A sign counts until `until`, which every further one puts off; a word without `until`
 * counts until another comes.
 */
export const presence = pgTable(
  'presence',
  {
    id: uuid('id').primaryKey(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    sign: text('sign').notNull(),
    /** the desk's session it came from; it counts no longer than that session */
    sessionId: uuid('session_id'),
    /** whose word it is: only their own says that they are here */
    saidBy: uuid('said_by'),
    from: at('from').notNull(),
    /** the last of its signs */
    seenAt: at('seen_at').notNull(),
    until: at('until'),
    /** they left by hand: `signed-out`, `session-locked`, `switched`; null: it ran out, or another word took its place */
    ended: text('ended'),
  },
  (t) => [index('presence_specialist').on(t.specialistId, t.until)],
);

/** Ready sentences for specialists; { ru, en }, with variables such as {contact}. */
export const snippet = pgTable('snippet', {
  id: uuid('id').primaryKey(),
  title: text('title').notNull(),
  body: jsonb('body').notNull(),
  /** null: for everybody */
  departmentId: uuid('department_id').$type<DepartmentId>(),
  createdBy: uuid('created_by').notNull(),
  updatedAt: at('updated_at').notNull(),
  deletedAt: at('deleted_at'),
});

/** Who did what to whom, beside the conversations' own logs: sign-ins, people, clients, policy. Ids and codes, no texts. */
export const audit = pgTable(
  'audit',
  {
    id: uuid('id').primaryKey(),
    at: at('at').notNull(),
    /** specialist, api-key, terminal, system */
    actorKind: text('actor_kind').notNull(),
    actorId: uuid('actor_id'),
    action: text('action').notNull(),
    objectKind: text('object_kind').notNull(),
    objectId: text('object_id').notNull(),
    data: jsonb('data'),
  },
  (t) => [index('audit_at').on(t.at), index('audit_object').on(t.objectKind, t.objectId)],
);
