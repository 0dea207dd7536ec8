import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dedication, dedicate } from '../../src/clients/dedicate.ts';
import { movePortfolio } from '../../src/clients/move-portfolio.ts';
import type { ClientTx } from '../../src/clients/recorded.ts';
import { resize } from '../../src/clients/resize.ts';
import { lockForOwner, setOwner } from '../../src/clients/set-owner.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { fullBudget } from '../../src/domain/policy.ts';
import { withValue } from '../../src/domain/policy-data.ts';
import { activatePolicy } from '../../src/policy/activate.ts';
import { wrongPortfolios } from '../engine/support/portfolios.ts';
import { conversationOf } from '../support/world.ts';
import { type Trade, trade } from './company.ts';

const key = 2000;
let company: Trade;
beforeAll(async () => {
  company = await trade('postgres', {
    specialists: [
      { name: 'Sonia', department: 'sales' },
      { name: 'Boris', department: 'sales' },
      { name: 'Hasan', department: 'sales', role: 'head', serves: false },
      { name: 'Olga' },
    ],
    clients: [
      { name: 'Giant', size: 'key', stage: 'initial', owner: { sales: 'Sonia', client: 'Olga' } },
      { name: 'Small', size: 'small', stage: 'initial', owner: { sales: 'Sonia' } },
      { name: 'Orphan', size: 'key', stage: 'served' },
    ],
  });
});
afterAll(() => company.world.close());

/** As Hasan, a head. */
const act = <Result>(work: (ctx: ClientTx) => Promise<Result>) =>
  company.act((ctx) => work({ ...ctx, actor: { kind: 'specialist', id: company.world.specialist('Hasan') } }));
const weigh = async (client: string, wish: Partial<Dedication> = {}) => {
  const id = await company.client(client);
  return act((ctx) => dedicate(ctx, { client: id, department: 'sales', whole: true, reason: 'three countries', ...wish }));
};
const portfolioOf = async (name: string) => (await company.world.loads())[name]?.portfolio;

describe('a key client that a head makes the whole work of one person (R12)', () => {
  it('fills the portfolio of its owner in that department only, once, on record', async () => {
    expect(await portfolioOf('Sonia')).toBe(key + 150);
    expect(await weigh('Giant')).toEqual({ type: 'done' });
    expect(await weigh('Giant')).toEqual({ type: 'unchanged' });
    expect([await portfolioOf('Sonia'), await portfolioOf('Olga')]).toEqual([fullBudget + 150, 40]);
    expect(await company.all(`select action, data->>'department' as department from audit where action like 'client.%ed'`)).toEqual([
      { action: 'client.raised', department: 'sales' },
    ]);
  });

  it('keeps new clients away from its owner, and its own words come to them', async () => {
    const { world } = company;
    expect(await wrongPortfolios(world.db)).toEqual([]);
    const { window } = world.contact('Giant');
    await world.contact('Giant').says('Good morning');
    expect(await world.conversations(window)).toMatchObject([{ specialistId: world.specialist('Sonia') }]);
    const stranger = world.stranger();
    const conversation = conversationOf(await stranger.says('operator'));
    await world.does('Olga', conversation, { type: 'transfer', department: 'sales', reason: 'they want to buy' });
    expect(await world.conversations(stranger.window)).toMatchObject([{ specialistId: world.specialist('Boris') }]);
  });

  it('weighs so with another owner, in a moved portfolio, and under a new policy', async () => {
    const id = await company.client('Giant');
    await act(async (ctx) => {
      const client = await lockForOwner(ctx, { id });
      if (client !== null) await setOwner(ctx, client, { department: 'sales', specialist: company.world.specialist('Boris'), reason: 'x' });
    });
    expect(await portfolioOf('Sonia')).toBe(150);
    const { engine, db, clock, specialist } = company.world;
    await act((ctx) => movePortfolio(ctx, engine.company(), { specialist: specialist('Boris'), department: 'sales' }, 'ill'));
    expect(await portfolioOf('Sonia')).toBe(fullBudget + 150);
    const { policy } = engine.company();
    await activatePolicy(
      { db, now: () => clock.at, newId: v7 as NewId, live: company.deps.live },
      { id: specialist('Hasan') },
      { base: policy.version, data: withValue(policy.data, 'portfolio.weights.sales.small', 200), note: null, restores: null },
    );
    expect(await portfolioOf('Sonia')).toBe(fullBudget + 200);
    expect(await wrongPortfolios(db)).toEqual([]);
    await engine.reload();
  });

  it('weighs by its size as soon as it is no key client, and when it is lowered', async () => {
    const id = await company.client('Giant');
    await act((ctx) => resize(ctx, new Map([[id, 'large']])));
    expect(await portfolioOf('Sonia')).toBe(600 + 200);
    await act((ctx) => resize(ctx, new Map([[id, 'key']])));
    expect(await portfolioOf('Sonia')).toBe(fullBudget + 200);
    expect(await weigh('Giant', { whole: false })).toEqual({ type: 'done' });
    expect(await portfolioOf('Sonia')).toBe(key + 200);
  });

  it('is raised and lowered by many at once without a unit lost', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => weigh('Giant', { whole: i % 3 !== 0 })));
    expect(await wrongPortfolios(company.world.db)).toEqual([]);
    expect(
      await company.all('select 1 from client_raise where until is null group by client_id, department_id having count(*) > 1'),
    ).toEqual([]);
  });

  it('is of key size, and owned where it is raised', async () => {
    expect(await weigh('Small')).toEqual({ type: 'refused', code: 'not-a-key-client' });
    expect(await weigh('Orphan')).toEqual({ type: 'refused', code: 'not-owned-there' });
    expect(await weigh('Giant', { department: 'nowhere' })).toEqual({ type: 'refused', code: 'unknown-department' });
  });
});
