import { leaveLease, takeLease } from '../../db/lease.ts';
import { backoffMs } from '../../domain/backoff.ts';
import { Overloaded } from '../../engine/submissions/submission.ts';
import type { TelegramDeps } from '../deps.ts';
import { errorCodeOf } from '../failure.ts';
import type { ReceiveUpdate } from './receive-update.ts';
import { allowedUpdates } from './update.ts';

export interface PollTimes {
  /** how long Telegram may keep a question open, in seconds */
  readonly askSeconds: number;
  /** a process that has not asked for so long has lost its place, in ms */
  readonly leaseMs: number;
  /** how often others look whether they may, in ms */
  readonly lookMs: number;
  /** the first and the longest wait after a failure, in ms */
  readonly backOffMs: readonly [number, number];
}

/** Ends a question well before the client gives up on it, and that before the lease. */
export const pollTimes: PollTimes = { askSeconds: 25, leaseMs: 60_000, lookMs: 5_000, backOffMs: [1_000, 60_000] };

const lease = 'telegram';

/**
 * Asks Telegram for updates, in one process at a time, until the signal. What was asked for is confirmed only when it is committed: what
 * could not be taken comes again, and those taken already are repeats.
 */
export async function poll(
  deps: TelegramDeps,
  receive: ReceiveUpdate,
  holder: string,
  signal: AbortSignal,
  times = pollTimes,
): Promise<void> {
  const { api, db, now, log, pause } = deps;
  let offset = 0;
  let failures = 0;
  let isOurs = false;
  while (!signal.aborted) {
    try {
      const wasOurs = isOurs;
      isOurs = await takeLease(db, lease, holder, now(), times.leaseMs);
      if (!isOurs) {
        await pause(times.lookMs);
        continue;
      }
      if (!wasOurs) offset = 0;
      const updates = await api.getUpdates(
        { offset, limit: 100, timeout: times.askSeconds, allowed_updates: [...allowedUpdates] },
        signal as Parameters<typeof api.getUpdates>[1],
      );
      const isTaken = await Promise.all(updates.map((each) => isCommitted(receive, each)));
      const missed = isTaken.indexOf(false);
      const last = missed === -1 ? updates.at(-1) : updates[missed - 1];
      if (last !== undefined) offset = last.update_id + 1;
      failures = missed === -1 ? 0 : failures + 1;
      if (missed !== -1) await pause(waitMs(times, failures));
    } catch (error) {
      if (signal.aborted) break;
      failures += 1;
      logFailure(log, error, failures);
      await pause(waitMs(times, failures));
    }
  }
  await leaveLease(db, lease, holder).catch(() => undefined);
}

async function isCommitted(receive: ReceiveUpdate, update: { readonly update_id: number }): Promise<boolean> {
  try {
    await receive(update);
    return true;
  } catch (error) {
    if (error instanceof Overloaded) return false;
    throw error;
  }
}

const waitMs = ({ backOffMs: [first, longest] }: PollTimes, failures: number) => backoffMs(failures - 1, first, longest);

function logFailure(log: TelegramDeps['log'], error: unknown, failures: number): void {
  const code = errorCodeOf(error);
  if (code === 409) {
    log.error({ code, failures }, 'somebody else asks Telegram with the same bot token: stop the other one, or give it a bot of its own');
    return;
  }
  log.warn({ code, failures }, 'Telegram could not be asked for updates, it is tried again');
}
