import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { dice } from '../../../scripts/fuzz/dice.ts';
import { type OpenApi, type Target, targetsOf } from '../../../scripts/fuzz/document.ts';
import { createKnown } from '../../../scripts/fuzz/known.ts';
import { make, vary } from '../../../scripts/fuzz/make.ts';
import { readOptions } from '../../../scripts/fuzz/options.ts';
import { spoil } from '../../../scripts/fuzz/spoil.ts';
import { createJudge, type Judge } from '../../../scripts/fuzz/verdict.ts';
import type { Wish } from '../../../scripts/fuzz/wish.ts';
import { publicApi } from '../../http/api/document.ts';

let document: OpenApi;
let targets: readonly Target[];
let judge: Judge;
beforeAll(async () => {
  document = (await publicApi()) as unknown as OpenApi;
  targets = targetsOf(document);
  judge = createJudge(document);
});

const now = () => new Date('2026-03-02T09:00:00Z');
const named = (name: string): Target => {
  const found = targets.find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const wishFor = (name: string): Wish => ({ target: named(name), method: 'GET', path: '/', params: {}, headers: {}, by: '', how: 'valid' });
const answer = (status: number, json: unknown, type = 'application/json') => ({
  status,
  type,
  headers: new Headers(),
  text: JSON.stringify(json),
  json,
});

describe('requests made of the document', () => {
  it('have bodies that it allows, for every operation that takes one', () => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    ajv.addSchema({ ...document, $id: 'openapi' });
    const random = dice(7);
    const making = { dice: random, known: createKnown(random), document, now };
    const refused: string[] = [];
    let count = 0;
    for (const { name, path, method, body } of targets) {
      if (body === null || name.includes('/slack/') || name.includes('/telegram/')) continue;
      const at = `openapi#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
      const validate = ajv.compile({ $ref: encodeURI(at) });
      for (let n = 0; n < 6; n += 1) {
        const made = n % 2 === 0 ? make(making, body.schema) : vary(making, body.schema, body.example);
        count += 1;
        if (!validate(made)) refused.push(`${name} ${ajv.errorsText(validate.errors)} ${JSON.stringify(made).slice(0, 200)}`);
      }
    }
    // Patterns are not turned round: a few that no field's name gives away are missed, and most are not.
    expect(refused.length / count).toBeLessThan(0.1);
    expect(count).toBeGreaterThan(200);
  });

  it('are the same for the same seed', () => {
    const made = (seed: number) => {
      const random = dice(seed);
      return make({ dice: random, known: createKnown(random), document, now }, named('POST /desk/api/staff').body?.schema ?? {});
    };
    expect(made(3)).toEqual(made(3));
    expect(made(3)).not.toEqual(made(4));
  });

  it('name what answers have named, by the noun and in pairs that belong together', () => {
    const known = createKnown(dice(1));
    const [id, conversation, join] = ['1', '2', '3'].map((each) => `0195d3a0-7c1e-7000-8000-00000000000${each}`);
    known.learn(
      '/desk/api/clients/{id}',
      { id, name: 'x', contacts: [{ id: conversation, joins: [{ id: join }] }], owner: { id: join, name: 'y' } },
      {},
    );
    expect(known.one('client')).toBe(id);
    expect(known.one('specialist')).toBe(join);
    expect(known.together('join')).toEqual({ id: conversation, join });
  });

  it('are spoiled one thing at a time, or two, and still can be sent', () => {
    const random = dice(5);
    const known = createKnown(random);
    const target = named('POST /desk/api/conversations/{id}/reply');
    const wish: Wish = {
      ...wishFor(target.name),
      method: 'POST',
      path: '/desk/api/conversations/x/reply',
      params: { id: 'x' },
      headers: { cookie: 'a=b' },
      body: '{"key":"k","text":"t"}',
    };
    const hows = new Set<string>();
    for (let n = 0; n < 400; n += 1) {
      const spoiled = spoil(wish, random, known);
      hows.add(spoiled.how);
      expect(() => new Request(`http://x${spoiled.path}`)).not.toThrow();
      expect(() => spoil(spoiled, random, known)).not.toThrow();
    }
    expect(hows.size).toBeGreaterThan(12);
  });
});

describe('an answer', () => {
  it('is fine that the document has', () => {
    expect(judge(wishFor('GET /demo/clients'), answer(200, { clients: [{ as: 'a', name: 'b', client: 'c' }] }))).toBeNull();
    expect(judge(wishFor('GET /desk/api/me'), answer(401, { error: { code: 'unauthorized', message: 'x' } }))).toBeNull();
  });

  it.each([
    ['a 500', 500, { error: { code: 'internal', message: 'x' } }, /answered 500/],
    ['a status it does not have', 418, {}, /not documented/],
    ['a code of another operation', 401, { error: { code: 'webhook-secret', message: 'x' } }, /webhook-secret.*not documented/],
    ['an error of another shape', 401, { message: 'no' }, /another shape/],
    ['a body of another schema', 200, { clients: 'none' }, /does not hold to its schema/],
  ])('is complained of: %s', (_, status, json, words) => {
    expect(judge(wishFor('GET /desk/api/me'), answer(status, json))).toMatch(words);
  });
});

describe('the command line', () => {
  it('asks five thousand requests of the embedded database unless told otherwise', () => {
    expect(readOptions([])).toEqual({ seed: 1, requests: 5000, database: 'pglite', short: false, json: false });
    expect(readOptions(['--seed', '7', '--requests', '9', '--postgres'])).toMatchObject({ seed: 7, requests: 9, database: 'postgres' });
    expect(readOptions(['--help'])).toBeNull();
  });

  it.each([['--seed', 'x'], ['--requests', '0'], ['--unknown']])('refuses %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow();
  });
});
