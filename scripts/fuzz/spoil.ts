import type { Dice } from './dice.ts';
import type { Known } from './known.ts';
import type { Wish } from './wish.ts';

type Spoiling = (wish: Wish, dice: Dice, known: Known) => Wish;

const oddTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff\ud800y',
  '\u202e\u2066text\u200f',
  '\ufeff',
  'null',
  '-1',
  '0',
  '1e999',
  '99999999999999999999',
  '../../etc/passwd',
  "' or 1=1 --",
  '{"a":1}',
  '[]',
  '%',
  '\\',
  '__proto__',
  '0000-01-01',
  '0001-01-01',
  '2027-02-29',
  '0001-01-01T00:00:00Z',
  '0020-01-01T00:00:00Z',
  '9999-12',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.000Z',
  '-000001-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-06-30T23:59:60Z',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '1,000',
  '🙃'.repeat(50),
  'x'.repeat(5000),
];
const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  [],
  {},
  [[[[[[]]]]]],
  { $ne: null },
  { toString: 'x' },
  ...oddTexts,
];
const oddBodies = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '0',
  '\ufeff{}',
  '{"a":1}{',
  '{"__proto__":{"admin":true}}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
];

/** Ways to make a request wrong, or odd, one at a time. */
const spoilings: Readonly<Record<string, Spoiling>> = {
  'an odd part of the address': (wish, dice) => {
    const part = encoded(dice.one(oddTexts));
    // Without the part it is another address.
    return { ...wish, target: part === '' ? null : wish.target, path: withPart(wish, dice, part) };
  },
  'another one’s id': (wish, dice, known) => {
    const noun = dice.one(['conversation', 'client', 'contact', 'specialist', 'task', 'file', 'department', 'violation', 'handover']);
    return { ...wish, path: withPart(wish, dice, encoded(String(known.one(noun) ?? dice.uuid()))) };
  },
  'an id that nobody has': (wish, dice) => ({ ...wish, path: withPart(wish, dice, dice.uuid()) }),
  'an odd query': (wish, dice) => {
    const names = (wish.target?.described.parameters ?? []).flatMap((each) => (each.in === 'query' ? [each.name] : []));
    const name = dice.maybe(names) ?? 'q';
    return { ...wish, path: `${wish.path}${wish.path.includes('?') ? '&' : '?'}${name}=${encoded(dice.one(oddTexts))}` };
  },
  'no credentials': (wish) => ({
    ...wish,
    by: 'nobody',
    headers: without(wish.headers, 'cookie', 'authorization', 'x-telegram-bot-api-secret-token', 'x-slack-signature'),
  }),
  'forged credentials': (wish, dice) => ({ ...wish, by: 'a forger', headers: forged(wish.headers, dice) }),
  'odd headers': (wish, dice) => ({ ...wish, headers: { ...wish.headers, ...dice.one(oddHeaders) } }),
  'another method': (wish, dice) => ({ ...wish, target: null, method: dice.one(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'POST']) }),
  'an odd field': (wish, dice) => changed(wish, dice, (holder, key) => Object.assign(holder, { [key]: dice.one(oddValues) })),
  'a field too few': (wish, dice) => changed(wish, dice, (holder, key) => delete holder[key]),
  'a field too many': (wish, dice) => changed(wish, dice, (holder) => Object.assign(holder, { [dice.word()]: dice.one(oddValues) })),
  'an odd body': (wish, dice) => (typeof wish.body === 'string' ? { ...wish, body: dice.one(oddBodies) } : wish),
  'half a body': (wish, dice) =>
    typeof wish.body === 'string' ? { ...wish, body: wish.body.slice(0, dice.below(wish.body.length + 1)) } : wish,
  'too large a body': (wish, dice) =>
    changed(wish, dice, (holder, key) => Object.assign(holder, { [key]: 'y'.repeat(dice.one([4001, 70_000, 140_000, 1_200_000])) })),
};

const oddHeaders: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'accept-language': 'xx-YY;q=nope,,,' },
  { origin: 'https://elsewhere.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'if-match': '"nothing"' },
  { 'if-none-match': '*' },
  { 'idempotency-key': 'x' },
  { 'idempotency-key': 'é'.repeat(20) },
  { 'last-event-id': '-1' },
  { 'last-event-id': '99999999999999999999' },
  { range: 'bytes=9-1,,' },
  { 'x-forwarded-for': 'not an address' },
  { 'x-csrf-token': 'x' },
  { 'x-file-name': '%E0%A4%A' },
  { 'user-agent': 'x'.repeat(5000) },
  { cookie: 'okno_session=%E0%A4%A; okno_session=' },
];

export function spoil(wish: Wish, dice: Dice, known: Known): Wish {
  const names = Object.keys(spoilings);
  const how = dice.one(names);
  return { ...(spoilings[how] as Spoiling)(wish, dice, known), how };
}

/** Half a character has no form in UTF-8: it goes as the bytes that would be one. */
function encoded(text: string): string {
  return [...text].map((each) => (/[\ud800-\udfff]/.test(each) && each.length === 1 ? '%ED%A0%80' : encodeURIComponent(each))).join('');
}

/** Puts something in the place of one parameter of the address, or at its end where it has none. */
function withPart({ target, path, params }: Wish, dice: Dice, part: string): string {
  const names = Object.keys(params);
  const name = dice.maybe(names);
  if (target === null || name === undefined) return path;
  const [, query] = path.split('?');
  const filled = target.path.replaceAll(/\{(\w+)\}/g, (_, each: string) => (each === name ? part : encodeURIComponent(params[each] ?? '')));
  return query === undefined ? filled : `${filled}?${query}`;
}

function without(headers: Readonly<Record<string, string>>, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

function forged(headers: Readonly<Record<string, string>>, dice: Dice): Record<string, string> {
  const { cookie, authorization } = headers;
  const bent = (text: string) => {
    const at = dice.below(text.length);
    return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
  };
  return {
    ...headers,
    ...(cookie === undefined ? {} : { cookie: dice.chance(0.5) ? bent(cookie) : `okno_session=${dice.uuid()}.AAAA` }),
    ...(authorization === undefined ? {} : { authorization: dice.one(['Bearer x', 'Basic eA==', 'Bearer ', bent(authorization)]) }),
    ...(headers['x-slack-signature'] === undefined ? {} : { 'x-slack-signature': bent(headers['x-slack-signature']) }),
  };
}

type Holder = Record<string, unknown>;

/** Changes something somewhere in a body of JSON. */
function changed(wish: Wish, dice: Dice, change: (holder: Holder, key: string) => unknown): Wish {
  // An odd body stays as odd as it is: some nest deeper than can be walked.
  if (typeof wish.body !== 'string' || oddBodies.includes(wish.body)) return wish;
  const body = parsed(wish.body);
  const holders = holdersIn(body);
  if (holders.length === 0) return wish;
  const holder = dice.one(holders);
  change(holder, dice.maybe(Object.keys(holder)) ?? 'text');
  return { ...wish, body: JSON.stringify(body) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function holdersIn(value: unknown): Holder[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(holdersIn);
  return Array.isArray(value) ? inside : [value as Holder, ...inside];
}
