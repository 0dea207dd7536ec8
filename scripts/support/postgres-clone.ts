import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { until } from './until.ts';

/** Runs administration on a server, over a connection of its own. */
export async function onServer<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** A database of one's own, named after and made from `template` (empty without), and the function that drops it whoever is still connected. */
export async function cloneDatabase(url: string, template = 'template0'): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `${template === 'template0' ? 'okno_test' : template}_${randomBytes(8).toString('hex')}`;
  await until('the template is free to be cloned', async () => {
    await onServer(url, (sql) => sql.unsafe(`create database ${name} template ${template}`));
    return true;
  });
  return {
    url: withDatabase(url, name),
    drop: () => onServer(url, async (sql) => void (await sql.unsafe(`drop database if exists ${name} with (force)`))),
  };
}

/** Drops a template and what was cloned from it and never dropped. */
export async function dropWithClones(url: string, template: string): Promise<void> {
  await onServer(url, async (sql) => {
    const names = await sql<{ name: string }[]>`select datname as name from pg_database where starts_with(datname, ${template})`;
    for (const { name } of names) await sql.unsafe(`drop database if exists ${name} with (force)`);
  });
}
