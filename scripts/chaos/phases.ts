import { setTimeout as pause } from 'node:timers/promises';
import type { Target } from '../load/wire.ts';
import { freePort } from '../support/port.ts';
import type { Postgres } from '../support/postgres.ts';
import { type Server, startServer } from '../support/server.ts';
import { type Crowd, gather } from './crowd.ts';
import type { ChaosOptions, PhaseName } from './options.ts';
import { newPlace, type Place } from './place.ts';
import { type Random, seeded } from './random.ts';
import { qualifications } from './scripts.ts';
import { type Ending, type Verdict, verdictOf } from './verdict.ts';

/** What a phase works with. */
interface Scene {
  readonly options: ChaosOptions;
  readonly times: number;
  readonly postgres: Postgres;
  readonly place: Place;
  readonly random: Random;
}

const secret = 'a secret that signs for nobody but the chaos';

const settings = { OKNO_SECRET: secret, LOG_LEVEL: 'warn' };

/** How long an interruption may take to be over, however busy the machine is. */
const startWithin = 60_000;

/** Milliseconds of talk between two blows. */
const talk = [300, 1200] as const;

function targetOf({ url }: Pick<Server, 'url'>): Target {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

function serve({ place }: Scene, port?: number): Promise<Server> {
  const { dataFolder, databaseUrl } = place;
  return startServer({
    dataFolder,
    settings,
    within: startWithin,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(port === undefined ? {} : { port }),
  });
}

function crowdAt({ options }: Scene, targets: (n: number) => readonly Target[]): Promise<Crowd> {
  return gather({ secret, clients: options.clients, seed: options.seed, targets, scripts: qualifications });
}

/** The server is killed while everybody talks, and started again at once. */
async function kills(scene: Scene): Promise<Ending> {
  const server = await serve(scene);
  const crowd = await crowdAt(scene, () => [targetOf(server)]);
  const recoveries: number[] = [];
  try {
    await crowd.acknowledgedAfter(0);
    for (let n = 0; n < scene.times; n += 1) {
      await pause(scene.random.between(...talk));
      await server.kill('SIGKILL');
      const restarted = performance.now();
      await server.restart();
      recoveries.push((await crowd.acknowledgedAfter(restarted)) - restarted);
    }
    await pause(talk[1]);
    return { acknowledged: crowd.count, recoveries, ...(await crowd.stop()) };
  } finally {
    crowd.abandon();
    await server.kill('SIGTERM');
  }
}

/** Postgres falls as in a power cut and comes back; the server stays, and finds its way by itself. */
async function stops(scene: Scene): Promise<Ending> {
  const server = await serve(scene);
  const crowd = await crowdAt(scene, () => [targetOf(server)]);
  const recoveries: number[] = [];
  try {
    await crowd.acknowledgedAfter(0);
    for (let n = 0; n < scene.times; n += 1) {
      await pause(scene.random.between(...talk));
      await scene.postgres.stop('immediate');
      await pause(scene.random.between(200, 2000));
      await scene.postgres.start();
      const back = performance.now();
      if (server.hasEnded()) throw new Error(`the server ended with its database:\n${server.output()}`);
      recoveries.push((await crowd.acknowledgedAfter(back)) - back);
    }
    await pause(talk[1]);
    return { acknowledged: crowd.count, recoveries, ...(await crowd.stop()) };
  } finally {
    crowd.abandon();
    await server.kill('SIGTERM');
  }
}

/** Two servers on one database, one of them killed: the other goes on, and those who were with the dead one come over. */
async function twoServers(scene: Scene): Promise<Ending> {
  const first = await serve(scene);
  const second = await serve(scene, await freePort());
  const servers = [first, second] as const;
  const isAt = (server: number) => (client: number) => client % 2 === server;
  const crowd = await crowdAt(scene, (n) => (n % 2 === 0 ? servers.map(targetOf) : servers.map(targetOf).reverse()));
  const recoveries: number[] = [];
  try {
    await Promise.all([crowd.acknowledgedAfter(0, isAt(0)), crowd.acknowledgedAfter(0, isAt(1))]);
    for (let n = 0; n < scene.times; n += 1) {
      await pause(scene.random.between(...talk));
      const dying = n % 2;
      const died = performance.now();
      await servers[dying]?.kill('SIGKILL');
      const [moved] = await Promise.all([crowd.acknowledgedAfter(died, isAt(dying)), crowd.acknowledgedAfter(died, isAt(1 - dying))]);
      recoveries.push(moved - died);
      await servers[dying]?.restart();
    }
    await pause(talk[1]);
    return { acknowledged: crowd.count, recoveries, ...(await crowd.stop()) };
  } finally {
    crowd.abandon();
    await Promise.all(servers.map((each) => each.kill('SIGTERM')));
  }
}

const phases: Readonly<Record<PhaseName, readonly ['postgres' | 'pglite', (scene: Scene) => Promise<Ending>]>> = {
  'postgres-kills': ['postgres', kills],
  'pglite-kills': ['pglite', kills],
  'postgres-stops': ['postgres', stops],
  'two-servers': ['postgres', twoServers],
};

/** Runs a phase on a database of its own, and judges it. */
export async function runPhase(name: PhaseName, options: ChaosOptions, postgres: Postgres): Promise<Verdict> {
  const [kind, run] = phases[name];
  const place = await newPlace(kind, postgres);
  const began = performance.now();
  try {
    const scene = { options, times: options.times[name], postgres, place, random: seeded(options.seed) };
    const ending = await run(scene);
    return verdictOf(name, scene.times, ending, await place.audit(), performance.now() - began);
  } finally {
    await place.release();
  }
}
