import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { conversationOf } from '../../support/world.ts';
import { messengerStage, type Stage } from './messenger-stage.ts';

const second = 1000;

describe('what is on its way to a messenger', () => {
  let s: Stage;

  beforeAll(async () => {
    s = await messengerStage();
  });
  beforeEach(() => s.next());
  afterAll(() => s.w.close());

  test('a specialist’s edit follows to where the message went; one that has not left is sent as it reads now', async () => {
    const seq = await s.reply('one');
    await s.w.does('Anna', s.conversation, { type: 'edit', seq, text: 'two' });
    await s.m.deliver();
    expect(s.m.sent.map((each) => [each.verb, each.body?.text])).toEqual([['send', 'two']]);
    await s.w.does('Anna', s.conversation, { type: 'edit', seq, text: 'three' });
    await s.m.deliver();
    expect(s.m.sent.at(-1)).toMatchObject({ verb: 'edit', body: { text: 'three' }, refs: [{ chat: s.chat.address }] });
    expect(await s.w.does('Boris', s.conversation, { type: 'edit', seq, text: 'mine' })).toEqual({ type: 'refused', code: 'not-yours' });
    expect(await s.w.does('Anna', s.conversation, { type: 'delete', seq: 99 })).toEqual({ type: 'refused', code: 'unknown-message' });
  });

  test('what is taken back does not leave, or is deleted where it stands', async () => {
    const unsent = await s.reply('never mind');
    await s.w.does('Anna', s.conversation, { type: 'delete', seq: unsent });
    const sent = await s.reply('said');
    await s.m.deliver();
    await s.w.does('Anna', s.conversation, { type: 'delete', seq: sent });
    await s.m.deliver();
    expect(s.m.sent.map((each) => [each.verb, each.seq])).toEqual([
      ['send', sent],
      ['delete', sent],
    ]);
    expect(await s.lane('send', unsent)).toEqual([{ status: 'dead', reason: 'taken-back', attempts: 0 }]);
    expect(await s.message(s.chat.window, sent)).toMatchObject({ body: { text: '' }, deletedAt: s.w.clock.at });
  });

  test('a refused answer is told inside, with the reason, and is owed again', async () => {
    const seq = await s.reply('too long');
    s.m.answers = () => ({ type: 'refused', reason: 'too-long' });
    await s.m.deliver();
    s.m.answers = () => ({ type: 'sent', externalId: v7() });
    expect(await s.lane('send', seq)).toEqual([{ status: 'dead', reason: 'too-long', attempts: 1 }]);
    const last = (await s.w.thread(s.chat.window)).at(-1);
    expect(last).toMatchObject({ author: 'system', audience: 'internal', body: { key: 'undelivered', params: { reason: 'too-long' } } });
    expect((await s.w.conversations(s.chat.window))[0]?.status).toBe('waiting-on-us');
  });

  test('one who blocked the bot and has no other channel: told once, and reachable again when they write', async () => {
    const [first, next] = [await s.reply('1'), await s.reply('2')];
    s.m.answers = () => ({ type: 'gone', reason: 'blocked' });
    await s.m.deliver();
    s.m.answers = () => ({ type: 'sent', externalId: v7() });
    expect([...(await s.lane('send', first)), ...(await s.lane('send', next))].map((each) => each.status)).toEqual(['dead', 'dead']);
    expect((await s.w.thread(s.chat.window)).filter((each) => each.body.key === 'unreachable')).toHaveLength(1);
    const unreachable = async () =>
      (await s.w.db.query('select 1 from identity where external_id = $1 and unreachable_at is not null', [s.chat.address])).length;
    expect(await unreachable()).toBe(1);
    await s.chat.says('here again');
    expect(await unreachable()).toBe(0);
  });

  test('a gate closed by one message holds back all who want through it, and counts no try', async () => {
    s.m.scopes = (address) => [`telegram:chat:${address}`, 'telegram:bot'];
    const [seq, other] = [await s.reply('slow'), s.m.chat()];
    const theirs = conversationOf(await other.says('operator'));
    s.m.answers = () => ({ type: 'retry', afterMs: 3 * second, scope: 'telegram:bot' });
    await s.m.deliver();
    s.m.answers = () => ({ type: 'sent', externalId: v7() });
    await s.w.does('Boris', theirs, { type: 'take' });
    await s.m.deliver();
    expect(s.m.sent).toEqual([]);
    expect(await s.lane('send', seq)).toEqual([{ status: 'waiting', reason: null, attempts: 0 }]);
    s.w.clock.at = s.later(4 * second);
    await s.m.deliver();
    expect(s.m.sent.some((each) => each.seq === seq)).toBe(true);
    s.m.scopes = () => [];
  });

  test('a channel that never says whether it arrived is asked eight times', async () => {
    const seq = await s.reply('hello?');
    s.m.answers = () => ({ type: 'unsure' });
    for (let i = 0; i < 8; i++) {
      await s.m.deliver();
      s.w.clock.at = s.later(300 * second);
    }
    s.m.answers = () => ({ type: 'sent', externalId: v7() });
    expect(await s.lane('send', seq)).toEqual([{ status: 'dead', reason: 'unsure', attempts: 8 }]);
  });
});
