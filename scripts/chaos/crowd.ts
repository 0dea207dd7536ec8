import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from '../../src/demo/random.ts';
import { newStrangers } from '../load/strangers.ts';
import type { Body, Target } from '../load/wire.ts';
import { until } from '../support/until.ts';
import { type Client, createClient } from './client.ts';
import { compare, type Difference, sum } from './compare.ts';

/** Many clients talking at once, until they are told to stop. */
export interface Crowd {
  /** messages acknowledged so far */
  count(): number;
  /** resolves with the moment of the first acknowledgement after `since` (ms of performance.now), among clients whose number is `among` */
  acknowledgedAfter(since: number, among?: (client: number) => boolean): Promise<number>;
  /** lets everybody finish what they are saying; then what they were told is compared with the history */
  stop(): Promise<{ readonly difference: Difference; readonly complaints: readonly string[] }>;
  /** ends at once, for when all is lost */
  abandon(): void;
}

export interface CrowdParts {
  readonly secret: string;
  readonly clients: number;
  readonly seed: number;
  /** where client `n` sends, its preferred server first */
  readonly targets: (n: number) => readonly Target[];
  readonly scripts: readonly (readonly Body[])[];
}

const finishWithin = 60_000;

export async function gather({ secret, clients: count, seed, targets, scripts }: CrowdParts): Promise<Crowd> {
  const strangers = await newStrangers(secret, count);
  const latest: number[] = Array.from({ length: count }, () => 0);
  let isOver = false;
  let isGivenUp = false;
  const clients: Client[] = strangers.map((stranger, n) =>
    createClient({
      stranger,
      name: `client-${n}`,
      targets: targets(n),
      script: scripts[n % scripts.length] ?? [],
      random: seeded(seed * 1000 + n),
      isGivenUp: () => isGivenUp,
      onAcknowledged: (at) => {
        latest[n] = at;
      },
    }),
  );
  const talk = async (client: Client, n: number) => {
    const random = seeded(seed * 2000 + n);
    while (!isOver && (await client.say())) await pause(random.between(0, 40));
  };
  const talking = Promise.all(clients.map(talk));
  const close = () => {
    for (const each of clients) each.close();
  };
  return {
    count: () => clients.reduce((total, each) => total + each.acknowledged.length, 0),
    acknowledgedAfter: (since, among = () => true) =>
      until(
        'a message is acknowledged',
        () => {
          const after = latest.filter((at, n) => at > since && among(n));
          return after.length > 0 ? Math.min(...after) : null;
        },
        finishWithin,
      ),
    async stop() {
      isOver = true;
      const patience = setTimeout(() => {
        isGivenUp = true;
      }, finishWithin);
      await talking;
      const histories = await Promise.all(clients.map((each) => each.history()));
      clearTimeout(patience);
      close();
      const own = histories.map((history) => history.flatMap(({ from, id, seq }) => (from === 'client' ? [{ id: id ?? '', seq }] : [])));
      return {
        difference: sum(clients.map((each, n) => compare(each.acknowledged, own[n] ?? []))),
        complaints: clients.flatMap((each) => each.complaints),
      };
    },
    abandon() {
      isOver = true;
      isGivenUp = true;
      close();
    },
  };
}
