import { afterEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { handOnMissing } from '../../../src/engine/turns/missing.ts';
import { createTick } from '../../../src/engine/turns/tick.ts';
import { conversationOf, type World, type WorldSpec, world } from '../../support/world.ts';

const minute = 60_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };
/** The world's clock begins on a Monday at 9:00. */
const two = new Date('2026-03-02T14:00:00Z');

let w: World;
afterEach(() => w.close());

/** Anna has a client who waits for an answer. */
async function given(spec: Partial<WorldSpec> = {}): Promise<ConversationId> {
  w = await world('pglite', {
    specialists: [{ name: 'Anna' }, { name: 'Boris' }, { name: 'Vera' }],
    clients: [
      { name: 'Bakery', owner: { client: 'Anna' } },
      { name: 'Brewery', owner: { client: 'Anna' } },
    ],
    ...spec,
  });
  return conversationOf(await w.contact('Bakery').says('hello'));
}

const say = (name: string, availability: string, until: Date | null = null) =>
  w.db.query(`update specialist set availability = $2::text, away_until = $3::text::timestamptz where name = $1::text`, [
    name,
    availability,
    until?.toISOString() ?? null,
  ]);
const handsTo = (name: string, id: ConversationId, knowingly?: readonly string[], by = 'Anna') =>
  w.does(by, id, {
    type: 'transfer',
    department: 'client',
    specialist: w.specialist(name),
    reason: 'yours',
    ...(knowingly !== undefined && { knowingly }),
  });
const charge = async (contact = 'Bakery') => {
  const row = (await w.conversations(w.contact(contact).window)).at(-1);
  return { ...row, name: ['Anna', 'Boris', 'Vera'].find((each) => w.specialist(each) === row?.specialistId) ?? null };
};
const missing = () =>
  handOnMissing({
    db: w.db,
    now: () => w.clock.at,
    company: w.engine.company,
    submit: (found) => Promise.all(found.map((each) => w.engine.submit(each))),
  });
const passes = async (ms: number) => {
  w.clock.at = new Date(w.clock.at.getTime() + ms);
  const tick = createTick({
    db: w.db,
    now: () => w.clock.at,
    newId: () => w.stranger().window as never,
    company: w.engine.company,
    log: silent,
    submitAll: (all) => Promise.all(all.map((each) => w.engine.submit(each))),
  });
  // Nothing of this time is lost: servers were alive all along.
  await w.db.query('delete from heartbeat');
  await tick.beat();
  await tick.timers();
};
const violations = async () =>
  (await w.db.query<{ n: number }>(`select count(*)::int as n from turn_hold where lapsed_at is not null`))[0]?.n;

describe('R16: somebody who is away is never given a conversation that would go on elsewhere by itself', () => {
  it('it is refused, says who, why and until when, and changes nothing', async () => {
    const id = await given();
    await say('Boris', 'away', two);
    expect(await handsTo('Boris', id)).toEqual({
      type: 'refused',
      code: 'specialist-unavailable',
      details: {
        specialist: w.specialist('Boris'),
        name: 'Boris',
        why: ['away'],
        backAt: two.toISOString(),
        open: 0,
        limit: 12,
        may: true,
      },
    });
    expect(await charge()).toMatchObject({ name: 'Anna', status: 'waiting-on-us' });
    expect((await w.thread(w.contact('Bakery').window)).filter((each) => each.audience === 'internal')).toEqual([]);
    expect(await w.loads()).toMatchObject({ Anna: { cases: 500 }, Boris: { cases: 0 } });
  });

  it('knowingly it is theirs, stays theirs, and is due from when they are back', async () => {
    const id = await given();
    await say('Boris', 'away', two);
    expect(await handsTo('Boris', id, ['away'])).toMatchObject({ type: 'accepted' });
    expect(await charge()).toMatchObject({ name: 'Boris', dueAt: new Date(two.getTime() + 4 * minute) });
    expect(await missing()).toBe(0);
    await passes(4 * 60 * minute);
    expect(await charge()).toMatchObject({ name: 'Boris' });
    await say('Boris', 'available');
    w.clock.at = two;
    await passes(5 * minute);
    expect(await charge()).toMatchObject({ name: expect.not.stringMatching('Boris') });
    expect(await violations()).toBe(1);
  });

  it('one who does not come back when they said loses it when it is due, and nobody is blamed', async () => {
    const id = await given();
    await say('Boris', 'away', two);
    await handsTo('Boris', id, ['away']);
    await say('Boris', 'away', new Date(two.getTime() + 60 * minute));
    w.clock.at = two;
    expect(await missing()).toBe(0);
    await passes(5 * minute);
    expect(await charge()).toMatchObject({ name: expect.not.stringMatching('Boris'), status: 'waiting-on-us' });
    expect(await violations()).toBe(0);
  });

  it.each([
    ['off', null],
    ['away', null],
  ])('who is %s without an end cannot be named at all', async (word, until) => {
    const id = await given();
    await say('Boris', word, until);
    expect(await handsTo('Boris', id, [word])).toMatchObject({
      code: 'specialist-unavailable',
      details: { why: [word], backAt: null, may: false },
    });
    expect(await charge()).toMatchObject({ name: 'Anna' });
  });

  it('who is off shift comes back with the next shift', async () => {
    const id = await given({
      specialists: [{ name: 'Anna' }, { name: 'Boris', hours: { mon: [[840, 1080]] } }, { name: 'Vera' }],
    });
    expect(await handsTo('Boris', id)).toMatchObject({ details: { why: ['off-shift'], backAt: two.toISOString(), may: true } });
  });

  it('what came between the look and the act is said first', async () => {
    const id = await given({ policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 1 } } }) });
    await w.contact('Brewery').says('hello');
    expect(await charge('Brewery')).toMatchObject({ name: 'Boris' });
    expect(await handsTo('Boris', id)).toMatchObject({ details: { why: ['conversations-full'], open: 1, limit: 1 } });
    await say('Boris', 'away', two);
    expect(await handsTo('Boris', id, ['conversations-full'])).toMatchObject({ details: { why: ['away', 'conversations-full'] } });
    expect(await handsTo('Boris', id, ['conversations-full', 'away'])).toMatchObject({ type: 'accepted' });
    expect(await charge()).toMatchObject({ name: 'Boris' });
  });

  it('who has left since is refused, and nobody else gets it instead', async () => {
    const id = await given();
    await w.db.query(`update specialist set left_at = now() where name = 'Boris'`);
    expect(await handsTo('Boris', id, ['off'])).toEqual({ type: 'refused', code: 'unknown-specialist' });
    expect(await charge()).toMatchObject({ name: 'Anna' });
  });

  it('whoever takes one while away is asked, and then keeps it', async () => {
    const id = await given();
    await say('Boris', 'off');
    expect(await w.does('Boris', id, { type: 'take' })).toMatchObject({ details: { why: ['off'], may: true } });
    expect(await w.does('Boris', id, { type: 'take', knowingly: ['off'] })).toMatchObject({ type: 'accepted' });
    expect(await missing()).toBe(0);
    expect(await charge()).toMatchObject({ name: 'Boris', dueAt: new Date(w.clock.at.getTime() + 4 * minute) });
  });
});

describe('R12: by hand somebody is filled beyond the limit knowingly, or not at all', () => {
  const one: Partial<WorldSpec> = {
    policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 1 } } }),
  };

  it('full is said with the numbers, done knowingly, and kept as overload', async () => {
    const id = await given(one);
    await w.contact('Brewery').says('hello');
    expect(await w.does('Boris', id, { type: 'take' })).toMatchObject({
      details: { why: ['conversations-full'], open: 1, limit: 1, may: true },
    });
    expect(await w.does('Boris', id, { type: 'take', knowingly: ['conversations-full'] })).toMatchObject({ type: 'accepted' });
    const [kept] = await w.db.query<{ overload: boolean }>(
      `select (explanation->>'overload')::boolean as overload from assignment where rule = 'by-hand' order by at desc limit 1`,
    );
    expect(kept).toEqual({ overload: true });
  });

  it('where the policy allows no overload nobody can', async () => {
    const id = await given({
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, overloadByHand: false, limit: { client: 1 } } }),
    });
    await w.contact('Brewery').says('hello');
    expect(await handsTo('Boris', id, ['conversations-full'])).toMatchObject({ details: { why: ['conversations-full'], may: false } });
    expect(await charge()).toMatchObject({ name: 'Anna' });
  });

  it('of two who are handed to the last place at once one is refused', async () => {
    const id = await given({ policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 2 } } }) });
    const other = conversationOf(await w.contact('Brewery').says('hello'));
    await w.does('Boris', conversationOf(await w.stranger().says('operator')), { type: 'take' }).catch(() => null);
    await w.db.query(`update specialist_load set case_units = 3000 where specialist_id = $1::text::uuid`, [w.specialist('Boris')]);
    const outcomes = await Promise.all([handsTo('Boris', id), handsTo('Boris', other)]);
    expect(outcomes.map(({ type }) => type).toSorted()).toEqual(['accepted', 'refused']);
    expect((await w.loads())['Boris']?.cases).toBe(6000);
  });
});
