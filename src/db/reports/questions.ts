import type { ClientId, ConversationId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { texts } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const q = named(schema.reportQuestion, 'q');
const c = named(schema.conversation, 'c');
const d = named(schema.deal, 'd');

/** By what questions can be told apart and narrowed, as text; '' for none. */
const told = {
  department: `${q.departmentId}::text`,
  specialist: `coalesce(${q.specialistId}::text, '')`,
  channel: q.channel,
  tree: q.treeHash,
  question: q.question,
  answer: `coalesce(${q.answer}, '')`,
  leaf: `coalesce(${q.leaf}, '')`,
  day: `${q.day}::text`,
  week: `to_char(${q.day}, 'IYYY-"W"IW')`,
  month: `to_char(${q.day}, 'YYYY-MM')`,
} as const;

export type QuestionDimension = keyof typeof told;

const names = Object.keys(told) as QuestionDimension[];
const narrowed = [
  'department',
  'specialist',
  'channel',
  'tree',
  'question',
  'answer',
  'leaf',
] as const satisfies readonly QuestionDimension[];

/** Which questions are asked for: of conversations that began on these days, both included. */
export interface QuestionFilter {
  readonly from: string;
  readonly until: string;
  readonly origins: readonly string[];
  /** '' stands for none; absent: whichever */
  readonly only: Readonly<Partial<Record<(typeof narrowed)[number], readonly string[]>>>;
}

const parametersOf = ({ from, until, origins, only }: QuestionFilter) => [
  from,
  until,
  texts(origins),
  ...narrowed.map((each) => {
    const values = only[each];
    return values === undefined ? null : texts(values);
  }),
];

const fits = `${q.day} >= $1::text::date and ${q.day} <= $2::text::date and ${q.origin} in (select unnest($3::text::text[]))
  ${narrowed.map((each, i) => `and ($${i + 4}::text is null or ${told[each]} in (select unnest($${i + 4}::text::text[])))`).join('\n  ')}`;

/** The client of the conversation bought for the first time after it had begun. */
const isBought = `(select min(${d.at}) from ${d} where ${d.clientId} = ${c.clientId}) >= ${q.at}`;

/** What conversations are counted by: each is a condition. */
export const counted = {
  n: 'true',
  answered: `${q.outcome} = 'answered'`,
  left: `${q.outcome} = 'left'`,
  person: `${q.outcome} = 'person'`,
  otherwise: `${q.outcome} = 'otherwise'`,
  open: `${q.outcome} = 'open'`,
  ended: `${q.leaf} is not null`,
  served: `${q.isServed}`,
  bought: isBought,
} as const;

export type QuestionCount = keyof typeof counted;

export type QuestionsRead = Readonly<Record<QuestionDimension, string>> & Readonly<Record<QuestionCount, number>>;

const flagged = names.map((each, i) => `case when $${i + 4 + narrowed.length}::text is null then '' else ${told[each]} end as "${each}"`);
const counts = Object.entries(counted).map(
  ([key, where]) => `count(distinct ${q.conversationId}) filter (where ${where})::int as "${key}"`,
);

const read = statement<QuestionsRead>(
  `select ${flagged.join(', ')}, ${counts.join(', ')} from ${q} join ${c} on ${c.id} = ${q.conversationId}
   where ${fits} group by ${names.map((_, i) => i + 1).join(', ')}`,
);

/** Counts conversations that came to questions, told apart by what is asked for; '' where they are not. */
export function questionsRead(db: Queries, filter: QuestionFilter, by: ReadonlySet<string>): Promise<QuestionsRead[]> {
  return read(db, [...parametersOf(filter), ...names.map((each) => (by.has(each) ? 'yes' : null))]);
}

const shape = {
  conversation: expression<ConversationId>(q.conversationId),
  client: expression<ClientId | null>(c.clientId),
  at: q.at,
  department: expression<DepartmentId>(q.departmentId),
  specialist: expression<SpecialistId | null>(q.specialistId),
  tree: q.treeHash,
  question: q.question,
  answer: q.answer,
  outcome: q.outcome,
  leaf: q.leaf,
};

export type QuestionEvidence = RowOf<typeof shape>;

const flag = `$${4 + narrowed.length}::text`;
const isCounted = `case ${flag} ${Object.entries(counted)
  .map(([key, where]) => `when '${key}' then ${where}`)
  .join(' ')} end`;

/** Each conversation once, with the last of its questions that counts. */
const behind = `select distinct on (${q.conversationId}) ${columns(shape)} from ${q} join ${c} on ${c.id} = ${q.conversationId}
  where ${fits} and ${isCounted} order by ${q.conversationId}, ${q.n} desc`;

const readBehind = statement<QuestionEvidence>(
  `select * from (${behind}) found order by "at" desc, "conversation"
   offset $${5 + narrowed.length}::text::int limit $${6 + narrowed.length}::text::int`,
);

const countBehind = statement<{ total: number }>(`select count(*)::int as total from (${behind}) found`);

/** Reads the conversations behind a number, the newest first, and how many there are. */
export async function questionsBehind(
  db: Queries,
  filter: QuestionFilter,
  count: QuestionCount,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: readonly QuestionEvidence[]; readonly total: number }> {
  const parameters = [...parametersOf(filter), count];
  const rows = await readBehind(db, [...parameters, String(offset), String(limit)]);
  return { rows, total: (await countBehind(db, parameters))[0]?.total ?? 0 };
}
