import type { DeadlineBasis } from '../../domain/deadline.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { Schedule } from '../../domain/hours.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Moved } from '../../domain/lost-time.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Candidate } from '../../domain/route.ts';
import type { Given, SpreadBasis } from '../../domain/spread.ts';
import type { HoldBasis } from '../../domain/turn.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import {
  assignment,
  clientDecision,
  deadline,
  department,
  failedSearch,
  policy,
  portfolioMove,
  rosterSnapshot,
  schedule,
  turnHold,
} from '../schema.ts';
import { statement } from '../statement.ts';

/* Decisions as they are stored, page by page, to be taken again. */

const s = named(rosterSnapshot, 's');
const d = named(department, 'd');
const a = named(assignment, 'a');
const f = named(failedSearch, 'f');
const c = named(clientDecision, 'c');
const h = named(turnHold, 'h');

const snapshot = {
  id: s.id,
  department: expression<DepartmentKey>(d.key),
  at: s.at,
  candidates: expression<readonly Candidate[]>(s.candidates),
};

export type SnapshotRow = RowOf<typeof snapshot>;

const between = (at: string) => `${at} >= $1::text::timestamptz and ${at} < $2::text::timestamptz`;

const snapshots = statement<SnapshotRow>(
  `select ${columns(snapshot)} from ${s} join ${d} on ${d.id} = ${s.departmentId}
   where ${between(s.at)} and ($3::text is null or ${s.id} > $3::text::uuid) order by ${s.id} limit $4::text::int`,
);

/** A stretch of time; `until` is no part of it. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

const times = ({ from, until }: Period): string[] => [from.toISOString(), until.toISOString()];

/** Reads who was there in batches of this time, in order of id, after the one that is named. */
export function snapshotsAfter(db: Queries, period: Period, after: string | null, limit: number): Promise<SnapshotRow[]> {
  return snapshots(db, [...times(period), after, String(limit)]);
}

/** A choice among people. `outcome`: who it was, by which rule, and who stands behind them. */
export interface DecisionRow {
  readonly kind: 'assignment' | 'failed-search' | 'owner';
  /** the conversation, or the client */
  readonly about: string;
  readonly at: Date;
  readonly snapshotId: string;
  readonly policyVersion: number;
  /** null: older than what is kept of it */
  readonly basis: unknown;
  readonly specialist: SpecialistId | null;
  readonly rule: string;
  readonly standIn: SpecialistId | null;
}

const standIn = `(${a.explanation}->>'standIn')::uuid`;
const concerned = (snapshotId: string) => `${snapshotId} in (select unnest($1::text::uuid[]))`;

const decisions = statement<DecisionRow>(
  `select ${columns({ kind: `'assignment'`, about: a.conversationId, at: a.at, snapshotId: a.snapshotId, policyVersion: a.policyVersion, basis: a.basis, specialist: a.specialistId, rule: a.rule, standIn })}
     from ${a} where ${concerned(a.snapshotId)}
   union all
   select ${columns({ kind: `'failed-search'`, about: f.conversationId, at: f.at, snapshotId: f.snapshotId, policyVersion: f.policyVersion, basis: f.basis, specialist: 'null::uuid', rule: f.rule, standIn: 'null::uuid' })}
     from ${f} where ${concerned(f.snapshotId)}
   union all
   select ${columns({ kind: c.kind, about: c.clientId, at: c.at, snapshotId: c.snapshotId, policyVersion: c.policyVersion, basis: c.basis, specialist: `nullif(split_part(${c.outcome}, ' ', 2), '')::uuid`, rule: `split_part(${c.outcome}, ' ', 1)`, standIn: 'null::uuid' })}
     from ${c} where ${concerned(c.snapshotId)}`,
);

/** Reads all that was decided on these snapshots. */
export function decisionsOn(db: Queries, snapshotIds: readonly string[]): Promise<DecisionRow[]> {
  return decisions(db, [uuids(snapshotIds)]);
}

const client = {
  client: c.clientId,
  id: c.id,
  kind: expression<'expiry' | 'handover'>(c.kind),
  at: c.at,
  policyVersion: c.policyVersion,
  outcome: c.outcome,
  basis: c.basis,
};

/** A decision about a client for which nobody was compared. */
export type ClientDecisionRow = RowOf<typeof client>;

const clientDecisions = statement<ClientDecisionRow>(
  `select ${columns(client)} from ${c}
   where ${between(c.at)} and ${c.snapshotId} is null and ($3::text is null or ${c.id} > $3::text::uuid) order by ${c.id} limit $4::text::int`,
);

export function clientDecisionsAfter(db: Queries, period: Period, after: string | null, limit: number): Promise<ClientDecisionRow[]> {
  return clientDecisions(db, [...times(period), after, String(limit)]);
}

const hold = {
  turn: h.turnId,
  n: h.n,
  from: h.from,
  backAt: h.backAt,
  due: h.due,
  movedMs: h.movedMs,
  givenMs: h.givenMs,
  policyVersion: h.policyVersion,
  basis: expression<HoldBasis | null>(h.basis),
  moved: expression<Moved | null>(h.moved),
};

export type HoldRow = RowOf<typeof hold>;

const holds = statement<HoldRow>(
  `select ${columns(hold)} from ${h}
   where ${between(h.from)} and ($3::text is null or (${h.turnId}, ${h.n}) > ($3::text::uuid, $4::text::int))
   order by ${h.turnId}, ${h.n} limit $5::text::int`,
);

/** Reads deadlines that began in this time, in order of turn and number, after the one that is named. */
export function holdsAfter(db: Queries, period: Period, after: Pick<HoldRow, 'turn' | 'n'> | null, limit: number): Promise<HoldRow[]> {
  return holds(db, [...times(period), after?.turn ?? null, String(after?.n ?? 0), String(limit)]);
}

const l = named(deadline, 'l');
const deadlineShape = {
  id: l.id,
  about: l.about,
  at: l.at,
  due: l.due,
  policyVersion: l.policyVersion,
  basis: expression<DeadlineBasis>(l.basis),
};

/** A deadline besides those of holds, and what became of one when it came. */
export type DeadlineRow = RowOf<typeof deadlineShape>;

const deadlines = statement<DeadlineRow>(
  `select ${columns(deadlineShape)} from ${l}
   where ${between(l.at)} and ($3::text is null or ${l.id} > $3::text::uuid) order by ${l.id} limit $4::text::int`,
);

export function deadlinesAfter(db: Queries, period: Period, after: string | null, limit: number): Promise<DeadlineRow[]> {
  return deadlines(db, [...times(period), after, String(limit)]);
}

const m = named(portfolioMove, 'm');
const moveShape = {
  id: m.id,
  specialist: m.specialistId,
  at: m.at,
  items: expression<readonly Given[]>(m.items),
  basis: expression<SpreadBasis | null>(m.basis),
};

/** Somebody's whole portfolio that moved. */
export type MoveRow = RowOf<typeof moveShape>;

const moves = statement<MoveRow>(
  `select ${columns(moveShape)} from ${m}
   where ${between(m.at)} and ($3::text is null or ${m.id} > $3::text::uuid) order by ${m.id} limit $4::text::int`,
);

export function movesAfter(db: Queries, period: Period, after: string | null, limit: number): Promise<MoveRow[]> {
  return moves(db, [...times(period), after, String(limit)]);
}

const [p, w] = [named(policy, 'p'), named(schedule, 'w')];
const policyShape = { version: p.version, data: expression<Policy>(p.data) };
const scheduleShape = { hash: w.hash, data: expression<Schedule>(w.data) };
const policies = statement<RowOf<typeof policyShape>>(`select ${columns(policyShape)} from ${p}`);
const schedules = statement<RowOf<typeof scheduleShape>>(`select ${columns(scheduleShape)} from ${w}`);

/** Reads every policy by its version, and every working time by its hash. */
export async function rulesEver(db: Queries): Promise<{ policies: ReadonlyMap<number, Policy>; schedules: ReadonlyMap<string, Schedule> }> {
  const [byVersion, byHash] = [await policies(db, []), await schedules(db, [])];
  return {
    policies: new Map(byVersion.map((each) => [each.version, each.data])),
    schedules: new Map(byHash.map((each) => [each.hash, each.data])),
  };
}
