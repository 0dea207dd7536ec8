import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlansShown, PlanVersions } from '../../../src/http/plans/desk-shape.ts';
import { databases } from '../../support/database.ts';
import { enter, type StaffHand } from '../access/staff.ts';
import { api, type Called } from '../api/company.ts';
import { json, refusal } from '../house.ts';

interface Shown {
  readonly version: number;
  readonly state: string;
  readonly fulfilment: number | null;
  readonly forecast: number | null;
  readonly low: number | null;
  readonly unknown: number;
  readonly workingDays: { readonly over: number; readonly left: number };
  readonly targets: readonly {
    key: string;
    reached: number | null;
    forecast: number | null;
    missingPerDay: number | null;
    due: number | null;
  }[];
  readonly people: readonly { specialistId: string; fulfilment: number | null }[];
}

describe.each(databases())('R27: plans, on %s', (kind) => {
  let company: Called;
  let dina: StaffHand;
  let hanna: StaffHand;
  let olga: StaffHand;
  beforeAll(async () => {
    company = await api(
      kind,
      {},
      {
        specialists: [
          { name: 'Olga' },
          { name: 'Pavel' },
          { name: 'Sonia', department: 'sales' },
          { name: 'Fedor', department: 'finance' },
          { name: 'Hanna', role: 'head', serves: false },
          { name: 'Dina', role: 'director', serves: false },
        ],
        clients: [
          { name: 'Romashka', owner: { client: 'Olga' }, contacts: ['Anna'] },
          { name: 'Vasilek', stage: 'initial', owner: { sales: 'Sonia' }, contacts: ['Boris'] },
        ],
      },
    );
    const { world } = company.home;
    await world.db.query(`update department set head_id = (select id from specialist where name = 'Hanna') where key = 'client'`);
    // Ownership of whoever was there from the start counts for what came before, too. It is Thursday.
    world.clock.at = new Date('2026-03-12T09:00:00Z');
    [dina, hanna, olga] = [await enter(company.home, 'Dina'), await enter(company.home, 'Hanna'), await enter(company.home, 'Olga')];
  });
  afterAll(() => company.home.close());

  let told = 0;
  const pays = async (name: string, at: string, amount: number, more: object = {}) => {
    const body = {
      externalId: `p${++told}`,
      at,
      client: { id: await company.id('client', name) },
      productLine: 'subscription',
      kind: 'monthly',
    };
    expect((await company.all.post('/payments', { ...body, amount, currency: 'RUB', ...more })).status).toBe(200);
    return `p${told}`;
  };
  const person = (name: string): string => company.home.world.specialist(name);
  const revenue = { key: 'revenue', goal: 1_000_000, weight: 60 };
  const deals = { key: 'deals', goal: 4, weight: 40 };
  const put = (path: string, body: object) => company.all.send('PUT', `/plans/${path}`, body);
  const read = async (path: string) => json<Shown>(await company.all.get(`/plans/${path}`));

  it('are set with weights that total 100 %, each time as a further version, and not twice the same', async () => {
    expect(await refusal(await company.all.get('/plans/client/2026-03'))).toEqual([404, 'plan-not-found']);
    expect((await put('client/2026-03', { currency: 'RUB', targets: [revenue, deals] })).status).toBe(200);
    expect((await put('client/2026-03', { currency: 'RUB', targets: [revenue, deals] })).status).toBe(200);
    expect(await read('client/2026-03')).toMatchObject({ version: 1, state: 'now' });
    const wrong = await put('client/2026-03', { currency: 'RUB', targets: [revenue] });
    expect([wrong.status, await wrong.json()]).toMatchObject([
      422,
      { error: { code: 'plan-mistakes', details: [{ path: 'targets', code: 'weights' }] } },
    ]);
    for (const [path, body, answer] of [
      ['client/2026-13', { targets: [] }, [404, 'unknown-period']],
      ['client/2026-W10', { targets: [] }, [404, 'unknown-period']],
      ['nobody/2026-03', { targets: [] }, [422, 'unknown-department']],
      ['client/2026-03', { targets: [{ key: 'own', goal: 1, weight: 100 }] }, [400, 'invalid-request']],
      [
        'client/2026-03',
        { targets: [{ ...deals, weight: 100 }], people: [{ specialistId: person('Fedor'), targets: [{ ...deals, weight: 100 }] }] },
        [422, 'plan-mistakes'],
      ],
      // Finance collects: what is collected is not scored for the client department (R9).
      ['client/2026-03', { targets: [{ key: 'collected', goal: 0.9, weight: 100 }] }, [422, 'plan-mistakes']],
    ] as const)
      expect(await refusal(await put(path, body))).toEqual(answer);
    expect((await put('finance/2026-Q1', { targets: [{ key: 'collected', goal: 0.9, weight: 100 }] })).status).toBe(200);
  });

  it('of a period that is over are frozen, in words; one that begins later is not', async () => {
    expect(await refusal(await put('client/2026-02', { targets: [{ ...deals, weight: 100 }] }))).toEqual([409, 'plan-frozen']);
    expect(await refusal(await put('client/2025-Q4', { targets: [{ ...deals, weight: 100 }] }))).toEqual([409, 'plan-frozen']);
    expect((await put('client/2026-04', { targets: [{ ...deals, weight: 100 }] })).status).toBe(200);
    expect(await read('client/2026-04')).toMatchObject({ state: 'ahead', fulfilment: 0, workingDays: { over: 0 } });
  });

  it('set by two at once are set by one', async () => {
    const body = (goal: number) => ({ base: 1, currency: 'RUB', targets: [{ ...revenue, goal }, deals] });
    const answers = await Promise.all([
      dina.send('PUT', '/plans/client/2026-03', body(2_000_000)),
      hanna.send('PUT', '/plans/client/2026-03', body(3_000_000)),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    expect(await refusal(answers.find(({ status }) => status === 409) as Response)).toEqual([409, 'changed-meanwhile']);
    expect((await dina.send('PUT', '/plans/client/2026-03', { ...body(1_000_000), base: 2 })).status).toBe(204);
    const { versions } = await json<PlanVersions>(await dina.get('/plans/client/2026-03/versions'));
    expect(versions.map(({ version, by }) => [version, by]).toSorted()).toMatchObject([
      [1, null],
      [2, expect.any(String)],
      [3, 'Dina'],
    ]);
    const audit = await company.home.world.db.query(`select action from audit where action = 'plan.set' and data ->> 'period' = '2026-03'`);
    expect(audit).toHaveLength(3);
  });

  it('count what came to whoever had the client, by the company’s days; a payment that was put right once, as it is now', async () => {
    await pays('Romashka', '2026-03-01', 100_000);
    // A time without a zone is the company’s: this is still February.
    await pays('Romashka', '2026-02-28T23:59:59', 7_000_000);
    const wrong = await pays('Romashka', '2026-03-10T10:00:00Z', 900_000);
    await pays('Romashka', '2026-03-11T10:00:00Z', 300_000, { corrects: wrong });
    await pays('Vasilek', '2026-03-10T10:00:00Z', 55_000);
    await pays('Romashka', '2026-03-10T11:00:00Z', 1_000_000, { currency: 'EUR' });
    const cancelled = await pays('Romashka', '2026-03-10T12:00:00Z', 40_000);
    await pays('Romashka', '2026-03-11T12:00:00Z', 0, { corrects: cancelled });
    const deal = { at: '2026-03-05T10:00:00Z', client: { id: await company.id('client', 'Romashka') }, productLine: 'subscription' };
    await company.all.post('/deals', { ...deal, externalId: 'd1', amount: 5, currency: 'RUB' });
    const shown = await read('client/2026-03');
    // 60 % of 400,000 of 1,000,000, and 40 % of 1 deal of 4
    expect(shown.targets.map(({ key, reached }) => [key, reached])).toEqual([
      ['revenue', 400_000],
      ['deals', 1],
    ]);
    expect(shown.fulfilment).toBeCloseTo(0.34);
    const { over, left } = shown.workingDays;
    const [money] = shown.targets;
    expect(money?.missingPerDay).toBeCloseTo(600_000 / left);
    expect(money?.forecast).toBeCloseTo(400_000 + (400_000 / over) * left);
    // Six periods before are not known yet.
    expect([shown.low, shown.unknown]).toEqual([null, 0]);
    const sales = await put('sales/2026-03', {
      currency: 'RUB',
      targets: [{ ...revenue, weight: 100 }],
      people: [{ specialistId: person('Sonia'), targets: [{ ...revenue, goal: 55_000, weight: 100 }] }],
    });
    expect(await json<Shown>(sales)).toMatchObject({
      targets: [{ reached: 55_000 }],
      people: [{ specialistId: person('Sonia'), fulfilment: 1 }],
    });
  });

  it('have a range once six periods before are known, and what is due beside', async () => {
    for (const [i, month] of ['2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12', '2026-01'].entries())
      await pays('Romashka', `${month}-20T10:00:00Z`, 100_000 * (i + 1));
    const schedule = {
      at: '2026-03-01T00:00:00Z',
      client: { id: await company.id('client', 'Romashka') },
      productLine: 'hosting',
      currency: 'RUB',
    };
    await company.all.post('/payment-schedules', {
      ...schedule,
      externalId: 's1',
      recurrence: { dates: ['2026-03-05', '2026-03-25', '2026-04-05'] },
      amount: 30_000,
      from: '2026-03-01',
    });
    const [money] = (await read('client/2026-03')).targets;
    const { low, high } = money as unknown as { low: number; high: number };
    expect(low).toBeLessThanOrEqual(money?.forecast ?? 0);
    expect(high).toBeGreaterThanOrEqual(money?.forecast ?? 0);
    expect(money?.due).toBe(60_000);
  });

  it('ask for what Okno cannot count: what was told last counts, of a person or of the department', async () => {
    const calls = { key: 'calls', name: 'Calls', unit: 'count', direction: 'more', goal: 40, weight: 100 };
    const plan = { targets: [calls], people: [{ specialistId: person('Olga'), targets: [calls] }] };
    expect(await json<Shown>(await put('client/2026-Q2', plan))).toMatchObject({ fulfilment: null, unknown: 1 });
    const tell = (body: object) => company.all.send('PUT', '/plans/client/2026-Q2/actuals', body);
    expect(await json<Shown>(await tell({ key: 'calls', specialistId: person('Olga'), value: 10 }))).toMatchObject({ fulfilment: 0.25 });
    expect((await hanna.send('PUT', '/plans/client/2026-Q2/actuals', { key: 'calls', value: 20 })).status).toBe(204);
    const shown = await read('client/2026-Q2');
    expect([shown.fulfilment, shown.people[0]?.fulfilment]).toEqual([0.5, 0.25]);
    expect(await refusal(await tell({ key: 'visits', value: 1 }))).toEqual([422, 'unknown-target']);
    expect(await refusal(await tell({ key: 'revenue', value: 1 }))).toEqual([422, 'unknown-target']);
    expect(await refusal(await tell({ key: 'calls', value: 1.5 }))).toEqual([400, 'invalid-request']);
  });

  it('are seen side by side by the director, of their departments by heads, of oneself by everybody else', async () => {
    await put('client/2026-05', {
      targets: [{ ...deals, weight: 100 }],
      people: ['Olga', 'Pavel'].map((name) => ({ specialistId: person(name), targets: [{ ...deals, weight: 100 }] })),
    });
    await put('sales/2026-05', { targets: [{ ...deals, weight: 100 }] });
    const seen = async (hand: StaffHand) => json<PlansShown>(await hand.get('/plans?period=2026-05'));
    const all = await seen(dina);
    expect(all.departments.map(({ department, version }) => [department.key, version]).toSorted()).toEqual([
      ['client', 1],
      ['finance', 0],
      ['sales', 1],
    ]);
    const own = await seen(hanna);
    expect(own.departments.map(({ department, may, people }) => [department.key, may.set, people.length])).toEqual([['client', true, 2]]);
    const one = await seen(olga);
    expect(one).toMatchObject({ isOfOne: true, departments: [{ targets: [], fulfilment: null, people: [{ person: { name: 'Olga' } }] }] });
    expect(one.departments[0]?.people).toHaveLength(1);
    expect(await refusal(await hanna.send('PUT', '/plans/sales/2026-05', { targets: [], base: 1 }))).toEqual([403, 'forbidden']);
    expect(await refusal(await olga.send('PUT', '/plans/client/2026-05', { targets: [], base: 1 }))).toEqual([403, 'forbidden']);
    expect(await refusal(await dina.send('PUT', '/plans/client/2026-02', { targets: [], base: 0 }))).toEqual([409, 'plan-frozen']);
  });

  it('keep the targets of whoever left, and take no new ones for them', async () => {
    const { db } = company.home.world;
    await db.query(`update specialist set left_at = now(), department_id = null where name = 'Pavel'`);
    await company.home.engine.reload();
    const { departments } = await json<PlansShown>(await dina.get('/plans?period=2026-05'));
    const plan = departments.find(({ department }) => department.key === 'client');
    expect(plan?.people.map(({ person: { name }, hasLeft }) => [name, hasLeft])).toEqual([
      ['Olga', false],
      ['Pavel', true],
    ]);
    expect(plan?.staff.map(({ name }) => name)).not.toContain('Pavel');
  });
});
