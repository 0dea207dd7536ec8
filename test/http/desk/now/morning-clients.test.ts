import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../../../support/database.ts';
import { newId } from '../../house.ts';
import { type Mornings, mornings } from './company.ts';

describe.each(databases())('what a morning says of clients and their money, on %s', (kind) => {
  let m: Mornings;
  beforeAll(async () => {
    m = await mornings(kind);
  });
  afterAll(() => m.home.close());

  const expects = async (name: string, on: string, amount: number) => {
    const schedule = { productLine: 'licence', recurrence: { dates: [on] }, amount, currency: 'RUB', from: on, until: on };
    const answer = await m.hand('Dina').post(`/clients/${await m.client(name)}/schedules`, { key: newId(), ...schedule });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  };

  it('is money that came yesterday and money that is owed, by client and by how long; whoever collects sees all of it', async () => {
    m.later(25);
    // It is 3 March.
    await expects('Northern Bakery', '2026-03-03', 100);
    await expects('Northern Bakery', '2026-03-02', 200);
    await expects('Northern Bakery', '2026-03-01', 250);
    await expects('Northern Bakery', '2026-02-20', 300);
    await expects('Southern Mill', '2026-01-02', 400);
    await m.fact('Southern Mill', {
      type: 'payment',
      at: '2026-03-02T08:00:00Z',
      amount: 150,
      currency: 'RUB',
      productLine: 'other',
      kind: 'single',
    });
    m.later(0.02);
    const money = async (name: string) => {
      const { numbers } = await m.morning(name);
      return (['paid-yesterday', 'due-today', 'overdue-week', 'overdue-month', 'overdue-longer'] as const).map(
        (list) => [numbers[list].n, numbers[list].money[0]?.amount ?? 0] as const,
      );
    };
    expect(await money('Dina')).toEqual([
      [1, 150],
      [1, 100],
      [1, 450],
      [1, 300],
      [1, 400],
    ]);
    expect(await money('Gleb')).toEqual(await money('Dina'));
    expect(await money('Hanna')).toEqual([
      [0, 0],
      [1, 100],
      [1, 450],
      [1, 300],
      [0, 0],
    ]);
    expect(await money('Olga')).toEqual(await money('Hanna'));
    expect(await money('Sveta')).toEqual([
      [1, 150],
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 400],
    ]);
    expect(await money('Pavel')).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect((await m.behind('Olga', 'overdue-week')).rows).toMatchObject([
      {
        client: await m.client('Northern Bakery'),
        title: 'Northern Bakery',
        due: '2026-03-01',
        count: 2,
        money: [{ currency: 'RUB', amount: 450 }],
      },
    ]);
    // Gleb collects from all, and opens what he has to do with.
    expect((await m.behind('Gleb', 'overdue-month')).rows).toMatchObject([{ client: null, title: 'Northern Bakery' }]);
    expect((await m.behind('Hanna', 'overdue-longer')).rows).toEqual([]);
  });

  it('is clients handed over whom their new owner has not spoken with, until they have', async () => {
    const { db } = m.home.world;
    await db.query(
      `insert into handover (id, client_id, from_department, to_department, terms, policy_version, began_at, status, is_project, to_id, done_at)
       select gen_random_uuid(), c.id, 'sales', 'client', '{}', 1, now(), 'done', false, s.id, '2026-03-01T09:00:00Z'
       from client c, specialist s where c.name = 'Northern Bakery' and s.name = 'Olga'`,
    );
    expect((await m.behind('Olga', 'handed-over')).rows).toMatchObject([{ title: 'Northern Bakery', specialist: { name: 'Olga' } }]);
    expect((await m.number('Pavel', 'handed-over')).n).toBe(0);
    await db.query(
      `insert into contact_known (contact_id, specialist_id, since)
       select c.id, s.id, now() from contact c, specialist s where c.name = 'Anna' and s.name = 'Olga'`,
    );
    expect((await m.number('Dina', 'handed-over')).n).toBe(0);
  });

  it('is clients who were lost, with why and what they had paid in a year', async () => {
    const { db } = m.home.world;
    await db.query(
      `insert into client_event (client_id, n, at, type, data)
       select id, 100, '2026-03-01T09:00:00Z', 'stated', '{"type":"stated","stage":"lost"}' from client where name = 'Northern Bakery'`,
    );
    await db.query(`update client set stage = 'lost' where name = 'Northern Bakery'`);
    await m.fact('Northern Bakery', {
      type: 'payment',
      at: '2025-06-01T08:00:00Z',
      amount: 7000,
      currency: 'RUB',
      productLine: 'licence',
      kind: 'single',
    });
    await m.fact('Northern Bakery', {
      type: 'payment',
      at: '2024-06-01T08:00:00Z',
      amount: 5000,
      currency: 'RUB',
      productLine: 'licence',
      kind: 'single',
    });
    await db.query(`update client set stage = 'lost' where name = 'Northern Bakery'`);
    expect(await m.number('Hanna', 'lost')).toEqual({ n: 1, money: [{ currency: 'RUB', amount: 7000 }] });
    expect((await m.behind('Olga', 'lost')).rows).toMatchObject([{ title: 'Northern Bakery', state: 'stated' }]);
    expect((await m.number('Gleb', 'lost')).n).toBe(0);
    await db.query(`update client set stage = 'served' where name = 'Northern Bakery'`);
    expect((await m.number('Dina', 'lost')).n).toBe(0);
  });
});
