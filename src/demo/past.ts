import { v7 } from 'uuid';
import type { PortfolioDeps } from '../clients/deps.ts';
import { importClients } from '../company/import-clients.ts';
import type { Db } from '../db/db.ts';
import type { Past } from '../db/demo/history.ts';
import { readPast, standOn, type TableRows } from '../db/demo/tables.ts';
import { staffByEmail } from '../db/people/known.ts';
import type { NewId } from '../domain/ids.ts';
import type { Log } from '../engine/deps.ts';
import { loadCompany } from '../engine/load-company.ts';
import { createAgenda } from './agenda.ts';
import { keepBooks, openBooks, planPayments } from './books.ts';
import { domain, type OldClient, oldClients, tableOf } from './cast.ts';
import { layOut, takeHoliday } from './days.ts';
import { createLife, type Item } from './life.ts';
import { type Random, seeded } from './random.ts';
import { readStaff, readWriters } from './refresh.ts';
import { foundedBefore } from './span.ts';
import { createStory } from './story.ts';

export interface PastDeps {
  /** a migrated database of its own */
  readonly db: Db;
  readonly past: Past;
  /** the company, as its database holds it */
  readonly ground: readonly TableRows[];
  readonly log: Log;
  /** told after each day that it is over */
  readonly progress: (days: number, of: number) => void;
}

/** The same past every time, for the same company, span and language. */
const seed = 20_260;

/** Makes a past, on a database that is needed for nothing afterwards. Returns what it leaves. */
export async function makePast(deps: PastDeps): Promise<readonly TableRows[]> {
  await deps.db.transaction((tx) => standOn(tx, deps.ground));
  await livePast(deps);
  return readPast(deps.db, deps.ground);
}

/** Lives through a past: who wrote, who answered, who was late, what was bought and paid. Everything is over by its end. */
async function livePast({ db, past, log, progress }: PastDeps): Promise<void> {
  const random = seeded(seed);
  const clock = { at: foundedBefore(past).getTime() };
  const newId = idsOf(seeded(seed + 1), clock);
  const company = await loadCompany(db);
  const live = { publish() {}, subscribe: () => () => {}, close: async () => {} };
  const deps: PortfolioDeps = { db, now: () => new Date(clock.at), newId, log, live, company: () => company };

  const { clients, fresh } = oldClients(company, past.language, random);
  await bringIn(deps, clients, past);
  const plan = planPayments(clients, past, random);
  await openBooks(deps, plan);
  // What they paid before is on record from the first day on, and hands nobody over while it is lived through.
  await keepBooks(
    deps,
    plan.booked.filter(({ at }) => at < past.from),
  );
  clock.at = past.from.getTime();

  const staff = await takeHoliday(deps, await readStaff(db, company, past.from), past);
  const writers = await readWriters(db, company, domain, past.from);
  const life = createLife({ staff, writers, random, newId, language: past.language, start: clock.at }, createAgenda<Item>());
  const story = createStory({ deps, life, past, booked: plan.booked.filter(({ at }) => at >= past.from), names: fresh });
  const days = layOut(life, past);
  const end = past.until.getTime();
  for (let next = life.agenda.next(end), over = 0; next !== null; next = life.agenda.next(end)) {
    life.at = clock.at = Math.floor(next.at);
    if (next.item.type !== 'books') story.happen(next.item);
    else {
      await story.evening();
      over += 1;
      progress(over, days);
    }
  }
  await story.end();
}

/** The clients from before, by a table, as a company would bring its own. */
async function bringIn(deps: PortfolioDeps, clients: readonly OldClient[], { language }: Past): Promise<void> {
  const emails = new Map((await staffByEmail(deps.db)).map(({ id, email }) => [id as string, email]));
  const text = tableOf(clients, language, (id) => emails.get(id) ?? '');
  const imported = await importClients(deps, { name: 'clients.csv', text }, true);
  if (imported.type === 'mistakes' || imported.rejects.length > 0) throw new Error('the clients of the past cannot be brought in');
}

/** Ids as the time of the past has them, the same every time. */
function idsOf({ next }: Random, clock: { readonly at: number }): NewId {
  return (() => v7({ msecs: clock.at, random: Uint8Array.from({ length: 16 }, () => Math.floor(256 * next())) })) as NewId;
}
