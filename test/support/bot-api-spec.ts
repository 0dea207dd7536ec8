import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Method {
  readonly fields?: readonly { readonly name: string; readonly required: boolean }[];
}

const folder = join(import.meta.dirname, '../../../shared/specs');
const [published, newer] = [join(folder, 'telegram-api.json'), join(folder, 'telegram-newer-params.json')];

/** Says what is wrong with a call's parameters by Telegram's published description; null where that is not at hand. */
export type CallCheck = (method: string, params: Readonly<Record<string, unknown>>) => string[];

export function publishedCalls(): CallCheck | null {
  if (!existsSync(published)) return null;
  const { methods } = JSON.parse(readFileSync(published, 'utf8')) as { methods: Readonly<Record<string, Method>> };
  const later = existsSync(newer)
    ? (JSON.parse(readFileSync(newer, 'utf8')) as { methods: Readonly<Record<string, { params: Readonly<Record<string, string>> }>> })
        .methods
    : {};
  return (method, params) => {
    const known = methods[method];
    if (known === undefined) return [`${method}: no such method`];
    const fields = known.fields ?? [];
    const names = new Set([...fields.map((each) => each.name), ...Object.keys(later[method]?.params ?? {})]);
    return [
      ...Object.keys(params)
        .filter((name) => !names.has(name))
        .map((name) => `${method}: no parameter ${name}`),
      ...fields.filter((each) => each.required && params[each.name] === undefined).map((each) => `${method}: ${each.name} is missing`),
    ];
  };
}
