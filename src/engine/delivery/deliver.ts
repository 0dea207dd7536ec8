import type { Db } from '../../db/db.ts';
import { closedGates, closeGate } from '../../db/delivery/gates.ts';
import { claimOutbox, keepRefs, markDead, markRetry, markSent, type OutboxRow, type PlacedRow, putBack } from '../../db/delivery/outbox.ts';
import { backoffMs } from '../../domain/backoff.ts';
import type { SendResult } from '../../domain/delivery.ts';
import type { WindowId } from '../../domain/ids.ts';
import { assertNever } from '../../domain/never.ts';
import type { Live } from '../../live/live.ts';
import type { Submit } from '../submissions/submission.ts';
import { notTheirs } from '../submissions/undelivered.ts';
import type { Channel } from './channel.ts';
import { accountOf, addressOf, dispatchOf } from './dispatch.ts';
import { atMost, type InFlight, patienceMs } from './in-flight.ts';
import { shownTo } from './shown.ts';

export interface DeliverDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly holder: string;
  /** 0 to 1: those who failed together do not all come back together; all at once when absent */
  readonly random?: () => number;
  /** takes what a channel refused for good back into its conversation; it is only written down when absent */
  readonly submit?: Submit;
  /** notifies the desks that what they show as on its way has left; where it is absent they see it when they read again */
  readonly live?: Pick<Live, 'publish'>;
  /** takes over what is not answered soon, so that nobody else waits for it; absent: all is waited for */
  readonly inFlight?: InFlight;
  /** by account id, as it stands at the head of an outbox target */
  readonly channelOf: (accountId: string) => Channel | undefined;
}

const leaseMs = 60_000;
const batchSize = 128;
const firstRetryMs = 1000;
const longestRetryMs = 5 * 60_000;
/** a file of the message is still coming */
const fileWaitMs = 1000;
/** colleagues wait so long for the files of a message, then they read it without, and what was said after it */
const filePatienceMs = 10_000;
/** tries after which a channel that never says whether it arrived is not asked again */
const mostUnsure = 8;

/** Sends what is due, one row a lane. Returns how many rows it worked off; less than a full batch means that nothing more is due. */
export async function deliverOnce(deps: DeliverDeps): Promise<number> {
  const { db, holder, now } = deps;
  const at = now();
  const claimed = await claimOutbox(db, { holder, now: at, until: new Date(at.getTime() + leaseMs), limit: batchSize });
  // A send that outlives its lease gets a new one and goes on, it is not begun again.
  const rows = claimed.filter((row) => !deps.inFlight?.has(keyOf(row)));
  if (rows.length === 0) return 0;
  const waiting = await heldBack(deps, rows, at);
  await putBack(db, holder, waiting);
  const isWaiting = new Set(waiting.map((each) => each.row));
  const tried = rows.filter((each) => !isWaiting.has(each));
  const sends = tried.map((row) => ({ row, answered: sendRow(deps, row).then((result): Answered => ({ row, result })) }));
  const { soon, late } = await parted(sends, deps.inFlight === undefined ? null : patienceMs);
  for (const { row, answered } of late)
    deps.inFlight?.add(
      keyOf(row),
      answered.then((each) => settleAll(deps, [each])),
    );
  await settleAll(deps, soon);
  return tried.length;
}

const keyOf = ({ windowId, target, n }: OutboxRow): string => `${windowId} ${target} ${n}`;

interface Answered {
  readonly row: OutboxRow;
  readonly result: SendResult;
}

interface Sending {
  readonly row: OutboxRow;
  readonly answered: Promise<Answered>;
}

/** Those answered within so many ms, and the others; null: all are waited for. */
async function parted(sends: readonly Sending[], withinMs: number | null): Promise<{ soon: Answered[]; late: Sending[] }> {
  const soon = new Map<OutboxRow, Answered>();
  const all = Promise.all(sends.map(({ answered }) => answered.then((each) => void soon.set(each.row, each))));
  await (withinMs === null ? all : atMost(all, withinMs));
  return { soon: [...soon.values()], late: sends.filter(({ row }) => !soon.has(row)) };
}

async function settleAll(deps: DeliverDeps, results: readonly Answered[]): Promise<void> {
  const { db, holder, now } = deps;
  await keepRefs(db, results.map(placesOf));
  const shown = await markSent(
    db,
    holder,
    results.flatMap(({ row, result }) => (result.type === 'sent' ? [row] : [])),
    now(),
  );
  deps.live?.publish(shown.flatMap(shownTo));
  for (const { row, result } of results) await settle(deps, row, result);
}

/** Those whose gate is closed or whose file is not here yet, and until when. */
async function heldBack(deps: DeliverDeps, rows: readonly OutboxRow[], now: Date): Promise<{ row: OutboxRow; dueAt: Date }[]> {
  const scopesOf = (row: OutboxRow) =>
    deps.channelOf(accountOf(row.target))?.scopes?.({ address: addressOf(row.target), verb: row.verb }) ?? [];
  const closed = await closedGates(deps.db, [...new Set(rows.flatMap(scopesOf))], now);
  return rows.flatMap((row) => {
    const until = Math.max(0, ...scopesOf(row).map((scope) => closed.get(scope)?.getTime() ?? 0));
    if (until > 0) return [{ row, dueAt: new Date(until) }];
    const isComing = row.verb !== 'delete' && row.body?.attachments?.some((each) => each.state === 'coming');
    const isLate = row.audience === 'internal' && now.getTime() - (row.receivedAt?.getTime() ?? 0) >= filePatienceMs;
    return isComing && !isLate ? [{ row, dueAt: new Date(now.getTime() + fileWaitMs) }] : [];
  });
}

async function sendRow(deps: DeliverDeps, row: OutboxRow): Promise<SendResult> {
  // It would hold up its lane for ever.
  if (row.conversationId === null) return { type: 'refused', reason: 'no-message' };
  if (row.deleted && row.verb !== 'delete') return { type: 'refused', reason: 'taken-back' };
  // Nor does an answer to somebody else go to another address of whoever they had been taken for.
  if (row.withheld && row.verb !== 'delete') return { type: 'refused', reason: 'withheld' };
  if (row.astray) return { type: 'refused', reason: notTheirs };
  const channel = deps.channelOf(accountOf(row.target));
  if (channel === undefined) return { type: 'refused', reason: 'channel-off' };
  // A channel is not to throw; should it break down all the same, that must not hold up what others sent meanwhile.
  return channel.send(dispatchOf(row, row.conversationId)).catch(() => ({ type: 'unsure' }));
}

/** Where the message stands now, even if not all of it does. */
function placesOf({ row, result }: { row: OutboxRow; result: SendResult }): PlacedRow {
  const address = addressOf(row.target);
  const chat = ('chat' in result ? result.chat : undefined) ?? address;
  const parts = result.parts ?? (result.type === 'sent' ? [result.externalId] : []);
  return { row, places: row.verb === 'delete' ? [] : parts.map((id) => ({ chat, id })) };
}

async function settle(deps: DeliverDeps, row: OutboxRow, result: SendResult): Promise<void> {
  const at = (ms: number) => new Date(deps.now().getTime() + ms);
  const { random = () => 0 } = deps;
  const later = (ms: number) => markRetry(deps.db, deps.holder, row, at(ms));
  switch (result.type) {
    case 'sent':
      return;
    case 'retry':
      if (result.untried) return putBack(deps.db, deps.holder, [{ row, dueAt: at(result.afterMs) }]);
      if (result.scope === undefined) return later(Math.max(result.afterMs, retryMs(row.attempts, random())));
      await closeGate(deps.db, result.scope, at(result.afterMs));
      return putBack(deps.db, deps.holder, [{ row, dueAt: at(result.afterMs) }]);
    case 'unsure':
      return row.attempts >= mostUnsure ? giveUp(deps, row, 'unsure', false) : later(retryMs(row.attempts, random()));
    case 'gone':
      return giveUp(deps, row, result.reason, true);
    case 'refused':
      return giveUp(deps, row, result.reason, false);
    default:
      assertNever(result);
  }
}

const ours: ReadonlySet<string> = new Set(['no-message', 'taken-back', 'withheld']);

/** What concerns the client goes back into the conversation, which also takes the row out of its lane; the rest is only written down. */
async function giveUp(deps: DeliverDeps, row: OutboxRow, reason: string, unreachable: boolean): Promise<void> {
  if (deps.submit === undefined || row.audience === 'internal' || ours.has(reason))
    return markDead(deps.db, deps.holder, row, reason, deps.now());
  const { windowId, seq, target, verb } = row;
  const outcome = await deps
    .submit({ type: 'undelivered', window: windowId as WindowId, seq, target, reason, unreachable, verb })
    .catch(() => null);
  // Too busy just now: the channel is asked again, and will answer the same.
  if (outcome === null) return markRetry(deps.db, deps.holder, row, new Date(deps.now().getTime() + retryMs(1)));
  if (outcome.type === 'refused') await markDead(deps.db, deps.holder, row, reason, deps.now());
}

/** Waits 1 s, 2 s, 4 s … up to five minutes, and up to half of it less by chance. */
export function retryMs(attempts: number, chance = 0): number {
  return backoffMs(attempts - 1, firstRetryMs, longestRetryMs, 1 - chance);
}
