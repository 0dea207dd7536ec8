import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../scripts/support/until.ts';
import { filePatience } from '../../../src/engine/delivery/transfer.ts';
import { createTelegramApi } from '../../../src/telegram/api.ts';
import { closeKeyboard, keyboardOf, readButton } from '../../../src/telegram/send/keyboard.ts';
import { ApiFault, badGateway } from '../../support/bot-api-faults.ts';
import { type TelegramAtHand, telegramAtHand } from '../../support/telegram-channel.ts';

describe('beside messages, the bot', () => {
  let telegram: TelegramAtHand;
  beforeAll(async () => {
    telegram = await telegramAtHand();
  });
  afterAll(async () => {
    expect(telegram.api.mistakes).toEqual([]);
    await telegram.close();
  });

  it('shows that somebody writes, not more often than Telegram forgets it', async () => {
    for (const address of ['5', '5', '6']) telegram.channel.typing?.(address, null);
    await until('both were shown', () => telegram.api.callsOf('sendChatAction').length === 2);
    telegram.pass(5000);
    telegram.channel.typing?.('5', '31');
    await until('it was shown again', () => telegram.api.callsOf('sendChatAction').length === 3);
    expect(
      telegram.api
        .callsOf('sendChatAction')
        .map((each) => [each.params['chat_id'], each.params['message_thread_id']])
        .toSorted(),
    ).toEqual([
      [5, undefined],
      [5, 31],
      [6, undefined],
    ]);
  });

  it('fetches a file', async () => {
    telegram.api.state.files.set('photo', new TextEncoder().encode('bytes'));
    const fetched = await telegram.channel.fetchFile?.('photo');
    // Telegram's own name for it is nobody's.
    expect(fetched).toEqual({ type: 'fetched', bytes: expect.anything() });
    const bytes = fetched?.type === 'fetched' ? await Array.fromAsync(fetched.bytes) : [];
    expect(Buffer.concat(bytes).toString()).toBe('bytes');
  });

  it.each([
    ['is too big', new ApiFault(400, 'Bad Request: file is too big'), 'getFile', { type: 'too-big' }],
    ['is unknown', new ApiFault(400, 'Bad Request: invalid file_id'), 'getFile', { type: 'lost', reason: 'refused' }],
    ['is busy', badGateway, 'getFile', { type: 'later', afterMs: 10_000 }],
    ['has another address by now', new ApiFault(404, 'Not Found'), 'file', { type: 'later', afterMs: 10_000 }],
  ])('says that a file %s', async (_, fault, method, expected) => {
    telegram.api.fail(fault, { method });
    expect(await telegram.channel.fetchFile?.('photo')).toEqual(expected);
  });

  it.each(['hang', 'endless'] as const)('ends a file by itself that does not come (%s)', async (fault) => {
    const hasty = await telegramAtHand({ patience: { ...filePatience, silenceMs: 200 } });
    hasty.api.state.files.set('photo', new TextEncoder().encode('bytes'));
    hasty.api.fail(fault, { method: 'file' });
    const fetched = await hasty.channel.fetchFile?.('photo');
    if (fetched?.type === 'fetched') await expect(Array.fromAsync(fetched.bytes)).rejects.toThrow();
    else expect(fetched).toEqual({ type: 'later', afterMs: 10_000 });
    await hasty.close();
  });

  it('shows the choice in place of the buttons', async () => {
    const access = { token: telegram.api.token, apiRoot: telegram.api.root };
    const api = createTelegramApi(access);
    telegram.api.calls.length = 0;
    const ref = { chat: '5', id: '1' };
    // Nothing of it stands there: whatever Telegram answers is of no consequence.
    await closeKeyboard(api, ref, { text: 'Для организации?' }, 'Да');
    await closeKeyboard(api, ref, null, 'Да');
    expect(telegram.api.calls.map((each) => each.params)).toEqual([
      { chat_id: 5, message_id: 1, text: 'Для организации?\n\n✓ Да', entities: [{ type: 'bold', offset: 20, length: 2 }] },
      { chat_id: 5, message_id: 1 },
    ]);
  });
});

describe('a button', () => {
  const conversation = '01890000-0000-7000-8000-000000000001';
  function dataOf(body: Parameters<typeof keyboardOf>[0]): string[] {
    const keyboard = keyboardOf(body, conversation);
    if (keyboard === undefined || !('inline_keyboard' in keyboard)) return [];
    return keyboard.inline_keyboard.flat().map((each) => ('callback_data' in each ? each.callback_data : ''));
  }

  it('is read as what it was made for', () => {
    const options = [
      { id: 'one-two', label: 'Один' },
      { id: 'x'.repeat(60), label: 'Два' },
    ];
    const data = dataOf({ text: '', question: { id: 'size', kind: 'choice', options } });
    expect(data.every((each) => each.length <= 64)).toBe(true);
    expect(data.map(readButton)).toEqual([{ type: 'choice', question: 'size', option: 'one-two' }, { type: 'label' }]);
    expect(dataOf({ text: '', rate: true }).map(readButton)).toEqual(
      [1, 2, 3, 4, 5].map((score) => ({ type: 'rate', conversation, score })),
    );
  });

  it.each(['', 'choice', 'choice a', 'choice a b c', 'choice A b', `rate ${conversation} 6`, 'rate x 5', '{"a":1}', 'choice a; b'])(
    'that says %j is none of ours',
    (data) => {
      expect(readButton(data)).toBeNull();
    },
  );

  it('is not there where nothing is asked', () => {
    expect(keyboardOf({ text: 'Здравствуйте' }, conversation)).toBeUndefined();
  });
});
