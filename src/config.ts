import { z } from 'zod';
import { addressSettings } from './config/address.ts';
import { dataSettings } from './config/data.ts';
import { limitSettings } from './config/limits.ts';
import { type Setting, setting } from './config/setting.ts';
import { slackSettings } from './config/slack.ts';
import { telegramSettings } from './config/telegram.ts';

/** Every setting, in the order of the table in docs/settings.md, which is made from these. */
export const settings = {
  ...addressSettings,
  ...dataSettings,
  ...limitSettings,
  ...telegramSettings,
  ...slackSettings,
  logLevel: setting({
    env: 'LOG_LEVEL',
    doc: 'Least serious kind of line that is logged (to standard error, JSON).',
    expected: 'one of trace, debug, info, warn, error, fatal, silent',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    default: 'info',
  }),
} as const;

type Settings = typeof settings;

export type Config = { readonly [Key in keyof Settings]: z.output<Settings[Key]['schema']> };

/** Name of the file in the data folder that keeps the secret made for the embedded database. */
export const secretFile = 'secret';

/** Name of the file in the data folder by which commands on the same machine find the server. */
export const adminFile = 'admin.json';

/** Settings that cannot be used. Each fault names the variable; no fault shows a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads every setting; throws `ConfigError` with all faults at once. An empty value counts as unset. */
export function readConfig(env: Environment): Config {
  const faults: string[] = [];
  const read = Object.entries<Setting>(settings).map(([key, each]) => {
    const value = env[each.env] === '' ? undefined : env[each.env];
    const parsed = each.schema.safeParse(value);
    if (!parsed.success) faults.push(`${each.env} is ${fault(value)}: expected ${each.expected}`);
    return [key, parsed.data] as const;
  });
  const config = Object.fromEntries(read) as Config;
  if (config.databaseUrl !== undefined && (env[settings.secret.env] ?? '') === '') {
    faults.push(`${settings.secret.env} is missing: expected ${settings.secret.expected}`);
  }
  faults.push(...unknown(env));
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

function unknown(env: Environment): string[] {
  const known = Object.values<Setting>(settings).map((each) => each.env);
  const ours = known.filter((name) => name.startsWith('OKNO_')).join(', ');
  const strangers = Object.keys(env).filter((name) => name.startsWith('OKNO_') && !known.includes(name));
  return strangers.sort().map((name) => `${name} is not a setting: expected one of ${ours}`);
}

function fault(value: string | undefined): string {
  if (value === undefined) return 'missing';
  return value.trim() === '' ? 'blank' : `malformed (${value.length} characters)`;
}
