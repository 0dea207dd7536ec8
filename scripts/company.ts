import { parseArgs } from 'node:util';
import { inWords, say } from '../src/company/in-words.ts';
import { sayMistake } from '../src/company/mistake.ts';
import type { CompanyFiles } from '../src/company/read.ts';
import { type Config, ConfigError, readConfig } from '../src/config.ts';
import { readFilesOf } from '../src/main.company.ts';
import { languageOfShell } from '../src/main.welcome.ts';
import { importFile } from './company/clients.ts';
import { importFactsFile } from './company/facts.ts';
import { writeInvites } from './company/invites.ts';
import { Refused, Unreachable } from './company/there.ts';
import { type Reached, reach } from './company/where.ts';

/*
 * The company by its file: `npm run company` tells how. On the database the settings lead to; when a server has the embedded
 * one open, through that server. Exit codes: 0 done, 1 mistakes or nothing done, 2 called wrongly.
 */

const language = languageOfShell(process.env);

type Command = (reached: Reached, config: Config) => Promise<boolean>;

/** The command that was called; null when it was called wrongly. */
function commandOf(args: readonly string[]): Command | null {
  const { values, positionals } = parse(args) ?? { values: {}, positionals: [] };
  const [verb, subject, ...rest] = positionals;
  const given = Object.keys(values);
  const only = (...allowed: string[]) => rest.length === 0 && given.every((name) => allowed.includes(name));
  const { apply = false, again = false, rejects, out } = values;
  if (verb === 'invites' && subject === undefined && only('out', 'again')) {
    return async (reached) => {
      await writeInvites(reached, { out, again }, language);
      return true;
    };
  }
  if (subject === undefined) return null;
  if ((verb === 'plan' || verb === 'apply') && only()) return (reached) => planOrApply(reached, verb, subject);
  if (verb === 'import' && only('apply', 'rejects')) return ({ verbs }) => importFile(verbs, subject, { apply, rejects }, language);
  if (verb === 'import-facts' && only('apply', 'rejects'))
    return ({ verbs }) => importFactsFile(verbs, subject, { apply, rejects }, language);
  if (verb === 'link' && only()) return (reached) => link(reached, subject);
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

async function planOrApply({ verbs }: Reached, verb: 'plan' | 'apply', path: string): Promise<boolean> {
  const files = await readFilesOf(path).catch(() => null);
  if (files === null) {
    console.error(say(language, 'unreadable', { file: path }));
    return false;
  }
  const planned = await verbs[verb](files satisfies CompanyFiles);
  if (planned.type === 'mistakes') {
    for (const each of planned.mistakes) console.error(sayMistake(language, each));
    const count = planned.mistakes.filter(({ severity }) => severity === 'mistake').length;
    console.error(say(language, 'mistakes', { count }));
    return false;
  }
  for (const each of planned.differences) console.log(inWords(language, each));
  for (const each of planned.warnings) console.error(sayMistake(language, each));
  const count = planned.differences.length;
  console.log(count === 0 ? say(language, 'nothing') : say(language, verb === 'plan' ? 'planned' : 'applied', { count }));
  return true;
}

async function link({ verbs, publicUrl }: Reached, email: string): Promise<boolean> {
  const linked = await verbs.link(email);
  if (linked.type === 'linked') {
    console.error(say(language, 'link', { name: linked.name, hours: linked.hours }));
    console.log(`${publicUrl}/desk/sign-in?token=${linked.token}`);
    return true;
  }
  const suggestion = linked.type === 'unknown' ? linked.suggestion : null;
  const isLike = suggestion === null ? 'no' : 'yes';
  console.error(
    linked.type === 'left'
      ? say(language, 'link.left', { email })
      : say(language, 'link.unknown', { email, suggestion: suggestion ?? '', isLike }),
  );
  return false;
}

async function run(command: Command, config: Config): Promise<boolean> {
  const reached = await reach(config);
  try {
    return await command(reached, config);
  } finally {
    await reached.close();
  }
}

/** What went wrong, for whoever sits before the screen. */
function explain(error: unknown, config: Config | null): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Unreachable) return say(language, 'unreachable', { folder: config?.dataFolder ?? '' });
  if (error instanceof Refused) return say(language, 'refused', { reason: error.message });
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error) {
    return say(language, 'unreadable', { file: String(error.path) });
  }
  return say(language, 'failed', { reason: error instanceof Error ? error.message : String(error) });
}

const args = process.argv.slice(2);
const command = commandOf(args);
if (command === null) {
  const asked = args.length === 0 || args.includes('--help') || args.includes('-h');
  (asked && args.length > 0 ? console.log : console.error)(say(language, 'usage'));
  process.exitCode = asked && args.length > 0 ? 0 : 2;
} else {
  let config: Config | null = null;
  try {
    config = readConfig(process.env);
    process.exitCode = (await run(command, config)) ? 0 : 1;
  } catch (error) {
    console.error(explain(error, config));
    process.exitCode = 1;
  }
}
