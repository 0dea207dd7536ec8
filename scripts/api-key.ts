import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../src/config.ts';
import { scopes } from '../src/domain/scope.ts';
import type { KeyVerbs, KeyWish } from '../src/doors/http/api/key-verbs.ts';
import { languageOfShell } from '../src/main.welcome.ts';
import { say } from '../src/texts/api-key.ts';
import { reachKeys, Unreachable } from './api-key/reach.ts';

/*
 * npm run api-key -- create --name NAME --scopes A,B [--rate N]   makes a key; its secret alone goes to standard output
 * npm run api-key -- list                                         every key there was
 * npm run api-key -- revoke ID                                    ends one at once
 *
 * An embedded database that a server has open is reached through that server. Exit codes: 0 done, 1 not done, 2 called wrongly.
 */

const language = languageOfShell(process.env);

/** The command was not understood; `message` says how, before the usage. */
class Misused extends Error {}

function wishOf(options: { readonly name?: string; readonly scopes?: string; readonly rate?: string }): KeyWish {
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

async function create(verbs: KeyVerbs, wish: KeyWish): Promise<number> {
  const { id, secret } = await verbs.create(wish);
  console.error(`${id}\n${say(language, 'created')}`);
  console.log(secret);
  return 0;
}

async function list(verbs: KeyVerbs): Promise<number> {
  const keys = await verbs.list();
  if (keys.length === 0) console.error(say(language, 'none'));
  for (const { id, name, scopes: allowed, lastUsedAt, revokedAt } of keys) {
    const used = lastUsedAt === null ? say(language, 'used.never') : say(language, 'used.at', { at: lastUsedAt });
    const ended = revokedAt === null ? [] : [say(language, 'revoked.at', { at: revokedAt })];
    console.log([id, name, allowed.join(','), used, ...ended].join('\t'));
  }
  return 0;
}

async function revoke(verbs: KeyVerbs, id: string): Promise<number> {
  const isRevoked = await verbs.revoke(id);
  console.error(say(language, isRevoked ? 'revoked' : 'not-found', { id }));
  return isRevoked ? 0 : 1;
}

/** What is to be done, read whole before the database is opened. */
function understand(args: readonly string[]): (verbs: KeyVerbs) => Promise<number> {
  const [command, ...rest] = args;
  if (command === 'list' && rest.length === 0) return list;
  if (command === 'revoke' && /^[0-9a-f-]{36}$/.test(rest[0] ?? '') && rest.length === 1) return (verbs) => revoke(verbs, rest[0] ?? '');
  if (command !== 'create') throw new Misused();
  const options = { name: { type: 'string' }, scopes: { type: 'string' }, rate: { type: 'string' } } as const;
  const wish = wishOf(parsed(() => parseArgs({ args: rest, options }).values));
  return (verbs) => create(verbs, wish);
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
  const { verbs, close } = await reachKeys(readConfig(process.env));
  try {
    return await work(verbs);
  } finally {
    await close();
  }
}

function explain(error: unknown): number {
  if (error instanceof Misused) {
    const lines = [...(error.message === '' ? [] : [error.message, '']), say(language, 'usage', { scopes: scopes.join(', ') })];
    console.error(lines.join('\n'));
    return 2;
  }
  if (error instanceof ConfigError) console.error(error.faults.join('\n'));
  else if (error instanceof Unreachable) console.error(say(language, 'running'));
  else console.error(String(error));
  return 1;
}

process.exitCode = await run().catch(explain);
