import { getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig } from 'drizzle-orm/pg-core';
import type { Queries } from '../db.ts';
import { orm } from '../orm.ts';
import { inserter, type RowToWrite } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

/** What the past is lived upon: the company itself, and the clients of its file, so that everybody's portfolio is what it is. */
const ground = {
  department: schema.department,
  specialist: schema.specialist,
  specialistTerms: schema.specialistTerms,
  departmentHours: schema.departmentHours,
  company: schema.company,
  policy: schema.policy,
  questionTree: schema.questionTree,
  treePublication: schema.treePublication,
  channelAccount: schema.channelAccount,
  schedule: schema.schedule,
  client: schema.client,
  clientSize: schema.clientSize,
  ownership: schema.ownership,
};

/** What else a past leaves. What is for the moment only, such as keys, leases and presence, it does not leave. */
const left = {
  absence: schema.absence,
  assignment: schema.assignment,
  audit: schema.audit,
  clientDecision: schema.clientDecision,
  clientDedication: schema.clientDedication,
  clientEvent: schema.clientEvent,
  clientState: schema.clientState,
  clientTimer: schema.clientTimer,
  commissionLine: schema.commissionLine,
  consent: schema.consent,
  contact: schema.contact,
  contactClient: schema.contactClient,
  contactDetail: schema.contactDetail,
  contactKnown: schema.contactKnown,
  conversation: schema.conversation,
  conversationEvent: schema.conversationEvent,
  conversationRating: schema.conversationRating,
  deadline: schema.deadline,
  deal: schema.deal,
  engagement: schema.engagement,
  failedSearch: schema.failedSearch,
  handover: schema.handover,
  handoverWord: schema.handoverWord,
  identity: schema.identity,
  identityLink: schema.identityLink,
  introduction: schema.introduction,
  latePayment: schema.latePayment,
  message: schema.message,
  metricEvent: schema.metricEvent,
  outbox: schema.outbox,
  outreach: schema.outreach,
  ownerChange: schema.ownerChange,
  payment: schema.payment,
  paymentSchedule: schema.paymentSchedule,
  proposal: schema.proposal,
  proposalWord: schema.proposalWord,
  rosterSnapshot: schema.rosterSnapshot,
  task: schema.task,
  turn: schema.turn,
  turnHold: schema.turnHold,
  usage: schema.usage,
  violationWord: schema.violationWord,
  window: schema.window,
};

const tables = { ...ground, ...left };

export type PastTable = keyof typeof tables;

/** Their names in the database. */
export const pastTables: readonly string[] = Object.values(tables).map((each) => getTableName(each as PgTable));

/** Rows of one table, as they are passed from thread to thread. */
export interface TableRows {
  readonly table: PastTable;
  readonly rows: readonly object[];
}

const insert = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, inserter(table as PgTable)])) as unknown as Record<
  PastTable,
  (tx: Queries, rows: readonly object[]) => Promise<void>
>;

export const insertPast = (tx: Queries, { table, rows }: TableRows): Promise<void> => insert[table](tx, rows);

const clear = Object.fromEntries(
  Object.entries(ground).map(([name, table]) => [name, statement(`delete from "${getTableName(table)}"`)]),
) as Readonly<Record<string, ReturnType<typeof statement>>>;

/** Stands a database of its own on this ground, instead of what its migrations put there. */
export async function standOn(tx: Queries, tables: readonly TableRows[]): Promise<void> {
  for (const { table } of tables) await clear[table]?.(tx);
  for (const each of tables) await insertPast(tx, each);
}

/** Reads what a past is to be lived upon. */
export function readGround(db: Queries): Promise<readonly TableRows[]> {
  return read(db, Object.keys(ground) as PastTable[]);
}

/** Reads what a past has left, beyond the ground it was lived upon. */
export async function readPast(db: Queries, stoodOn: readonly TableRows[]): Promise<readonly TableRows[]> {
  const known = new Map(stoodOn.map(({ table, rows }) => [table, new Set(rows.map((row) => keyOf(table, row)))]));
  const all = await read(db, Object.keys(tables) as PastTable[]);
  return all.map(({ table, rows }) => ({ table, rows: rows.filter((row) => known.get(table)?.has(keyOf(table, row)) !== true) }));
}

async function read(db: Queries, names: readonly PastTable[]): Promise<readonly TableRows[]> {
  const found: TableRows[] = [];
  for (const table of names)
    found.push({
      table,
      rows: (await orm(db)
        .select()
        .from(tables[table] as PgTable)) as RowToWrite<PgTable>[],
    });
  return found;
}

/** What names a row of the table: its primary key. */
function keyOf(table: PastTable, row: object): string {
  return JSON.stringify((keysOf[table] ?? []).map((property) => (row as Record<string, unknown>)[property]));
}

const keysOf = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, primaryKeyOf(table as PgTable)])) as Readonly<
  Record<string, readonly string[]>
>;

function primaryKeyOf(table: PgTable): string[] {
  const { columns, primaryKeys } = getTableConfig(table);
  const names = new Set([
    ...columns.filter((each) => each.primary).map(({ name }) => name),
    ...primaryKeys.flatMap((each) => each.columns.map(({ name }) => name)),
  ]);
  return Object.entries(table).flatMap(([property, column]) => (names.has((column as { name?: string }).name ?? '') ? [property] : []));
}
