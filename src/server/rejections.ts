import process from 'node:process';
import type { Log } from '../engine/deps.ts';

/**
 * Keeps the server up when a promise fails that nobody watches. Libraries of messengers make such ones where they connect again by
 * themselves, and what one messenger refuses is no reason to end all channels. What was accepted is committed, so nothing is lost with it.
 */
export function outliveRejections(log: Log): void {
  process.on('unhandledRejection', (reason) => {
    log.error(
      { err: reason instanceof Error ? reason.name : typeof reason },
      'something failed that nobody waited for; the server goes on',
    );
  });
}
