import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Config, ConfigError, readConfig } from '../../src/config.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDb } from '../../src/db/open.ts';
import { FolderInUse } from '../../src/db/open-lock.ts';
import { type Day, isDay } from '../../src/domain/day.ts';
import { loadCompany } from '../../src/engine/load-company.ts';
import { rebuildReports } from '../../src/reports/rebuild.ts';
import { t } from '../../src/texts/reports-command.ts';
import type { Environment, Terminal } from '../support/terminal.ts';

/** Makes numbers again, on the database the settings lead to. Returns the exit code: 0 done, 1 not done, 2 called wrongly. */
export async function runReports(args: readonly string[], env: Environment, terminal: Terminal): Promise<number> {
  const { language } = terminal;
  const from = dayOf(args);
  if (from === undefined) {
    const isAsked = args.includes('--help') || args.includes('-h');
    (isAsked ? terminal.line : terminal.aside)(t(language, 'usage'));
    return isAsked ? 0 : 2;
  }
  try {
    const seconds = await rebuild(readConfig(env), from);
    terminal.line(t(language, 'rebuilt', { seconds }));
    return 0;
  } catch (error) {
    terminal.aside(explain(error, terminal));
    return 1;
  }
}

/** The day `rebuild` begins with; null: all; undefined: something else was asked. */
function dayOf(args: readonly string[]): Day | null | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { from: { type: 'string' } } });
    if (positionals.length !== 1 || positionals[0] !== 'rebuild') return undefined;
    if (values.from === undefined) return null;
    return isDay(values.from) ? values.from : undefined;
  } catch {
    return undefined;
  }
}

async function rebuild({ databaseUrl, dataFolder }: Config, from: Day | null): Promise<number> {
  const began = performance.now();
  const db = await openDb({ databaseUrl, dataFolder });
  try {
    await migrate(db);
    const { calendar } = await loadCompany(db);
    await rebuildReports({ db, now: () => new Date(), calendar: () => calendar, pause: () => sleep(500) }, from);
    return Math.round((performance.now() - began) / 1000);
  } finally {
    await db.close();
  }
}

function explain(error: unknown, { language }: Terminal): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof FolderInUse) return t(language, 'running');
  return t(language, 'failed', { reason: error instanceof Error ? error.message : String(error) });
}
