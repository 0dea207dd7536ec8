import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { Db } from '../../../src/db/db.ts';
import { openDb } from '../../../src/db/open.ts';
import type { NewId } from '../../../src/domain/ids.ts';
import { loadCompany } from '../../../src/engine/load-company.ts';
import { makeKey } from '../../../src/http/api/secret.ts';
import { rebuildReports } from '../../../src/reports/rebuild.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';
import { startServer } from '../../support/server.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { describeMachine, type Machine } from '../machine.ts';
import { prepareCompany } from './company.ts';
import { compared, type Times, timesOf } from './measure.ts';
import { messagesEach, storePast } from './past.ts';
import { dashboardQuestions, drillQuestions } from './questions.ts';

export interface ReportFigures {
  readonly conversations: number;
  readonly messages: number;
  /** requests of the pages, ms */
  readonly dashboard: Times;
  /** what is behind a number, ms */
  readonly drill: Times;
  /** the same numbers of a period from the raw tables, ms */
  readonly naive: { readonly p50: number };
  /** of percentiles; counts have to be exact, or are named here */
  readonly maxError: number;
  readonly differing: readonly string[];
  /** facts, cells and loads made of the log */
  readonly rebuild: { readonly seconds: number };
  readonly stored: { readonly seconds: number };
  readonly machine: Machine;
}

const secret = 'a secret that signs for nobody but the bench';

/** Stores two years of conversations in a Postgres of its own, makes the numbers, and measures how they are read from a server. */
export async function benchReports(conversations: number, rounds: number, note: (text: string) => void): Promise<ReportFigures> {
  const folder = await temporaryFolder('bench-reports');
  const postgres = await startPostgres({ settings: { shared_buffers: '1GB', max_wal_size: '8GB', work_mem: '16MB' } });
  try {
    const db = await openDb({ databaseUrl: postgres.url, dataFolder: folder.path });
    try {
      return await measure(db, { postgres, folder: folder.path, conversations, rounds, note });
    } finally {
      await db.close();
    }
  } finally {
    await postgres.remove();
    await folder.remove();
  }
}

interface Given {
  readonly postgres: Postgres;
  readonly folder: string;
  readonly conversations: number;
  readonly rounds: number;
  note(text: string): void;
}

async function measure(db: Db, { postgres, folder, conversations, rounds, note }: Given): Promise<ReportFigures> {
  await prepareCompany(db);
  const stored = await seconds(() => storePast(db, conversations));
  note(`stored in ${stored} s`);
  const { calendar } = await loadCompany(db);
  const now = () => new Date();
  const rebuilt = await seconds(() => rebuildReports({ db, now, calendar: () => calendar, pause: () => sleep(200) }, null));
  await db.query('analyze');
  note(`facts and cells made in ${rebuilt} s`);
  const random = crypto.getRandomValues(new Uint8Array(32));
  const wish = { name: 'bench', scopes: ['reports:read'] as const, rateLimit: 100_000, createdBy: null };
  const key = await makeKey(db, v7 as NewId, now(), random, wish);
  const [one] = await db.query<{ id: string }>(`select id from specialist where email = '8@bench.example'`);
  const server = await startServer({
    dataFolder: folder,
    databaseUrl: postgres.url,
    logFile: join(folder, 'server.log'),
    settings: { OKNO_SECRET: secret, OKNO_DEMO_HISTORY: 'off', LOG_LEVEL: 'warn' },
    within: 180_000,
  });
  try {
    const ask = async (path: string): Promise<unknown> => {
      const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${key.secret}` } });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
      return answer;
    };
    const today = calendar.dayOf(now());
    const held = await compared(db, ask, today, calendar.zoneAt(now()));
    note(`held against the raw tables, which take ${held.p50} ms`);
    const dashboard = await timesOf(ask, dashboardQuestions(today), rounds);
    note(`dashboard p99 ${dashboard.p99} ms`);
    const drill = await timesOf(ask, drillQuestions(today, one?.id ?? ''), rounds);
    return {
      conversations,
      messages: conversations * messagesEach,
      dashboard,
      drill,
      naive: { p50: held.p50 },
      maxError: held.maxError,
      differing: held.differing,
      rebuild: { seconds: rebuilt },
      stored: { seconds: stored },
      machine: await describeMachine({ postgres, options: { logLevel: 'warn' } }),
    };
  } finally {
    await server.kill('SIGTERM');
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return Math.round((performance.now() - began) / 100) / 10;
}
