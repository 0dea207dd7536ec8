import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { policyVersions } from '../../src/db/policy/policies.ts';
import type { NewId } from '../../src/domain/ids.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { withValue } from '../../src/domain/policy-data.ts';
import { recount } from '../../src/engine/recount.ts';
import { activatePolicy, type NewPolicy } from '../../src/policy/activate.ts';
import { conversationOf, type World, world } from '../support/world.ts';

const live = { publish() {}, subscribe: () => () => {}, close: async () => {} };
const policyOf = (w: World): Policy => w.engine.company().policy.data;
const activate = (w: World, wish: Partial<NewPolicy>, by = 'Dina') =>
  activatePolicy(
    { db: w.db, now: () => w.clock.at, newId: v7 as NewId, live },
    { id: w.specialist(by) },
    { base: 1, data: policyOf(w), note: null, restores: null, ...wish },
  );

const company = {
  specialists: [{ name: 'Anna' }, { name: 'Boris' }, { name: 'Dina', role: 'director' as const, serves: false }],
  clients: [{ name: 'One', size: 'small' as const, owner: { client: 'Anna' } }],
};

describe('a policy is activated', () => {
  let w: World;
  beforeAll(async () => {
    w = await world('pglite', company);
  });
  afterAll(() => w.close());

  test('whole: loads are reckoned by it, what is reserved too, and the version says who, why and what', async () => {
    conversationOf(await w.contact('One').says('operator'));
    expect((await w.loads())['Anna']).toEqual({ cases: 500, portfolio: 40 });
    const data = withValue(withValue(policyOf(w), 'conversations.limit.client', 10), 'portfolio.weights.client.small', 60);
    expect(await activate(w, { data, note: 'Fewer at a time' })).toEqual({ type: 'activated', version: 2 });
    expect((await w.loads())['Anna']).toEqual({ cases: 600, portfolio: 60 });
    const [newest] = await policyVersions(w.db, 1);
    expect(newest).toMatchObject({ version: 2, by: { name: 'Dina' }, note: 'Fewer at a time', restores: null });
    await w.engine.reload();
    expect(await recount(w.db, w.engine.company())).toEqual([]);
  });

  test('not over somebody else’s', async () => {
    const data = withValue(policyOf(w), 'reaction.laterMinutes', 45);
    expect(await activate(w, { base: 1, data })).toEqual({ type: 'changed-meanwhile' });
    expect(await policyVersions(w.db, 9)).toHaveLength(2);
  });

  test('not when nothing differs', async () => {
    expect(await activate(w, { base: 2 })).toEqual({ type: 'unchanged', version: 2 });
  });

  test('not with a mistake, and then nothing of it is there', async () => {
    const data = withValue(policyOf(w), 'reaction.firstMinutes.client', 0);
    const mistakes = [{ code: 'range', path: 'reaction.firstMinutes.client', least: 1, most: 10_080 }];
    expect(await activate(w, { base: 2, data })).toEqual({ type: 'mistakes', mistakes });
    expect((await w.loads())['Anna']).toEqual({ cases: 600, portfolio: 60 });
  });

  test('not when a product line goes that clients are in', async () => {
    const lines = withValue(policyOf(w), 'productLines', { subscription: { handover: { months: 3 } } });
    expect(await activate(w, { base: 2, data: lines })).toEqual({ type: 'activated', version: 3 });
    await w.db.query(`update client set product_line = 'subscription'`);
    const mistakes = [{ code: 'line-in-use', path: 'productLines.subscription', clients: 1 }];
    expect(await activate(w, { base: 3, data: withValue(lines, 'productLines', undefined) })).toEqual({ type: 'mistakes', mistakes });
  });
});

describe('while other servers serve', () => {
  let w: World;
  beforeEach(async () => {
    w = await world('postgres', { ...company, specialists: [...company.specialists, { name: 'Egor', role: 'director', serves: false }] });
  });
  afterEach(() => w.close());

  test('a server that was told nothing reserves by the new policy, and releases what the new policy made of it', async () => {
    const first = conversationOf(await w.stranger().says('operator'));
    const data = withValue(policyOf(w), 'conversations.limit.client', 10);
    await activate(w, { data });
    expect(w.engine.company().policy.version).toBe(1);
    const second = conversationOf(await w.stranger().says('operator'));
    const [row] = await w.db.query<{ version: number; units: number }>(
      `select a.policy_version as version, c.case_units as units from assignment a join conversation c on c.id = a.conversation_id
       where c.id = $1`,
      [second],
    );
    expect(row).toEqual({ version: 2, units: 600 });
    await w.does('Anna', first, { type: 'resolve', reason: 'nothing to answer' });
    await w.does('Boris', first, { type: 'resolve', reason: 'nothing to answer' });
    expect(await recount(w.db, w.engine.company())).toEqual([]);
  });

  test('two directors at once: one of them wins, the other is told', async () => {
    const [a, b] = [5, 6].map((minutes) => withValue(policyOf(w), 'reaction.firstMinutes.client', minutes));
    const both = await Promise.all([activate(w, { data: a as Policy }), activate(w, { data: b as Policy }, 'Egor')]);
    expect(both.map((each) => each.type).toSorted()).toEqual(['activated', 'changed-meanwhile']);
  });

  test('loads add up in the end, however activations and conversations fall together', async () => {
    const other = await w.another();
    const conversations = async (engine: World['engine']) => {
      for (let n = 0; n < 12; n++) {
        const { address, window } = w.stranger();
        const said = { type: 'inbound', account: 'webchat', address, window, language: 'en', occurredAt: w.clock.at } as const;
        const id = conversationOf(await engine.submit({ ...said, externalId: v7(), content: { text: 'operator' } }));
        await engine.submit({ ...said, externalId: v7(), content: { text: 'and more' } });
        if (n % 2 === 0) for (const name of ['Anna', 'Boris']) await w.does(name, id, { type: 'resolve', reason: 'nothing to answer' });
      }
    };
    const activations = async () => {
      for (let base = 1; base <= 6; base++)
        await activate(w, { base, data: withValue(policyOf(w), 'conversations.limit.client', 12 + base * 3) });
    };
    await Promise.all([conversations(w.engine), conversations(other), activations()]);
    await w.engine.reload();
    expect(w.engine.company().policy.version).toBe(7);
    expect(await recount(w.db, w.engine.company())).toEqual([]);
  });
});
