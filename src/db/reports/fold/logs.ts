import type { Explanation } from '../../../domain/explanation.ts';
import type { ConversationId, DepartmentId } from '../../../domain/ids.ts';
import type { ConversationLog, Counted, LoggedAssignment, LoggedHold, LoggedTurn } from '../../../domain/reports/log.ts';
import { uuids } from '../../arrays.ts';
import type { Queries } from '../../db.ts';
import { columns, expression, named, type RowOf } from '../../names.ts';
import * as schema from '../../schema.ts';
import { statement } from '../../statement.ts';

const c = named(schema.conversation, 'c');
const t = named(schema.turn, 't');
const h = named(schema.turnHold, 'h');
const a = named(schema.assignment, 'a');
const m = named(schema.metricEvent, 'm');
const e = named(schema.conversationEvent, 'e');
const r = named(schema.conversationRating, 'r');
const z = named(schema.clientSize, 'z');
const w = named(schema.violationWord, 'w');

const ids = '(select unnest($1::text::uuid[]))';

const conversationShape = {
  id: c.id,
  client: c.clientId,
  department: c.departmentId,
  specialist: c.specialistId,
  channel: c.channel,
  begunIn: expression<string>(
    `coalesce((select ${m.channel} from ${m} where ${m.conversationId} = ${c.id} and ${m.metric} = 'opened' order by ${m.n} limit 1), ${c.channel})`,
  ),
  isByUs: expression<boolean>(`exists (select 1 from ${e} where ${e.conversationId} = ${c.id} and ${e.n} = 1 and ${e.data} ? 'by')`),
  topic: c.topic,
  origin: c.origin,
  openedAt: c.openedAt,
  resolvedAt: c.resolvedAt,
  events: c.events,
  score: expression<number | null>(r.score),
  ratedAt: expression<Date | null>(r.at),
};

const readConversations = statement<RowOf<typeof conversationShape>>(
  `select ${columns(conversationShape)} from ${c} left join ${r} on ${r.conversationId} = ${c.id} where ${c.id} in ${ids}`,
);

const turnShape = {
  conversation: t.conversationId,
  id: t.id,
  n: t.n,
  openedAt: t.openedAt,
  answeredAt: t.answeredAt,
  answeredBy: expression<LoggedTurn['answeredBy']>(t.answeredBy),
  deliveredAt: t.deliveredAt,
  closedAt: t.closedAt,
  closedReason: t.closedReason,
};

const readTurns = statement<RowOf<typeof turnShape>>(
  `select ${columns(turnShape)} from ${t} where ${t.conversationId} in ${ids} order by ${t.conversationId}, ${t.n}`,
);

const holdShape = {
  turn: h.turnId,
  n: h.n,
  department: h.departmentId,
  specialist: h.specialistId,
  from: h.from,
  until: h.until,
  lapsedAt: h.lapsedAt,
  kind: h.kind,
  isExcused: expression<boolean>(
    `exists (select 1 from ${w} where ${w.turnId} = ${h.turnId} and ${w.n} = ${h.n} and ${w.kind} = 'excuse')`,
  ),
};

const readHolds = statement<RowOf<typeof holdShape>>(
  `select ${columns(holdShape)} from ${h} where ${h.turnId} in ${ids} order by ${h.turnId}, ${h.n}`,
);

const assignmentShape = {
  conversation: a.conversationId,
  at: a.at,
  department: a.departmentId,
  specialist: a.specialistId,
  rule: a.rule,
  reason: a.reason,
  explanation: expression<Explanation>(a.explanation),
};

const readAssignments = statement<RowOf<typeof assignmentShape>>(
  `select ${columns(assignmentShape)} from ${a} where ${a.conversationId} in ${ids} order by ${a.conversationId}, ${a.n}`,
);

const countedShape = {
  conversation: m.conversationId,
  metric: m.metric,
  at: m.at,
  department: m.departmentId,
  specialist: m.specialistId,
  by: expression<Counted['by']>(
    `case when ${m.metric} in ('resolved', 'transferred') then (select (${e.data} ->> 'by')::uuid from ${e}
       where ${e.conversationId} = ${m.conversationId} and ${e.n} = ${m.n}) end`,
  ),
};

/** What happens, and what says in whose charge it happened. */
const countedMetrics = ['opened', 'reopened', 'resolved', 'transferred', 'assigned', 'queued', 'taken', 'unavailable', 'handed-back'];

const readCounted = statement<RowOf<typeof countedShape>>(
  `select ${columns(countedShape)} from ${m} where ${m.conversationId} in ${ids}
     and ${m.metric} in (${countedMetrics.map((each) => `'${each}'`).join(', ')}) order by ${m.conversationId}, ${m.n}, ${m.metric} = 'assigned', ${m.metric}`,
);

const sizeShape = { client: z.clientId, from: z.from, size: z.size };

const readSizes = statement<RowOf<typeof sizeShape>>(
  `select ${columns(sizeShape)} from ${z} where ${z.clientId} in ${ids} order by ${z.clientId}, ${z.from}`,
);

/** A conversation's log, and how many events it had before the log was read: what comes in between is read again the next time. */
export interface ReadLog extends ConversationLog {
  readonly events: number;
}

/** Reads all that is counted about conversations. */
export async function readLogs(db: Queries, conversations: readonly ConversationId[]): Promise<ReadLog[]> {
  const asked = [uuids(conversations)];
  const rows = await readConversations(db, asked);
  const [turns, assignments, counted] = [await readTurns(db, asked), await readAssignments(db, asked), await readCounted(db, asked)];
  const holds = groupBy(await readHolds(db, [uuids(turns.map(({ id }) => id))]), ({ turn }) => turn);
  const clients = new Set(rows.flatMap(({ client }) => client ?? []));
  const sizes = groupBy(clients.size === 0 ? [] : await readSizes(db, [uuids(clients)]), ({ client }) => client);
  const [turnsOf, assignmentsOf, countedOf] = [
    groupBy(turns, ({ conversation }) => conversation),
    groupBy(assignments, ({ conversation }) => conversation),
    groupBy(counted, ({ conversation }) => conversation),
  ];
  return rows.map(({ score, ratedAt, ...row }) => ({
    ...row,
    turns: (turnsOf.get(row.id) ?? []).map(({ id, ...turn }): LoggedTurn => ({ ...turn, holds: (holds.get(id) ?? []) as LoggedHold[] })),
    assignments: (assignmentsOf.get(row.id) ?? []).map(
      ({ explanation, ...each }): LoggedAssignment => ({ ...each, isOverload: explanation.overload }),
    ),
    counted: (countedOf.get(row.id) ?? []) as readonly Counted[],
    rating: score === null || ratedAt === null ? null : { score, at: ratedAt },
    sizes: row.client === null ? [] : (sizes.get(row.client) ?? []),
  }));
}

function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

const hours = named(schema.departmentHours, 'dh');

const hoursShape = {
  department: expression<DepartmentId>(hours.departmentId),
  from: hours.from,
  timeZone: hours.timeZone,
  hours: hours.hours,
  holidays: hours.holidays,
};

/** Reads the working hours departments had at any time, the oldest first. */
export const readHours = statement<RowOf<typeof hoursShape>>(
  `select ${columns(hoursShape)} from ${hours} order by ${hours.departmentId}, ${hours.from}`,
);
