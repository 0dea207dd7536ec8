import pino, { type Logger } from 'pino';
import type { Config } from '../config.ts';

/** Makes the log, on standard error; `flush` writes what is left of it, for the end of the process. */
export function createLog(level: Config['logLevel']): { readonly log: Logger; readonly flush: () => void } {
  const lines = pino.destination({ fd: 2, sync: false });
  return { log: pino({ level, base: null }, lines), flush: () => lines.flushSync() };
}
