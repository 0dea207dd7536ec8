import { setTimeout as pause } from 'node:timers/promises';
import { type Random, seeded } from '../../src/demo/random.ts';
import type { Target } from '../load/wire.ts';
import { freePort } from '../support/port.ts';
import type { Postgres } from '../support/postgres.ts';
import { type Server, startServer } from '../support/server.ts';
import { newSite, type Site } from '../support/site.ts';
import { type Crowd, gather } from './crowd.ts';
import type { ChaosOptions, PhaseName } from './options.ts';
import { scripts } from './scripts.ts';
import { brokenOff, type Ending, type Verdict, verdictOf } from './verdict.ts';

/** What a phase works with. */
interface Scene {
  readonly options: ChaosOptions;
  readonly times: number;
  readonly postgres: Postgres;
  readonly place: Site;
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

/** Talks to the servers while `blow` after blow falls, each telling how long (ms) it was until a message was acknowledged again. */
async function underBlows(
  scene: Scene,
  servers: readonly Server[],
  targets: (n: number) => readonly Target[],
  blow: (crowd: Crowd, n: number) => Promise<number>,
): Promise<Ending> {
  const { options, random, times } = scene;
  const crowd = await gather({ secret, clients: options.clients, seed: options.seed, targets, scripts });
  const recoveries: number[] = [];
  try {
    await Promise.all(servers.map((_, at) => crowd.acknowledgedAfter(0, (client) => client % servers.length === at)));
    for (let n = 0; n < times; n += 1) {
      await pause(random.between(...talk));
      recoveries.push(await blow(crowd, n));
    }
    await pause(talk[1]);
    return { acknowledged: crowd.count, recoveries, ...(await crowd.stop()) };
  } catch (error) {
    const last = servers.map((each) => `${each.url} ${each.hasEnded() ? 'has ended' : 'is alive'}: ${each.output().slice(-1500)}`);
    throw new Error([error instanceof Error ? error.message : String(error), ...last].join('\n'), { cause: error });
  } finally {
    crowd.abandon();
    await Promise.all(servers.map((each) => each.kill('SIGTERM')));
  }
}

/** The server is killed while everybody talks, and started again at once. */
async function kills(scene: Scene): Promise<Ending> {
  const server = await serve(scene);
  const targets = () => [targetOf(server)];
  return underBlows(scene, [server], targets, async (crowd) => {
    await server.kill('SIGKILL');
    const restarted = performance.now();
    await server.restart();
    return (await crowd.acknowledgedAfter(restarted)) - restarted;
  });
}

/** Postgres falls as in a power cut and comes back; the server stays, and finds its way by itself. */
async function stops(scene: Scene): Promise<Ending> {
  const server = await serve(scene);
  const targets = () => [targetOf(server)];
  return underBlows(scene, [server], targets, async (crowd) => {
    await scene.postgres.stop('immediate');
    await pause(scene.random.between(200, 2000));
    await scene.postgres.start();
    const back = performance.now();
    if (server.hasEnded()) throw new Error('the server ended with its database');
    return (await crowd.acknowledgedAfter(back)) - back;
  });
}

/** Two servers on one database, one of them killed: the other goes on, and those who were with the dead one come over. */
async function twoServers(scene: Scene): Promise<Ending> {
  const servers = [await serve(scene), await serve(scene, await freePort())] as const;
  const targets = (n: number) => (n % 2 === 0 ? servers : servers.toReversed()).map(targetOf);
  return underBlows(scene, servers, targets, async (crowd, n) => {
    const dying = servers[n % 2] ?? servers[0];
    const isAt = (server: number) => (client: number) => client % 2 === server;
    const died = performance.now();
    await dying.kill('SIGKILL');
    const [moved] = await Promise.all([crowd.acknowledgedAfter(died, isAt(n % 2)), crowd.acknowledgedAfter(died, isAt(1 - (n % 2)))]);
    await dying.restart();
    return moved - died;
  });
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
  const place = await newSite(kind === 'postgres' ? postgres.url : null);
  const began = performance.now();
  try {
    const scene = { options, times: options.times[name], postgres, place, random: seeded(options.seed) };
    const ending = await run(scene);
    return verdictOf(name, scene.times, ending, await place.audit(), performance.now() - began);
  } catch (error) {
    return brokenOff(name, options.times[name], error, performance.now() - began);
  } finally {
    // A phase may have been broken off while Postgres was down.
    await postgres.start();
    await place.release();
  }
}
