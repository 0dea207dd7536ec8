import { v7 } from 'uuid';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../../flows/policy.ts';
import { assignmentsOf } from '../../../src/db/conversations/card.ts';
import type { NewId } from '../../../src/domain/ids.ts';
import { createQueue } from '../../../src/engine/assign/queue.ts';
import type { Retry } from '../../../src/engine/submissions/submission.ts';
import { explainAssignment } from '../../../src/reports/explain-assignment.ts';
import { databases } from '../../support/database.ts';
import { type ClientHand, conversationOf, type World, world } from '../../support/world.ts';

describe.each(databases())('a flood of strangers on %s', (kind) => {
  let w: World;
  afterEach(() => w.close());
  const given = async () => {
    w = await world(kind, {
      specialists: [{ name: 'Anna' }, { name: 'Boris' }],
      clients: [
        { name: 'Bakery', owner: { client: 'Anna' } },
        { name: 'Dairy', owner: { client: 'Anna' } },
        { name: 'Mill', owner: { client: 'Anna' } },
      ],
      policy: (policy) => ({ ...policy, conversations: { ...defaultPolicy.conversations, limit: { client: 10 } } }),
    });
  };
  const inCharge = async (client: ClientHand) => (await w.conversations(client.window)).map((each) => each.specialistId);
  const flood = (many: number) => Promise.all(Array.from({ length: many }, () => w.stranger().says('operator')));

  test('never takes the places that are kept: a known client gets their own specialist at once', async () => {
    await given();
    await flood(120);
    expect(await w.loads()).toMatchObject({ Anna: { cases: 8 * 600 }, Boris: { cases: 8 * 600 } });
    const bakery = w.contact('Bakery');
    await bakery.says('hello');
    expect(await inCharge(bakery)).toEqual([w.specialist('Anna')]);
  });

  test('is told why it waits, in words', async () => {
    await given();
    await flood(16);
    const late = conversationOf(await w.stranger().says('operator'));
    const [assignment] = await assignmentsOf(w.db, late);
    if (assignment === undefined) throw new Error('nobody was sought');
    expect(assignment.rule).toBe('nobody:kept-for-known');
    const names = { person: () => 'Anna', department: (key: string) => key, zone: () => 'UTC' };
    expect(explainAssignment(assignment, 'en', names)).toContain(
      'There was nobody to assign: only places kept for known clients are free, and this person is a stranger yet.',
    );
    expect(explainAssignment(assignment, 'ru', names).join(' ')).toContain('места для известных клиентов');
  });

  test('goes behind known clients in the queue, and in one batch', async () => {
    await given();
    await w.db.query(`update specialist set availability = 'off'`);
    const first = w.stranger();
    await first.says('operator');
    w.clock.at = new Date(w.clock.at.getTime() + 1000);
    const mill = w.contact('Mill');
    await mill.says('hello');
    await w.db.query(`update specialist set availability = 'available'`);
    const tried: Retry[] = [];
    const retry = async (retries: readonly Retry[]) => {
      tried.push(...retries);
      await Promise.all(retries.map(w.engine.submit));
    };
    await createQueue({ db: w.db, now: () => w.clock.at, newId: v7 as NewId, company: w.engine.company, retry }).retry();
    const [millOpen] = await w.conversations(mill.window);
    expect(tried.map((each) => each.conversation)[0]).toBe(millOpen?.id);
    expect([await inCharge(first), await inCharge(mill)].flat()).not.toContain(null);
  });

  test('is served on by the next person, once somebody speaks to one of it', async () => {
    await given();
    const stranger = w.stranger();
    const conversation = conversationOf(await stranger.says('operator'));
    await flood(40);
    const [had] = await inCharge(stranger);
    const other = had === w.specialist('Anna') ? 'Boris' : 'Anna';
    await w.does(had === w.specialist('Anna') ? 'Anna' : 'Boris', conversation, {
      type: 'transfer',
      department: 'client',
      reason: 'x',
    } as never);
    expect(await inCharge(stranger)).toEqual([w.specialist(other)]);
  });
});
