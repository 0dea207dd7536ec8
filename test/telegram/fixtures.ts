import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Update, updateForm } from '../../src/telegram/receive/update.ts';

const folder = join(import.meta.dirname, '../fixtures/telegram');

export type Raw = { readonly update_id: number } & Record<string, unknown>;

export const fixtureNames: readonly string[] = readdirSync(folder)
  .filter((each) => each.endsWith('.json'))
  .map((each) => each.slice(0, -5));

/** An update as Telegram sends it. */
export function fixture(name: string): Raw {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Raw;
}

export function readFixture(name: string): Update {
  return updateForm.parse(fixture(name));
}

let last = 50_000;

/** The same thing in another chat, or said otherwise: a new update. */
export function like(name: string, chat: number, changes: Record<string, unknown> = {}): Raw {
  last += 1;
  const raw = JSON.parse(JSON.stringify(fixture(name)).replaceAll('700100', String(chat))) as Raw;
  const kind = Object.keys(raw).find((each) => each !== 'update_id') ?? '';
  return { update_id: last, [kind]: { ...(raw[kind] as object), message_id: last, ...changes } };
}
