import { z } from 'zod';

/** One setting: where it comes from, what it is for, what it may be. The table in docs/settings.md is made from these. */
interface Setting<Schema extends z.ZodType = z.ZodType> {
  readonly env: string;
  readonly doc: string;
  /** what a right value looks like; ends the sentence "expected …" */
  readonly expected: string;
  readonly schema: Schema;
  /** in words, for the table, when it is not a plain value */
  readonly default: string;
}

function setting<Schema extends z.ZodType>(each: Setting<Schema>): Setting<Schema> {
  return each;
}

const secret = z.string().min(32);

/** How much one network address may have; 0 means any number. */
function perAddress(usual: number) {
  return {
    expected: 'a whole number, 0 or more',
    schema: z
      .string()
      .regex(/^\d{1,7}$/)
      .transform(Number)
      .default(usual),
    default: String(usual),
  };
}

const mega = 1024 * 1024;

/** A number of megabytes, as bytes. */
function megabytes(usual: number) {
  return {
    expected: 'a whole number of megabytes, 0 or more',
    schema: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform((text) => Number(text) * mega)
      .default(usual * mega),
    default: String(usual),
  };
}

export const settings = {
  port: setting({
    env: 'PORT',
    doc: 'Port to listen on. 0 takes any free one.',
    expected: 'a whole number from 0 to 65535',
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.int().max(65_535))
      .default(3000),
    default: '3000',
  }),
  host: setting({
    env: 'HOST',
    doc: 'Address to listen on. The default is reached from this machine only: put a reverse proxy with TLS before it, or set `0.0.0.0` inside a container.',
    expected: 'an IP address or a host name',
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]{1,255}$/)
      .default('127.0.0.1'),
    default: '127.0.0.1',
  }),
  publicUrl: setting({
    env: 'PUBLIC_URL',
    doc: 'Where the world reaches this server, without a path. Links are made from it; with https cookies are marked Secure.',
    expected: 'an http or https address without a path, such as https://desk.example',
    schema: z
      .string()
      .refine(isOrigin)
      .transform((url) => new URL(url).origin)
      .optional(),
    default: '`http://HOST:PORT`',
  }),
  databaseUrl: setting({
    env: 'DATABASE_URL',
    doc: 'Postgres 15 to 18 to keep everything in. Unset: an embedded database in `OKNO_DATA`.',
    expected: 'an address such as postgres://user:password@host:5432/database',
    schema: z.string().refine(isPostgresUrl).optional(),
    default: 'the embedded database',
  }),
  dataFolder: setting({
    env: 'OKNO_DATA',
    doc: 'Folder of the embedded database and of the secret made for it.',
    expected: 'a path',
    schema: z.string().min(1).max(4096).default('./data'),
    default: './data',
  }),
  freeSpace: setting({
    env: 'OKNO_FREE_SPACE',
    doc: 'Megabytes that stay free on the disk of the embedded database, which never comes back from a full one. With less, files are refused (507); with less than half, messages and changes (503); with less than a quarter, nothing is written, and the server does not start. `/healthz` says so, and everything goes on by itself when there is room. 0: the disk is not watched. Not used with `DATABASE_URL`.',
    ...megabytes(400),
  }),
  company: setting({
    env: 'OKNO_COMPANY',
    doc: 'File that describes the company (`company.yaml`). When it has changed since it was last applied, it is applied before the server serves; an empty database begins with it instead of the demo company.',
    expected: 'a path',
    schema: z.string().min(1).max(4096).optional(),
    default: 'the demo company, in an empty database',
  }),
  secret: setting({
    env: 'OKNO_SECRET',
    doc: 'Everything that is signed (chat tokens, cookies) is signed with keys derived from it: whoever has it can pass for anybody. The same for all servers of one database.',
    expected: 'at least 32 characters; required with DATABASE_URL',
    schema: secret.optional(),
    default: 'made once and kept in `OKNO_DATA/secret`; required with `DATABASE_URL`',
  }),
  siteSecret: setting({
    env: 'OKNO_SITE_SECRET',
    doc: "Key by which the company's site signs the JWT (HS256) that names its logged-in visitors to the chat.",
    expected: 'at least 32 characters',
    schema: secret.optional(),
    default: 'derived from `OKNO_SECRET`; `node scripts/settings.ts --site-secret` shows it',
  }),
  trustedProxies: setting({
    env: 'OKNO_TRUSTED_PROXIES',
    doc: 'Addresses of reverse proxies whose `X-Forwarded-For` says who is behind them, separated by commas: IP addresses, or networks such as `10.0.0.0/8`. They are never limited themselves. An empty list is `none`.',
    expected: 'IP addresses or networks such as 10.0.0.0/8, separated by commas, or none',
    schema: z
      .string()
      .transform((text) => (text.trim() === 'none' ? [] : text.split(',').map((each) => each.trim())))
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
      .default(['127.0.0.0/8', '::1']),
    default: '127.0.0.0/8, ::1',
  }),
  connectionsPerAddress: setting({
    env: 'OKNO_CONNECTIONS_PER_ADDRESS',
    doc: 'Connections one network address may hold at a time; further ones are answered 503 with `Retry-After`. Trusted proxies may hold any number. 0: no cap.',
    ...perAddress(4000),
  }),
  chatsPerAddress: setting({
    env: 'OKNO_CHATS_PER_ADDRESS',
    doc: 'Strangers who may begin in the web chat from one network address within 10 minutes; further ones are answered 429 with `Retry-After`. Whoever has been here before, or proves who they are, is not counted. IPv6 addresses count by their /64 network. 0: no limit.',
    ...perAddress(60),
  }),
  signInsPerAddress: setting({
    env: 'OKNO_SIGN_INS_PER_ADDRESS',
    doc: 'Links and PINs of the desk that may be tried and be wrong from one network address within 10 minutes. 0: no limit.',
    ...perAddress(30),
  }),
  uploadsPerSender: setting({
    env: 'OKNO_UPLOADS_PER_SENDER',
    doc: 'Megabytes of files one visitor of the chat, or one window of a messenger, may send up within 24 hours. What is beyond is refused with a reason; words go through. 0: no cap.',
    ...megabytes(300),
  }),
  uploadsPerAddress: setting({
    env: 'OKNO_UPLOADS_PER_ADDRESS',
    doc: 'The same for all strangers of one network address together. Known clients do not count.',
    ...megabytes(1000),
  }),
  uploadsOfStrangers: setting({
    env: 'OKNO_UPLOADS_OF_STRANGERS',
    doc: 'The same for all strangers together.',
    ...megabytes(5000),
  }),
  telegramToken: setting({
    env: 'TELEGRAM_BOT_TOKEN',
    doc: 'Token of the Telegram bot, from BotFather. With `PUBLIC_URL` Telegram calls `/telegram/webhook`; without it the server asks Telegram (long polling).',
    expected: 'a token such as 123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11',
    schema: z
      .string()
      .regex(/^\d+:[A-Za-z0-9_-]+$/)
      .optional(),
    default: 'no Telegram',
  }),
  telegramWebhookSecret: setting({
    env: 'TELEGRAM_WEBHOOK_SECRET',
    doc: 'What Telegram shows with every call of the webhook.',
    expected: '1 to 256 letters, digits, `_` and `-`',
    schema: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,256}$/)
      .optional(),
    default: 'derived from `OKNO_SECRET`',
  }),
  telegramApiRoot: setting({
    env: 'TELEGRAM_API_ROOT',
    doc: "Another Bot API server than Telegram's own.",
    expected: 'an http or https address',
    schema: z.string().refine(isAddress).default('https://api.telegram.org'),
    default: 'https://api.telegram.org',
  }),
  slackBotToken: setting({
    env: 'SLACK_BOT_TOKEN',
    doc: 'Token of the Slack app in the workspace (`xoxb-…`). With it `SLACK_APP_TOKEN`, or `SLACK_SIGNING_SECRET` and `PUBLIC_URL`.',
    expected: 'a token that begins with xoxb-',
    schema: z
      .string()
      .regex(/^xoxb-[A-Za-z0-9-]+$/)
      .optional(),
    default: 'no Slack',
  }),
  slackAppToken: setting({
    env: 'SLACK_APP_TOKEN',
    doc: 'App-level token (`xapp-…`): the server asks Slack (Socket Mode), and needs no public address.',
    expected: 'a token that begins with xapp-',
    schema: z
      .string()
      .regex(/^xapp-[A-Za-z0-9-]+$/)
      .optional(),
    default: 'Slack calls `/slack/events`',
  }),
  slackSigningSecret: setting({
    env: 'SLACK_SIGNING_SECRET',
    doc: 'Key by which Slack signs its calls of `/slack/events`.',
    expected: 'at least 8 characters',
    schema: z.string().min(8).optional(),
    default: 'Socket Mode',
  }),
  slackChannel: setting({
    env: 'SLACK_CHANNEL',
    doc: 'Slack channel for departments without one of their own, and for conversations whose channel is archived or closed to the app.',
    expected: 'a channel id such as C0123456789',
    schema: z
      .string()
      .regex(/^[CG][A-Z0-9]{2,}$/)
      .optional(),
    default: 'departments without a channel have no threads',
  }),
  slackApiUrl: setting({
    env: 'SLACK_API_URL',
    doc: 'Another address of the Slack Web API.',
    expected: 'an http or https address',
    schema: z.string().refine(isAddress).default('https://slack.com/api/'),
    default: 'https://slack.com/api/',
  }),
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

function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'postgres:' || url.protocol === 'postgresql:');
}
