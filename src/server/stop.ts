import process from 'node:process';
import type { Log } from '../engine/deps.ts';
import type { Stopping } from '../http/stopping.ts';

interface Parts {
  readonly stopping: Stopping;
  readonly log: Log;
  /** writes what is left of the log */
  readonly flush: () => void;
}

/** The longest a stop may take, in ms; what is committed is safe whenever it ends. */
const stopMs = 10_000;

/** Takes `steps` in order at the first SIGTERM or SIGINT, and ends the process; a second signal ends it at once. */
export function stopOnSignals({ stopping, log, flush }: Parts, steps: readonly (() => Promise<unknown>)[]): void {
  const leave = (code: number) => {
    flush();
    process.exit(code);
  };
  const stop = async () => {
    stopping.begin();
    for (const step of steps) await step();
  };
  const onSignal = (signal: string) => {
    if (stopping.begun) return leave(1);
    log.info({ signal }, 'stopping');
    setTimeout(() => leave(1), stopMs).unref();
    stop().then(
      () => leave(0),
      (error: unknown) => {
        log.error({ err: String(error) }, 'stopping failed');
        leave(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
