import { commit } from '../../db/batch/commit.ts';
import { deleteIdentities, deleteKeys } from '../../db/batch/senders.ts';
import type { Db, Queries } from '../../db/db.ts';
import type { NewId } from '../../domain/ids.ts';
import { assign } from '../assign/assign.ts';
import type { Company } from '../company.ts';
import type { Outcome, Submission } from '../submissions/submission.ts';
import type { Arrival } from './arrival.ts';
import { arrive } from './arrive.ts';
import { type Batch, type LoadBook, newBatch, type WindowDraft } from './draft.ts';
import { finish, type Notices, noticesOf } from './finish.ts';
import { applyGivenBack, checkBook, isNothing, lockBook, type Needs, needsByName, needsOf, union, WiderLoads } from './load-book.ts';
import { type Handled, refused } from './outcome.ts';
import { answerRepeat } from './repeat.ts';

export interface FlushDeps {
  readonly db: Db;
  readonly newId: NewId;
  readonly company: () => Company;
}

export interface Flushed extends Notices {
  /** in the order of the submissions */
  readonly outcomes: readonly Outcome[];
}

const maxRestarts = 4;

/**
 * One transaction for everything that waits: keys, windows locked, all decided in memory, load rows locked once when somebody
 * is sought or released, written set by set, committed. Throws when the database would not take it; nothing is stored then.
 */
export async function flush(deps: FlushDeps, submissions: readonly Submission[], now: Date): Promise<Flushed> {
  let needs: Needs = { departments: new Set(), specialists: new Set() };
  for (let restarts = 0; ; restarts++) {
    try {
      return await deps.db.transaction((tx) => flushOnce(deps, tx, submissions, now, needs));
    } catch (error) {
      if (!(error instanceof WiderLoads) || restarts === maxRestarts) throw error;
      needs = { departments: new Set(error.departments), specialists: new Set(error.specialists) };
    }
  }
}

async function flushOnce(deps: FlushDeps, tx: Queries, submissions: readonly Submission[], now: Date, needs: Needs): Promise<Flushed> {
  const batch = newBatch({ now, newId: deps.newId, company: deps.company() });
  const arrivals = await arrive(tx, batch, submissions);
  const results = new Map<Arrival, Handled>();
  const advance = inTurn(batch, arrivals, results);
  const named = needsByName(batch, arrivals);
  if (!isNothing(named)) batch.book = await lockBook(tx, union(named, needs), now, batch.company);
  for (const window of batch.windows) advance(window);
  const book = await runRounds(tx, batch, needs, advance);
  finish(batch, book);
  const undone = arrivals.filter((each) => results.get(each)?.type === 'refused');
  const unused = batch.windows.filter((each) => each.isNew && each.conversations.length === 0);
  await Promise.all([
    deleteKeys(
      tx,
      undone.flatMap((each) => each.key ?? []),
    ),
    deleteIdentities(
      tx,
      unused.flatMap(({ newIdentity }) => (newIdentity?.isInserted ? [newIdentity.id] : [])),
    ),
    commit(tx, batch.plan),
  ]);
  const outcomes = await Promise.all(arrivals.map((each) => outcomeOf(tx, batch, each, results)));
  return { outcomes, ...noticesOf(batch) };
}

/**
 * Refuses what has no window, and returns what goes on with a window's submissions, in order of arrival, until one has to wait for a
 * person to be found.
 */
function inTurn(batch: Batch, arrivals: readonly Arrival[], results: Map<Arrival, Handled>): (window: WindowDraft) => void {
  const queues = new Map<WindowDraft, Arrival[]>();
  for (const each of arrivals) {
    if (each.repeats !== null) continue;
    if (each.window === null) results.set(each, refused(each.kind.notFound ?? 'unknown-conversation'));
    else {
      const queue = queues.get(each.window);
      if (queue === undefined) queues.set(each.window, [each]);
      else queue.push(each);
    }
  }
  return (window) => {
    const queue = queues.get(window) ?? [];
    while (window.seeking === null) {
      const next = queue.shift();
      if (next === undefined) return;
      results.set(next, next.kind.handle(batch, window, next));
    }
  };
}

/**
 * Rounds: everybody who is sought is found in memory, by name first, then known clients before strangers, under load rows locked
 * once; what the answer sets off is decided, and may seek again.
 */
async function runRounds(tx: Queries, batch: Batch, wider: Needs, advance: (window: WindowDraft) => void): Promise<LoadBook | null> {
  let { book } = batch;
  for (;;) {
    const needs = needsOf(batch);
    if (isNothing(needs)) return book;
    if (book === null) book = await lockBook(tx, union(needs, wider), batch.now, batch.company);
    else checkBook(book, needs);
    applyGivenBack(batch, book);
    for (const window of inOrder(batch.windows)) {
      if (window.seeking === null) continue;
      assign(batch, book, window);
      advance(window);
    }
  }
}

/** Whoever was named first, since they were seen to be free for it; then known clients, then strangers. */
function inOrder(windows: readonly WindowDraft[]): readonly WindowDraft[] {
  const rank = ({ seeking, isKnown }: WindowDraft) => (seeking?.seek.exact !== undefined ? 0 : isKnown ? 1 : 2);
  return windows.toSorted((a, b) => rank(a) - rank(b));
}

async function outcomeOf(tx: Queries, batch: Batch, arrival: Arrival, results: ReadonlyMap<Arrival, Handled>): Promise<Outcome> {
  if (arrival.repeats === 'stored') return answerRepeat(tx, arrival, batch.now);
  const first = arrival.repeats ?? arrival;
  const handled = results.get(first);
  if (handled === undefined) throw new Error('a submission was left unhandled');
  if (handled.type === 'refused') return handled;
  if (first.window === null) throw new Error('handled without a window');
  const { conversation, seq, keptInside, isRepeat } = handled;
  const duplicate = arrival.repeats !== null || isRepeat === true;
  return { type: 'accepted', conversation, window: first.window.row.id, seq, at: batch.now, duplicate, ...(keptInside && { keptInside }) };
}
