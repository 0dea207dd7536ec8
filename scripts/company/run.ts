import { parseArgs } from 'node:util';
import { inWords, t } from '../../src/company/in-words.ts';
import { describeMistake } from '../../src/company/mistake.ts';
import type { CompanyFiles } from '../../src/company/read.ts';
import { type Config, ConfigError, readConfig } from '../../src/config.ts';
import type { Language } from '../../src/domain/language.ts';
import { readFilesOf } from '../../src/server/company.ts';
import type { Environment, Terminal } from '../support/terminal.ts';
import { importFile } from './clients.ts';
import { importFactsFile } from './facts.ts';
import { writeInvites } from './invites.ts';
import { Refused, Unreachable } from './there.ts';
import { type Reached, reach } from './where.ts';

/** Carries out what the arguments ask, on the database the settings lead to. Returns the exit code: 0 done, 1 mistakes or nothing done, 2 called wrongly. */
export async function runCompany(args: readonly string[], env: Environment, terminal: Terminal): Promise<number> {
  const command = commandOf(args);
  if (command === null) {
    const asked = args.includes('--help') || args.includes('-h');
    (asked ? terminal.line : terminal.aside)(t(terminal.language, 'usage'));
    return asked ? 0 : 2;
  }
  let config: Config | null = null;
  try {
    config = readConfig(env);
    return (await carryOut(command, config, terminal)) ? 0 : 1;
  } catch (error) {
    terminal.aside(explain(error, config, terminal.language));
    return 1;
  }
}

type Command = (reached: Reached, terminal: Terminal) => Promise<boolean>;

/** The command that was called; null when it was called wrongly. */
function commandOf(args: readonly string[]): Command | null {
  const { values, positionals } = parse(args) ?? { values: {}, positionals: [] };
  const [verb, subject, ...rest] = positionals;
  const given = Object.keys(values);
  const only = (...allowed: string[]) => rest.length === 0 && given.every((name) => allowed.includes(name));
  const { apply = false, again = false, rejects, out } = values;
  if (verb === 'invites' && subject === undefined && only('out', 'again')) {
    return async (reached, terminal) => {
      await writeInvites(reached, { out, again }, terminal);
      return true;
    };
  }
  if (subject === undefined) return null;
  if ((verb === 'plan' || verb === 'apply') && only()) return (reached, terminal) => planOrApply(reached, verb, subject, terminal);
  if (verb === 'import' && only('apply', 'rejects'))
    return ({ verbs }, terminal) => importFile(verbs, subject, { apply, rejects }, terminal);
  if (verb === 'import-facts' && only('apply', 'rejects'))
    return ({ verbs }, terminal) => importFactsFile(verbs, subject, { apply, rejects }, terminal);
  if (verb === 'link' && only()) return (reached, terminal) => link(reached, subject, terminal);
  return null;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { apply: { type: 'boolean' }, again: { type: 'boolean' }, rejects: { type: 'string' }, out: { type: 'string' } },
    });
  } catch {
    return null;
  }
}

async function planOrApply({ verbs }: Reached, verb: 'plan' | 'apply', path: string, terminal: Terminal): Promise<boolean> {
  const files = await readFilesOf(path).catch(() => null);
  if (files === null) {
    terminal.aside(t(terminal.language, 'unreadable', { file: path }));
    return false;
  }
  const planned = await verbs[verb](files satisfies CompanyFiles);
  if (planned.type === 'mistakes') {
    for (const each of planned.mistakes) terminal.aside(describeMistake(terminal.language, each));
    const count = planned.mistakes.filter(({ severity }) => severity === 'mistake').length;
    terminal.aside(t(terminal.language, 'mistakes', { count }));
    return false;
  }
  for (const each of planned.differences) terminal.line(inWords(terminal.language, each));
  for (const each of planned.warnings) terminal.aside(describeMistake(terminal.language, each));
  const count = planned.differences.length;
  terminal.line(count === 0 ? t(terminal.language, 'nothing') : t(terminal.language, verb === 'plan' ? 'planned' : 'applied', { count }));
  return true;
}

async function link({ verbs, publicUrl }: Reached, email: string, terminal: Terminal): Promise<boolean> {
  const linked = await verbs.link(email);
  if (linked.type === 'linked') {
    terminal.aside(t(terminal.language, 'link', { name: linked.name, hours: linked.hours }));
    terminal.line(`${publicUrl}/desk/sign-in?token=${linked.token}`);
    return true;
  }
  const suggestion = linked.type === 'unknown' ? linked.suggestion : null;
  const isLike = suggestion === null ? 'no' : 'yes';
  terminal.aside(
    linked.type === 'left'
      ? t(terminal.language, 'link.left', { email })
      : t(terminal.language, 'link.unknown', { email, suggestion: suggestion ?? '', isLike }),
  );
  return false;
}

async function carryOut(command: Command, config: Config, terminal: Terminal): Promise<boolean> {
  const reached = await reach(config);
  try {
    return await command(reached, terminal);
  } finally {
    await reached.close();
  }
}

/** What went wrong, for whoever sits before the screen. */
function explain(error: unknown, config: Config | null, language: Language): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Unreachable) return t(language, 'unreachable', { folder: config?.dataFolder ?? '' });
  if (error instanceof Refused) return t(language, 'refused', { reason: error.message });
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error) {
    return t(language, 'unreadable', { file: String(error.path) });
  }
  return t(language, 'failed', { reason: error instanceof Error ? error.message : String(error) });
}
