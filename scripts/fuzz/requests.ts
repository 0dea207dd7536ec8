import type { Caller, Callers } from './callers.ts';
import type { Dice } from './dice.ts';
import type { Described, OpenApi, Target } from './document.ts';
import { type Known, nounBefore } from './known.ts';
import { make, vary } from './make.ts';
import type { Wish } from './wish.ts';

/** What a request is to have; the rest is chosen. */
export interface Given {
  /** a specialist */
  readonly who?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes a request the document allows; null while nobody is there to make it. */
export type MakeWish = (target: Target, given?: Given) => Wish | null;

interface RequestsDeps {
  readonly dice: Dice;
  readonly known: Known;
  readonly document: OpenApi;
  readonly callers: Callers;
  readonly now: () => Date;
}

export function createRequests(deps: RequestsDeps): MakeWish {
  const { dice, known, callers } = deps;

  return (target, given = {}) => {
    const params = given.params ?? paramsOf(target);
    const charge = known.inCharge(params['id'] ?? '');
    const who = given.who ?? (charge !== undefined && dice.chance(0.6) ? charge : undefined);
    const caller = callers.enter(target.lock, who);
    if (caller === null) return null;
    const body = given.body ?? bodyOf(target);
    return {
      target,
      method: target.method,
      path: addressOf(target, params, given.query ?? queryOf(target)),
      params,
      headers: {
        ...caller.headers,
        ...(body === undefined ? {} : { 'content-type': target.otherType ?? 'application/json' }),
        ...(target.otherType === bytes ? { 'x-file-name': encodeURIComponent(`${dice.word(5)}.txt`) } : {}),
        ...keyFor(target, caller),
        ...given.headers,
      },
      ...(body === undefined ? {} : { body: sendable(body) }),
      by: caller.by,
      how: 'valid',
    };
  };

  function keyFor({ lock, method }: Target, _: Caller): Record<string, string> {
    return lock === 'companyKey' && method === 'POST' ? { 'idempotency-key': `fuzz-${dice.word(16)}` } : {};
  }

  function paramsOf({ path, described }: Target): Readonly<Record<string, string>> {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    if (names.length > 1) {
      const together = known.together(names.at(-1) === 'seq' ? 'message' : (names.at(-1) ?? ''));
      if (together !== undefined) return Object.fromEntries(names.map((name) => [name, together[name] ?? together['conversation'] ?? '']));
    }
    return Object.fromEntries(
      names.map((name) => {
        const value = String(known.one(nounBefore(path, name)) ?? dice.uuid());
        return [name, looksRight(described, name, value) ? value : `${dice.word(8)}.txt`];
      }),
    );
  }

  function queryOf({ described }: Target): Record<string, string> {
    const query: Record<string, string> = {};
    for (const { name, in: place, required, example, schema } of described.parameters ?? []) {
      const isWanted = required || /^(q|month|from|until|as|after)$/.test(name) ? 0.9 : name === 'before' ? 0.1 : 0.25;
      if (place !== 'query' || !dice.chance(isWanted)) continue;
      const value = example !== undefined && dice.chance(0.5) ? example : make(deps, schema, name);
      query[name] = String(value);
    }
    return query;
  }

  function bodyOf({ body, otherType }: Target): unknown {
    if (otherType === form) return new URLSearchParams({ token: dice.word(43) });
    if (otherType === bytes) return new TextEncoder().encode(dice.word(1 + dice.below(2000)));
    if (body === null) return undefined;
    return dice.chance(0.6) ? vary(deps, body.schema, body.example) : make(deps, body.schema);
  }
}

const [bytes, form] = ['application/octet-stream', 'application/x-www-form-urlencoded'];

/** A parameter with a look of its own is a file's name: another one is an address of its own. */
function looksRight({ parameters = [] }: Described, name: string, value: string): boolean {
  const pattern = parameters.find((each) => each.in === 'path' && each.name === name)?.schema.pattern;
  return pattern === undefined || new RegExp(pattern).test(value);
}

function sendable(body: unknown): string | Uint8Array {
  if (body instanceof Uint8Array) return body;
  return body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
}

function addressOf({ path }: Target, params: Readonly<Record<string, string>>, query: Readonly<Record<string, string>>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search === '' ? filled : `${filled}?${search}`;
}
