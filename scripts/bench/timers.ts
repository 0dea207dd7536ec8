import { setTimeout as pause } from 'node:timers/promises';
import { type Costs, costsOf, spentBy } from './costs.ts';
import { quiet } from './pressure.ts';
import type { Figures } from './spoken.ts';
import { type Serving, type Stage, serving } from './stage.ts';
import { crowdWithTimers, dueNow } from './timers-crowd.ts';
import { waitingVisitors } from './visitors.ts';

/** So many timers fall due at once, beside quiet visitors who go on talking. */
export interface Timers {
  readonly due: number;
  /** from when they fell due until the last of them was worked off */
  readonly seconds: number;
  /** deadlines that lapsed, each once, and conversations that ended; together all that were due */
  readonly lapsed: number;
  readonly ended: number;
  /** of one timer, the quiet visitors' messages among it */
  readonly cpu: Costs;
  /** quiet visitors before it, and in the worst stretch while timers were due */
  readonly without: Figures;
  readonly with: Figures;
}

const talking = 128;
const lookMs = 250;
/** An end that does not come is a finding of its own. */
const longestMs = 200_000;

export function timers(stage: Stage): Promise<Timers> {
  const { timers: count, seconds } = stage.options.scale;
  return serving(stage, 'timers', async (at) => {
    const visitors = await waitingVisitors(stage, at, talking);
    await crowdWithTimers(at, count);
    const without = await quiet(stage, at, visitors, seconds);
    const processes = { server: at.server.pid(), postgresFolder: stage.postgres.dataFolder, load: stage.load.pid };
    const before = await spentBy(processes);
    const began = performance.now();
    const worked = workedOff(at, began, await dueNow(at.sql));
    const stretches = [await quiet(stage, at, visitors, seconds)];
    while (!(await isOver(worked))) stretches.push(await quiet(stage, at, visitors, seconds));
    const ms = await worked;
    const cpu = costsOf(before, await spentBy(processes), count);
    const [found] = await at.sql<{ lapsed: number; ended: number }[]>`
      select (select count(*)::int from turn_hold h join turn t on t.id = h.turn_id join crowd c on c.conversation = t.conversation_id
          where h.lapsed_at is not null and h.n = 1) as lapsed,
        (select count(*)::int from conversation_event e join crowd c on c.conversation = e.conversation_id
          where e.type = 'timer') as ended`;
    if (found === undefined) throw new Error('nothing was counted');
    const worst = stretches.toSorted((a, b) => b.p99 - a.p99)[0] ?? without;
    return { due: count, seconds: Math.round(ms / 100) / 10, ...found, cpu, without, with: worst };
  });
}

/** How long it took, in ms. */
async function workedOff({ sql }: Serving, began: number, since: Date): Promise<number> {
  for (;;) {
    const left = await sql`select 1 from timer where due_at <= ${since} limit 1`;
    const ms = performance.now() - began;
    if (left.length === 0) return ms;
    if (ms > longestMs) throw new Error(`timers are still due after ${longestMs / 1000} s`);
    await pause(lookMs);
  }
}

async function isOver(worked: Promise<number>): Promise<boolean> {
  return (await Promise.race([worked, pause(0, null)])) !== null;
}
