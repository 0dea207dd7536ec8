import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { makeIntroductions } from '../../src/clients/introduce-in-hours.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { type Trade, trade } from '../clients/company.ts';
import { comesBack, company, depsOf, introduced, isServed, leaves } from './leaver.ts';

const newId = v7 as NewId;

let own: Trade;
afterEach(() => own.world.close());

async function leftAtNight(...others: readonly string[]): Promise<Trade> {
  const colleagues = [{ name: 'Pavel' }, ...others.map((name) => ({ name, capacity: 0.5, serves: false }))];
  own = await trade('pglite', { ...company(colleagues), hours: { mon: [[540, 1080]], tue: [[540, 1080]] } });
  for (const name of ['Anna', 'Boris']) await isServed(own, name, 'Olga');
  own.world.clock.at = new Date('2026-03-02T20:00:00Z');
  await leaves(own, false);
  return own;
}

/** Who looks after somebody from now on, and after whom, as their window says. */
async function said(name: string) {
  const { world } = own;
  const messages = await world.thread(world.contact(name).window);
  return messages.flatMap(({ body }) =>
    body.key === 'introduced' ? [{ name: body.params?.['name'], former: body.params?.['former'] }] : [],
  );
}

describe('R14, R17: whoever leaves', () => {
  it('at night has their clients told when the department opens, but whoever has heard of it by then', async () => {
    const { world } = await leftAtNight();
    expect(await makeIntroductions(depsOf(own), 10)).toBe(0);
    expect([await introduced(own, 'Anna'), await introduced(own, 'Boris')]).toEqual([0, 0]);
    world.clock.at = new Date('2026-03-02T21:00:00Z');
    // Boris writes in the night, and that conversation tells him who has him.
    await isServed(own, 'Boris', 'Pavel');
    // Anna asks finance, who tell her of nobody but themselves.
    const { address, window } = world.contact('Anna');
    const asked = { type: 'inbound', account: 'webchat', externalId: newId(), address, window, language: 'en', topic: 'invoice' } as const;
    await world.engine.submit({ ...asked, content: { text: 'An invoice' }, occurredAt: world.clock.at });
    world.clock.at = new Date('2026-03-03T09:00:00Z');
    expect([await makeIntroductions(depsOf(own), 10), await makeIntroductions(depsOf(own), 10)]).toEqual([2, 0]);
    expect([await introduced(own, 'Anna'), await introduced(own, 'Boris')]).toEqual([1, 0]);
  });

  it.each([
    ['no server ran while the department was open', '2026-03-03T22:00:00Z', '[]'],
    ['the day was made a holiday', '2026-03-03T09:00:00Z', '["2026-03-03"]'],
  ])('has their clients told at the next opening where %s', async (_, due, holidays) => {
    const { world } = await leftAtNight();
    await own.all(
      `update department set hours = '{"mon": [[540, 1080]], "tue": [[540, 1080]], "wed": [[540, 1080]]}', holidays = '${holidays}' where key = 'client'`,
    );
    await world.engine.reload();
    world.clock.at = new Date(due);
    await makeIntroductions(depsOf(own), 10);
    expect([await introduced(own, 'Anna'), await makeIntroductions(depsOf(own), 10)]).toEqual([0, 0]);
    world.clock.at = new Date('2026-03-04T09:00:00Z');
    expect(await makeIntroductions(depsOf(own), 10)).toBe(2);
    expect(await introduced(own, 'Anna')).toBe(1);
  });

  it('and is back after the clients were told is introduced anew, in place of what was said of somebody else', async () => {
    own = await trade('pglite', company([{ name: 'Pavel' }]));
    await isServed(own, 'Boris', 'Olga');
    await leaves(own, false);
    expect(await comesBack(own)).toBe(2);
    const said = (await own.world.thread(own.world.contact('Boris').window)).filter(({ body }) => body.key === 'introduced');
    expect(said.map(({ body }) => body.params)).toEqual([expect.objectContaining({ name: 'Olga', former: 'Pavel' })]);
  });

  it('and is back before the department opens was never spoken of, but to whoever had heard of it', async () => {
    const { world } = await leftAtNight();
    world.clock.at = new Date('2026-03-02T21:00:00Z');
    await isServed(own, 'Boris', 'Pavel');
    world.clock.at = new Date('2026-03-02T22:00:00Z');
    await comesBack(own);
    world.clock.at = new Date('2026-03-03T09:00:00Z');
    expect(await makeIntroductions(depsOf(own), 10)).toBe(2);
    expect(await introduced(own, 'Anna')).toBe(0);
    expect(await said('Boris')).toEqual([{ name: 'Olga', former: 'Pavel' }]);
  });

  it('before whoever had their clients next, in the same night: each client hears of the last, after whom they had heard of', async () => {
    const { world } = await leftAtNight('Petra');
    world.clock.at = new Date('2026-03-02T21:00:00Z');
    await isServed(own, 'Anna', 'Pavel');
    world.clock.at = new Date('2026-03-02T22:00:00Z');
    await world.db.query(`update specialist set serves = true where name = 'Petra'`);
    await world.engine.reload();
    await leaves(own, false, 'Pavel');
    world.clock.at = new Date('2026-03-02T23:00:00Z');
    await isServed(own, 'Boris', 'Petra');
    world.clock.at = new Date('2026-03-03T09:00:00Z');
    await makeIntroductions(depsOf(own), 10);
    expect(await said('Anna')).toEqual([{ name: 'Petra', former: 'Pavel' }]);
    // Boris heard of the last by her own words.
    expect(await said('Boris')).toEqual([]);
    expect(await makeIntroductions(depsOf(own), 10)).toBe(0);
  });

  it('before whoever had them next, as one who wrote to nobody meanwhile hears of it: once, of the first and the last', async () => {
    const { world } = await leftAtNight('Petra');
    world.clock.at = new Date('2026-03-02T22:00:00Z');
    await world.db.query(`update specialist set serves = true where name = 'Petra'`);
    await world.engine.reload();
    await leaves(own, false, 'Pavel');
    world.clock.at = new Date('2026-03-03T09:00:00Z');
    await makeIntroductions(depsOf(own), 10);
    expect(await said('Anna')).toEqual([{ name: 'Petra', former: 'Olga' }]);
  });
});
