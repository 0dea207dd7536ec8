import { v7 } from 'uuid';
import { type CompanyVerbs, companyVerbs } from '../../src/company/verbs.ts';
import type { Config } from '../../src/config.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDb } from '../../src/db/open.ts';
import { FolderInUse } from '../../src/db/open-lock.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { createLive } from '../../src/live/notify.ts';
import { randomToken } from '../../src/server/admin.ts';
import { addressOf } from '../../src/server/welcome.ts';
import { verbsThere } from './there.ts';

export interface Reached {
  readonly verbs: CompanyVerbs;
  /** where links lead */
  readonly publicUrl: string;
  close(): Promise<void>;
}

const newId = v7 as NewId;
const silent = { warn() {} };

/** The database itself, or the server that has its folder: whichever the settings lead to. */
export async function reach(config: Config): Promise<Reached> {
  const db = await openDb({ databaseUrl: config.databaseUrl, dataFolder: config.dataFolder }).catch((error: unknown) => {
    if (error instanceof FolderInUse) return null;
    throw error;
  });
  if (db === null) return { ...(await verbsThere(config.dataFolder)), close: async () => {} };
  try {
    await migrate(db);
    const live = await createLive({ db, newId, log: silent });
    return {
      verbs: companyVerbs({ db, newId, now: () => new Date(), live, randomToken }),
      publicUrl: addressOf(config, config.port),
      close: async () => {
        await live.close();
        await db.close();
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}
