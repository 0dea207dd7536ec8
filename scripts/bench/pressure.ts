import type { Run } from '../load/jobs.ts';
import { startLoad } from '../load/load.ts';
import { newStrangers } from '../load/strangers.ts';
import { megabytes, memoryOf } from './machine.ts';
import { errorsOf, type Figures, figuresOf, intoOpen } from './spoken.ts';
import { type Serving, type Stage, serving } from './stage.ts';
import { said, waitingVisitors } from './visitors.ts';

/** The same measurement without and with something beside it; times in ms. */
export interface Beside {
  readonly without: Figures;
  readonly with: Figures;
}

const quietVisitors = 64;
const quietRate = 200;

/** Quiet visitors: an open loop of a few hundred messages a second from many people. */
export async function quiet(stage: Stage, { target }: Serving, visitors: readonly { token: string }[], seconds: number): Promise<Figures> {
  const speakers = visitors.map(({ token }) => ({ token, path: 0 }));
  const { warmUp } = stage.options.scale;
  return figuresOf(
    await stage.load.run({
      type: 'paced',
      target,
      connections: visitors.length,
      warmUp,
      seconds,
      rate: quietRate,
      keepIds: false,
      speakers,
      paths: [said],
    }),
  );
}

export interface Flood extends Beside {
  readonly flood: { readonly sent: number; readonly accepted: number; readonly refused: number; readonly rate: number };
}

/** One visitor sends ten thousand messages and more over 16 connections, as fast as they are taken, beside quiet ones. */
export function flood(stage: Stage): Promise<Flood> {
  const { scale } = stage.options;
  return serving(stage, 'flood', async (at) => {
    const visitors = await waitingVisitors(stage, at, quietVisitors + 1);
    const [noisy, ...others] = visitors;
    if (noisy === undefined) throw new Error('nobody to make noise');
    const without = await quiet(stage, at, others, scale.seconds);
    const load = startLoad();
    try {
      // The flood begins with the quiet ones' warm-up and is on until they end; what is left of it then comes after.
      const flooding = load.run({
        type: 'closed',
        target: at.target,
        connections: 16,
        warmUp: 0,
        seconds: scale.warmUp + scale.seconds,
        atLeast: scale.flood,
        endless: true,
        speakers: [{ token: noisy.token, path: 0 }],
        paths: [said],
      });
      const during = await quiet(stage, at, others, scale.seconds);
      const run = await flooding;
      const accepted = (run.statuses['200'] ?? 0) + (run.statuses['201'] ?? 0);
      const refused = errorsOf(run.statuses);
      return { without, with: during, flood: { sent: accepted + refused, accepted, refused, rate: run.rate } };
    } finally {
      load.end();
    }
  });
}

/** Thousands of kept-alive connections that do nothing, beside a closed loop of 64. */
export function idleSockets(stage: Stage): Promise<Beside & { readonly idle: { readonly opened: number; readonly left: number } }> {
  const { scale } = stage.options;
  return serving(stage, 'idle-sockets', async (at) => {
    const visitors = await waitingVisitors(stage, at, scale.visitors);
    const without = await intoOpen(stage, at, visitors, 64);
    const load = startLoad();
    try {
      const { open } = await load.run({ type: 'idle', target: at.target, count: scale.idleSockets, addresses });
      const during = await intoOpen(stage, at, visitors, 64);
      const { open: left } = await load.run({ type: 'drop' });
      return { without, with: during, idle: { opened: open, left } };
    } finally {
      load.end();
    }
  });
}

/** Many addresses, so that what one address may have does not limit the measurement. */
export const addresses: readonly string[] = Array.from({ length: 200 }, (_, i) => `127.0.${1 + Math.floor(i / 100)}.${1 + (i % 100)}`);

export interface Overload {
  /** requests a second: what it carried before, and what it was offered */
  readonly carried: number;
  readonly offered: number;
  readonly accepted: number;
  /** accepted messages that are not in the database: must be 0 */
  readonly lost: number;
  readonly statuses: Run['statuses'];
  readonly refusedWithoutRetryAfter: number;
  readonly unfinished: number;
  readonly p50: number;
  readonly p99: number;
  readonly megabytes: { readonly before: number; readonly most: number; readonly after: number };
}

/** Twice what it carries, over thousands of connections. */
export function overload(stage: Stage): Promise<Overload> {
  const { scale } = stage.options;
  return serving(stage, 'overload', async (at) => {
    const visitors = await waitingVisitors(stage, at, scale.visitors);
    const { rate: carried } = await intoOpen(stage, at, visitors, 256);
    const before = await memoryOf(at.server.pid());
    // Strangers' first messages and open conversations alike: half of the connections belong to people nobody has seen.
    const strangers = await newStrangers(stage.secret, scale.overloadConnections / 2);
    const speakers = Array.from({ length: scale.overloadConnections }, (_, i) => {
      const from = i % 2 === 0 ? visitors : strangers;
      return { token: from[Math.floor(i / 2) % from.length]?.token ?? '', path: 0 };
    });
    const offered = Math.round(carried * 2);
    const run = await stage.load.run({
      type: 'paced',
      target: at.target,
      connections: scale.overloadConnections,
      warmUp: 0,
      seconds: scale.warmUp + scale.seconds,
      rate: offered,
      keepIds: true,
      speakers,
      paths: [said],
    });
    const kept = await at.sql<{ n: number }[]>`
      select count(distinct split_part(client_key, '/', 2))::int as n from message
      where author = 'client' and split_part(client_key, '/', 2) = any(${run.ids as string[]})`;
    const after = await memoryOf(at.server.pid());
    return {
      carried,
      offered,
      accepted: run.ids.length,
      lost: run.ids.length - (kept[0]?.n ?? 0),
      statuses: run.statuses,
      refusedWithoutRetryAfter: run.withoutRetryAfter,
      unfinished: run.unfinished,
      p50: run.p50,
      p99: run.p99,
      megabytes: { before: megabytes(before.now), most: megabytes(after.most), after: megabytes(after.now) },
    };
  });
}
