import { GrammyError } from 'grammy';
import { leaveLease, takeLease } from '../../db/lease.ts';
import { Overloaded } from '../../engine/submissions/submission.ts';
import type { TelegramDeps } from '../deps.ts';
import type { Take } from './take.ts';
import { allowedUpdates } from './update.ts';

export interface PollTimes {
  /** how long Telegram may keep a question open, in seconds */
  readonly askSeconds: number;
  /** a process that has not asked for so long has lost its place, in ms */
  readonly leaseMs: number;
  /** how often others look whether they may, in ms */
  readonly lookMs: number;
  /** the first and the longest wait after trouble, in ms */
  readonly backOffMs: readonly [number, number];
}

/** A question ends well before the client gives up on it, and that before the lease. */
export const pollTimes: PollTimes = { askSeconds: 25, leaseMs: 60_000, lookMs: 5_000, backOffMs: [1_000, 60_000] };

const lease = 'telegram';

/**
 * Asks Telegram for updates, in one process at a time, until the signal. What was asked for is confirmed only when it is committed: what
 * could not be taken comes again, and those taken already are repeats.
 */
export async function poll(deps: TelegramDeps, take: Take, holder: string, signal: AbortSignal, times = pollTimes): Promise<void> {
  const { api, db, now, log, pause } = deps;
  let offset = 0;
  let troubles = 0;
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
      const isTaken = await Promise.all(updates.map((each) => isCommitted(take, each)));
      const missed = isTaken.indexOf(false);
      const last = missed === -1 ? updates.at(-1) : updates[missed - 1];
      if (last !== undefined) offset = last.update_id + 1;
      troubles = missed === -1 ? 0 : troubles + 1;
      if (missed !== -1) await pause(backOff(times, troubles));
    } catch (error) {
      if (signal.aborted) break;
      troubles += 1;
      tell(log, error, troubles);
      await pause(backOff(times, troubles));
    }
  }
  await leaveLease(db, lease, holder).catch(() => undefined);
}

async function isCommitted(take: Take, update: { readonly update_id: number }): Promise<boolean> {
  try {
    await take(update);
    return true;
  } catch (error) {
    if (error instanceof Overloaded) return false;
    throw error;
  }
}

function backOff({ backOffMs: [first, longest] }: PollTimes, troubles: number): number {
  return Math.min(longest, first * 2 ** (troubles - 1));
}

function tell(log: TelegramDeps['log'], error: unknown, troubles: number): void {
  const code = error instanceof GrammyError ? error.error_code : null;
  if (code === 409) {
    log.error({ code, troubles }, 'somebody else asks Telegram with the same bot token: stop the other one, or give it a bot of its own');
    return;
  }
  log.warn({ code, troubles }, 'Telegram could not be asked for updates, it is tried again');
}
