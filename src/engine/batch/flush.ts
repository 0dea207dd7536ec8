import { commit } from '../../db/batch/commit.ts';
import { deleteIdentities, deleteKeys, findByClientKey } from '../../db/batch/load.ts';
import { emptyPlan } from '../../db/batch/plan.ts';
import type { Db, Queries } from '../../db/db.ts';
import type { ConversationId, NewId } from '../../domain/ids.ts';
import { assign } from '../assign/assign.ts';
import type { Company } from '../company.ts';
import type { Outcome, Submission } from '../submissions/submission.ts';
import type { Arrival } from './arrival.ts';
import { arrive } from './arrive.ts';
import type { Batch, LoadBook, WindowDraft } from './draft.ts';
import { finish, type Notices, noticesOf } from './finish.ts';
import { handle } from './handle.ts';
import { applyGivenBack, checkBook, lockBook, type Needs, needsOf, WiderLoads } from './load-book.ts';
import { type Handled, type Handlers, refused } from './outcome.ts';

export interface FlushDeps {
  readonly db: Db;
  readonly newId: NewId;
  readonly company: () => Company;
  readonly handlers: Handlers;
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
  const batch: Batch = {
    now,
    newId: deps.newId,
    company: deps.company(),
    plan: emptyPlan(),
    givenBack: [],
    freed: new Set(),
    windows: [],
  };
  const arrivals = await arrive(tx, batch, submissions);
  const results = new Map<Arrival, Handled>();
  const queues = new Map<WindowDraft, Arrival[]>();
  for (const arrival of arrivals) {
    if (arrival.repeats !== null) continue;
    if (arrival.window === null)
      results.set(arrival, refused(arrival.submission.type === 'opening' ? 'contact-not-found' : 'unknown-conversation'));
    else queues.set(arrival.window, [...(queues.get(arrival.window) ?? []), arrival]);
  }
  /** Goes on with a window's submissions until one has to wait for a person to be found. */
  const advance = (window: WindowDraft): void => {
    const queue = queues.get(window) ?? [];
    while (window.seeking === null) {
      const next = queue.shift();
      if (next === undefined) return;
      results.set(next, handle(deps.handlers, batch, window, next));
    }
  };
  for (const window of batch.windows) advance(window);
  const book = await runRounds(tx, batch, needs, advance);
  finish(batch, book);
  const undone = arrivals.filter((each) => results.get(each)?.type === 'refused');
  await Promise.all([
    deleteKeys(
      tx,
      undone.flatMap((each) => each.key ?? []),
    ),
    deleteIdentities(
      tx,
      batch.windows.flatMap((each) => (isUnused(each) && each.newIdentity?.isInserted ? [each.newIdentity.id] : [])),
    ),
    commit(tx, batch.plan),
  ]);
  const outcomes = await Promise.all(arrivals.map((arrival) => outcomeOf(tx, batch, arrival, results)));
  return { outcomes, ...noticesOf(batch) };
}

/**
 * Rounds: everybody who is sought is found in memory, in order of arrival, under load rows locked once; what the answer sets off
 * is decided, and may seek again.
 */
async function runRounds(tx: Queries, batch: Batch, wider: Needs, advance: (window: WindowDraft) => void): Promise<LoadBook | null> {
  let book: LoadBook | null = null;
  for (;;) {
    const needs = needsOf(batch);
    if (needs.departments.size === 0 && needs.specialists.size === 0) return book;
    if (book === null) {
      book = await lockBook(
        tx,
        { departments: needs.departments.union(wider.departments), specialists: needs.specialists.union(wider.specialists) },
        batch.now,
        batch.company,
      );
    } else {
      checkBook(book, needs);
    }
    applyGivenBack(batch, book);
    for (const window of batch.windows) {
      if (window.seeking === null) continue;
      assign(batch, book, window);
      advance(window);
    }
  }
}

function isUnused(window: WindowDraft): boolean {
  return window.isNew && window.conversations.length === 0;
}

async function outcomeOf(tx: Queries, batch: Batch, arrival: Arrival, results: ReadonlyMap<Arrival, Handled>): Promise<Outcome> {
  if (arrival.repeats === 'stored') return repeatOf(tx, batch, arrival);
  const handled = results.get(arrival.repeats ?? arrival);
  if (handled === undefined) throw new Error('a submission was left unhandled');
  if (handled.type === 'refused') return { type: 'refused', code: handled.code };
  const window = (arrival.repeats ?? arrival).window;
  if (window === null) throw new Error('handled without a window');
  const { conversation, seq, keptInside, isRepeat } = handled;
  const duplicate = arrival.repeats !== null || isRepeat === true;
  return { type: 'accepted', conversation, window: window.row.id, seq, at: batch.now, duplicate, ...(keptInside && { keptInside }) };
}

/** Already done is done: the repeat is answered like the first, from what is stored. */
async function repeatOf(tx: Queries, batch: Batch, arrival: Arrival): Promise<Outcome> {
  const { submission, windowId } = arrival;
  if (windowId === null) return { type: 'refused', code: 'unknown-conversation' };
  const clientKey = clientKeyOf(submission);
  const stored = clientKey === null ? null : await findByClientKey(tx, windowId, clientKey);
  const named = submission.type === 'desk' ? submission.conversation : null;
  return {
    type: 'accepted',
    conversation: stored?.conversationId ?? (named as ConversationId | null),
    window: windowId,
    seq: stored?.seq ?? null,
    at: stored?.receivedAt ?? batch.now,
    duplicate: true,
    ...(stored?.inside && wasReply(submission) && { keptInside: true }),
  };
}

/** A reply that stands among the internal messages was kept inside. */
function wasReply(submission: Submission): boolean {
  return submission.type === 'desk' && submission.command.type === 'reply';
}

/** The id under which a message keeps its sender's key. */
export function clientKeyOf(submission: Submission): string | null {
  if (submission.type === 'inbound' || submission.type === 'inbound-edit') return submission.externalId;
  return submission.type === 'desk' || submission.type === 'opening' ? `desk:${submission.key}` : null;
}
