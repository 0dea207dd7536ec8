import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retain, wouldErase } from '../../../src/clients/erasure/retain.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import { newId } from '../../http/house.ts';
import { databases } from '../../support/database.ts';
import { silentLog } from '../../support/log.ts';
import { conversationOf, type World, world } from '../../support/world.ts';

describe.each(databases())('what a policy keeps no longer, on %s', (kind) => {
  let w: World;
  let personal: Policy['personal'];
  const deps = () => {
    const company = () => {
      const now = w.engine.company();
      return { ...now, policy: { ...now.policy, data: { ...now.policy.data, ...(personal === undefined ? {} : { personal }) } } };
    };
    const live = { publish() {}, subscribe: () => () => {}, close: async () => {} };
    return { db: w.db, now: () => w.clock.at, newId, log: silentLog, live, company };
  };
  const texts = () =>
    w.db.query<{ text: string | null }>(`select body->>'text' as text from message where author = 'client' order by received_at`);

  beforeEach(async () => {
    personal = undefined;
    w = await world(kind, {
      specialists: [{ name: 'Olga' }],
      clients: [{ name: 'Romashka', owner: { client: 'Olga' }, contacts: ['Anna', 'Boris'] }],
    });
    const old = conversationOf(await w.contact('Anna').says('Long ago'));
    await w.does('Olga', old, { type: 'resolve' });
    await w.db.query(`update conversation set status = 'closed', closed_at = $1::text::timestamptz where id = $2::text::uuid`, [
      w.clock.at.toISOString(),
      old,
    ]);
    w.clock.at = new Date('2027-03-02T09:00:00Z');
    await w.contact('Boris').says('Just now');
  });
  afterEach(() => w.close());

  it('is nothing until it is switched on, and can be counted before that', async () => {
    expect(await retain(deps())).toBe(false);
    expect((await texts()).map((each) => each.text)).toEqual(['Long ago', 'Just now']);
    expect(await wouldErase(deps(), { wordsMonths: 6, contactMonths: 6 })).toEqual({ conversations: 1, contacts: 1 });
    expect(await wouldErase(deps(), { wordsMonths: 24, contactMonths: 0 })).toEqual({ conversations: 0, contacts: 0 });
  });

  it('are words of what ended long ago, on record by their number; what goes on stays', async () => {
    personal = { wordsMonths: 6 };
    await retain(deps());
    expect((await texts()).map((each) => each.text)).toEqual([null, 'Just now']);
    expect(await w.db.query(`select action, data->>'conversations' as n from audit where action = 'words.erased'`)).toEqual([
      { action: 'words.erased', n: '1' },
    ]);
    expect(await wouldErase(deps(), { wordsMonths: 6, contactMonths: 0 })).toEqual({ conversations: 0, contacts: 0 });
  });

  it('are contacts with whom nothing has happened, erased as if they had asked', async () => {
    personal = { contactMonths: 6 };
    await retain(deps());
    const erased = await w.db.query<{ why: string; name: string }>(
      `select e.why, c.name from erasure e join contact c on c.id = e.contact_id`,
    );
    expect(erased).toEqual([{ why: 'retention', name: 'Anna' }]);
    await retain(deps());
    expect(await w.db.query('select 1 from erasure')).toHaveLength(1);
  });
});
