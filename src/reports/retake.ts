import type { Queries } from '../db/db.ts';
import {
  type ClientDecisionRow,
  clientDecisionsAfter,
  type DeadlineRow,
  type DecisionRow,
  deadlinesAfter,
  decisionsOn,
  type HoldRow,
  holdsAfter,
  type MoveRow,
  movesAfter,
  type Period,
  rulesEver,
  type SnapshotRow,
  snapshotsAfter,
} from '../db/reports/decisions.ts';
import { type Basis, compareFound, type Difference, differing } from '../domain/basis.ts';
import { deadlineOf } from '../domain/deadline.ts';
import { type ExpiryFacts, expiryOf } from '../domain/expiry.ts';
import { type HandoverFacts, handoverStep, stepInWords } from '../domain/handover-step.ts';
import { type WorkingTime, workingTime } from '../domain/hours.ts';
import { dueWithout } from '../domain/lost-time.ts';
import type { Policy } from '../domain/policy.ts';
import { applyChanges } from '../domain/roster.ts';
import type { Candidate } from '../domain/route.ts';
import { type OwnerFacts, type SearchFacts, search, searchOwner } from '../domain/search.ts';
import { spreadPortfolio } from '../domain/spread.ts';
import { givenMs, holdDue } from '../domain/turn.ts';

/** A decision that comes to something else on what is stored of it. */
export interface Differing extends Difference {
  readonly kind: DecisionRow['kind'] | ClientDecisionRow['kind'] | 'deadline' | 'move';
  readonly about: string;
  readonly at: Date;
}

export interface Retaken {
  /** decisions that were taken again */
  readonly taken: number;
  /** decisions older than what is kept of them */
  readonly notRepeatable: number;
  readonly differing: readonly Differing[];
}

/** What decisions were taken under: policies by version, working times by hash. */
interface Rules {
  policy(version: number): Policy | undefined;
  hours(hash: string): WorkingTime | undefined;
}

const page = 200;

/**
 * Takes every decision of a time again on what is stored of it: who got a conversation, a client or a whole portfolio, what became of an
 * ownership, until when an answer or a head's word was due, and whether it was breached when it came (R29, R30).
 */
export async function retake(db: Queries, period: Period): Promise<Retaken> {
  const rules = await readRules(db);
  const all = [
    await throughout(
      (after: SnapshotRow | null) => snapshotsAfter(db, period, after?.id ?? null, page),
      async (snapshots) => choicesAgain(rules, snapshots, await decisionsOn(db, idsOf(snapshots))),
    ),
    await throughout(
      (after: ClientDecisionRow | null) => clientDecisionsAfter(db, period, after?.id ?? null, page),
      (rows) => tally(rows, (each) => clientAgain(rules, each)),
    ),
    await throughout(
      (after: HoldRow | null) => holdsAfter(db, period, after, page),
      (rows) => tally(rows, (each) => holdAgain(rules, each)),
    ),
    await throughout(
      (after: DeadlineRow | null) => deadlinesAfter(db, period, after?.id ?? null, page),
      (rows) => tally(rows, (each) => deadlineAgain(rules, each)),
    ),
    await throughout(
      (after: MoveRow | null) => movesAfter(db, period, after?.id ?? null, page),
      (rows) => tally(rows, (each) => moveAgain(rules, each)),
    ),
  ];
  return sumOf(all);
}

/** Reads page after page, each from where the one before it ended. */
async function throughout<Row>(
  read: (after: Row | null) => Promise<readonly Row[]>,
  again: (rows: readonly Row[]) => Retaken | Promise<Retaken>,
): Promise<Retaken> {
  const all: Retaken[] = [];
  for (let after: Row | null = null; ; ) {
    const rows: readonly Row[] = await read(after);
    all.push(await again(rows));
    after = rows.at(-1) ?? null;
    if (rows.length < page) return sumOf(all);
  }
}

function sumOf(all: readonly Retaken[]): Retaken {
  return {
    taken: all.reduce((sum, each) => sum + each.taken, 0),
    notRepeatable: all.reduce((sum, each) => sum + each.notRepeatable, 0),
    differing: all.flatMap((each) => each.differing),
  };
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

async function readRules(db: Queries): Promise<Rules> {
  const { policies, schedules } = await rulesEver(db);
  const known = new Map([...schedules].map(([hash, data]) => [hash, workingTime(data)]));
  return { policy: (version) => policies.get(version), hours: (hash) => known.get(hash) };
}

/** The people of a snapshot change from decision to decision: those on one are taken again in the order in which they were taken. */
export function choicesAgain(rules: Pick<Rules, 'policy'>, snapshots: readonly SnapshotRow[], decisions: readonly DecisionRow[]): Retaken {
  const people = new Map(snapshots.map((each) => [each.id, each.candidates]));
  const positionOf = ({ basis }: DecisionRow) => (basis as Basis<unknown> | null)?.position ?? 0;
  const ordered = decisions.toSorted((a, b) => positionOf(a) - positionOf(b));
  return tally(ordered, (each) => {
    const basis = each.basis as Basis<unknown> | null;
    const policy = rules.policy(each.policyVersion);
    const before = people.get(each.snapshotId);
    if (basis === null || policy === undefined || before === undefined) return null;
    const staff = applyChanges(before, basis.changes);
    people.set(each.snapshotId, staff);
    const { kind, about, at, specialist, rule, standIn } = each;
    const again = choose(kind, policy, basis.facts, [...staff, ...basis.others]);
    return compareFound(basis, { specialist, rule, standIn }, again).map((difference) => ({ kind, about, at, ...difference }));
  });
}

function choose(kind: DecisionRow['kind'], policy: Policy, facts: unknown, people: readonly Candidate[]) {
  return kind === 'owner' ? searchOwner(policy, facts as OwnerFacts, people) : search(policy, facts as SearchFacts, people);
}

function clientAgain(rules: Rules, { client, kind, at, policyVersion, outcome, basis }: ClientDecisionRow): Differing[] | null {
  const policy = rules.policy(policyVersion);
  if (policy === undefined) return null;
  const [code] = outcome.split(' ');
  const { facts, schedule } = basis as { readonly facts: unknown; readonly schedule?: string | null };
  const hours = schedule === undefined || schedule === null ? null : (rules.hours(schedule) ?? null);
  const again =
    kind === 'handover' ? stepInWords(handoverStep(policy, facts as HandoverFacts, hours, at)) : expiryOf(policy, facts as ExpiryFacts, at);
  return differing('outcome', code, again).map((each) => ({ kind, about: client, at, ...each }));
}

function deadlineAgain(rules: Rules, { about, at, due, policyVersion, basis: { facts, schedule } }: DeadlineRow): Differing[] | null {
  const policy = rules.policy(policyVersion);
  const hours = rules.hours(schedule);
  if (policy === undefined || hours === undefined) return null;
  const again = deadlineOf(policy, facts, hours).getTime();
  return differing('outcome', due.getTime(), again).map((each) => ({ kind: 'deadline', about: `${facts.kind} ${about}`, at, ...each }));
}

function moveAgain(rules: Rules, { specialist, at, items, basis }: MoveRow): Differing[] | null {
  const policy = basis === null ? undefined : rules.policy(basis.policyVersion);
  if (basis === null || policy === undefined) return null;
  return differing('outcome', items, spreadPortfolio(policy, basis.facts)).map((each) => ({
    kind: 'move',
    about: specialist,
    at,
    ...each,
  }));
}

function holdAgain(
  rules: Rules,
  { turn, n, from, backAt, due, movedMs, givenMs: given, policyVersion, basis, moved }: HoldRow,
): Differing[] | null {
  const policy = rules.policy(policyVersion);
  const hours = basis === null ? undefined : rules.hours(basis.schedule);
  if (basis === null || policy === undefined || hours === undefined) return null;
  const first = due.getTime() - movedMs;
  const again = holdDue(policy, basis.facts, hours).due;
  const differences = differing('outcome', first, again.getTime());
  if (given !== null) differences.push(...differing('outcome', given, givenMs(hours, backAt ?? from, again)));
  const movedBy = moved === null ? undefined : rules.hours(moved.schedule);
  if (moved !== null && movedBy !== undefined) {
    const term = { ...moved, from: new Date(moved.from), due: new Date(moved.due) };
    differences.push(...differing('outcome', due.getTime(), dueWithout(term, moved.lost, movedBy).getTime()));
  }
  return differences.map((each) => ({ kind: 'deadline', about: `${turn} ${n}`, at: from, ...each }));
}

/** `again`: what differs; null: it cannot be taken again. */
function tally<Row>(rows: readonly Row[], again: (row: Row) => readonly Differing[] | null): Retaken {
  const results = rows.map(again);
  const taken = results.filter((each) => each !== null);
  return { taken: taken.length, notRepeatable: rows.length - taken.length, differing: taken.flat() };
}
