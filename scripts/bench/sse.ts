import { setTimeout as pause } from 'node:timers/promises';
import type { Published } from '../load/jobs.ts';
import { newStrangers } from '../load/strangers.ts';
import { megabytes, memoryOf } from './machine.ts';
import { addresses } from './pressure.ts';
import { type Stage, serving } from './stage.ts';
import { waitingVisitors } from './visitors.ts';

export interface Sse {
  readonly clients: number;
  /** resident memory the server grew by, per client */
  readonly kilobytesEach: number;
  readonly megabytes: { readonly before: number; readonly after: number };
  readonly publish: Published;
  /** streams still open at the end */
  readonly left: number;
}

const writers = 128;
const rate = 100;

/** Idle clients on event streams; some of them write, and hear their own message on their stream. */
export function sse(stage: Stage): Promise<Sse> {
  const { streams, seconds } = stage.options.scale;
  return serving(stage, 'sse', async (at) => {
    const { target, server } = at;
    const waiting = await waitingVisitors(stage, at, writers);
    const strangers = await newStrangers(stage.secret, streams - writers);
    await pause(1000);
    const before = await memoryOf(server.pid());
    const tokens = [...waiting, ...strangers].map(({ token }) => token);
    const { open } = await stage.load.run({ type: 'streams', target, tokens, addresses });
    await pause(3000);
    const after = await memoryOf(server.pid());
    const published = await stage.load.run({ type: 'publish', target, writers: waiting.map((_, i) => i), rate, seconds });
    const { open: left } = await stage.load.run({ type: 'drop' });
    return {
      clients: open,
      kilobytesEach: Math.round(((after.now - before.now) / 1024 / open) * 10) / 10,
      megabytes: { before: megabytes(before.now), after: megabytes(after.now) },
      publish: published,
      left,
    };
  });
}
