import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handOnMissing } from '../../../src/engine/turns/missing.ts';
import type { PresenceOf } from '../../../src/http/desk/people/availability.ts';
import { conversationOf } from '../../support/world.ts';
import { type DeskHand, json, refusal } from '../house.ts';
import { api, type Called } from './company.ts';

const minute = 60_000;

describe('R16: somebody on a call', () => {
  let company: Called;
  let begun: Date;
  beforeEach(async () => {
    company = await api();
    begun = company.home.world.clock.at;
  });
  afterEach(() => company.home.close());

  const world = () => company.home.world;
  const olga = () => world().specialist('Olga');
  const at = (minutes: number) => new Date(begun.getTime() + minutes * minute);
  const go = (minutes: number) => {
    world().clock.at = at(minutes);
  };
  const tell = (state: 'started' | 'ended', minutes: number, more: object = {}) =>
    company.all.post('/calls', { externalId: 'pbx-1', specialist: { id: olga() }, state, at: at(minutes).toISOString(), ...more });
  const put = (hand: DeskHand, path: string, body: object) =>
    company.home.request(`/desk/api${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie: hand.cookie, 'x-csrf-token': hand.csrf },
      body: JSON.stringify(body),
    });
  const isAway = async () => {
    const [row] = await world().db.query<{ n: number }>(
      `select count(*)::int as n from engagement where specialist_id = $1::text::uuid and "from" <= $2::text::timestamptz and until > $2::text::timestamptz`,
      [olga(), world().clock.at.toISOString()],
    );
    return row?.n === 1;
  };
  const whoGets = async () => {
    const id = conversationOf(await world().contact('Anna').says('hello'));
    const [row] = await world().db.query<{ name: string; passed: object }>(
      `select s.name, a.explanation->'passed' as passed from assignment a join specialist s on s.id = a.specialist_id
       where a.conversation_id = $1::text::uuid order by a.n desc limit 1`,
      [id],
    );
    return row;
  };

  it('is passed over for the reason, and is back by themselves when it ends', async () => {
    expect((await tell('started', 0)).status).toBe(200);
    expect(await whoGets()).toEqual({ name: 'Pavel', passed: [{ specialist: olga(), reason: 'on-call' }] });
    go(3);
    await tell('ended', 3);
    expect(await isAway()).toBe(false);
    const hand = await company.home.signIn('Olga');
    expect(await json(await hand.get('/me/availability'))).toMatchObject({ presence: 'available' });
  });

  it('is back after 20 minutes of which nothing more is heard, and stays longer for a later start', async () => {
    await tell('started', 0);
    go(19);
    expect(await isAway()).toBe(true);
    go(20);
    expect(await isAway()).toBe(false);
    await tell('started', 18);
    expect(await isAway()).toBe(true);
    go(38);
    expect(await isAway()).toBe(false);
  });

  it('is not on a call that ended, in whatever order its events come and however often', async () => {
    await tell('ended', 0);
    await tell('started', -1);
    expect(await isAway()).toBe(false);
    await tell('started', 0, { externalId: 'pbx-2' });
    await Promise.all([tell('started', 0, { externalId: 'pbx-2' }), tell('started', -5, { externalId: 'pbx-2' })]);
    expect(await isAway()).toBe(true);
    go(1);
    await Promise.all([tell('ended', 1, { externalId: 'pbx-2' }), tell('started', 0, { externalId: 'pbx-2' })]);
    expect(await isAway()).toBe(false);
  });

  it('is not away longer for a telephony whose clock is ahead, nor for what is told too late', async () => {
    await tell('started', 600);
    go(20);
    expect(await isAway()).toBe(false);
    await tell('started', -1, { externalId: 'old' });
    expect(await isAway()).toBe(false);
  });

  it('hands it on when the call is put through to a colleague', async () => {
    await tell('started', 0, { specialist: { email: 'PAVEL@world.example' } });
    go(1);
    await tell('started', 1);
    expect(await isAway()).toBe(true);
    const rows = await world().db.query(
      `select s.name, e.until from engagement e join specialist s on s.id = e.specialist_id order by e."from"`,
    );
    expect(rows).toEqual([
      { name: 'Pavel', until: at(1) },
      { name: 'Olga', until: at(21) },
    ]);
  });

  it('owes nothing that comes due before the call is over: it goes on elsewhere, with no violation', async () => {
    const first = conversationOf(await world().contact('Anna').says('hello'));
    await tell('started', 0);
    const { engine, db } = { engine: company.home.engine, db: world().db };
    const deps = { db, now: () => world().clock.at, company: engine.company };
    expect(await handOnMissing({ ...deps, submit: (found) => Promise.all(found.map(engine.submit)) })).toBe(1);
    const [row] = await world().conversations(world().contact('Anna').window);
    expect(row).toMatchObject({ id: first, specialistId: world().specialist('Pavel') });
    expect(await db.query('select 1 from turn_hold where lapsed_at is not null')).toEqual([]);
    // A later answer has half an hour: whoever is back in twenty minutes gives it themselves.
    await world().does('Pavel', first, { type: 'reply', text: 'Good morning' });
    await world().contact('Anna').says('and another thing');
    await tell('started', 0, { externalId: 'pbx-3', specialist: { id: world().specialist('Pavel') } });
    expect(await handOnMissing({ ...deps, submit: (found) => Promise.all(found.map(engine.submit)) })).toBe(0);
  });

  it('says so with one tap, renews it with the next, and ends it', async () => {
    const hand = await company.home.signIn('Olga');
    const onCall = async (on: boolean) => json<PresenceOf>(await put(hand, '/me/call', { on }));
    expect(await onCall(true)).toMatchObject({ presence: 'on-call', engagedUntil: at(20).toISOString() });
    go(15);
    expect(await onCall(true)).toMatchObject({ presence: 'on-call', engagedUntil: at(35).toISOString() });
    expect(await world().db.query('select 1 from engagement')).toHaveLength(1);
    await tell('started', 15);
    go(16);
    expect(await onCall(false)).toMatchObject({ presence: 'available', engagedUntil: null });
    await tell('started', 15);
    expect(await isAway()).toBe(false);
  });

  it('says that they are available, and is back', async () => {
    const hand = await company.home.signIn('Olga');
    await tell('started', 0);
    expect(await json(await hand.get('/me/availability'))).toMatchObject({ presence: 'on-call' });
    go(2);
    const said = await json<PresenceOf>(await put(hand, '/me/availability', { availability: 'available' }));
    expect(said).toMatchObject({ presence: 'available' });
  });

  it('is somebody who works here', async () => {
    expect(await refusal(await tell('started', 0, { specialist: { email: 'nobody@example.com' } }))).toEqual([404, 'unknown-person']);
  });
});
