import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../../src/db/people/sign-in.ts';
import type { NewId } from '../../../../src/domain/ids.ts';
import type { Policy } from '../../../../src/domain/policy.ts';
import { recount } from '../../../../src/engine/recount.ts';
import { createTick } from '../../../../src/engine/turns/tick.ts';
import type { PresenceOf } from '../../../../src/http/desk/people/availability.ts';
import { createDeskSigns, noteInSlack } from '../../../../src/people/presence.ts';
import { conversationOf } from '../../../support/world.ts';
import { type DeskHand, type House, house, json, refusal } from '../../house.ts';

const minute = 60_000;
const pin = '407182';

/** In this company nobody is taken to be here without a sign (R16). */
describe('who is here', () => {
  let home: House;
  let begun: Date;
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const at = (minutes: number) => {
    home.world.clock.at = new Date(begun.getTime() + minutes * minute);
  };
  const deps = () => ({
    db: home.world.db,
    now: () => home.world.clock.at,
    newId: v7 as NewId,
    company: home.engine.company,
    live: home.live,
    log: silent,
  });
  const named = (name: string) => home.world.specialist(name);

  beforeEach(async () => {
    home = await house({
      assumed: false,
      specialists: [{ name: 'Anna' }, { name: 'Boris' }, { name: 'Marina', role: 'head', serves: false }],
      heads: { client: 'Marina' },
      clients: [{ name: 'Bakery', owner: { client: 'Anna' } }],
    });
    begun = home.world.clock.at;
  });
  afterEach(async () => {
    expect(await recount(home.world.db, home.engine.company())).toEqual([]);
    await home.close();
  });

  const change = (hand: DeskHand, method: string, path: string, body: object = {}) =>
    home.request(`/desk/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie: hand.cookie, 'x-csrf-token': hand.csrf },
      body: JSON.stringify(body),
    });
  const presenceOf = async (hand: DeskHand) => (await json<PresenceOf>(await hand.get('/me/availability'))).presence;
  /** who gets a stranger's conversation, and why nobody else did */
  const whoGets = async () => {
    const id = conversationOf(await home.world.stranger().says('operator'));
    const [row] = await home.world.db.query<{ name: string | null; rule: string; unable: object }>(
      `select s.name, a.rule, a.explanation->'unable' as unable from assignment a left join specialist s on s.id = a.specialist_id
       where a.conversation_id = $1::text::uuid order by a.n desc limit 1`,
      [id],
    );
    return row;
  };
  const assume = async () => {
    const assumed = { ...home.engine.company().policy.data, presence: { assumed: true } } satisfies Policy;
    await home.world.db.query(`update policy set data = $1::text::jsonb`, [JSON.stringify(assumed)]);
    await home.engine.reload();
  };
  const nobody = { name: null, rule: 'nobody:all-away', unable: { 'not-here': 2 } };

  it('is nobody who was only added', async () => {
    expect(await whoGets()).toEqual(nobody);
    const anna = await home.signIn('Anna');
    expect(await presenceOf(anna)).toBe('available');
    expect(await whoGets()).toMatchObject({ name: 'Anna', unable: { 'not-here': 1 } });
  });

  it('is nobody for a screen on the wall that shows what goes on all day', async () => {
    const anna = await home.signIn('Anna');
    at(20);
    await anna.get('/now', { 'x-okno-screen': 'wall' });
    await anna.get('/now?screen=wall');
    expect(await whoGets()).toEqual(nobody);
    await anna.get('/now');
    expect(await whoGets()).toMatchObject({ name: 'Anna' });
  });

  it('is whoever gave a sign at the desk lately, and nobody after', async () => {
    const anna = await home.signIn('Anna');
    await anna.get('/me');
    at(10);
    await anna.get('/me');
    at(24);
    expect(await whoGets()).toMatchObject({ name: 'Anna' });
    at(25);
    expect(await whoGets()).toEqual(nobody);
    const rows = await home.world.db.query(`select sign, "from", seen_at as seen, until, ended from presence`);
    expect(rows).toEqual([
      {
        sign: 'desk',
        from: begun,
        seen: new Date(begun.getTime() + 10 * minute),
        until: new Date(begun.getTime() + 25 * minute),
        ended: null,
      },
    ]);
  });

  it('is not who signed out, until they sign in again; another open page keeps them here', async () => {
    const [one, other] = [await home.signIn('Anna'), await home.signIn('Anna')];
    await Promise.all([one.get('/me'), other.get('/me')]);
    await change(one, 'POST', '/sign-out');
    expect(await whoGets()).toMatchObject({ name: 'Anna' });
    await change(other, 'POST', '/sign-out');
    expect(await whoGets()).toEqual(nobody);
    await (await home.signIn('Anna')).get('/me');
    expect(await whoGets()).toMatchObject({ name: 'Anna' });
  });

  it('is not who locked the screen, which takes a PIN', async () => {
    const anna = await home.signIn('Anna');
    await change(anna, 'PUT', '/me/availability', { availability: 'available' });
    await noteInSlack(deps(), named('Anna'), home.world.clock.at);
    expect(await refusal(await change(anna, 'POST', '/session/lock'))).toEqual([409, 'no-pin']);
    expect(await whoGets()).toMatchObject({ name: 'Anna' });
    await change(anna, 'PUT', '/me/pin', { pin });
    expect((await change(anna, 'POST', '/session/lock')).status).toBe(204);
    expect(await whoGets()).toEqual(nobody);
  });

  it('is whoever said so themselves, for hours; what a head says for them does not bring them here', async () => {
    const marina = await home.signIn('Marina');
    await change(marina, 'PUT', `/staff/${named('Boris')}/availability`, { availability: 'available' });
    expect(await whoGets()).toEqual(nobody);
    const anna = await home.signIn('Anna');
    await change(anna, 'PUT', '/me/availability', { availability: 'available' });
    at(12 * 60 - 1);
    expect(await whoGets()).toMatchObject({ name: 'Anna' });
    at(12 * 60);
    expect(await whoGets()).toEqual(nobody);
  });

  it('is whoever was active in Slack lately; what Slack tells late counts from when it was done, and not past a leaving', async () => {
    const anna = await home.signIn('Anna');
    await noteInSlack(deps(), named('Anna'), begun);
    at(14);
    expect(await whoGets()).toMatchObject({ name: 'Anna' });
    at(20);
    expect(await whoGets()).toEqual(nobody);
    await noteInSlack(deps(), named('Anna'), new Date(begun.getTime() + 8 * minute));
    expect(await whoGets()).toMatchObject({ name: 'Anna' });
    await change(anna, 'POST', '/sign-out');
    at(21);
    await noteInSlack(deps(), named('Anna'), new Date(begun.getTime() + 19 * minute));
    expect(await whoGets()).toEqual(nobody);
    await noteInSlack(deps(), named('Anna'), home.world.clock.at);
    expect(await whoGets()).toMatchObject({ name: 'Anna' });
  });

  it('is told to everything that looks for people, once, when they come', async () => {
    let reloads = 0;
    home.live.subscribe('company', () => {
      reloads += 1;
    });
    const anna = await home.signIn('Anna');
    await anna.get('/me');
    await anna.get('/me');
    expect(reloads).toBe(1);
  });

  it('is assumed of everybody where the policy says so, but of who left by hand', async () => {
    await assume();
    expect(await whoGets()).toMatchObject({ unable: {} });
    const anna = await home.signIn('Anna');
    await anna.get('/me');
    await change(anna, 'POST', '/sign-out');
    expect(await whoGets()).toMatchObject({ name: 'Boris', unable: { 'not-here': 1 } });
    const [boris, marina] = [await home.signIn('Boris'), await home.signIn('Marina')];
    await boris.get('/me');
    expect((await change(marina, 'POST', `/staff/${named('Boris')}/sessions/end`)).status).toBe(200);
    at(20);
    expect(await whoGets()).toEqual(nobody);
  });

  it('is whoever is at the desk, also when the clock was set back behind their last leaving', async () => {
    at(30);
    const anna = await home.signIn('Anna');
    await anna.get('/me');
    await change(anna, 'POST', '/sign-out');
    at(5);
    await (await home.signIn('Anna')).get('/me');
    expect(await whoGets()).toMatchObject({ name: 'Anna' });
  });

  it('is nobody whose page asks for something in the moment in which the screen is locked', async () => {
    await assume();
    const anna = await home.signIn('Anna');
    await change(anna, 'PUT', '/me/pin', { pin });
    await change(anna, 'POST', '/session/lock');
    const [{ session }] = (await home.world.db.query<{ session: string }>('select id as session from desk_session')) as [
      { session: string },
    ];
    at(1);
    await createDeskSigns(deps())({ id: named('Anna'), session } as Viewer);
    expect(await whoGets()).toMatchObject({ name: 'Boris', unable: { 'not-here': 1 } });
  });

  describe('and what is owed already', () => {
    let conversation: ReturnType<typeof conversationOf>;
    let anna: DeskHand;
    /** the conversation's holds, with how each ended */
    const holds = async () =>
      home.world.db.query(
        `select s.name as who, h.kind, h.ended, h.lapsed_at is not null as late from turn_hold h join turn t on t.id = h.turn_id
         join specialist s on s.id = h.specialist_id where t.conversation_id = $1::text::uuid order by t.n, h.n`,
        [conversation],
      );
    const tick = async () => {
      // The server was there all the while.
      await home.world.db.query(
        `insert into heartbeat (name, at) values ('server', $1::text::timestamptz) on conflict (name) do update set at = excluded.at`,
        [home.world.clock.at.toISOString()],
      );
      const submitAll = (all: readonly Parameters<typeof home.engine.submit>[0][]) => Promise.all(all.map(home.engine.submit));
      await createTick({ ...deps(), submitAll }).timers();
    };
    const client = () => home.world.contact('Bakery');

    beforeEach(async () => {
      anna = await home.signIn('Anna');
      await anna.get('/me');
      conversation = conversationOf(await client().says('hello'));
    });

    it('stays theirs, with its blame, when they leave after it became theirs', async () => {
      await (await home.signIn('Boris')).get('/me');
      at(1);
      await change(anna, 'POST', '/sign-out');
      at(4);
      await tick();
      expect(await holds()).toEqual([
        { who: 'Anna', kind: 'first', ended: 'taken-over', late: true },
        { who: 'Boris', kind: 'first', ended: null, late: false },
      ]);
    });

    it('is nobody’s blame when they had left before: it goes on elsewhere once it is due', async () => {
      await home.world.does('Anna', conversation, { type: 'reply', text: 'hi' });
      await change(anna, 'POST', '/sign-out');
      at(1);
      await client().says('and one more');
      at(31);
      await (await home.signIn('Boris')).get('/me');
      await tick();
      expect(await holds()).toEqual([
        { who: 'Anna', kind: 'first', ended: 'answered', late: false },
        { who: 'Anna', kind: 'later', ended: 'away', late: false },
        { who: 'Boris', kind: 'later', ended: null, late: false },
      ]);
    });

    it('counts from when they came back', async () => {
      await home.world.does('Anna', conversation, { type: 'reply', text: 'hi' });
      await change(anna, 'POST', '/sign-out');
      at(1);
      await client().says('and one more');
      at(20);
      await (await home.signIn('Anna')).get('/me');
      at(31);
      await tick();
      expect(await holds()).toMatchObject([{}, { who: 'Anna', kind: 'later', ended: null, late: false }]);
      at(50);
      await tick();
      expect(await holds()).toMatchObject([{}, { who: 'Anna', kind: 'later', ended: null, late: true }]);
    });
  });
});
