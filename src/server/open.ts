import type { Config } from '../config.ts';
import type { Db } from '../db/db.ts';
import { takeOver } from '../db/delivery/take-over.ts';
import { migrate } from '../db/migrate.ts';
import { openDb } from '../db/open.ts';
import type { NewId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Log } from '../engine/deps.ts';
import type { Live } from '../live/live.ts';
import { createLive } from '../live/notify.ts';
import { moveIn } from './company.ts';
import { keptSecret } from './secret.ts';

interface Parts {
  readonly newId: NewId;
  readonly now: () => Date;
  readonly log: Log;
  readonly language: Language;
}

/** The ground the server stands on: the database, up to date and with the company in it, and word of what changes there. */
export interface Ground {
  readonly db: Db;
  readonly live: Live;
  /** what keys are derived from */
  readonly secret: string;
}

/** Opens the database, takes over what killed servers left there, and applies the company file. Throws `CompanyFault` where the company file has mistakes. */
export async function open(config: Config, { newId, now, log, language }: Parts): Promise<Ground> {
  const db = await openDb(config);
  await migrate(db);
  const freed = await takeOver(db, now());
  if (freed > 0) log.info({ freed }, 'what a server had claimed that is gone is taken over');
  const secret = config.secret ?? (await keptSecret(config.dataFolder));
  const live = await createLive({ db, newId, log });
  await moveIn({ db, newId, now, live }, config, language);
  return { db, live, secret };
}
