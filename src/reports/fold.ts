import { Temporal } from 'temporal-polyfill';
import type { Db, Queries } from '../db/db.ts';
import { takeAgain } from '../db/reports/again.ts';
import { makeCells } from '../db/reports/fold/cells.ts';
import { readLogs } from '../db/reports/fold/logs.ts';
import { conversationsAfter, conversationsBehind, conversationsTouched, moveFold, takeFold } from '../db/reports/fold/position.ts';
import { type FactRow, writeFacts } from '../db/reports/fold/write.ts';
import { forgetLoaded } from '../db/reports/forget-persons.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Day } from '../domain/day.ts';
import type { ConversationId } from '../domain/ids.ts';
import type { Fact } from '../domain/reports/fact.ts';
import { factsOf, isAwaited } from '../domain/reports/facts-of.ts';
import type { ConversationLog } from '../domain/reports/log.ts';
import { addUpLoads } from './add-up-loads.ts';
import { foldQuestions } from './fold-questions.ts';
import { foldStays } from './fold-stays.ts';
import { hoursEver } from './hours-ever.ts';
import { type PersonsDeps, personsSince } from './persons-until.ts';

export interface FoldDeps extends PersonsDeps {
  readonly db: Db;
}

/** How many conversations are folded at a time, and days added up. */
const batch = 200;
const spans = 20;
/** A transaction may commit so much later than the time it writes; what it wrote is looked for that far back. */
const lateCommitMs = 10 * 60_000;

/**
 * Folds what has happened into facts, a batch of conversations at a time; returns whether there is more to do right now. Which have to be
 * folded is told by how many events they have, so one that commits late is not passed over, and one that is looked at twice is not counted
 * twice. A clock that was set back leads further back.
 */
export async function foldReports(deps: FoldDeps): Promise<boolean> {
  const now = deps.now();
  return deps.db.transaction(async (tx) => {
    const position = await takeFold(tx, now);
    if (position === null) return false;
    const { foldedUntil, after, beganAt } = position;
    if (foldedUntil === null) {
      const ids = await conversationsAfter(tx, after, batch);
      await foldConversations(tx, deps, ids, now);
      const isThrough = ids.length < batch;
      await moveFold(tx, isThrough ? { foldedUntil: beganAt, after: null } : { foldedUntil: null, after: ids.at(-1) ?? null });
      return true;
    }
    const again = await takeAgain(tx, batch);
    const touched = await conversationsTouched(tx, new Date(Math.min(foldedUntil.getTime(), now.getTime()) - lateCommitMs), batch);
    await foldConversations(tx, deps, [...new Set([...again, ...touched])], now);
    const isThrough = again.length < batch && touched.length < batch;
    if (isThrough) await moveFold(tx, { foldedUntil: now, after: null });
    return !isThrough;
  });
}

/**
 * Folds whatever the fold has passed over, however that came about: what committed later than it looks back, or was written by a clock that
 * was wrong. All conversations are looked at, so this is done seldom. Returns whether there is more to do right now.
 */
export async function foldMissed(deps: FoldDeps): Promise<boolean> {
  const now = deps.now();
  return deps.db.transaction(async (tx) => {
    const position = await takeFold(tx, now);
    if (position === null || position.foldedUntil === null) return false;
    const ids = await conversationsBehind(tx, batch);
    await foldConversations(tx, deps, ids, now);
    return ids.length === batch;
  });
}

/**
 * Adds up days and months whose facts have changed, a month only once it is over, and counts loads. Returns whether there is more to do
 * right now.
 */
export async function addUpReports(deps: FoldDeps): Promise<boolean> {
  const { db, now, calendar } = deps;
  if (await addUpLoads(deps)) return true;
  const since = personsSince(deps);
  if (since !== null) await db.transaction((tx) => forgetLoaded(tx, since));
  const today = calendar().dayOf(now());
  const [tomorrow, thisMonth] = [Temporal.PlainDate.from(today).add({ days: 1 }).toString(), `${today.slice(0, 7)}-01`];
  const days = await db.transaction((tx) => makeCells(tx, 'day', tomorrow, spans));
  if (days === spans) return true;
  return (await db.transaction((tx) => makeCells(tx, 'month', thisMonth, 1))) === 1;
}

async function foldConversations(tx: Queries, deps: FoldDeps, ids: readonly ConversationId[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const logs = await readLogs(tx, ids);
  const working = await hoursEver(tx);
  const days = deps.calendar();
  const since = personsSince(deps);
  const rows = logs.flatMap((log) => factsOf(log, working).map((fact, i) => ofNobody(rowOf(log, fact, i + 1, days), since)));
  const folded = logs.map((log) => ({ conversationId: log.id, events: log.events, foldedAt: now, isAwaited: isAwaited(log) }));
  await writeFacts(tx, ids, rows, folded);
  await foldStays(tx, days, ids, now);
  await foldQuestions(tx, days, ids);
}

/** Numbers that are too old to be a person's are nobody's from the beginning, however often they are counted. */
function ofNobody(row: FactRow, since: Day | null): FactRow {
  return since !== null && row.day < since ? { ...row, specialistId: null } : row;
}

function rowOf(log: ConversationLog, fact: Fact, n: number, calendar: Calendar): FactRow {
  const { department, specialist, ...rest } = fact;
  return {
    ...rest,
    conversationId: log.id,
    n,
    day: calendar.dayOf(fact.at),
    hour: Temporal.Instant.fromEpochMilliseconds(fact.at.getTime()).toZonedDateTimeISO(calendar.zoneAt(fact.at)).hour,
    departmentId: department,
    specialistId: specialist,
    clientId: log.client,
    channel: log.begunIn,
    topic: log.topic,
    origin: log.origin,
  };
}
