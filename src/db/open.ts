import type { Db } from './db.ts';

export interface Where {
  /** a Postgres server; unset: the embedded database in `dataFolder` */
  readonly databaseUrl?: string | undefined;
  /** folder of the embedded database; `memory://` keeps nothing */
  readonly dataFolder: string;
  /** bytes of its disk that stay free; unset: none in particular */
  readonly freeSpace?: number | undefined;
}

/**
 * Opens the database settings ask for, and loads no other driver. Throws when the folder is in use by another process, or the
 * server cannot be reached.
 */
export async function openDb({ databaseUrl, dataFolder, freeSpace }: Where): Promise<Db> {
  if (databaseUrl !== undefined) return (await import('./open-postgres.ts')).openPostgres(databaseUrl);
  return (await import('./open-embedded.ts')).openEmbedded(dataFolder, freeSpace);
}
