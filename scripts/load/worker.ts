import process from 'node:process';
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

const held: { idle: Line[]; streams: Stream[] } = { idle: [], streams: [] };

function drop(): { open: number } {
  const all = [...held.idle, ...held.streams];
  const open = all.filter((each) => each.isOpen).length;
  for (const each of all) each.close();
  held.idle = [];
  held.streams = [];
  return { open };
}

async function carryOut(job: Job): Promise<unknown> {
  switch (job.type) {
    case 'closed':
      return runClosed(job);
    case 'paced':
      return runPaced(job);
    case 'slow':
      return runSlow(job);
    case 'idle':
      held.idle = await openIdle(job);
      return { open: held.idle.filter((each) => each.isOpen).length };
    case 'streams':
      held.streams = await openStreams(job);
      return { open: held.streams.filter((each) => each.isOpen).length };
    case 'publish':
      return publish(job, held.streams);
    case 'drop':
      return drop();
    default:
      throw new Error(`no such job: ${JSON.stringify(job satisfies never)}`);
  }
}

process.on('message', (job: Job) => {
  carryOut(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
