import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Db } from '../db/db.ts';
import { firstPeople } from '../db/people/sign-in.ts';
import type { Language } from '../domain/language.ts';
import { makeSignInToken } from '../http/desk/people/sign-in.ts';
import { startup } from '../texts/startup.ts';
import { translator } from '../texts/translate.ts';

export const t = translator(startup);

const linkHours = 24;

function telegramLine({ telegramToken, publicUrl }: Config, language: Language): string {
  if (telegramToken === undefined) return t(language, 'channel.telegram.off');
  return t(language, 'channel.telegram.on', { by: publicUrl === undefined ? 'polling' : 'webhook' });
}

function slackLine({ slackBotToken, slackAppToken, slackSigningSecret, publicUrl }: Config, language: Language): string {
  if (slackBotToken === undefined) return t(language, 'channel.slack.off');
  if (slackAppToken !== undefined) return t(language, 'channel.slack.on', { by: 'socket' });
  const isCalled = slackSigningSecret !== undefined && publicUrl !== undefined;
  return isCalled ? t(language, 'channel.slack.on', { by: 'calls' }) : t(language, 'channel.slack.deaf');
}

/** Finds the language of whoever started the server, by the usual variables. */
export function languageOfShell(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return locale.startsWith('ru') ? 'ru' : 'en';
}

/** Makes the address at which a browser on this machine, or the one PUBLIC_URL names, finds the server. */
export function addressOf({ publicUrl, host }: Config, port: number): string {
  if (publicUrl !== undefined) return publicUrl;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Writes the start-up text: where everything is, links into the desk, what is on and what is off. */
export async function welcome(
  { db, now, config }: { readonly db: Db; readonly now: () => Date; readonly config: Config },
  address: string,
  language: Language,
  isBuilt: boolean,
): Promise<string> {
  const rows: [string, string][] = [[t(language, 'site'), `${address}/`]];
  for (const { id, name, role } of await firstPeople(db)) {
    const token = await makeSignInToken({ db, now }, id, linkHours, randomBytes(32).toString('base64url'));
    rows.push([t(language, 'desk', { name, role }), `${address}/desk/sign-in?token=${token}`]);
  }
  const width = Math.max(...rows.map(([label]) => label.length));
  const data = db.kind === 'pglite' ? t(language, 'data.pglite', { folder: config.dataFolder }) : t(language, 'data.postgres');
  return [
    '',
    t(language, 'running'),
    '',
    ...rows.map(([label, url]) => `  ${label.padEnd(width)}  ${url}`),
    `  ${t(language, 'links', { hours: linkHours })}`,
    '',
    `  ${data}`,
    `  ${t(language, 'channel.webchat')}`,
    `  ${telegramLine(config, language)}`,
    `  ${slackLine(config, language)}`,
    ...(isBuilt ? [] : ['', `  ${t(language, 'unbuilt')}`]),
    '',
  ].join('\n');
}
