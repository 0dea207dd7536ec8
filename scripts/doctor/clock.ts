import type { Config } from '../../src/config.ts';
import { openDb } from '../../src/db/open.ts';
import { clockAllowance } from '../../src/domain/clock.ts';
import { type Check, fault, fine } from './check.ts';

/** This machine's clock beside the database's and Telegram's: deadlines, signatures and one-time links count on it. */
export const clock: Check = {
  name: 'name.clock',
  look: async (config, now) => {
    const others = await Promise.all([databaseTime(config), telegramTime(config)]);
    const told = others.flatMap((each) => each ?? []);
    if (told.length === 0) return [fine('clock.alone')];
    const apart = told.map(({ of, at }) => ({ of, seconds: Math.round(Math.abs(at.getTime() - now().getTime()) / 1000) }));
    const wrong = apart.filter((each) => each.seconds > clockAllowance);
    if (wrong.length > 0) return wrong.map(({ of, seconds }) => fault('clock.wrong', { seconds, with: of }));
    return [fine('clock.ok', { seconds: Math.max(...apart.map((each) => each.seconds)) })];
  },
};

interface Told {
  readonly of: 'database' | 'telegram';
  readonly at: Date;
}

/** The embedded database has this machine's clock. */
async function databaseTime({ databaseUrl, dataFolder }: Config): Promise<Told | null> {
  if (databaseUrl === undefined) return null;
  try {
    const db = await openDb({ databaseUrl, dataFolder });
    const [row] = await db.query<{ at: Date }>('select clock_timestamp() as at').finally(() => db.close());
    return row === undefined ? null : { of: 'database', at: row.at };
  } catch {
    return null;
  }
}

async function telegramTime({ telegramToken, telegramApiRoot }: Config): Promise<Told | null> {
  if (telegramToken === undefined) return null;
  try {
    const response = await fetch(telegramApiRoot, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5000) });
    const date = response.headers.get('date');
    return date === null ? null : { of: 'telegram', at: new Date(date) };
  } catch {
    return null;
  }
}
