import process from 'node:process';
import { assertNever } from '../../src/domain/never.ts';
import { runClosed } from './closed.ts';
import { openIdle } from './idle.ts';
import type { Job } from './jobs.ts';
import type { Line } from './line.ts';
import { runPaced } from './paced.ts';
import { runSlow } from './slow.ts';
import { openStreams, publish, type Stream } from './streams.ts';

/*
 * The load, in a process of its own: one job at a time, each answered with its result. What a job keeps open stays
 * until `drop`; everything ends with the process that started it.
 */

function serve(tell: (told: object) => void): (job: Job) => void {
  let idle: Line[] = [];
  let streams: Stream[] = [];

  const drop = () => {
    const all = [...idle, ...streams];
    const open = all.filter((each) => each.isOpen).length;
    for (const each of all) each.close();
    idle = [];
    streams = [];
    return { open };
  };

  const carryOut = async (job: Job): Promise<unknown> => {
    switch (job.type) {
      case 'closed':
        return runClosed(job);
      case 'paced':
        return runPaced(job);
      case 'slow':
        return runSlow(job);
      case 'idle':
        idle = await openIdle(job);
        return { open: idle.filter((each) => each.isOpen).length };
      case 'streams':
        streams = await openStreams(job);
        return { open: streams.filter((each) => each.isOpen).length };
      case 'publish':
        return publish(job, streams);
      case 'drop':
        return drop();
      default:
        return assertNever(job);
    }
  };

  return (job) =>
    void carryOut(job).then(
      (result) => tell({ result }),
      (error: unknown) => tell({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
}

process.on(
  'message',
  serve((told) => process.send?.(told)),
);
process.on('disconnect', () => process.exit());
