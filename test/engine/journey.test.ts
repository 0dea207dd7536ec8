import { afterEach, describe, expect, test } from 'vitest';
import { recount } from '../../src/engine/recount.ts';
import { databases } from '../support/database.ts';
import { type ClientHand, conversationOf, type World, type WorldSpec, world } from '../support/world.ts';

describe.each(databases())('a window on %s', (kind) => {
  let w: World;
  const given = async (spec: WorldSpec) => {
    w = await world(kind, spec);
    return w;
  };

  afterEach(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  const texts = async (client: ClientHand) =>
    (await w.thread(client.window)).map((each) => `${each.author}: ${each.body.key ?? each.body.text}`);
  const status = async (client: ClientHand) => (await w.conversations(client.window)).map((each) => each.status);

  test('a stranger is asked, placed, answered and resolved, and finds the same person next time', async () => {
    await given({ specialists: [{ name: 'Anna' }, { name: 'Boris' }] });
    const visitor = w.stranger();
    const conversation = conversationOf(await visitor.says('Hello there'));
    await visitor.taps('who', 'myself');
    const [row] = await w.conversations(visitor.window);
    const owner = row?.specialistId === w.specialist('Anna') ? 'Anna' : 'Boris';
    expect(row?.status).toBe('waiting-on-us');
    expect(await w.does(owner, conversation, { type: 'reply', text: 'Hi!' })).toMatchObject({ type: 'accepted' });
    expect(await status(visitor)).toEqual(['waiting-on-client']);
    await w.does(owner, conversation, { type: 'note', text: 'a private person' });
    await w.does(owner, conversation, { type: 'resolve', reason: 'nothing to answer' });
    w.clock.at = new Date(w.clock.at.getTime() + 25 * 3600_000);
    w.engine.start();
    await expect.poll(() => status(visitor), { timeout: 10_000 }).toEqual(['closed']);
    const next = conversationOf(await visitor.says('One more thing'));
    expect(next).not.toBe(conversation);
    expect((await w.conversations(visitor.window)).find((each) => each.id === next)).toMatchObject({
      status: 'waiting-on-us',
      specialistId: w.specialist(owner),
    });
    expect(await texts(visitor)).toEqual([
      'client: Hello there',
      'system: question',
      'client: For myself',
      'system: joined',
      'specialist: Hi!',
      'specialist: a private person',
      'specialist: nothing to answer',
      'system: resolved',
      'client: One more thing',
      'system: joined',
    ]);
  });

  test('a first answer that was tapped follows the question it answers', async () => {
    await given({ specialists: [{ name: 'Anna' }] });
    const visitor = w.stranger();
    await visitor.taps('who', 'organisation');
    expect(await texts(visitor)).toEqual(['system: question', 'client: For an organisation', 'system: question']);
  });

  test('a known contact is asked nothing and gets their own specialist', async () => {
    await given({
      specialists: [{ name: 'Anna' }, { name: 'Boris' }],
      clients: [{ name: 'Romashka', owner: { client: 'Boris' }, contacts: ['Vera', 'Oleg'] }],
    });
    const vera = w.contact('Vera');
    await vera.says('Our licence ends today');
    const [row] = await w.conversations(vera.window);
    expect(row).toMatchObject({ status: 'waiting-on-us', specialistId: w.specialist('Boris') });
    expect(await texts(w.contact('Oleg'))).toEqual([]);
  });

  test('a full owner is passed over, and why is kept', async () => {
    await given({
      specialists: [{ name: 'Anna' }, { name: 'Boris' }],
      clients: [
        { name: 'One', owner: { client: 'Boris' } },
        { name: 'Two', owner: { client: 'Boris' } },
      ],
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 1 } } }),
    });
    await w.contact('One').says('first');
    await w.contact('Two').says('second');
    const [row] = await w.conversations(w.contact('Two').window);
    expect(row?.specialistId).toBe(w.specialist('Anna'));
    const [assignment] = await w.db.query<{ rule: string; explanation: unknown }>(
      'select rule, explanation from assignment where conversation_id = $1::text::uuid',
      [row?.id],
    );
    expect(assignment).toMatchObject({
      rule: 'least-loaded',
      explanation: {
        able: 1,
        unable: { 'conversations-full': 1 },
        passed: [{ specialist: w.specialist('Boris'), reason: 'conversations-full' }],
      },
    });
  });

  test('when all are full the client waits, and the place that comes free is theirs', async () => {
    await given({
      specialists: [{ name: 'Anna' }],
      clients: [{ name: 'One', owner: { client: 'Anna' } }, { name: 'Two' }],
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 1 } } }),
    });
    w.engine.start();
    const first = conversationOf(await w.contact('One').says('first'));
    const two = w.contact('Two');
    await two.says('second');
    expect(await status(two)).toEqual(['queued']);
    await w.does('Anna', first, { type: 'resolve', reason: 'nothing to answer' });
    await expect.poll(() => status(two), { timeout: 10_000 }).toEqual(['waiting-on-us']);
    // Nobody wrote in between, so the one text of the desk now says who came (R14).
    expect(await texts(two)).toEqual(['client: second', 'system: joined']);
  });

  test('a transfer to finance carries its reason inside and its name to the client', async () => {
    await given({
      specialists: [{ name: 'Anna' }, { name: 'Fedor', department: 'finance' }],
      clients: [{ name: 'One', owner: { client: 'Anna' } }],
    });
    const one = w.contact('One');
    const conversation = conversationOf(await one.says('Where is our invoice?'));
    expect(await w.does('Fedor', conversation, { type: 'transfer', department: 'finance', reason: 'mine' })).toEqual({
      type: 'refused',
      code: 'not-in-charge',
    });
    await w.does('Anna', conversation, { type: 'transfer', department: 'finance', reason: 'an invoice' });
    const [row] = await w.conversations(one.window);
    expect(row).toMatchObject({ status: 'waiting-on-us', specialistId: w.specialist('Fedor') });
    expect(await w.does('Anna', conversation, { type: 'reply', text: 'late' })).toEqual({ type: 'refused', code: 'not-in-charge' });
    const loads = await w.loads();
    expect(loads['Anna']?.cases).toBe(0);
    const outbox = await w.db.query<{ seq: number }>('select seq from outbox');
    const internal = (await w.thread(one.window)).filter((each) => each.audience === 'internal').map((each) => each.seq);
    expect(internal).toHaveLength(1);
    expect(outbox.map((each) => each.seq)).not.toContain(internal[0]);
  });

  test('the same message again is answered like the first and stored once', async () => {
    await given({ specialists: [{ name: 'Anna' }] });
    const visitor = w.stranger();
    const [first, repeat] = await Promise.all([visitor.says('once', 'key-1'), visitor.says('once', 'key-1')]);
    const later = await visitor.says('once', 'key-1');
    expect(first).toMatchObject({ seq: 1, duplicate: false });
    expect(repeat).toMatchObject({ seq: 1, duplicate: true });
    expect(later).toMatchObject({ seq: 1, duplicate: true });
    expect((await w.thread(visitor.window)).filter((each) => each.author === 'client')).toHaveLength(1);
  });

  test('what is refused leaves nothing behind, and the same key may try again', async () => {
    await given({ specialists: [{ name: 'Anna' }] });
    const visitor = w.stranger();
    expect(await visitor.taps('who', 'martian', 'key-1')).toEqual({ type: 'refused', code: 'unknown-choice' });
    const tables = ['inbound_key', 'identity', 'contact', '"window"', 'conversation', 'message'];
    for (const table of tables) expect(await w.db.query(`select 1 from ${table}`), table).toEqual([]);
    expect(await visitor.taps('who', 'myself', 'key-1')).toMatchObject({ type: 'accepted', duplicate: false });
    expect(await visitor.taps('who', 'myself', 'key-2')).toEqual({ type: 'refused', code: 'stale-choice' });
  });

  test('three hundred strangers at once are spread evenly', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    await given({
      specialists: names.map((name) => ({ name })),
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 200 } } }),
    });
    const visitors = Array.from({ length: 300 }, () => w.stranger());
    await Promise.all(visitors.map((each) => each.taps('who', 'myself')));
    const cases = Object.values(await w.loads()).map((each) => each.cases / 30);
    expect(cases.reduce((sum, each) => sum + each, 0)).toBe(300);
    expect(Math.max(...cases) - Math.min(...cases)).toBeLessThanOrEqual(1);
  });
});
