import { join } from 'node:path';
import process from 'node:process';
import { v7 } from 'uuid';
import { companyVerbs } from './company/verbs.ts';
import { type Config, readConfig } from './config.ts';
import { answersWithin } from './db/answers.ts';
import type { NewId } from './domain/ids.ts';
import { doorsOf } from './engine/batch/with-room.ts';
import { createLoggedContactChannels } from './engine/delivery/logged-contact.ts';
import { createEngine } from './engine/engine.ts';
import { capsOf } from './files/caps.ts';
import { createApp } from './http/app.ts';
import { heartbeatMs } from './http/events.ts';
import { deriveKeys } from './http/keys.ts';
import { createStopping } from './http/stopping.ts';
import { announce, isLocal, localAddress, randomToken } from './server/admin.ts';
import { clientAddress, trusting } from './server/client-address.ts';
import { isDemo } from './server/demo.ts';
import { explain } from './server/explain.ts';
import { readFiles } from './server/files.ts';
import { closeServer, listen } from './server/listen.ts';
import { createLog } from './server/log.ts';
import { createMessengers } from './server/messengers.ts';
import { createMetrics } from './server/metrics.ts';
import { open } from './server/open.ts';
import { createPast } from './server/past.ts';
import { outliveRejections } from './server/rejections.ts';
import { stopOnSignals } from './server/stop.ts';
import { startUpkeep } from './server/upkeep.ts';
import { createWebhooks } from './server/webhooks.ts';
import { addressOf, languageOfShell, welcome } from './server/welcome.ts';
import { createWebchat } from './webchat/channel.ts';

/** The readiness probe gives up on the database after this. */
const readyMs = 2_000;

const newId = v7 as NewId;
const now = () => new Date();
const elapsed = () => performance.now();

const language = languageOfShell(process.env);

/** What the settings say about how the doors are open. */
function doorsAsSet({ publicUrl, chatsPerAddress, signInsPerAddress }: Config) {
  return {
    secure: publicUrl?.startsWith('https:') ?? false,
    publicOrigin: publicUrl,
    limits: { chats: chatsPerAddress, signIns: signInsPerAddress },
  };
}

async function start(config: Config): Promise<void> {
  const { log, flush } = createLog(config.logLevel);
  outliveRejections(log);
  const { db, live, secret } = await open(config, { newId, now, log, language });

  const messengers = await createMessengers(config, { db, newId, now, log, secret, company: () => engine.company() });
  const channels = [createWebchat(live), ...createLoggedContactChannels(), ...messengers.channels];
  const [caps, webhooks] = [capsOf(config), await createWebhooks(config, secret)];
  const engine = await createEngine({ db, now, elapsed, newId, log, live, slackChannel: config.slackChannel, channels, caps });
  const deps = { ...doorsOf(db, engine.submit), now, newId, log, live, company: engine.company };

  const past = createPast({ db, now, live, log }, config);
  let publicUrl = addressOf(config, config.port);
  const opened = await messengers.open(deps, () => publicUrl);
  const pages = await readFiles(join(import.meta.dirname, '../dist/web'));
  const isTrusted = trusting(config.trustedProxies);
  const [stopping, adminToken] = [createStopping(), randomToken()];
  let isWelcoming = false;
  const app = createApp({
    ...deps,
    ...webhooks.doors,
    keys: await deriveKeys(secret, config.siteSecret),
    files: pages.source,
    metrics: createMetrics(engine.pending, db.room),
    stopping,
    caps,
    ...doorsAsSet(config),
    heartbeatMs,
    addressOf: clientAddress(isTrusted, log),
    // Postgres is open to commands beside the server; the embedded database is not.
    ...(db.kind === 'pglite' && { admin: { verbs: companyVerbs({ db, newId, now, live, randomToken }), token: adminToken, isLocal } }),
    demo: await isDemo(db, config),
    past: past.progress,
    typing: (kind, address, thread) => channels.find((each) => each.kind === kind)?.typing?.(address, thread),
    ...opened.doors,
    ready: async () => isWelcoming && (await answersWithin(db, readyMs)),
  });

  const { server, port } = await listen(app.fetch, { ...config, isTrusted });
  publicUrl = addressOf(config, port);
  engine.start();
  const own = { ...deps, db, submit: engine.submit, channels };
  const upkeep = [...startUpkeep(own), webhooks.start(own)];
  opened.start();
  const url = localAddress(config.host, port);
  const forget = db.kind === 'pglite' ? await announce(config, { url, publicUrl, token: adminToken }) : async () => {};
  process.stdout.write(`${await welcome({ db, now, config }, publicUrl, language, pages.count > 0)}\n`);
  isWelcoming = true;
  past.start();

  stopOnSignals({ stopping, log, flush }, [
    forget,
    () => Promise.all([closeServer(server), opened.stop(), past.stop()]),
    () => Promise.all(upkeep.map((each) => each.stop())),
    engine.stop,
    live.close,
    db.close,
  ]);
}

let config: Config | null = null;
try {
  config = readConfig(process.env);
  await start(config);
} catch (error) {
  process.stderr.write(`${explain(error, config, language)}\n`);
  process.exit(1);
}
