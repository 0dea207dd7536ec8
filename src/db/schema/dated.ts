import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { ClientId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { at } from './columns.ts';

/*
 * Facts that decisions are taken on, as they were at any time: a row says what is so from then until the next row of the same. They stand
 * beside the columns that hold what is so now, and are written with them.
 */

export const clientSize = pgTable(
  'client_size',
  {
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    from: at('from').notNull(),
    size: text('size').notNull(),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.from] })],
);

/** On what terms somebody works: where, with what capacity, what they take, who stands in for them, in which hours and languages. */
export const specialistTerms = pgTable(
  'specialist_terms',
  {
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    from: at('from').notNull(),
    role: text('role').notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>(),
    capacity: integer('capacity').notNull(),
    serves: boolean('serves').notNull(),
    trained: boolean('trained').notNull(),
    languages: jsonb('languages').notNull(),
    deputyId: uuid('deputy_id').$type<SpecialistId>(),
    /** personal shifts; null: the department's hours */
    hours: jsonb('hours'),
    leftAt: at('left_at'),
  },
  (t) => [primaryKey({ columns: [t.specialistId, t.from] })],
);

export const departmentHours = pgTable(
  'department_hours',
  {
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    from: at('from').notNull(),
    timeZone: text('time_zone').notNull(),
    hours: jsonb('hours'),
    holidays: jsonb('holidays').notNull(),
  },
  (t) => [primaryKey({ columns: [t.departmentId, t.from] })],
);

/**
 * What the company says of itself: a whole row for each change. A null stands for the default: the client department's zone, the currency
 * used last, Russian. Past days and months keep the zone they were counted in.
 */
export const company = pgTable('company', {
  from: at('from').primaryKey(),
  name: text('name'),
  timeZone: text('time_zone'),
  currency: text('currency'),
  language: text('language'),
});
