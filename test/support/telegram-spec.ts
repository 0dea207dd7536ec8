import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Telegram's published description of the Bot API, when it lies beside the repository. What goes out is checked as a call, what is
 * said to have come in as an `Update`.
 */

interface Field {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
}

interface Shape {
  readonly fields?: readonly Field[];
  readonly subtypes?: readonly string[];
}

interface Published {
  readonly methods: Readonly<Record<string, Shape>>;
  readonly types: Readonly<Record<string, Shape>>;
}

type Newer = Readonly<Record<string, { readonly params: Readonly<Record<string, string>> }>>;

export interface TelegramSpec {
  /** What is wrong with a call, in words: no such method, an unknown parameter, a missing one, a value of another type. */
  call(method: string, params: Readonly<Record<string, unknown>>): string[];
  /** What is wrong with a value that is said to be of this type. */
  object(type: string, value: unknown): string[];
}

const folder = join(import.meta.dirname, '../../../shared/specs');
const [published, newer] = [join(folder, 'telegram-api.json'), join(folder, 'telegram-newer-params.json')];

/** Null where the description is not at hand. */
export function telegramSpec(): TelegramSpec | null {
  if (!existsSync(published)) return null;
  const { methods, types } = JSON.parse(readFileSync(published, 'utf8')) as Published;
  const later: Newer = existsSync(newer) ? (JSON.parse(readFileSync(newer, 'utf8')) as { methods: Newer }).methods : {};

  function fields(shape: Shape, values: Readonly<Record<string, unknown>>, at: string, more: readonly string[] = []): string[] {
    const known = new Map((shape.fields ?? []).map((each) => [each.name, each]));
    return [
      ...[...known.values()]
        .filter((each) => each.required && values[each.name] === undefined)
        .map((each) => `${at}.${each.name} is missing`),
      ...Object.entries(values).flatMap(([name, value]) => {
        const field = known.get(name);
        if (value === undefined || more.includes(name)) return [];
        return field === undefined ? [`${at}.${name} is unknown`] : oneOf(field.types, value, `${at}.${name}`);
      }),
    ];
  }

  /** Right when it is right as one of the types; else what is wrong with it as the one that fits best. */
  function oneOf(names: readonly string[], value: unknown, at: string): string[] {
    const all = names.map((each) => wrong(each, value, at));
    return all.toSorted((a, b) => a.length - b.length)[0] ?? [];
  }

  function wrong(name: string, value: unknown, at: string): string[] {
    if (name.startsWith('Array of ')) {
      if (!Array.isArray(value)) return [`${at} is no list`];
      return value.flatMap((each, i) => wrong(name.slice('Array of '.length), each, `${at}[${i}]`));
    }
    const simple = simpleTypes[name];
    if (simple !== undefined) return simple(value) ? [] : [`${at} is no ${name}`];
    const type = types[name];
    if (type === undefined) return [`${at}: no such type ${name}`];
    if (type.subtypes !== undefined) return oneOf(type.subtypes, value, at);
    return isObject(value) ? fields(type, value, at) : [`${at} is no ${name}`];
  }

  return {
    call(method, params) {
      const known = methods[method];
      if (known === undefined) return [`${method}: no such method`];
      const { params: more = {} } = later[method] ?? {};
      const missing = Object.keys(more).filter((each) => more[each] === 'required' && params[each] === undefined);
      return [...fields(known, params, method, Object.keys(more)), ...missing.map((each) => `${method}.${each} is missing`)];
    },
    object: (type, value) => wrong(type, value, type),
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** In a form that carries files numbers and switches are written out, and a file is said by where it is in the form. */
const simpleTypes: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  Integer: (value) => Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value)),
  Float: (value) => Number.isFinite(value) || (typeof value === 'string' && Number.isFinite(Number(value))),
  Boolean: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
  True: (value) => value === true,
  InputFile: (value) => typeof value === 'string' && value.startsWith('attach://'),
};
