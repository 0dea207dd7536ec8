import { afterEach, describe, expect, test } from 'vitest';
import { dueTimers } from '../../../src/db/turns/due.ts';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import { databases } from '../../support/database.ts';
import { type ClientHand, conversationOf, type World, type WorldSpec, world } from '../../support/world.ts';

const minute = 60_000;

describe.each(databases())('a queue that lasts, on %s', (kind) => {
  let w: World;
  let begun: Date;
  const given = async (spec: WorldSpec) => {
    w = await world(kind, spec);
    begun = w.clock.at;
  };
  afterEach(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  const at = (minutes: number) => {
    w.clock.at = new Date(begun.getTime() + minutes * minute);
  };
  const tick = async () => {
    for (const each of await dueTimers(w.db, w.clock.at, 100)) await w.engine.submit({ type: 'timer-due', ...each });
  };
  const row = async (client: ClientHand) => (await w.conversations(client.window))[0];
  const tasks = () =>
    w.db.query<{ kind: string; who: string | null; open: boolean }>(
      `select t.kind, s.name as who, t.done_at is null as open from task t left join specialist s on s.id = t.specialist_id order by t.id`,
    );
  const told = async ({ window }: ClientHand, audience: string) =>
    (await w.thread(window)).filter((each) => each.author === 'system' && each.audience === audience).map((each) => each.body);
  const one: Pick<WorldSpec, 'policy' | 'heads'> = {
    heads: { client: 'Marina' },
    policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 1 } } }),
  };
  const marina = { name: 'Marina', role: 'head', serves: false } as const;

  test('calls the head when everybody is full, tells the client how things are, and blames nobody', async () => {
    await given({ specialists: [{ name: 'Anna' }, marina], ...one });
    const first = conversationOf(await w.stranger().says('operator'));
    await w.does('Anna', first, { type: 'reply', text: 'hello' });
    const client = w.stranger();
    await client.says('operator');
    at(9);
    await tick();
    expect(await tasks()).toEqual([]);
    at(10);
    await tick();
    expect(await tasks()).toEqual([{ kind: 'queue', who: 'Marina', open: true }]);
    expect(await told(client, 'internal')).toMatchObject([{ key: 'queue.head', params: { name: 'Marina' } }]);
    expect((await told(client, 'client')).at(-1)).toMatchObject({ key: 'queue-late' });
    // one text of the desk stands between two human ones (R14)
    expect((await told(client, 'client')).filter((each) => each.question === undefined)).toHaveLength(1);
    at(600);
    await tick();
    expect(await tasks()).toHaveLength(1);
    expect(
      await w.db.query(
        `select 1 from turn_hold h join turn t on t.id = h.turn_id join conversation c on c.id = t.conversation_id
      where c.window_id = $1::text::uuid`,
        [client.window],
      ),
    ).toEqual([]);
    await w.does('Anna', first, { type: 'resolve', reason: 'nothing to answer' });
    await w.engine.submit({ type: 'retry', conversation: (await row(client))?.id as ConversationId });
    expect(await row(client)).toMatchObject({ status: 'waiting-on-us' });
    expect(await tasks()).toEqual([{ kind: 'queue', who: 'Marina', open: false }]);
  });

  test('calls the head of a department without staff, and nobody twice', async () => {
    await given({ specialists: [marina], heads: { client: 'Marina' } });
    const client = w.stranger();
    await client.says('operator');
    at(10);
    await Promise.all([tick(), tick()]);
    expect(await tasks()).toEqual([{ kind: 'queue', who: 'Marina', open: true }]);
  });

  test('counts working minutes of the department, and says when somebody will be there', async () => {
    await given({
      specialists: [
        { name: 'Anna', hours: { mon: [[600, 1080]], tue: [[600, 1080]] } },
        { ...marina, hours: {} },
      ],
      hours: { mon: [[540, 1080]], tue: [[540, 1080]] },
      heads: { client: 'Marina' },
    });
    at(9 * 60 - 5);
    await w.db.query(`update specialist set availability = 'off' where name = 'Anna'`);
    const other = w.stranger();
    await other.says('operator');
    at(12 * 60);
    const third = w.stranger();
    await third.says('operator');
    expect((await told(third, 'client')).at(-1)).toMatchObject({ key: 'queued', params: { at: '2026-03-03T10:00:00.000Z' } });
    await tick();
    expect(await tasks()).toEqual([]);
    // Monday's last five minutes and Tuesday's first five
    w.clock.at = new Date('2026-03-03T09:05:00Z');
    await tick();
    expect(await tasks()).toEqual([{ kind: 'queue', who: 'Marina', open: true }]);
    expect((await told(other, 'client')).at(-1)).toMatchObject({ key: 'queue-late', params: { at: '2026-03-03T10:00:00.000Z' } });
  });

  test('that is handed on to another department is due by that one’s working time, and calls nobody of the first', async () => {
    await given({
      specialists: [marina, { ...marina, name: 'Sam', department: 'sales' }],
      heads: { client: 'Marina', sales: 'Sam' },
    });
    await w.db.query(`update department set hours = '{"mon": [[720, 1080]]}' where key = 'sales'`);
    await w.engine.reload();
    const conversation = conversationOf(await w.stranger().says('operator'));
    at(5);
    await w.does('Marina', conversation, { type: 'transfer', department: 'sales', reason: 'it is about a price' });
    for (const minutes of [10, 15, 180, 189]) {
      at(minutes);
      await tick();
    }
    expect(await tasks()).toEqual([]);
    // Sales open at noon, three hours after it came.
    at(190);
    await tick();
    expect(await tasks()).toEqual([{ kind: 'queue', who: 'Sam', open: true }]);
  });

  test('names no time where nobody serves, and knows of absences when it names one', async () => {
    const hours = { mon: [[540, 1080]], tue: [[540, 1080]], wed: [[540, 1080]] } as const;
    await given({ specialists: [marina, { name: 'Fin', department: 'finance' }], hours, heads: { client: 'Marina' } });
    at(12 * 60);
    const nobodys = w.stranger();
    await nobodys.says('operator');
    const told = async (client: ClientHand) =>
      (await w.thread(client.window)).findLast((each) => each.author === 'system' && each.body.key === 'queued')?.body.params;
    expect(await told(nobodys)).not.toHaveProperty('at');
    await w.close();
    await given({ specialists: [{ name: 'Anna' }, marina], hours, heads: { client: 'Marina' } });
    at(12 * 60);
    await w.db.query(
      `insert into absence (id, specialist_id, "from", until, reason, created_by, created_at)
       values (gen_random_uuid(), $1::text::uuid, '2026-03-01T00:00:00Z', '2026-03-03T20:00:00Z', 'leave', $1::text::uuid, '2026-03-01T00:00:00Z')`,
      [w.specialist('Anna')],
    );
    const client = w.stranger();
    await client.says('operator');
    expect(await told(client)).toHaveProperty('at', '2026-03-04T09:00:00.000Z');
  });

  describe('because portfolios are full although there is room', () => {
    const full = { private: 6000, small: 6000, medium: 6000, large: 6000, key: 6000 };
    let client: ClientHand;
    let conversation: ConversationId;
    const begin = async () => {
      await given({
        specialists: [
          { name: 'Anna' },
          { name: 'Boris' },
          marina,
          { ...marina, name: 'Sam', department: 'sales' },
          { name: 'Sue', department: 'sales' },
        ],
        clients: [
          { name: 'Hers', owner: { client: 'Anna' } },
          { name: 'His', owner: { client: 'Boris' } },
          { name: 'Its', owner: { sales: 'Sue' } },
        ],
        heads: { client: 'Marina', sales: 'Sam' },
        policy: (policy) => ({ ...policy, portfolio: { weights: { client: full, sales: full } } }),
      });
      client = w.stranger();
      conversation = conversationOf(await client.says('operator'));
      at(10);
      await tick();
    };
    const admit = (name: string, key?: string) => w.does(name, conversation, { type: 'admit' }, key);

    test('offers the head to accept the client beyond one, in one tap', async () => {
      await begin();
      expect(await tasks()).toEqual([{ kind: 'queue-full', who: 'Marina', open: true }]);
      expect(await told(client, 'internal')).toMatchObject([{ key: 'queue.full' }]);
      expect(await admit('Anna')).toEqual({ type: 'refused', code: 'not-head' });
      expect(await admit('Marina')).toMatchObject({ type: 'accepted' });
      expect(await row(client)).toMatchObject({ status: 'waiting-on-us', overPortfolioBy: w.specialist('Marina') });
      expect(await tasks()).toEqual([{ kind: 'queue-full', who: 'Marina', open: false }]);
      const [assignment] = await w.db.query<{ rule: string; over: boolean }>(
        `select rule, (explanation->>'overPortfolio')::boolean as over from assignment where conversation_id = $1::text::uuid order by n desc limit 1`,
        [conversation],
      );
      expect(assignment).toEqual({ rule: 'least-loaded', over: true });
    });

    test('takes two taps at once as one, and the second of two heads hears that somebody has it', async () => {
      await begin();
      const both = await Promise.all([admit('Marina', 'tap'), admit('Marina', 'tap')]);
      expect(both).toMatchObject([{ type: 'accepted' }, { type: 'accepted' }]);
      expect(await admit('Marina')).toEqual({ type: 'refused', code: 'not-queued' });
      expect(await w.loads()).toMatchObject({ Anna: { portfolio: 12_000 }, Boris: { portfolio: 6000 } });
    });

    test("is for a department's own head, and says nothing of another department's portfolios", async () => {
      await begin();
      expect(await admit('Sam')).toEqual({ type: 'refused', code: 'not-head' });
      await w.db.query(`update specialist set availability = 'off' where name in ('Anna', 'Boris')`);
      expect(await admit('Marina')).toMatchObject({ type: 'accepted' });
      await w.does('Marina', conversation, { type: 'transfer', department: 'sales', reason: 'it is about a price' });
      expect(await row(client)).toMatchObject({ status: 'queued', overPortfolioBy: null });
      expect(await tasks()).toEqual([{ kind: 'queue-full', who: 'Marina', open: false }]);
      at(20);
      await tick();
      expect(await tasks()).toMatchObject([{ who: 'Marina' }, { kind: 'queue-full', who: 'Sam', open: true }]);
    });

    test('changes nothing for a client who has left, or has been given to somebody meanwhile', async () => {
      await begin();
      await w.does('Marina', conversation, { type: 'resolve', reason: 'nothing to answer' });
      expect(await admit('Marina')).toEqual({ type: 'refused', code: 'conversation-resolved' });
      expect(await tasks()).toEqual([{ kind: 'queue-full', who: 'Marina', open: false }]);
      await w.close();
      await begin();
      await w.does('Anna', conversation, { type: 'take', knowingly: ['portfolio-full'] });
      expect(await admit('Marina')).toEqual({ type: 'refused', code: 'not-queued' });
      expect(await row(client)).toMatchObject({ specialistId: w.specialist('Anna'), overPortfolioBy: null });
    });

    test('is remembered where no place is free either, however often it is said', async () => {
      await begin();
      await w.db.query(`update specialist set availability = 'off' where serves`);
      for (let n = 0; n < 3; n++) expect(await admit('Marina')).toMatchObject({ type: 'accepted', duplicate: false });
      expect(await told(client, 'internal')).toMatchObject([{ key: 'queue.full' }, { key: 'queue.admitted' }]);
      expect(await row(client)).toMatchObject({ status: 'queued' });
      await w.db.query(`update specialist set availability = 'available' where name = 'Boris'`);
      await w.engine.submit({ type: 'retry', conversation });
      expect(await row(client)).toMatchObject({ status: 'waiting-on-us', specialistId: w.specialist('Boris') });
    });
  });
});
