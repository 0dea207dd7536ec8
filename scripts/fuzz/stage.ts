import { v7 } from 'uuid';
import { seedCompany } from '../../src/company/seed.ts';
import type { Db } from '../../src/db/db.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDb } from '../../src/db/open.ts';
import type { ConversationId, NewId, WindowId } from '../../src/domain/ids.ts';
import { scopes } from '../../src/domain/scope.ts';
import { createLoggedContactChannels } from '../../src/engine/delivery/logged-contact.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { createTick } from '../../src/engine/turns/tick.ts';
import { keyVerbs } from '../../src/http/api/key-verbs.ts';
import { createHub } from '../../src/live/hub.ts';
import { demoCompany, readFilesOf } from '../../src/server/company.ts';
import { createWebchat } from '../../src/webchat/channel.ts';

/** Somebody of the staff. */
export interface Staff {
  readonly id: string;
  readonly email: string;
  readonly role: string;
}

/** What the fuzz begins with. */
export interface Prepared {
  readonly staff: readonly Staff[];
  /** keys of the API: with all scopes, and one for each scope alone; `own`: the fuzz itself looks things up with it */
  readonly keys: { readonly all: readonly string[]; readonly narrow: readonly string[]; readonly own: string };
}

const newId = v7 as NewId;
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const keysOfAll = 12;
const waiting = 8;
const [passedMs, stepMs] = [20 * 60_000, 10_000];

/**
 * Puts the demo company into an empty database, and lets twenty minutes of it pass by the engine's own clock before a server opens: strangers
 * wrote, nobody answered, deadlines lapsed, so that there are violations, takeovers and called heads to ask about.
 */
export async function prepare(where: { readonly databaseUrl?: string; readonly dataFolder: string }): Promise<Prepared> {
  const db = await openDb(where);
  try {
    await migrate(db);
    const began = new Date(Date.now() - passedMs);
    await seedCompany({ db, newId, now: () => began }, await readFilesOf(demoCompany));
    // It is fuzzed at any hour of any day.
    await db.query(`update department set hours = null, holidays = '[]'`);
    await letTimePass(db, began);
    return { staff: await staffOf(db), keys: await keysOf(db) };
  } finally {
    await db.close();
  }
}

async function letTimePass(db: Db, began: Date): Promise<void> {
  const clock = { at: began };
  const now = () => clock.at;
  const live = createHub();
  const engine = await createEngine({
    db,
    now,
    newId,
    log: silent,
    live,
    channels: [createWebchat(live), ...createLoggedContactChannels()],
  });
  const tick = createTick({
    db,
    now,
    newId,
    company: engine.company,
    log: silent,
    submitAll: (all) => Promise.all(all.map(engine.submit)),
  });
  const open: ConversationId[] = [];
  for (let n = 0; n < waiting; n += 1) {
    const said = await stranger(engine, now());
    if (said !== null) open.push(said);
  }
  while (clock.at.getTime() < began.getTime() + passedMs) {
    // Longer steps would be an outage, for which nobody is to blame.
    clock.at = new Date(clock.at.getTime() + stepMs);
    await tick.beat();
    await tick.timers();
  }
  await engine.stop();
}

/** Writes as somebody nobody knows, who asks for a person at once. */
async function stranger(engine: Engine, at: Date): Promise<ConversationId | null> {
  const address = newId();
  const outcome = await engine.submit({
    type: 'inbound',
    account: 'webchat',
    externalId: newId(),
    address,
    window: newId() as WindowId,
    language: 'en',
    content: { text: 'operator' },
    consent: null,
    occurredAt: at,
  });
  return outcome.type === 'accepted' ? outcome.conversation : null;
}

function staffOf(db: Db): Promise<Staff[]> {
  return db.query<Staff>('select id, email, role from specialist where left_at is null order by email');
}

async function keysOf(db: Db): Promise<Prepared['keys']> {
  const verbs = keyVerbs({ db, newId, now: () => new Date() });
  const all: string[] = [];
  const narrow: string[] = [];
  for (let n = 0; n < keysOfAll; n += 1) all.push((await verbs.create({ name: `all ${n}`, scopes, rateLimit: null })).secret);
  for (const scope of scopes) narrow.push((await verbs.create({ name: scope, scopes: [scope], rateLimit: null })).secret);
  const own = await verbs.create({ name: 'own', scopes: ['people:read'], rateLimit: null });
  return { all, narrow, own: own.secret };
}
