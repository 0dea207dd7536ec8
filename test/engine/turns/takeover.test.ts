import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dueTimers } from '../../../src/db/turns/due.ts';
import { type ClientHand, conversationOf } from '../../support/world.ts';
import { minute, type Owed, owed } from '../support/owed.ts';

describe('an answer that is late', () => {
  let o: Owed;
  let client: ClientHand;

  beforeAll(async () => {
    o = await owed();
  });
  beforeEach(() => {
    client = o.client();
  });
  afterAll(() => o.close());

  test('goes to the stand-in who was named from the start, with a deadline of their own, and the client stays the owner’s', async () => {
    const conversation = conversationOf(await client.says('hello'));
    expect(await o.row(client)).toMatchObject({
      specialistId: o.named('Anna'),
      standInId: o.named('Boris'),
      dueAt: new Date(o.w.clock.at.getTime() + 4 * minute),
    });
    o.pass(4);
    await o.tick();
    expect(await o.row(client)).toMatchObject({
      specialistId: o.named('Boris'),
      standInId: null,
      dueAt: new Date(o.w.clock.at.getTime() + 4 * minute),
    });
    expect(await o.holds(client)).toEqual([
      { who: 'Anna', kind: 'first', ended: 'taken-over', lapsed: true, minutes: 4 },
      { who: 'Boris', kind: 'first', ended: null, lapsed: false, minutes: 4 },
    ]);
    expect((await o.told(client)).slice(-2)).toEqual([
      ['joined', 'Boris'],
      ['late.stand-in', 'Boris'],
    ]);
    expect(await o.w.loads()).toMatchObject({ Anna: { cases: 0 }, Boris: { cases: 100 } });
    expect(await o.owner(client)).toEqual(['Anna']);
    await o.w.does('Boris', conversation, { type: 'reply', text: 'here I am' });
    await o.w.does('Boris', conversation, { type: 'resolve' });
    o.pass(25 * 60);
    await o.tick();
    await client.says('something else');
    const [, second] = await o.w.conversations(client.window);
    expect(second).toMatchObject({ specialistId: o.named('Anna') });
    await o.w.does('Anna', second?.id as typeof conversation, { type: 'resolve', reason: 'they said no more' });
  });

  test('of the former owner stays inside, and they are told so', async () => {
    const conversation = conversationOf(await client.says('hello'));
    o.pass(4);
    await o.tick();
    const late = await o.w.does('Anna', conversation, { type: 'reply', text: 'sorry, here I am' }, 'late');
    expect(late).toMatchObject({ type: 'accepted', keptInside: true });
    expect(await o.w.does('Anna', conversation, { type: 'reply', text: 'sorry, here I am' }, 'late')).toMatchObject({
      duplicate: true,
      keptInside: true,
    });
    expect((await o.w.thread(client.window)).at(-1)).toMatchObject({ audience: 'internal', body: { text: 'sorry, here I am' } });
    expect(await o.row(client)).toMatchObject({ status: 'waiting-on-us', specialistId: o.named('Boris') });
    expect(await o.w.does('Vera', conversation, { type: 'reply', text: 'me too' })).toEqual({ type: 'refused', code: 'not-in-charge' });
    await o.w.does('Boris', conversation, { type: 'reply', text: 'I have it' });
    expect(await o.w.does('Anna', conversation, { type: 'reply', text: 'one more' })).toMatchObject({ keptInside: true });
    await o.w.does('Boris', conversation, { type: 'resolve' });
  });

  test('of the stand-in too: both are late, the head is called once, nobody third is blamed', async () => {
    const conversation = conversationOf(await client.says('hello'));
    o.pass(4);
    await o.tick();
    o.pass(4);
    await o.tick();
    o.pass(60);
    await o.tick();
    expect((await o.holds(client)).map((each) => [each.who, each.lapsed])).toEqual([
      ['Anna', true],
      ['Boris', true],
    ]);
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Boris') });
    // Somebody was there to stand in, and was late as well: that is what the head reads.
    expect((await o.told(client)).at(-1)).toEqual(['late.both.head', 'Head']);
    const tasks = await o.w.db.query(`select kind, specialist_id as who from task where conversation_id = $1::text::uuid`, [conversation]);
    expect(tasks).toEqual([{ kind: 'late', who: o.named('Head') }]);
    expect(o.w.hints).toContainEqual(expect.objectContaining({ topic: `specialist:${o.named('Head')}`, conversation }));
    await o.w.does('Boris', conversation, { type: 'resolve', reason: 'they called' });
  });

  test('with nobody to stand in stays with whoever is late, and the head is called', async () => {
    const conversation = conversationOf(await client.says('hello'));
    await o.w.db.query(`update specialist set availability = 'away' where name in ('Boris', 'Vera', 'Head')`);
    o.pass(4);
    await o.tick();
    await o.w.db.query(`update specialist set availability = 'available'`);
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), status: 'waiting-on-us' });
    expect((await o.told(client)).at(-1)).toEqual(['late.head', 'Head']);
    expect(await o.w.does('Anna', conversation, { type: 'reply', text: 'at last' })).toMatchObject({ type: 'accepted' });
    expect(await o.holds(client)).toEqual([{ who: 'Anna', kind: 'first', ended: 'answered', lapsed: true, minutes: 4 }]);
    await o.w.does('Anna', conversation, { type: 'resolve' });
  });

  test('on a later turn brings a reminder, and nobody takes over', async () => {
    const conversation = conversationOf(await client.says('hello'));
    await o.w.does('Anna', conversation, { type: 'reply', text: 'hi' });
    await client.says('and then?');
    expect((await o.holds(client)).at(-1)).toMatchObject({ who: 'Anna', kind: 'later', minutes: 30 });
    o.pass(29);
    expect(await o.tick()).toEqual([]);
    o.pass(1);
    await o.tick();
    o.pass(60);
    expect(await o.tick()).toEqual([]);
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), standInId: null });
    expect((await o.told(client)).at(-1)).toEqual(['late.reminder', 'Anna']);
    expect((await o.holds(client)).at(-1)).toMatchObject({ lapsed: true });
    await o.w.does('Anna', conversation, { type: 'resolve', reason: 'they called' });
  });

  test('is not late when it was committed before', async () => {
    const conversation = conversationOf(await client.says('hello'));
    o.pass(4);
    const [due] = await dueTimers(o.w.db, o.w.clock.at, 10);
    await o.w.does('Anna', conversation, { type: 'reply', text: 'just in time' });
    expect(due).toBeDefined();
    if (due !== undefined) expect(await o.w.engine.submit({ type: 'timer-due', ...due })).toEqual({ type: 'refused', code: 'not-due' });
    expect(await o.holds(client)).toMatchObject([{ lapsed: false, ended: 'answered' }]);
    await o.w.does('Anna', conversation, { type: 'resolve' });
  });
});
