import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinsOf, undoJoin } from '../../../src/db/clients/undo-join.ts';
import type { ContactId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import type { ChatSession, OpenSession } from '../../../src/http/chat/protocol.ts';
import { sha256 } from '../../../src/http/keys.ts';
import { databases } from '../../support/database.ts';
import { replayAll } from '../../support/replay.ts';
import { until } from '../../support/until.ts';
import { type House, house, json, newId, posting, siteSecret, visitorOf } from '../house.ts';
import { type Heard, type Listening, listen } from '../listen.ts';

const hour = 3_600_000;

const isAfterReset = ({ events }: Listening, event: Heard) =>
  events.indexOf(event) > events.findLastIndex((each) => each.event === 'reset');

describe.each(databases())('on %s', (kind) => {
  let home: House;
  beforeAll(async () => {
    home = await house(
      {
        specialists: [{ name: 'irina' }, { name: 'pavel' }, { name: 'hanna', role: 'head', serves: false }],
        heads: { client: 'hanna' },
        clients: [{ name: 'Corner', owner: { client: 'irina' }, contacts: ['anna', 'boris', 'clara', 'dora', 'emma', 'fred', 'gleb'] }],
      },
      {},
      kind,
    );
  });
  afterAll(async () => {
    expect((await replayAll(home.world.db)).differ).toEqual([]);
    expect(await recount(home.world.db, home.world.engine.company())).toEqual([]);
    await home.close();
  });

  const open = async (body: OpenSession) => json<ChatSession>(await home.request('/chat/v1/session', posting(body)));
  const asVisitor = (session: ChatSession) => visitorOf(home.request, session);
  const contactId = async (name: string) =>
    (await home.world.db.query<{ id: string }>('select id from contact where site_id = $1', [name]))[0]?.id ?? '';
  const identity = (sub: string, more: Record<string, unknown> = {}) =>
    new SignJWT(more)
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(sub)
      .setExpirationTime(Math.floor(home.world.clock.at.getTime() / 1000) + 3600)
      .sign(new TextEncoder().encode(siteSecret));
  const invite = async (name: string, lasts = 24 * hour) => {
    const token = `invite ${newId()}`;
    const at = home.world.clock.at;
    await home.world.db.query(
      `insert into invite (token_hash, contact_id, created_at, expires_at) values ($1, $2, $3::text::timestamptz, $4::text::timestamptz)`,
      [await sha256(token), await contactId(name), at.toISOString(), new Date(at.getTime() + lasts).toISOString()],
    );
    return token;
  };

  describe('a personal link', () => {
    it('makes whoever opens it first the contact, who is asked nothing and served by their own', async () => {
      const session = await open({ invite: await invite('anna'), language: 'en' });
      expect(session).toMatchObject({ contact: { name: 'anna' }, opening: { question: null } });
      await asVisitor(session).says('The report does not open');
      expect((await open({ renewal: session.renewal })).state.person?.name).toBe('irina');
    });

    it('works once: the next one is a stranger, who learns nothing', async () => {
      const token = await invite('boris');
      const first = await open({ invite: token });
      const second = await open({ invite: token, language: 'en' });
      expect([first.contact?.name, second.contact]).toEqual(['boris', null]);
      const never = await open({ invite: 'no such link', language: 'en' });
      expect(Object.keys(second)).toEqual(Object.keys(never));
      expect([second.opening, second.state, second.lastSeq]).toEqual([never.opening, never.state, never.lastSeq]);
    });

    it('lets one in of two who come at once', async () => {
      const token = await invite('boris');
      const both = await Promise.all([open({ invite: token }), open({ invite: token })]);
      expect(both.filter((each) => each.contact !== null)).toHaveLength(1);
    });

    it('is of no use when it is out of date, and an earlier session goes on', async () => {
      const stranger = await open({ language: 'en' });
      await asVisitor(stranger).says('Hello');
      const again = await open({ invite: await invite('boris', -hour), renewal: stranger.renewal });
      expect([again.contact, again.window, again.lastSeq]).toEqual([null, stranger.window, 2]);
    });

    it.each([
      ['that had written before', true],
      ['new to the chat', false],
    ])('is undone by a head: a browser %s is a stranger’s again, and reads nothing of the contact', async (_, wrote) => {
      const own = await open({ language: 'en' });
      if (wrote) await asVisitor(own).says('a human please');
      const known = await open({ invite: await invite('boris'), renewal: own.renewal });
      await asVisitor(known).says('It is me');
      await asVisitor(await open({ identity: await identity('boris') })).says('My own matter');
      const boris = (await contactId('boris')) as ContactId;
      const texts = async () =>
        (await asVisitor(known).history()).messages.filter((each) => each.from === 'client').map((each) => each.text);
      expect(await texts()).toEqual(expect.arrayContaining(['It is me', 'My own matter']));
      const [join] = await joinsOf(home.world.db, [boris]);
      const by = home.world.specialist('irina');
      await undoJoin(home.world.db, { contact: boris, join: join?.id ?? '', by, at: home.world.clock.at, newId });
      expect(await texts()).toEqual(wrote ? ['a human please', 'It is me'] : []);
      const again = await open({ renewal: known.renewal });
      expect(again.contact).toBeNull();
      await asVisitor(again).says('hello again');
      expect(await texts()).toContain('hello again');
      const { messages } = await asVisitor(await open({ identity: await identity('boris') })).history();
      expect(messages.map((each) => each.text)).not.toContain('hello again');
      expect((await open({ renewal: own.renewal })).contact).toBeNull();
    });

    it.each([
      ['that had written before', true],
      ['new to the chat', false],
    ])('is undone by a head while both have their chat open: a browser %s begins anew, and so does the contact', async (_, wrote) => {
      const head = await home.signIn('hanna');
      const own = await open({ language: 'en' });
      if (wrote) await asVisitor(own).says('a human please');
      const gleb = await open({ identity: await identity('gleb') });
      await asVisitor(gleb).says(`My own matter ${wrote}`);
      const known = await open({ invite: await invite('gleb'), renewal: own.renewal });
      await asVisitor(known).says(`Between us ${wrote}`);
      const said = (text: string) => (each: Heard) => each.event === 'message' && (each.data as { text: string }).text === text;
      const [theirs, his] = [listen(await asVisitor(known).get('/events')), listen(await asVisitor(gleb).get('/events'))];
      for (const each of [theirs, his]) await each.hears('what the other wrote', said(`Between us ${wrote}`));
      const last = his.events.findLast((each) => each.id !== null)?.id ?? '';
      const desk = listen(await home.request('/desk/api/events', { headers: { cookie: head.cookie } }));
      await desk.hears('hello', (each) => each.event === 'hello');
      const before = [theirs, his].map((each) => each.events.length);
      const [join] = await joinsOf(home.world.db, [(await contactId('gleb')) as ContactId]);
      expect((await head.post(`/contacts/${await contactId('gleb')}/joins/${join?.id}/undo`, {})).status).toBe(204);
      for (const [n, each] of [theirs, his].entries())
        await until('it begins anew', () => each.events.findIndex((heard, at) => at >= (before[n] ?? 0) && heard.event === 'reset') >= 0);
      await desk.hears('whose thread changed', (each) => each.event === 'changed');
      await asVisitor(gleb).says(`Alone again ${wrote}`);
      await his.hears('what is said now', said(`Alone again ${wrote}`));
      if (wrote) await theirs.hears('their own', (each) => isAfterReset(theirs, each) && said('a human please')(each));
      const shownTo = (stream: Listening) =>
        stream.events
          .filter((each) => isAfterReset(stream, each))
          .map((each) => JSON.stringify(each.data))
          .join();
      expect(shownTo(theirs)).not.toMatch(/My own matter|Alone again/);
      expect(shownTo(his)).toContain(`My own matter ${wrote}`);
      expect(shownTo(his)).not.toContain(wrote ? 'a human please' : 'Between us');
      await Promise.all([theirs, his, desk].map((each) => each.leave()));
      if (wrote) return;
      const late = listen(await asVisitor(gleb).get('/events', { 'last-event-id': last }));
      await late.hears('what is said now', said(`Alone again ${wrote}`));
      expect(late.events[0]?.event).toBe('reset');
      await late.leave();
    });

    it('is undone while a browser that only read has the chat open: it is shown nothing more, and has to come anew', async () => {
      const known = await open({ invite: await invite('gleb') });
      const stream = listen(await asVisitor(known).get('/events'));
      await stream.hears('something of the contact', (each) => each.event === 'message');
      const [join] = await joinsOf(home.world.db, [(await contactId('gleb')) as ContactId]);
      const head = await home.signIn('hanna');
      expect((await head.post(`/contacts/${await contactId('gleb')}/joins/${join?.id}/undo`, {})).status).toBe(204);
      await until('the stream ends', stream.ended);
      expect(stream.events.at(-1)?.event).toBe('reset');
    });

    it('is remembered by the browser for half a year', async () => {
      const { renewal } = await open({ invite: await invite('boris') });
      const { clock } = home.world;
      const before = clock.at;
      clock.at = new Date(before.getTime() + 90 * 24 * hour);
      const later = await open({ renewal });
      clock.at = before;
      expect(later.contact?.name).toBe('boris');
    });
  });

  describe('a stranger who turns out to be known', () => {
    it('goes on in the conversation they have, which is the contact’s from now on', async () => {
      const stranger = await open({ language: 'en' });
      await asVisitor(stranger).says('a human please');
      const stream = listen(await asVisitor(stranger).get('/events'));
      await stream.hears('the state', (each) => each.event === 'state');
      const known = await open({ identity: await identity('clara'), renewal: stranger.renewal });
      expect(known).toMatchObject({ contact: { name: 'clara' }, window: stranger.window, apart: false });
      expect((await asVisitor(known).history()).messages.map((each) => each.text)).toContain('a human please');
      await asVisitor(known).says('It is me');
      const [conversation, ...others] = await home.world.conversations(stranger.window as never);
      expect([conversation?.contactId, others]).toEqual([await contactId('clara'), []]);
      await stream.hears('what was said', (each) => each.event === 'message' && (each.data as { text: string }).text === 'It is me');
    });

    it('has one history of both windows, and whoever had it open hears that it begins anew', async () => {
      const earlier = await open({ identity: await identity('dora') });
      await asVisitor(earlier).says('First matter');
      const [first] = await home.world.conversations(earlier.window as never);
      await home.world.does('irina', first?.id as never, { type: 'resolve', reason: 'nothing to answer' });
      const stranger = await open({ language: 'en' });
      await asVisitor(stranger).says('a human please');
      const stream = listen(await asVisitor(earlier).get('/events', { 'last-event-id': '1' }));
      await stream.hears('the state', (each) => each.event === 'state');
      const known = await open({ identity: await identity('dora'), renewal: stranger.renewal });
      expect(known.window).toBe(stranger.window);
      const texts = (await asVisitor(known).history()).messages.filter((each) => each.from === 'client').map((each) => each.text);
      expect(texts).toEqual(['First matter', 'a human please']);
      await stream.hears('that it begins anew', (each) => each.event === 'reset');
      await stream.hears('the new window', (each) => each.event === 'message' && (each.data as { text: string }).text === 'a human please');
    });

    it('has one conversation where both had one open: the older goes on', async () => {
      const contact = await open({ identity: await identity('emma') });
      await asVisitor(contact).says('Mine');
      const stranger = await open({ language: 'en' });
      await asVisitor(stranger).says('a human please');
      const joined = await open({ identity: await identity('emma'), renewal: stranger.renewal });
      expect([joined.apart, joined.window]).toEqual([false, contact.window]);
      const texts = (await asVisitor(joined).history()).messages.filter((each) => each.from === 'client').map((each) => each.text);
      expect(texts).toEqual(['a human please', 'Mine']);
    });

    it('is kept apart where the site says that many share the browser', async () => {
      const stranger = await open({ language: 'en' });
      await asVisitor(stranger).says('Somebody else');
      const known = await open({ identity: await identity('fred', { okno_join: false }), renewal: stranger.renewal });
      expect([known.contact?.name, known.apart, known.lastSeq]).toEqual(['fred', true, 0]);
    });

    it('never is somebody the company knows already', async () => {
      const anna = await open({ identity: await identity('anna') });
      const fred = await open({ identity: await identity('fred'), renewal: anna.renewal });
      expect([fred.contact?.name, fred.lastSeq]).toEqual(['fred', 0]);
    });

    it('leaves a dated record of what was theirs before, and of who proved it how', async () => {
      const links = await home.world.db.query<{ proof: string; over: boolean }>(
        `select l.proof, l.until is not null as over from identity_link l join contact c on c.id = l.contact_id
          where l.identity_id in (select identity_id from identity_link where contact_id = $1) order by l."from", l.until`,
        [await contactId('clara')],
      );
      expect(links).toContainEqual({ proof: 'site-login', over: false });
      const audit = await home.world.db.query(`select data from audit where action = 'contact.joined' and object_id = $1`, [
        await contactId('clara'),
      ]);
      expect(audit).toMatchObject([{ data: { proof: 'site-login' } }]);
    });
  });
});
