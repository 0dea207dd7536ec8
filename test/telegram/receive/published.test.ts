import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixture, fixtureNames } from '../fixtures.ts';

const spec = join(import.meta.dirname, '../../../../shared/specs/telegram-api.json');

interface Type {
  readonly fields?: readonly { readonly name: string; readonly types: readonly string[]; readonly required: boolean }[];
  readonly subtypes?: readonly string[];
}

/** What is not as Telegram has published it, by its place in the value. */
function mistakes(types: Readonly<Record<string, Type>>, name: string, value: unknown, at: string): string[] {
  const list = /^Array of (.*)$/.exec(name)?.[1];
  if (list !== undefined)
    return Array.isArray(value) ? value.flatMap((each, i) => mistakes(types, list, each, `${at}.${i}`)) : [`${at}: no list`];
  const basic = { Integer: 'number', Float: 'number', String: 'string', Boolean: 'boolean', True: 'boolean' }[name];
  if (basic !== undefined) return typeof value === basic ? [] : [`${at}: no ${name}`];
  const type = types[name];
  const among = type?.subtypes ?? [];
  if (among.length > 0) {
    const tried = among.map((each) => mistakes(types, each, value, at));
    return tried.toSorted((a, b) => a.length - b.length)[0] ?? [];
  }
  const fields = new Map((type?.fields ?? []).map((each) => [each.name, each]));
  const object = value as Record<string, unknown>;
  return [
    ...[...fields.values()].filter((each) => each.required && object[each.name] === undefined).map((each) => `${at}: no ${each.name}`),
    ...Object.entries(object).flatMap(([key, inside]) => {
      const field = fields.get(key);
      if (field === undefined) return [`${at}: unknown ${key}`];
      const tried = field.types.map((each) => mistakes(types, each, inside, `${at}.${key}`));
      return tried.toSorted((a, b) => a.length - b.length)[0] ?? [];
    }),
  ];
}

describe.skipIf(!existsSync(spec))('the recorded updates are as Telegram publishes them', () => {
  const { types } = existsSync(spec) ? (JSON.parse(readFileSync(spec, 'utf8')) as { types: Record<string, Type> }) : { types: {} };

  it.each(fixtureNames)('%s', (name) => {
    expect(mistakes(types, 'Update', fixture(name), name)).toEqual([]);
  });
});
