import { readPublished } from './published.ts';

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
  /** The names of a type's fields. */
  fields(type: string): readonly string[];
  /** A value that a field of a type may have: of all that is required, and nothing else. */
  example(type: string, field: string): unknown;
}

/** Reads the description; null where it is not at hand. */
export function telegramSpec(): TelegramSpec | null {
  const published = readPublished<Published>('telegram-api.json');
  if (published === null) return null;
  const { methods, types } = published;
  const newer = readPublished<{ methods: Newer }>('telegram-newer-params.json')?.methods ?? {};
  return {
    call(method, params) {
      const known = methods[method];
      if (known === undefined) return [`${method}: no such method`];
      const { params: more = {} } = newer[method] ?? {};
      const missing = Object.keys(more).filter((each) => more[each] === 'required' && params[each] === undefined);
      const wrong = wrongFields({ types, simple: inForms }, known, params, method, Object.keys(more));
      return [...wrong, ...missing.map((each) => `${method}.${each} is missing`)];
    },
    object: (type, value) => wrongIn({ types, simple: inJson }, type, value, type),
    fields: (type) => types[type]?.fields?.map((each) => each.name) ?? [],
    example: (type, field) => exampleOf(types, types[type]?.fields?.find((each) => each.name === field)?.types[0] ?? '', 0),
  };
}

const examples: Readonly<Record<string, unknown>> = { String: 'word', Integer: 3, Float: 1.5, Boolean: true, True: true };
const deepestExample = 5;

function exampleOf(types: Published['types'], name: string, depth: number): unknown {
  if (name.startsWith('Array of ')) return depth > deepestExample ? [] : [exampleOf(types, name.slice('Array of '.length), depth + 1)];
  if (name in examples) return examples[name];
  const { subtypes: [first] = [], fields = [] } = types[name] ?? {};
  if (first !== undefined) return exampleOf(types, first, depth);
  if (depth > deepestExample) return {};
  return Object.fromEntries(
    fields.filter((each) => each.required).map((each) => [each.name, exampleOf(types, each.types[0] ?? '', depth + 1)]),
  );
}

interface Checks {
  readonly types: Published['types'];
  readonly simple: Readonly<Record<string, (value: unknown) => boolean>>;
}

function wrongFields(
  checks: Checks,
  shape: Shape,
  values: Readonly<Record<string, unknown>>,
  at: string,
  more: readonly string[] = [],
): string[] {
  const known = new Map((shape.fields ?? []).map((each) => [each.name, each]));
  return [
    ...[...known.values()]
      .filter((each) => each.required && values[each.name] === undefined)
      .map((each) => `${at}.${each.name} is missing`),
    ...Object.entries(values).flatMap(([name, value]) => {
      const field = known.get(name);
      if (value === undefined || more.includes(name)) return [];
      return field === undefined ? [`${at}.${name} is unknown`] : wrongInAll(checks, field.types, value, `${at}.${name}`);
    }),
  ];
}

/** Right when it is right as one of the types; else what is wrong with it as the one that fits best. */
function wrongInAll(checks: Checks, names: readonly string[], value: unknown, at: string): string[] {
  const all = names.map((each) => wrongIn(checks, each, value, at));
  return all.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function wrongIn(checks: Checks, name: string, value: unknown, at: string): string[] {
  if (name.startsWith('Array of ')) {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((each, i) => wrongIn(checks, name.slice('Array of '.length), each, `${at}[${i}]`));
  }
  const simple = checks.simple[name];
  if (simple !== undefined) return simple(value) ? [] : [`${at} is no ${name}`];
  const type = checks.types[name];
  if (type === undefined) return [`${at}: no such type ${name}`];
  if (type.subtypes !== undefined) return wrongInAll(checks, type.subtypes, value, at);
  return isObject(value) ? wrongFields(checks, type, value, at) : [`${at} is no ${name}`];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const inJson: Checks['simple'] = {
  String: (value) => typeof value === 'string',
  Integer: Number.isSafeInteger,
  Float: Number.isFinite,
  Boolean: (value) => typeof value === 'boolean',
  True: (value) => value === true,
};

/** In a form that carries files numbers and switches are written out, and a file is said by where it is in the form. */
const inForms: Checks['simple'] = {
  ...inJson,
  Integer: (value) => Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value)),
  Float: (value) => Number.isFinite(value) || (typeof value === 'string' && Number.isFinite(Number(value))),
  Boolean: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
  InputFile: (value) => typeof value === 'string' && value.startsWith('attach://'),
};
