import { join } from 'node:path';
import process from 'node:process';
import pino from 'pino';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { v7 } from 'uuid';
import { startPortfolioUpkeep } from './clients/upkeep.ts';
import { companyVerbs } from './company/verbs.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { migrate } from './db/migrate.ts';
import { openDb } from './db/open.ts';
import type { NewId } from './domain/ids.ts';
import { createLoggedContactChannels } from './engine/delivery/logged-contact.ts';
import { createEngine } from './engine/engine.ts';
import { createApp } from './http/app.ts';
import { heartbeatMs } from './http/events.ts';
import { deriveKeys } from './http/keys.ts';
import { createStopping } from './http/stopping.ts';
import { createLive } from './live/notify.ts';
import { announce, isLocal, localAddress, randomToken } from './server/admin.ts';
import { CompanyFault, moveIn } from './server/company.ts';
import { isDemo } from './server/demo.ts';
import { readFiles } from './server/files.ts';
import { closeServer, listen } from './server/listen.ts';
import { keptSecret } from './server/secret.ts';
import { createSlack, slackDoor } from './server/slack.ts';
import { telegramBot, telegramDoor } from './server/telegram.ts';
import { addressOf, languageOfShell, t, welcome } from './server/welcome.ts';
import type { SlackDoor } from './slack/receive/door.ts';
import { createWebchat } from './webchat/channel.ts';

/** The longest a stop may take, in ms; what is committed is safe whenever it ends. */
const stopMs = 10_000;

const newId = v7 as NewId;

const language = languageOfShell(process.env);

async function start(config: Config): Promise<void> {
  const lines = pino.destination({ fd: 2, sync: false });
  const log = pino({ level: config.logLevel, base: null }, lines);
  const now = () => new Date();
  const db = await openDb({ databaseUrl: config.databaseUrl, dataFolder: config.dataFolder });
  await migrate(db);
  const secret = config.secret ?? (await keptSecret(config.dataFolder));
  const live = await createLive({ db, newId, log });
  await moveIn({ db, newId, now, live }, config.company, language);
  const bot = await telegramBot(config, { db, newId, now, secret });
  let slackIn: SlackDoor | null = null;
  const slack = createSlack(config, {
    db,
    now,
    newId,
    log,
    company: () => engine.company(),
    workspace: () => slackIn?.connection() ?? null,
  });
  const channels = [
    createWebchat(live),
    ...createLoggedContactChannels(),
    ...(bot === null ? [] : [bot.channel]),
    ...(slack === null ? [] : [slack.channel]),
  ];
  const engine = await createEngine({
    db,
    now,
    newId,
    log,
    live,
    slackChannel: config.slackChannel,
    channels,
  });
  const pages = await readFiles(join(import.meta.dirname, '../dist/web'));
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  new Gauge({
    name: 'okno_submissions_pending',
    help: 'Submissions that wait or are in flight',
    registers: [metrics],
    collect() {
      this.set(engine.pending());
    },
  });
  const stopping = createStopping();
  const adminToken = randomToken();
  let isWelcoming = false;
  const deps = { db, now, newId, log, live, submit: engine.submit, company: engine.company };
  const telegram = bot === null ? null : telegramDoor(bot, deps);
  let publicUrl = addressOf(config, config.port);
  slackIn = slack === null ? null : await slackDoor(config, slack, { ...deps, publicUrl: () => publicUrl });
  const app = createApp({
    ...deps,
    keys: await deriveKeys(secret, config.siteSecret),
    files: pages.source,
    metrics,
    stopping,
    secure: config.publicUrl?.startsWith('https:') ?? false,
    publicOrigin: config.publicUrl,
    heartbeatMs,
    // Postgres is open to commands beside the server; the embedded database is not.
    ...(db.kind === 'pglite' ? { admin: { verbs: companyVerbs({ db, newId, now, live, randomToken }), token: adminToken, isLocal } } : {}),
    demo: await isDemo(db, config),
    ...(bot === null || telegram === null ? {} : { telegram: { ...telegram, secret: bot.secret } }),
    typing: (kind, address) => channels.find((each) => each.kind === kind)?.typing?.(address),
    ...(slackIn === null ? {} : { slack: slackIn }),
    ready: async () => isWelcoming && (await answersSoon(db.query('select 1'))),
  });
  const { server, port } = await listen(app.fetch, config);
  engine.start();
  const upkeep = startPortfolioUpkeep({ db, now, newId, log, live, company: engine.company });
  telegram?.start();
  slackIn?.start();
  const slackCards = slack?.start();
  publicUrl = addressOf(config, port);
  const forget =
    db.kind === 'pglite' ? await announce(config, { url: localAddress(config.host, port), publicUrl, token: adminToken }) : async () => {};
  process.stdout.write(`${await welcome({ db, now, config }, publicUrl, language, pages.count > 0)}\n`);
  isWelcoming = true;

  const stop = async () => {
    stopping.begin();
    await forget();
    await Promise.all([closeServer(server), telegram?.stop(), slackIn?.stop(), slackCards?.stop()]);
    await Promise.all(upkeep.map((each) => each.stop()));
    await engine.stop();
    await live.close();
    await db.close();
  };
  const leave = (code: number) => {
    lines.flushSync();
    process.exit(code);
  };
  const onSignal = (signal: string) => {
    if (stopping.begun) return leave(1);
    log.info({ signal }, 'stopping');
    setTimeout(() => leave(1), stopMs).unref();
    stop().then(
      () => leave(0),
      (error: unknown) => {
        log.error({ err: String(error) }, 'stopping failed');
        leave(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** Whether a query succeeds within two seconds. */
function answersSoon(query: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), 2_000);
  query.then(
    () => resolve(true),
    () => resolve(false),
  );
  return promise.finally(() => clearTimeout(timer));
}

/** What went wrong, for whoever sits before the screen: no stack where the fault is theirs to mend. */
function explain(error: unknown, config: Config | null): string {
  if (error instanceof ConfigError) return [t(language, 'failed.settings'), ...error.faults.map((fault) => `  ${fault}`)].join('\n');
  if (error instanceof CompanyFault) return [t(language, 'failed.company'), ...error.faults.map((fault) => `  ${fault}`)].join('\n');
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const where = { host: config?.host ?? '', port: String(config?.port ?? '') };
  if (code === 'EADDRINUSE') return t(language, 'failed.port', where);
  if (code === 'EACCES' && error instanceof Error && 'syscall' in error && error.syscall === 'listen')
    return t(language, 'failed.forbidden', where);
  if (code === 'EADDRNOTAVAIL') return t(language, 'failed.address', where);
  return `${t(language, 'failed.start')}\n  ${error instanceof Error ? error.message : String(error)}`;
}

let config: Config | null = null;
try {
  config = readConfig(process.env);
  await start(config);
} catch (error) {
  process.stderr.write(`${explain(error, config)}\n`);
  process.exit(1);
}
