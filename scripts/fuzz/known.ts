import type { Dice } from './dice.ts';

/** What answers have named so far, by the noun it was named as; later requests are made of it. */
export interface Known {
  /** Keeps what an answer names; `path`: of what was asked for. */
  learn(path: string, json: unknown, params: Readonly<Record<string, string>>): void;
  keep(noun: string, value: string | number): void;
  one(noun: string): string | number | undefined;
  /** values for the parameters of an address that names more than one thing, seen together */
  together(path: string): Readonly<Record<string, string>> | undefined;
  keepTogether(path: string, params: Readonly<Record<string, string>>): void;
  /** who is in charge of a conversation, as it was seen last */
  inCharge(conversation: string): string | undefined;
}

const mostOfNoun = 120;
const longest = 300;

/** Other words for the same thing, in addresses and fields. */
const sameAs: Readonly<Record<string, string>> = {
  staff: 'specialist',
  people: 'specialist',
  person: 'specialist',
  by: 'specialist',
  owner: 'specialist',
  head: 'specialist',
  deputy: 'specialist',
  asking: 'question',
  callers: 'contact',
  caller: 'contact',
  policy: 'version',
};

/** The noun of a field or of a part of an address: `contactId` and `contacts` are a `contact`. */
export function nounOf(name: string): string {
  const bare = name.replace(/Id$/, '').replace(/ies$/, 'y').replace(/s$/, '').toLowerCase();
  return sameAs[name.toLowerCase()] ?? sameAs[bare] ?? bare;
}

/** The noun that stands before a parameter of an address, or the last of an address. */
export function nounBefore(path: string, parameter?: string): string {
  const parts = path.split('/').filter((each) => each !== '');
  if (parameter === undefined) return nounOf(parts.findLast((each) => !each.startsWith('{')) ?? '');
  const at = parts.indexOf(`{${parameter}}`);
  return ['id', 'key'].includes(parameter) ? nounOf(parts[at - 1] ?? '') : nounOf(parameter);
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.\d+)?$/;

/** Ids of a thing are kept apart from its names, which stand in fields of the same name. */
function idOf(noun: string, value: string | number): string {
  return typeof value === 'string' && id.test(value) ? `${noun} id` : noun;
}

export function createKnown(dice: Dice): Known {
  const values = new Map<string, (string | number)[]>();
  const pairs = new Map<string, Readonly<Record<string, string>>[]>();
  const charge = new Map<string, string>();

  function push<T>(into: Map<string, T[]>, noun: string, value: T): void {
    const kept = into.get(noun) ?? [];
    if (kept.length < mostOfNoun) kept.push(value);
    else kept[dice.below(mostOfNoun)] = value;
    into.set(noun, kept);
  }

  function keep(noun: string, value: string | number): void {
    if (typeof value === 'string' && (value === '' || value.length > longest)) return;
    const kind = idOf(noun, value);
    if (values.get(kind)?.includes(value) !== true) push(values, kind, value);
  }

  const keepTogether = (path: string, params: Readonly<Record<string, string>>) => push(pairs, path, params);

  function walk(value: unknown, noun: string, params: Readonly<Record<string, string>>): void {
    if (Array.isArray(value)) {
      for (const each of value) walk(each, noun, params);
      return;
    }
    if (typeof value === 'string' || typeof value === 'number') return keep(noun, value);
    if (typeof value !== 'object' || value === null) return;
    const fields = value as Readonly<Record<string, unknown>>;
    if (typeof fields['id'] === 'string') keep(noun, fields['id']);
    couple(noun, fields, params);
    for (const [name, each] of Object.entries(fields)) if (name !== 'id') walk(each, nounOf(name), params);
  }

  /** Addresses with two names want two that belong together. */
  function couple(noun: string, fields: Readonly<Record<string, unknown>>, params: Readonly<Record<string, string>>): void {
    const { id, seq, conversation, conversationId, joins, specialist, records } = fields;
    const where = conversation ?? conversationId ?? (noun === 'message' || noun === 'item' ? params['conversation'] : undefined);
    if (typeof seq === 'number' && typeof where === 'string') keepTogether('message', { conversation: where, seq: String(seq) });
    if (noun === 'contact' && typeof id === 'string') {
      for (const each of Array.isArray(joins) ? (joins as { id?: string }[]) : [])
        if (each.id !== undefined) keepTogether('join', { id, join: each.id });
      for (const each of Array.isArray(records) ? (records as { id?: string }[]) : [])
        if (each.id !== undefined) keepTogether('record', { id, record: each.id });
    }
    const who = typeof specialist === 'object' && specialist !== null ? (specialist as { id?: string }).id : fields['specialistId'];
    if (noun === 'conversation' && typeof id === 'string' && typeof who === 'string') charge.set(id, who);
  }

  return {
    learn: (path, json, params) => walk(json, nounBefore(path), params),
    keep,
    keepTogether,
    one: (noun) => dice.maybe(values.get(`${noun} id`) ?? values.get(noun) ?? []),
    together: (path) => dice.maybe(pairs.get(path) ?? []),
    inCharge: (conversation) => charge.get(conversation),
  };
}
