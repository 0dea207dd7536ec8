import type { Dice } from './dice.ts';
import type { OpenApi, Schema } from './document.ts';
import { type Known, nounOf } from './known.ts';

interface Making {
  readonly dice: Dice;
  readonly known: Known;
  readonly document: OpenApi;
  readonly now: () => Date;
}

/** Makes what a schema allows, out of what is known where a field's name says so. */
export function make(making: Making, schema: Schema, name = '', depth = 0): unknown {
  const { dice, document } = making;
  if (schema.$ref !== undefined) return make(making, resolved(document, schema.$ref), name, depth);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return dice.one(schema.enum);
  const among = schema.anyOf ?? schema.oneOf;
  if (among !== undefined) return make(making, { ...dice.one(among) }, name, depth);
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((each) => make(making, each, name, depth) as object));
  const type = typeof schema.type === 'object' ? dice.one(schema.type) : schema.type;
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return dice.chance(0.5);
    case 'integer':
    case 'number':
      return number(making, schema, name);
    case 'array':
      return array(making, schema, name, depth);
    case 'object':
      return object(making, schema, name, depth);
    default:
      return text(making, schema, name);
  }
}

/** Puts known ids and fresh names into an example, or drops what may be left out: as valid as it was. */
export function vary(making: Making, schema: Schema, example: unknown, name = ''): unknown {
  const { dice, document } = making;
  if (schema.$ref !== undefined) return vary(making, resolved(document, schema.$ref), example, name);
  if (schema.anyOf !== undefined || schema.oneOf !== undefined) {
    const among = (schema.anyOf ?? schema.oneOf ?? []).filter((each) => fits(document, each, example));
    return among[0] === undefined ? example : vary(making, among[0], example, name);
  }
  if (typeof example === 'object' && example !== null && !Array.isArray(example) && schema.properties !== undefined) {
    const { properties, required = [] } = schema;
    const kept = Object.entries(example).filter(([key]) => required.includes(key) || !dice.chance(0.1));
    const varied = kept.map(([key, each]) => [
      key,
      properties[key] === undefined ? each : vary(making, properties[key], each, fieldOf(key, name)),
    ]);
    return Object.fromEntries(varied);
  }
  if (typeof example === 'string' && (schema.format === 'uuid' || isName(name) || schema.format === 'date-time'))
    return text(making, schema, name);
  if (typeof example === 'number' && ['seq', 'base'].includes(name)) return number(making, schema, name);
  return example;
}

/** What a field is called: the id in an object is that of what the object stands for. */
const fieldOf = (key: string, holder: string) => (key === 'id' && holder !== '' ? holder : key);

/** Fields whose value has to be known, or new each time. */
function isName(name: string): boolean {
  return /^(key|id|externalId|version|base|department|email|productLine|siteId|telegramId|invite|renewal|identity|as|url)$/.test(name);
}

function fits(document: OpenApi, schema: Schema, example: unknown): boolean {
  const plain = schema.$ref === undefined ? schema : resolved(document, schema.$ref);
  if (plain.const !== undefined) return plain.const === example;
  if (example === null) return plain.type === 'null';
  if (typeof example !== 'object' || Array.isArray(example)) return plain.type === (Array.isArray(example) ? 'array' : typeof example);
  const { required = [], properties = {} } = plain;
  const consts = Object.entries(properties).every(
    ([key, { const: only }]) => only === undefined || (example as Record<string, unknown>)[key] === only,
  );
  return plain.type === 'object' && consts && required.every((key) => key in example);
}

function resolved({ components }: OpenApi, ref: string): Schema {
  const found = components.schemas[ref.split('/').at(-1) ?? ''];
  if (found === undefined) throw new Error(`no schema ${ref}`);
  return found;
}

function object(making: Making, schema: Schema, name: string, depth: number): unknown {
  const { dice } = making;
  const { properties = {}, required = [], additionalProperties } = schema;
  const wanted = Object.entries(properties).filter(([key]) => required.includes(key) || (depth < 4 && dice.chance(0.5)));
  const made = Object.fromEntries(wanted.map(([key, each]) => [key, make(making, each, fieldOf(key, name), depth + 1)]));
  if (typeof additionalProperties !== 'object' || depth > 4) return made;
  const names = schema.propertyNames?.enum ?? [making.known.one('department') ?? 'client'];
  const further = names.map((each) => [String(each), make(making, additionalProperties, String(each), depth + 1)]);
  return { ...Object.fromEntries(further), ...made };
}

function array(making: Making, schema: Schema, name: string, depth: number): unknown[] {
  const { dice } = making;
  if (schema.prefixItems !== undefined) return schema.prefixItems.map((each) => make(making, each, name, depth + 1));
  const { items, minItems = 0, maxItems = 3 } = schema;
  const length = Math.min(maxItems, minItems + dice.below(depth > 3 ? 1 : 3));
  return typeof items === 'object' ? Array.from({ length }, () => make(making, items, name, depth + 1)) : [];
}

function number({ dice, known }: Making, { type, minimum = 0, maximum = 1000, multipleOf }: Schema, name: string): number {
  const seen = known.one(nounOf(name));
  if (typeof seen === 'number' && seen >= minimum && seen <= maximum && dice.chance(0.6)) return seen;
  const low = Math.max(minimum, -1000);
  const value = dice.between(low, Math.min(maximum, low + 5000));
  const whole = type === 'integer' ? Math.round(value) : Math.round(value * 100) / 100;
  return multipleOf === undefined ? whole : Math.round(whole / multipleOf) * multipleOf;
}

const day = 86_400_000;

function text(making: Making, schema: Schema, name: string): string {
  const { dice, known, now } = making;
  const { format, minLength = 0, maxLength = 200, pattern } = schema;
  if (name === 'key') return dice.uuid();
  // What the server is to call is on this machine.
  if (name === 'url') return String(known.one('receiver') ?? 'http://localhost:9/');
  const seen = known.one(nounOf(name));
  if (format === 'date-time') return new Date(now().getTime() + dice.between(-40, 40) * day).toISOString();
  if (format === 'date') return new Date(now().getTime() + dice.between(-400, 400) * day).toISOString().slice(0, 10);
  if (format === 'uuid') return typeof seen === 'string' && seen.length === 36 ? seen : dice.uuid();
  if (typeof seen === 'string' && seen.length >= minLength && seen.length <= maxLength && (isName(name) || dice.chance(0.3)))
    if (!/^(externalId|email|siteId|telegramId)$/.test(name) || dice.chance(0.3)) return seen;
  if (format === 'email') return `${dice.word()}@fuzz.example`;
  if (name === 'phone' || pattern?.includes('\\+')) return `+7${String(9_000_000_000 + dice.below(999_999_999))}`;
  if (name === 'telegramId') return String(1 + dice.below(1_000_000));
  if (name === 'month' || pattern?.includes('-(0[1-9]')) return now().toISOString().slice(0, 7);
  if (name === 'currency') return 'RUB';
  if (pattern?.includes('[A-Z]{3}')) return 'EUR';
  const words = dice.one([
    'Здравствуйте!',
    'Можно счёт?',
    '**ok** <b>&amp;',
    'a "quoted" word',
    '日本語 👩‍👩‍👧',
    'https://x.example/?a=b',
    '-',
  ]);
  const long = `${words} ${dice.word()}`.slice(0, Math.max(minLength, Math.min(maxLength, 200)));
  return long.length >= minLength ? long : long.padEnd(minLength, 'x');
}
