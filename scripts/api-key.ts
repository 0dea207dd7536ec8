import { parseArgs } from 'node:util';
import { v7 } from 'uuid';
import { ConfigError, readConfig } from '../src/config.ts';
import { listKeys, revokeKey } from '../src/db/api/keys.ts';
import { addAudit } from '../src/db/audit.ts';
import type { Db, Queries } from '../src/db/db.ts';
import { migrate } from '../src/db/migrate.ts';
import { openDb } from '../src/db/open.ts';
import { FolderInUse } from '../src/db/open-lock.ts';
import type { NewId } from '../src/domain/ids.ts';
import { type Scope, scopes } from '../src/domain/scope.ts';
import { makeKey } from '../src/doors/http/api/secret.ts';
import { languageOfShell } from '../src/main.welcome.ts';
import { say } from '../src/texts/api-key.ts';

/*
 * npm run api-key -- create --name NAME --scopes A,B [--rate N]   makes a key; its secret alone goes to standard output
 * npm run api-key -- list                                         every key there was
 * npm run api-key -- revoke ID                                    ends one at once
 *
 * Exit codes: 0 done, 1 not done, 2 called wrongly.
 */

const language = languageOfShell(process.env);
const newId = v7 as NewId;

/** The command was not understood; `message` says how, before the usage. */
class Misused extends Error {}

function record(tx: Queries, action: string, key: string): Promise<void> {
  const by = { actorKind: 'terminal', actorId: null } as const;
  return addAudit(tx, { id: newId<'audit'>(), at: new Date(), ...by, action, objectKind: 'api-key', objectId: key, data: null });
}

interface Wanted {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly rateLimit: number | null;
}

function wantedOf(options: { readonly name?: string; readonly scopes?: string; readonly rate?: string }): Wanted {
  const name = options.name?.trim() ?? '';
  if (name.length < 1 || name.length > 100) throw new Misused(say(language, 'mistake.name'));
  const given = (options.scopes ?? '').split(',').map((each) => each.trim());
  const allowed = given.map((each) => {
    const scope = scopes.find((one) => one === each);
    if (scope === undefined) throw new Misused(say(language, 'mistake.scopes', { scope: each }));
    return scope;
  });
  const rate = options.rate === undefined ? null : Number(options.rate);
  if (rate !== null && !(Number.isInteger(rate) && rate >= 1 && rate <= 100_000)) throw new Misused(say(language, 'mistake.rate'));
  return { name, scopes: allowed, rateLimit: rate };
}

async function create(db: Db, wanted: Wanted): Promise<number> {
  const { id, secret } = await db.transaction(async (tx) => {
    const made = await makeKey(tx, newId, new Date(), crypto.getRandomValues(new Uint8Array(32)), { ...wanted, createdBy: null });
    await record(tx, 'key.created', made.id);
    return made;
  });
  console.error(`${id}\n${say(language, 'created')}`);
  console.log(secret);
  return 0;
}

async function list(db: Db): Promise<number> {
  const keys = await listKeys(db);
  if (keys.length === 0) console.error(say(language, 'none'));
  for (const { id, name, scopes: allowed, lastUsedAt, revokedAt } of keys) {
    const used = lastUsedAt === null ? say(language, 'used.never') : say(language, 'used.at', { at: lastUsedAt.toISOString() });
    const ended = revokedAt === null ? [] : [say(language, 'revoked.at', { at: revokedAt.toISOString() })];
    console.log([id, name, allowed.join(','), used, ...ended].join('\t'));
  }
  return 0;
}

async function revoke(db: Db, id: string): Promise<number> {
  const isRevoked = await db.transaction(async (tx) => {
    const ended = await revokeKey(tx, id, new Date());
    if (ended) await record(tx, 'key.revoked', id);
    return ended;
  });
  console.error(say(language, isRevoked ? 'revoked' : 'not-found', { id }));
  return isRevoked ? 0 : 1;
}

/** What is to be done, read whole before the database is opened. */
function understand(args: readonly string[]): (db: Db) => Promise<number> {
  const [command, ...rest] = args;
  if (command === 'list' && rest.length === 0) return list;
  if (command === 'revoke' && /^[0-9a-f-]{36}$/.test(rest[0] ?? '') && rest.length === 1) return (db) => revoke(db, rest[0] ?? '');
  if (command !== 'create') throw new Misused();
  const options = { name: { type: 'string' }, scopes: { type: 'string' }, rate: { type: 'string' } } as const;
  const wanted = wantedOf(parsed(() => parseArgs({ args: rest, options }).values));
  return (db) => create(db, wanted);
}

function parsed<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw new Misused(error instanceof Error ? error.message : '');
  }
}

async function run(): Promise<number> {
  const work = understand(process.argv.slice(2));
  const { databaseUrl, dataFolder } = readConfig(process.env);
  const db = await openDb({ databaseUrl, dataFolder });
  try {
    await migrate(db);
    return await work(db);
  } finally {
    await db.close();
  }
}

function explain(error: unknown): number {
  if (error instanceof Misused) {
    const lines = [...(error.message === '' ? [] : [error.message, '']), say(language, 'usage', { scopes: scopes.join(', ') })];
    console.error(lines.join('\n'));
    return 2;
  }
  if (error instanceof ConfigError) console.error(error.faults.join('\n'));
  else if (error instanceof FolderInUse) console.error(say(language, 'running'));
  else console.error(String(error));
  return 1;
}

process.exitCode = await run().catch(explain);
