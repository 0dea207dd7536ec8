import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adminFile } from '../../src/config.ts';
import { openDb } from '../../src/db/open.ts';
import { type Server, startServer } from '../support/server.ts';
import { newSite, type Site } from '../support/site.ts';
import { type Asking, type Complaint, createAsking, type Tally } from './asking.ts';
import { createCallers } from './callers.ts';
import { dice as rollDice } from './dice.ts';
import { type OpenApi, targetsOf } from './document.ts';
import { drive } from './drive.ts';
import { createKnown } from './known.ts';
import { linksBy, linksIn, type MakeLink } from './links.ts';
import { type Bot, startBot, startWorkspace, type Workspace } from './messengers.ts';
import type { FuzzOptions } from './options.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { createRequests } from './requests.ts';
import { createSlackCalls } from './slack-calls.ts';
import { readSlackSamples, type SlackSamples } from './slack-samples.ts';
import { type Prepared, prepare } from './stage.ts';
import { createTelegramUpdates } from './telegram-updates.ts';
import { createJudge } from './verdict.ts';

export interface Fuzzed {
  readonly seed: number;
  readonly requests: number;
  readonly seconds: number;
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly complaints: readonly Complaint[];
  /** calls that Slack has published itself; 0: they are not beside this clone */
  readonly samples: number;
}

/** Asks a real server everything its document has, and more, and says what it should not have answered. */
export async function runFuzz(options: FuzzOptions, postgresUrl: string | null): Promise<Fuzzed> {
  const began = performance.now();
  const site = await newSite(postgresUrl);
  const [bot, workspace, receiver] = [await startBot(), await startWorkspace(), await startReceiver()];
  try {
    const samples = readSlackSamples();
    const prepared = await prepare(site);
    const settings = { ...bot.settings, ...workspace.settings, ...receiver.settings, LOG_LEVEL: 'warn' };
    const server = await startServer({ ...site, settings, within: 60_000 });
    const asking = await withServer(server, () => fuzzed(options, { site, server, bot, workspace, receiver, prepared, samples }));
    for (const fault of (await site.audit()).faults) asking.complain(`afterwards the tables disagree: ${fault}`);
    const { tallies, complaints, count } = asking;
    const seconds = Math.round((performance.now() - began) / 1000);
    const published = samples.events.length + samples.interactive.length;
    return { seed: options.seed, requests: count(), seconds, tallies, complaints, samples: published };
  } finally {
    await Promise.all([bot.close(), workspace.close(), receiver.close(), site.release()]);
  }
}

async function withServer<T>(server: Server, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await server.kill('SIGTERM');
  }
}

interface Scene {
  readonly site: Site;
  readonly server: Server;
  readonly bot: Bot;
  readonly workspace: Workspace;
  readonly receiver: Receiver;
  readonly prepared: Prepared;
  readonly samples: SlackSamples;
}

/** The desk’s links come by the server’s own door where it holds the database, else from beside it. */
async function fuzzed(options: FuzzOptions, scene: Scene): Promise<Asking> {
  const { site, server } = scene;
  if (site.databaseUrl === undefined) {
    const adminToken = await adminTokenOf(site.dataFolder);
    return askAll(options, scene, { makeLink: linksBy(server.url, adminToken, scene.prepared.keys.own), adminToken });
  }
  const db = await openDb(site);
  try {
    return await askAll(options, scene, { makeLink: linksIn(db), adminToken: null });
  } finally {
    await db.close();
  }
}

interface Ways {
  readonly makeLink: MakeLink;
  readonly adminToken: string | null;
}

async function askAll({ seed, requests, short }: FuzzOptions, scene: Scene, ways: Ways): Promise<Asking> {
  const { server, bot, workspace, receiver, prepared, samples } = scene;
  const now = () => new Date();
  const dice = rollDice(seed);
  const origin = server.url;
  const document = (await (await fetch(`${origin}/openapi.json`)).json()) as OpenApi;
  const callers = await createCallers({ dice, origin, prepared, bot, ...ways });
  const known = createKnown(dice);
  known.keep('receiver', receiver.url);
  const asking = createAsking({ origin, judge: createJudge(document), known, callers });
  await drive({
    dice,
    known,
    callers,
    asking,
    requests,
    short,
    targets: targetsOf(document),
    makeWish: createRequests({ dice, known, document, callers, now }),
    slack: createSlackCalls({ dice, workspace, staff: prepared.staff, samples, now }),
    telegram: createTelegramUpdates(dice, bot, known, now),
    workspace,
    bot,
    receiver,
    staff: prepared.staff,
    now,
    isAlive: () => !server.hasEnded(),
    errors: errorsOf(server),
  });
  return asking;
}

async function adminTokenOf(dataFolder: string): Promise<string> {
  return (JSON.parse(await readFile(join(dataFolder, adminFile), 'utf8')) as { token: string }).token;
}

/** Lines of level error that the server wrote since it was asked last. */
function errorsOf(server: Server): () => readonly string[] {
  let read = 0;
  return () => {
    const output = server.output();
    const lines = output.slice(read).split('\n');
    // The last line may be half written.
    read = output.length - (lines.pop() ?? '').length;
    return lines.filter((each) => /^\{"level":[56]0/.test(each) || /^(Error|TypeError|node:)/.test(each));
  };
}
