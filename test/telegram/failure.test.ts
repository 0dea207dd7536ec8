import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiFault, badGateway, blocked, chatNotFound, deactivated, type Fault, migrated, tooMany } from '../support/bot-api-faults.ts';
import { dispatch, type TelegramAtHand, telegramAtHand } from '../support/telegram-channel.ts';

const refused = (words: string): Fault => new ApiFault(400, `Bad Request: ${words}`);

describe('how Telegram answers a message', () => {
  let telegram: TelegramAtHand;
  beforeEach(async () => {
    telegram = await telegramAtHand();
  });
  afterEach(() => telegram.close());

  const send = (more: Parameters<typeof dispatch>[1] = {}) => telegram.channel.send(dispatch({ text: 'Добрый день' }, more));

  it.each<[string, Fault, object]>([
    ['they blocked the bot', blocked, { type: 'gone', reason: 'blocked' }],
    ['their account is gone', deactivated, { type: 'gone', reason: 'deactivated' }],
    ['there is no such chat', chatNotFound, { type: 'gone', reason: 'chat-not-found' }],
    [
      'they never began',
      new ApiFault(403, "Forbidden: bot can't initiate conversation with a user"),
      { type: 'gone', reason: 'not-started' },
    ],
    ['the bot was put out', new ApiFault(403, 'Forbidden: bot was kicked from the group chat'), { type: 'gone', reason: 'kicked' }],
    ['something is forbidden', new ApiFault(403, 'Forbidden: something new'), { type: 'gone', reason: 'forbidden' }],
    ['it is too long', refused('message is too long'), { type: 'refused', reason: 'too-long' }],
    ['the file is wrong', refused('wrong file identifier/HTTP URL specified'), { type: 'refused', reason: 'bad-file' }],
    ['the form is too large', new ApiFault(413, 'Request Entity Too Large'), { type: 'refused', reason: 'bad-file' }],
    ['something is wrong with it', refused('something new'), { type: 'refused', reason: 'refused' }],
    ['Telegram has trouble', badGateway, { type: 'retry', afterMs: 1000 }],
    ['the token is wrong', new ApiFault(401, 'Unauthorized'), { type: 'retry', afterMs: 30_000, scope: 'telegram:bot' }],
    ['it is too much', tooMany(7), { type: 'retry', afterMs: 7000, scope: 'telegram:77' }],
  ])('when %s', async (_, fault, expected) => {
    telegram.api.fail(fault);
    expect(await send()).toEqual({ ...expected, parts: [] });
  });

  it('closes the gates of the chats that were refused, however many, and never the bot’s', async () => {
    telegram.api.fail(tooMany(30), { times: 3 });
    for (const address of ['77', '78', '79']) {
      expect(await send({ address })).toMatchObject({ scope: `telegram:${address}`, afterMs: 30_000 });
      telegram.pass(100);
    }
    // Three in a row: it may be the bot after all, so the next one is tried a second later, and not after half a minute.
    expect(await send({ address: '80' })).toMatchObject({ untried: true, afterMs: 900 });
    telegram.pass(900);
    expect(await send({ address: '80' })).toMatchObject({ type: 'sent' });
  });

  it('does not slow the bot down for two chats that are refused while others are let through', async () => {
    for (const address of ['77', '78', '79', '81']) {
      telegram.api.fail(tooMany(30));
      expect(await send({ address })).toMatchObject({ scope: `telegram:${address}` });
      expect(await send({ address: `9${address}` })).toMatchObject({ type: 'sent' });
      telegram.pass(100);
    }
  });

  it('backs off longer and longer', async () => {
    telegram.api.fail(badGateway, { times: 3 });
    const waits: unknown[] = [];
    for (const attempts of [0, 3, 30]) {
      waits.push(await send({ attempts }));
      telegram.pass(1000);
    }
    expect(waits).toMatchObject([{ afterMs: 1000 }, { afterMs: 8000 }, { afterMs: 300_000 }]);
  });

  it('is followed to where the chat moved', async () => {
    telegram.api.fail(migrated(-100_500), { chat: 77 });
    expect(await send()).toMatchObject({ type: 'retry', afterMs: 0 });
    telegram.pass(1000);
    expect(await send()).toEqual({ type: 'sent', externalId: '1000', parts: ['1000'], chat: '-100500' });
  });

  it('is not there: it never left', async () => {
    await telegram.api.close();
    expect(await send()).toEqual({ type: 'retry', afterMs: 1000, parts: [] });
  });

  it('got lost: it is sent once more, and then no more', async () => {
    telegram.api.fail('drop-after', { times: 2 });
    expect(await send()).toEqual({ type: 'unsure', parts: [] });
    telegram.pass(1000);
    expect(await send({ attempts: 1 })).toEqual({ type: 'refused', reason: 'unsure', parts: [] });
    expect(telegram.api.callsOf('sendMessage').length).toBe(2);
  });

  it('got lost, but the second try arrives', async () => {
    telegram.api.fail('drop');
    expect(await send()).toMatchObject({ type: 'unsure' });
    telegram.pass(1000);
    expect(await send({ attempts: 1 })).toMatchObject({ type: 'sent' });
  });

  it('names what stands there already when a later part fails', async () => {
    const long = { text: 'слово '.repeat(1000) };
    expect(await telegram.channel.send(dispatch(long))).toEqual({ type: 'retry', afterMs: 1000, untried: true, parts: ['1000'] });
    telegram.pass(1000);
    telegram.api.fail(blocked);
    const refs = [{ chat: '77', id: '1000' }];
    expect(await telegram.channel.send(dispatch(long, { refs }))).toEqual({ type: 'gone', reason: 'blocked', parts: ['1000'] });
  });
});

describe('the pace of a bot', () => {
  let telegram: TelegramAtHand;
  beforeEach(async () => {
    telegram = await telegramAtHand();
  });
  afterEach(() => telegram.close());

  it('is one a second in a chat', async () => {
    expect(await telegram.channel.send(dispatch({ text: '1' }))).toMatchObject({ type: 'sent' });
    telegram.pass(400);
    expect(await telegram.channel.send(dispatch({ text: '2' }))).toEqual({ type: 'retry', afterMs: 600, untried: true, parts: [] });
    telegram.pass(600);
    expect(await telegram.channel.send(dispatch({ text: '2' }))).toMatchObject({ type: 'sent' });
  });

  it('is 22 a second over many chats, and whoever waits is told for how long', async () => {
    // What a deliverer with a thousand chats would do, in steps of 20 ms.
    const due = new Map(Array.from({ length: 100 }, (_, i) => [String(i), 0]));
    const perSecond: number[] = [];
    for (let at = 0; due.size > 0 && at < 10_000; at += 20) {
      for (const [address, when] of [...due]) {
        if (when > at) continue;
        const result = await telegram.channel.send(dispatch({ text: 'новость' }, { address }));
        if (result.type === 'retry') due.set(address, at + result.afterMs);
        else {
          due.delete(address);
          const second = Math.floor(at / 1000);
          perSecond[second] = (perSecond[second] ?? 0) + 1;
        }
      }
      telegram.pass(20);
    }
    expect(Math.max(...perSecond)).toBeLessThanOrEqual(30);
    expect(perSecond.length).toBeLessThanOrEqual(5);
    expect(telegram.api.callsOf('sendMessage').length).toBe(100);
  });

  it('has gates for the chat and for the bot', () => {
    expect(telegram.channel.scopes?.({ address: '77', verb: 'send' })).toEqual(['telegram:77', 'telegram:bot']);
  });
});
