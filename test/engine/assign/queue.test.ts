import { v7 } from 'uuid';
import { afterEach, describe, expect, test } from 'vitest';
import type { NewId } from '../../../src/domain/ids.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import { createQueue } from '../../../src/engine/assign/queue.ts';
import { recount } from '../../../src/engine/recount.ts';
import type { Retry } from '../../../src/engine/submissions/submission.ts';
import { type ClientHand, conversationOf, type World, type WorldSpec, world } from '../../support/world.ts';
import { quotes } from '../support/submissions.ts';

describe('R1, R11: those who wait in a queue', () => {
  let w: World;
  const given = async (spec: WorldSpec) => {
    w = await world('postgres', spec);
  };
  /** a queue of a server's own, with the conversations that looked for a person again */
  const queue = () => {
    const tried: Retry[][] = [];
    const retry = async (retries: readonly Retry[]) => {
      if (retries.length > 0) tried.push([...retries]);
      await Promise.all(retries.map(w.engine.submit));
    };
    return { ...createQueue({ db: w.db, now: () => w.clock.at, newId: v7 as NewId, company: w.engine.company, retry }), tried };
  };
  const status = async (client: ClientHand) => (await w.conversations(client.window)).map((each) => each.status);
  const limit = (client: number): Pick<WorldSpec, 'policy'> => ({
    policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client } } }),
  });
  const later = () => {
    w.clock.at = new Date(w.clock.at.getTime() + 1000);
  };

  afterEach(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  test('are not held up by however many for whom every portfolio is full', async () => {
    const full = { private: 6000, small: 6000, medium: 6000, large: 6000, key: 6000 };
    await given({
      specialists: [{ name: 'Anna', availability: 'off' }],
      clients: [{ name: 'Own', owner: { client: 'Anna' } }],
      policy: (policy) => ({
        conversations: { ...policy.conversations, limit: { client: 3 } },
        portfolio: { weights: { client: full } },
        reaction: policy.reaction,
        waits: policy.waits,
        presence: { assumed: true },
      }),
    });
    await Promise.all(Array.from({ length: 140 }, () => w.stranger().says('operator')));
    later();
    const own = w.contact('Own');
    await own.says('hello');
    expect(await status(own)).toEqual(['queued']);
    await w.db.query(`update specialist set availability = 'available'`);
    const { retry, tried } = queue();
    for (let i = 0; i < 2; i++) await retry();
    expect(await status(own)).toEqual(['waiting-on-us']);
    // Why there is nobody is kept once; then they are looked at, and left in peace.
    expect(tried.map((each) => each.length)).toEqual([64, 64, 1, 12]);
    for (let i = 0; i < 3; i++) await retry();
    expect(tried).toHaveLength(4);
  });

  test('are found somebody as soon as anything of what kept them waiting is otherwise: the client has an owner, or a portfolio has room', async () => {
    const full = { private: 6000, small: 6000, medium: 6000, large: 6000, key: 6000 };
    const weights = (client: typeof full) => (policy: Policy) => ({ ...policy, portfolio: { ...policy.portfolio, weights: { client } } });
    await given({
      specialists: [{ name: 'Anna' }],
      clients: [{ name: 'Own', owner: { client: 'Anna' } }, { name: 'One' }, { name: 'Two' }],
      policy: weights(full),
    });
    const [one, two] = [w.contact('One'), w.contact('Two')];
    await one.says('hello');
    await two.says('hello');
    const { retry, tried } = queue();
    for (let i = 0; i < 3; i++) await retry();
    expect(tried.map((each) => each.length)).toEqual([2]);
    await w.db.query(
      `insert into ownership (id, client_id, department_id, specialist_id, "from", reason)
       select gen_random_uuid(), v.client_id, v.department_id, $2::text::uuid, now(), 'moved' from conversation v where window_id = $1::text::uuid`,
      [one.window, w.specialist('Anna')],
    );
    await retry();
    expect([...(await status(one)), ...(await status(two))]).toEqual(['waiting-on-us', 'queued']);
    await w.db.query('update specialist_load set portfolio_units = 0');
    await retry();
    expect(await status(two)).toEqual(['waiting-on-us']);
    await w.db.query(`update specialist_load set portfolio_units = 3 * 6000`);
  });

  test('are left in peace where the room that is left is no room for one more', async () => {
    await given({ specialists: [{ name: 'Anna' }], ...limit(7) });
    for (let i = 0; i < 8; i++) await w.stranger().says('operator');
    expect(await w.loads()).toMatchObject({ Anna: { cases: 7 * 857 } });
    const { retry, tried } = queue();
    await retry();
    expect(tried).toEqual([]);
  });

  test('are left in peace while nobody is on shift', async () => {
    await given({ specialists: [{ name: 'Anna' }], hours: { mon: [[9 * 60, 18 * 60]] }, ...limit(1) });
    const first = conversationOf(await w.stranger().says('operator'));
    const visitor = w.stranger();
    await visitor.says('operator');
    await w.does('Anna', first, { type: 'resolve', reason: 'nothing to answer' });
    const { retry, tried } = queue();
    w.clock.at = new Date('2026-03-02T20:00:00Z');
    await retry();
    expect(tried).toEqual([]);
    w.clock.at = new Date('2026-03-09T10:00:00Z');
    await retry();
    expect(tried).toHaveLength(1);
    expect(await status(visitor)).toEqual(['waiting-on-us']);
  });

  test('are taken in order: who was let down by a late answer first, then the oldest', async () => {
    await given({ specialists: [{ name: 'Anna' }], ...limit(1) });
    const taken = w.stranger();
    const first = conversationOf(await taken.says('operator'));
    const clients = [w.stranger(), w.stranger(), w.stranger()] as const;
    for (const each of clients) {
      later();
      await each.says('operator');
    }
    await w.db.query(
      `insert into turn_hold (turn_id, n, specialist_id, department_id, "from", due, lapsed_at, until, reason, ended, policy_version)
       select open_turn_id, 1, $2::text::uuid, department_id, opened_at, opened_at, opened_at, opened_at, 'assigned', 'away', 1
       from conversation where window_id = $1::text::uuid`,
      [clients[2].window, w.specialist('Anna')],
    );
    await w.db.query(`update conversation set open_holds = 1 where window_id = $1::text::uuid`, [clients[2].window]);
    await w.does('Anna', first, { type: 'resolve', reason: 'nothing to answer' });
    const { retry, tried } = queue();
    await retry();
    const ids = await Promise.all(clients.map(async (each) => (await w.conversations(each.window))[0]?.id));
    expect(tried[0]?.map((each) => each.conversation)).toEqual([ids[2], ids[0], ids[1]]);
    await w.db.query(`delete from turn_hold where reason = 'assigned' and ended = 'away'`);
  });

  test('get back whoever had them, when both that one and another come free', async () => {
    await given({
      specialists: [{ name: 'Anna' }, { name: 'Fedor', department: 'finance' }, { name: 'Galya', department: 'finance' }],
      clients: ['One', 'Two', 'Three'].map((name) => ({ name, owner: { client: 'Anna' } })),
      policy: (policy) => ({ ...policy, conversations: { overloadByHand: false, limit: { client: 12, finance: 1 } } }),
    });
    const toFinance = async (client: string, name: string) => {
      const conversation = conversationOf(await w.contact(client).says('Where is our invoice?'));
      await w.does('Anna', conversation, { type: 'transfer', department: 'finance', specialist: w.specialist(name), reason: 'invoice' });
      return conversation;
    };
    const first = await toFinance('One', 'Galya');
    await w.does('Galya', first, { type: 'resolve', reason: 'nothing to answer' });
    const others = [await toFinance('Two', 'Fedor'), await toFinance('Three', 'Galya')] as const;
    const one = w.contact('One');
    await w.engine.submit(quotes(one, 1, 'And the next one?'));
    expect(await status(one)).toEqual(['queued']);
    await w.does('Fedor', others[0], { type: 'resolve', reason: 'nothing to answer' });
    await w.does('Galya', others[1], { type: 'resolve', reason: 'nothing to answer' });
    await queue().retry();
    expect((await w.conversations(one.window)).map((each) => each.specialistId)).toEqual([w.specialist('Galya')]);
  });
});
