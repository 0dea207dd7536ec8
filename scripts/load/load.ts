import { fork } from 'node:child_process';
import process from 'node:process';
import type { Jobs } from './jobs.ts';

/** A process that makes load. One job at a time. */
export interface Load {
  readonly pid: number;
  run<Type extends keyof Jobs>(job: Jobs[Type]['job'] & { readonly type: Type }): Promise<Jobs[Type]['result']>;
  end(): void;
}

type Told = { readonly result: unknown } | { readonly error: string };

export function startLoad(): Load {
  const child = fork(new URL(import.meta.resolve('./worker.ts')), { serialization: 'advanced' });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  return {
    pid: child.pid ?? 0,
    run: (job) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          child.off('message', heard);
          child.off('exit', lost);
          act();
        };
        const heard = (told: Told) =>
          settle(() => ('error' in told ? reject(new Error(`${job.type}: ${told.error}`)) : resolve(told.result as never)));
        const lost = () => settle(() => reject(new Error(`${job.type}: the process that makes the load is gone`)));
        child.on('message', heard);
        child.once('exit', lost);
        child.send(job);
      }),
    end() {
      process.off('exit', endWithUs);
      child.disconnect();
    },
  };
}
