import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatHistory } from '../../../src/http/chat/protocol.ts';
import { databases } from '../../support/database.ts';
import { until } from '../../support/until.ts';
import { type DeskHand, type House, house, json, newId, type Visitor } from '../house.ts';
import { type Listening, listen } from '../listen.ts';

describe.each(databases())('on %s', (kind) => {
  let home: House;
  let olga: DeskHand;
  beforeAll(async () => {
    home = await house({ specialists: [{ name: 'Olga' }] }, { heartbeatMs: 40 }, kind);
    olga = await home.signIn('Olga');
  });
  afterAll(() => home.close());

  const events = async (visitor: Visitor, last?: string): Promise<Listening> =>
    listen(await visitor.get('/events', last === undefined ? {} : { 'last-event-id': last }));
  const said = (text: string) => (each: { event: string; data: Record<string, unknown> }) =>
    each.event === 'message' && each.data.text === text;

  /** A visitor whom Olga serves, and the conversation. */
  async function served(): Promise<{ visitor: Visitor; conversation: string }> {
    const { clock } = home.world;
    clock.at = new Date(clock.at.getTime() + 1000);
    const visitor = await home.visitor({ language: 'en' });
    await visitor.says('operator');
    const list = await json<{ conversations: { id: string }[] }>(await olga.get('/conversations?view=all'));
    return { visitor, conversation: list.conversations[0]?.id ?? '' };
  }

  const reply = (conversation: string, text: string) => olga.post(`/conversations/${conversation}/reply`, { key: newId(), text });

  describe('the stream', () => {
    it('200 begins with the state, before anything was written', async () => {
      const visitor = await home.visitor();
      const response = await visitor.get('/events');
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      expect(response.headers.get('cache-control')).toBe('no-store');
      const stream = listen(response);
      expect((await stream.hears('the state', (each) => each.event === 'state')).data).toEqual({
        status: 'open',
        asking: null,
        person: null,
        offer: false,
        menu: [],
        former: false,
        desk: { name: 'client', standard: { minutes: 4 }, openNow: true, opensAt: null },
      });
      await stream.leave();
    });

    it('shows what the visitor, the desk and the specialist say, and who is there', async () => {
      const visitor = await home.visitor({ language: 'en' });
      const stream = await events(visitor);
      await stream.hears('the state', (each) => each.event === 'state');
      await visitor.says('operator');
      const mine = await stream.hears('my message', said('operator'));
      expect(mine.id).toBe(String(mine.data.seq));
      await stream.hears(
        'the specialist',
        (each) => each.event === 'state' && (each.data.person as { name?: string } | null)?.name === 'Olga',
      );
      const list = await json<{ conversations: { id: string }[] }>(await olga.get('/conversations?view=mine'));
      await reply(list.conversations[0]?.id ?? '', 'Good morning');
      expect((await stream.hears('the answer', said('Good morning'))).data).toMatchObject({ from: 'specialist', name: 'Olga' });
      await stream.hears('whose turn it is', (each) => each.event === 'state' && each.data.status === 'waiting-on-client');
      await stream.leave();
    });

    it('goes on after Last-Event-ID: nothing missing, nothing twice', async () => {
      const { visitor, conversation } = await served();
      const first = await events(visitor);
      await first.hears('what there is', said('operator'));
      await first.hears('the state', (each) => each.event === 'state');
      const last = first.events.at(-1)?.id ?? '';
      await first.leave();
      await reply(conversation, 'while you were away');
      await visitor.says('I am back');
      const second = await events(visitor, last);
      await second.hears('the newest', said('I am back'));
      const texts = second.events.filter((each) => each.event === 'message').map((each) => each.data.text);
      expect(texts).toEqual(['while you were away', 'I am back']);
      await second.leave();
    });

    it('sends an edited message again with its old place, also to one who was away', async () => {
      const visitor = await home.visitor();
      const { seq } = await visitor.says('tpyo');
      const { lastSeq } = await visitor.history();
      const stream = await events(visitor, String(lastSeq));
      await stream.hears('the state', (each) => each.event === 'state');
      const changed = await edit(seq, 'typo');
      const heard = await stream.hears('the edit', said('typo'));
      expect(heard).toMatchObject({ id: String(changed), data: { seq, edited: true } });
      const late = await events(visitor, String(lastSeq));
      expect(await late.hears('the edit', said('typo'))).toMatchObject({ data: { seq } });
      const upToDate = await events(visitor, String(changed));
      await upToDate.hears('the state', (each) => each.event === 'state');
      expect(upToDate.events.filter((each) => each.event === 'message')).toEqual([]);
      await Promise.all([stream.leave(), late.leave(), upToDate.leave()]);
    });

    it('never carries a note, nor the reason of a transfer', async () => {
      const { visitor, conversation } = await served();
      const stream = await events(visitor);
      await olga.post(`/conversations/${conversation}/note`, { key: newId(), text: 'INTERNAL note' });
      await olga.post(`/conversations/${conversation}/transfer`, { key: newId(), department: 'client', reason: 'INTERNAL reason' });
      await visitor.says('the end');
      await stream.hears('the end', said('the end'));
      const history = JSON.stringify(await json<ChatHistory>(await visitor.get('/messages')));
      expect(JSON.stringify(stream.events) + history).not.toContain('INTERNAL');
      const all = await json<{ messages: { text: string }[] }>(await olga.get(`/conversations/${conversation}`));
      expect(JSON.stringify(all)).toContain('INTERNAL note');
      await stream.leave();
    });

    it('brings the newest 50 to one who names no event', async () => {
      const visitor = await home.visitor();
      for (let n = 0; n < 60; n++) await visitor.says(`number ${n}`);
      const stream = await events(visitor);
      await stream.hears('the newest', said('number 59'));
      expect(stream.events.filter((each) => each.event === 'message')).toHaveLength(50);
      await stream.leave();
    });

    it('brings any number to one who was away', async () => {
      const visitor = await home.visitor();
      await visitor.says('first');
      const { lastSeq } = await visitor.history();
      for (let n = 0; n < 120; n++) await visitor.says(`number ${n}`);
      const stream = await events(visitor, String(lastSeq));
      await stream.hears('the newest', said('number 119'));
      expect(stream.events.filter((each) => each.event === 'message' && each.data.from === 'client')).toHaveLength(120);
      await stream.leave();
    });

    it('beats while nothing happens', async () => {
      const stream = await events(await home.visitor());
      await until('three heartbeats', () => stream.beats() >= 3);
      expect(stream.ended()).toBe(false);
      await stream.leave();
    });

    it('finds what a lost hint did not tell', async () => {
      const visitor = await home.visitor();
      const { seq } = await visitor.says('before');
      const { lastSeq } = await visitor.history();
      const stream = await events(visitor, String(lastSeq));
      await stream.hears('the state', (each) => each.event === 'state');
      await edit(seq, 'changed in silence', false);
      expect(await stream.hears('the edit', said('changed in silence'))).toMatchObject({ data: { seq } });
      await stream.leave();
    });

    it('ends when the token does', async () => {
      const visitor = await home.visitor();
      const { clock } = home.world;
      const began = clock.at;
      clock.at = new Date(Date.parse(visitor.session.tokenExpiresAt) - 60);
      const stream = await events(visitor);
      clock.at = began;
      await until('the end', stream.ended);
      expect(stream.events.at(0)?.event).toBe('state');
    });

    it('stops listening when the client leaves', async () => {
      const visitor = await home.visitor();
      const stream = await events(visitor);
      await stream.hears('the state', (each) => each.event === 'state');
      const open = async () => /okno_event_streams\{door="chat"\} (\d+)/.exec(await (await home.request('/metrics')).text())?.[1];
      const before = Number(await open());
      await stream.leave();
      await until('one stream less', async () => Number(await open()) === before - 1);
    });
  });

  it('ends when the server stops', async () => {
    const own = await house({ specialists: [] });
    const stream = listen(await (await own.visitor()).get('/events'));
    await stream.hears('the state', (each) => each.event === 'state');
    own.stopping.begin();
    await until('the end', stream.ended);
    expect(stream.events).toHaveLength(1);
    await own.close();
  });

  /** Changes a message as an edit does; tells the window unless the hint is to be lost. */
  async function edit(seq: number, text: string, tells = true): Promise<number> {
    const { db } = home.world;
    const [row] = await db.query<{ window: string; changed: number }>(
      `update "window" w set last_seq = last_seq + 1, last_change = last_seq + 1 from message m
      where m.window_id = w.id and m.seq = $1::int and m.received_at = (select max(received_at) from message)
        and w.id = (select window_id from message order by id desc limit 1)
      returning w.id as window, w.last_seq as changed`,
      [seq],
    );
    await db.query(
      `update message set body = json_build_object('text', $3::text)::jsonb, changed = $4::int, edited_at = now()
      where window_id = $1::text::uuid and seq = $2::int`,
      [row?.window, seq, text, row?.changed],
    );
    if (tells) home.live.publish([{ topic: `window:${row?.window}` }]);
    return row?.changed ?? 0;
  }
});
