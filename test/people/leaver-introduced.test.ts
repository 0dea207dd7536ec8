import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { makeIntroductions } from '../../src/clients/introduce-in-hours.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { type Trade, trade } from '../clients/company.ts';
import { comesBack, company, depsOf, introduced, isServed, leaves } from './leaver.ts';

const newId = v7 as NewId;

let own: Trade;
afterEach(() => own.world.close());

async function leftAtNight(): Promise<Trade> {
  own = await trade('pglite', { ...company([{ name: 'Pavel' }]), hours: { mon: [[540, 1080]], tue: [[540, 1080]] } });
  for (const name of ['Anna', 'Boris']) await isServed(own, name, 'Olga');
  own.world.clock.at = new Date('2026-03-02T20:00:00Z');
  await leaves(own, false);
  return own;
}

describe('R14, R17: whoever leaves', () => {
  it('at night has their clients told when the department opens, but whoever has heard of it by then', async () => {
    const { world } = await leftAtNight();
    expect(await makeIntroductions(depsOf(own), 10)).toBe(0);
    expect([await introduced(own, 'Anna'), await introduced(own, 'Boris')]).toEqual([0, 0]);
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

  it('and is back before the department opens was never spoken of', async () => {
    const { world } = await leftAtNight();
    await comesBack(own);
    world.clock.at = new Date('2026-03-03T09:00:00Z');
    expect(await makeIntroductions(depsOf(own), 10)).toBe(2);
    expect(await introduced(own, 'Anna')).toBe(0);
  });
});
