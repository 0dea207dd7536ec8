import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recount } from '../../src/engine/recount.ts';
import { api, type Called } from '../http/api/company.ts';
import { json } from '../http/house.ts';
import { databases } from '../support/database.ts';

describe.each(databases())('an owner is set, on %s', (kind) => {
  let company: Called;
  let romashka: string;
  beforeEach(async () => {
    company = await api(kind);
    romashka = await company.id('client', 'Romashka');
  });
  afterEach(async () => {
    const { world } = company.home;
    expect(await recount(world.db, world.engine.company())).toEqual([]);
    await company.home.close();
  });

  const set = (name: string, department = 'client', client = romashka) =>
    company.all.send('PUT', `/clients/${client}/owners/${department}`, {
      specialistId: company.home.world.specialist(name),
      reason: `now ${name}`,
    });
  const portfolios = async () =>
    Object.fromEntries(Object.entries(await company.home.world.loads()).map(([name, { portfolio }]) => [name, portfolio]));
  const owners = async () =>
    (await json<{ items: { reason: string; until: string | null }[] }>(await company.all.get(`/clients/${romashka}/owners`))).items;

  it('and the one before is kept with its dates; the weights move', async () => {
    expect(await portfolios()).toMatchObject({ Olga: 40, Pavel: 0 });
    company.home.world.clock.at = new Date('2026-03-03T09:00:00Z');
    expect((await set('Pavel')).status).toBe(200);
    expect(await portfolios()).toMatchObject({ Olga: 0, Pavel: 40 });
    expect(await owners()).toMatchObject([
      { reason: 'now Pavel', since: '2026-03-03T09:00:00.000Z', until: null },
      { reason: 'stated', since: '2026-03-02T09:00:00.000Z', until: '2026-03-03T09:00:00.000Z' },
    ]);
  });

  it('in another department beside, with its own weight', async () => {
    await set('Sonia', 'sales');
    expect(await portfolios()).toMatchObject({ Olga: 40, Sonia: 200 });
    await company.all.send('PATCH', `/clients/${romashka}`, { size: 'large' });
    expect(await portfolios()).toMatchObject({ Olga: 40, Sonia: 600 });
  });

  it('twice alike, and the second time nothing happens', async () => {
    await set('Pavel');
    const first = await owners();
    await set('Pavel');
    expect(await owners()).toEqual(first);
    expect(await portfolios()).toMatchObject({ Olga: 0, Pavel: 40 });
  });

  it('and the next conversation is theirs', async () => {
    await set('Pavel');
    await company.home.world.contact('Anna').says('Good morning');
    expect(await company.home.world.conversations(company.home.world.contact('Anna').window)).toMatchObject([
      { specialistId: company.home.world.specialist('Pavel') },
    ]);
  });

  it('by many at once, while the client writes: one is left, and no weight is lost', async () => {
    const anna = company.home.world.contact('Anna');
    const all = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        if (i % 3 === 2) return (await anna.says(`message ${i}`)).type;
        return (await set(i % 3 === 0 ? 'Pavel' : 'Olga')).status;
      }),
    );
    expect(new Set(all)).toEqual(new Set([200, 'accepted']));
    const now = (await owners()).filter((each) => each.until === null);
    expect(now).toHaveLength(1);
    const { Olga = 0, Pavel = 0 } = await portfolios();
    expect([Olga, Pavel].toSorted((a, b) => a - b)).toEqual([0, 40]);
  });
});
