import { backoffMs } from '../../domain/backoff.ts';
import type { Reach } from '../../engine/delivery/reach.ts';
import type { Log } from '../../engine/deps.ts';
import { type Loop, startLoop } from '../../engine/loop.ts';
import { isNoAccess } from '../api/failure.ts';
import { faultCode } from '../api/web-api.ts';

/** A socket over which Slack tells what happened. */
export interface OpenSocket {
  /** resolves when it is open no more, whoever closed it */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

export interface SocketKeeper {
  readonly log: Log;
  /** opens one; throws what Slack says */
  readonly open: () => Promise<OpenSocket>;
  /** an administrator has to act; told as often as it happens */
  readonly alarm: (code: string) => Promise<void>;
  /** learns since when nothing comes in */
  readonly reach: Reach;
  /** the first and the longest wait after a refusal, ms */
  readonly pauseMs?: readonly [number, number];
}

const usualPauseMs = [1000, 5000] as const;
/** A socket that is closed sooner than this after it opened counts as one that was refused. */
const shortLifeMs = 5000;
const idleMs = 60_000;

/**
 * Keeps a socket open: one that closes is opened again at once, and one that is refused after growing pauses, however long that takes.
 * Whatever Slack says, nothing else stops for it.
 */
export function keepSocket({ log, open, alarm, reach, pauseMs: [firstMs, longestMs] = usualPauseMs }: SocketKeeper): Pick<Loop, 'stop'> {
  let socket: OpenSocket | null = null;
  let [failures, isStopped] = [0, false];
  let pauseUntil = 0;

  function fail(code: string): number {
    reach.failed(code);
    const pauseMs = backoffMs(failures, firstMs, longestMs);
    failures += 1;
    pauseUntil = performance.now() + pauseMs;
    return pauseMs;
  }

  function onClosed(openedAt: number): void {
    socket = null;
    if (isStopped) return;
    if (performance.now() - openedAt < shortLifeMs) fail('closed');
    else failures = 0;
    loop.wake();
  }

  async function openOne(): Promise<false | number> {
    try {
      const made = await open();
      if (isStopped) {
        await made.close();
        return false;
      }
      socket = made;
      const openedAt = performance.now();
      void made.closed.then(() => onClosed(openedAt));
      reach.answered();
      log.info({}, 'the socket to Slack is open');
      return false;
    } catch (error) {
      const code = faultCode(error);
      const pauseMs = fail(code);
      log.warn({ code, failures }, 'Slack opens no socket; it is tried again, and all else goes on');
      if (isNoAccess(code)) await alarm(code);
      return pauseMs;
    }
  }

  const loop = startLoop('slack socket', idleMs, log, async () => {
    if (isStopped || socket !== null) return false;
    const leftMs = pauseUntil - performance.now();
    return leftMs > 0 ? leftMs : openOne();
  });
  loop.wake();

  return {
    async stop() {
      isStopped = true;
      await Promise.all([socket?.close(), loop.stop(), reach.stop()]);
    },
  };
}
