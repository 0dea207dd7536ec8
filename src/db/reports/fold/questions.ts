import type { ConversationId, DepartmentId, SpecialistId } from '../../../domain/ids.ts';
import { texts, uuids } from '../../arrays.ts';
import type { Queries } from '../../db.ts';
import { bare, columns, expression, named, type RowOf } from '../../names.ts';
import { inserter, type RowToWrite } from '../../rows.ts';
import * as schema from '../../schema.ts';
import { statement } from '../../statement.ts';

export type QuestionRow = RowToWrite<typeof schema.reportQuestion>;

const c = named(schema.conversation, 'c');
const e = named(schema.conversationEvent, 'e');
const a = named(schema.assignment, 'a');
const m = named(schema.metricEvent, 'm');
const t = named(schema.questionTree, 't');
const asked = bare(schema.reportQuestion);

const first = (column: string, where = 'true') =>
  `(select ${column} from ${a} where ${a.conversationId} = ${c.id} and ${where} order by ${a.n} limit 1)`;

const shape = {
  conversation: c.id,
  tree: c.treeHash,
  channel: c.channel,
  origin: c.origin,
  openedAt: c.openedAt,
  status: c.status,
  department: expression<DepartmentId>(`coalesce(${first(a.departmentId)}, ${c.departmentId})`),
  specialist: expression<SpecialistId | null>(first(a.specialistId, `${a.specialistId} is not null`)),
  soughtFor: expression<string | null>(first(a.reason)),
};

/** A stranger meets the tree; who is known, is written to first or is to name a client does not. */
const read = statement<RowOf<typeof shape>>(
  `select ${columns(shape)} from ${c} join ${e} on ${e.conversationId} = ${c.id} and ${e.n} = 1 and ${e.type} = 'opened'
   where ${c.id} in (select unnest($1::text::uuid[])) and ${e.data}->>'known' = 'false'
     and ${e.data}->'by' is null and ${e.data}->'unclear' is null`,
);

const answerShape = {
  conversation: m.conversationId,
  what: m.metric,
  question: expression<string | null>(`${m.data}->>'question'`),
  option: expression<string | null>(`${m.data}->>'option'`),
};

const readAnswers = statement<RowOf<typeof answerShape>>(
  `select ${columns(answerShape)} from ${m} where ${m.conversationId} in (select unnest($1::text::uuid[]))
     and ${m.metric} in ('question-answered', 'abandoned') order by ${m.conversationId}, ${m.n}`,
);

/** Reads conversations that met the tree, and how they answered. */
export async function readAsked(tx: Queries, conversations: readonly ConversationId[]) {
  const asked = [uuids(conversations)];
  return { conversations: await read(tx, asked), answers: await readAnswers(tx, asked) };
}

const readTrees = statement<{ hash: string; data: unknown }>(
  `select ${columns({ hash: t.hash, data: t.data })} from ${t} where ${t.hash} in (select unnest($1::text::text[]))`,
);

/** Reads trees by their hashes. */
export async function treesOf(tx: Queries, hashes: Iterable<string>): Promise<ReadonlyMap<string, unknown>> {
  return new Map((await readTrees(tx, [texts(hashes)])).map(({ hash, data }) => [hash, data]));
}

const remove = statement(`delete from ${asked} where ${asked.conversationId} in (select unnest($1::text::uuid[]))`);
const insert = inserter(schema.reportQuestion);

/** Puts questions in the place of all there were of these conversations. */
export async function writeQuestions(tx: Queries, conversations: readonly ConversationId[], rows: readonly QuestionRow[]): Promise<void> {
  await remove(tx, [uuids(conversations)]);
  await insert(tx, rows);
}
