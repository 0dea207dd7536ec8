import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../../src/config.ts';
import type { Language } from '../../src/domain/language.ts';
import { scopes } from '../../src/domain/scope.ts';
import type { KeyVerbs, KeyWish } from '../../src/http/api/key-verbs.ts';
import { t } from '../../src/texts/api-key.ts';
import type { Environment, Terminal } from '../support/terminal.ts';
import { reachKeys, Unreachable } from './reach.ts';

/** Carries out what the arguments ask, on the database the settings lead to. Returns the exit code: 0 done, 1 not done, 2 called wrongly. */
export async function runApiKey(args: readonly string[], env: Environment, terminal: Terminal): Promise<number> {
  try {
    const work = understand(args, terminal);
    const { verbs, close } = await reachKeys(readConfig(env));
    return await work(verbs).finally(close);
  } catch (error) {
    return explain(error, terminal);
  }
}

/** The command was not understood; `message` says how, before the usage. */
class Misused extends Error {}

function wishOf(options: { readonly name?: string; readonly scopes?: string; readonly rate?: string }, language: Language): KeyWish {
  const name = options.name?.trim() ?? '';
  if (name.length < 1 || name.length > 100) throw new Misused(t(language, 'mistake.name'));
  const given = (options.scopes ?? '').split(',').map((each) => each.trim());
  const allowed = given.map((each) => {
    const scope = scopes.find((one) => one === each);
    if (scope === undefined) throw new Misused(t(language, 'mistake.scopes', { scope: each }));
    return scope;
  });
  const rate = options.rate === undefined ? null : Number(options.rate);
  if (rate !== null && !(Number.isInteger(rate) && rate >= 1 && rate <= 100_000)) throw new Misused(t(language, 'mistake.rate'));
  return { name, scopes: allowed, rateLimit: rate };
}

async function create(verbs: KeyVerbs, wish: KeyWish, terminal: Terminal): Promise<number> {
  const { id, secret } = await verbs.create(wish);
  terminal.aside(`${id}\n${t(terminal.language, 'created')}`);
  terminal.line(secret);
  return 0;
}

async function list(verbs: KeyVerbs, terminal: Terminal): Promise<number> {
  const keys = await verbs.list();
  if (keys.length === 0) terminal.aside(t(terminal.language, 'none'));
  for (const { id, name, scopes: allowed, lastUsedAt, revokedAt } of keys) {
    const used = lastUsedAt === null ? t(terminal.language, 'used.never') : t(terminal.language, 'used.at', { at: lastUsedAt });
    const ended = revokedAt === null ? [] : [t(terminal.language, 'revoked.at', { at: revokedAt })];
    terminal.line([id, name, allowed.join(','), used, ...ended].join('\t'));
  }
  return 0;
}

async function revoke(verbs: KeyVerbs, id: string, terminal: Terminal): Promise<number> {
  const isRevoked = await verbs.revoke(id);
  terminal.aside(t(terminal.language, isRevoked ? 'revoked' : 'not-found', { id }));
  return isRevoked ? 0 : 1;
}

/** What is to be done, read whole before the database is opened. */
function understand(args: readonly string[], terminal: Terminal): (verbs: KeyVerbs) => Promise<number> {
  const [command, ...rest] = args;
  if (command === 'list' && rest.length === 0) return (verbs) => list(verbs, terminal);
  if (command === 'revoke' && /^[0-9a-f-]{36}$/.test(rest[0] ?? '') && rest.length === 1)
    return (verbs) => revoke(verbs, rest[0] ?? '', terminal);
  if (command !== 'create') throw new Misused();
  const options = { name: { type: 'string' }, scopes: { type: 'string' }, rate: { type: 'string' } } as const;
  const wish = wishOf(
    parsed(() => parseArgs({ args: rest, options }).values),
    terminal.language,
  );
  return (verbs) => create(verbs, wish, terminal);
}

function parsed<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw new Misused(error instanceof Error ? error.message : '');
  }
}

function explain(error: unknown, terminal: Terminal): number {
  if (error instanceof Misused) {
    const lines = [...(error.message === '' ? [] : [error.message, '']), t(terminal.language, 'usage', { scopes: scopes.join(', ') })];
    terminal.aside(lines.join('\n'));
    return 2;
  }
  if (error instanceof ConfigError) terminal.aside(error.faults.join('\n'));
  else if (error instanceof Unreachable) terminal.aside(t(terminal.language, 'running'));
  else terminal.aside(String(error));
  return 1;
}
