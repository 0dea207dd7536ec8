import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { at } from './columns.ts';

/** What a department is to reach in a month or a quarter (R27): a whole row for each change, the newest counts. */
export const plan = pgTable(
  'plan',
  {
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    /** `2026-03` or `2026-Q1`, of the company's calendar */
    period: text('period').notNull(),
    /** 1, 2, 3 … */
    version: integer('version').notNull(),
    /** targets with their weights, of the department and of persons (domain/plan `PlanData`) */
    data: jsonb('data').notNull(),
    at: at('at').notNull(),
    /** specialist, api-key */
    byKind: text('by_kind').notNull(),
    byId: uuid('by_id'),
    /** why, in the words of whoever changed it */
    note: text('note'),
  },
  (t) => [primaryKey({ columns: [t.departmentId, t.period, t.version] }), index('plan_period').on(t.period)],
);

/** What was reached of a target that nobody can count: told by hand or by a system, the newest counts. */
export const planActual = pgTable(
  'plan_actual',
  {
    id: uuid('id').primaryKey(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    period: text('period').notNull(),
    /** of the target */
    key: text('key').notNull(),
    /** null: the department's */
    specialistId: uuid('specialist_id').$type<SpecialistId>(),
    /** minor units, a number, or a share of 0 to 1 */
    value: doublePrecision('value').notNull(),
    at: at('at').notNull(),
    byKind: text('by_kind').notNull(),
    byId: uuid('by_id'),
  },
  (t) => [index('plan_actual_period').on(t.departmentId, t.period)],
);
