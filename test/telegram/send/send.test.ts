import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attachment } from '../../../src/domain/content.ts';
import { ApiFault } from '../../support/bot-api-faults.ts';
import { dispatch, type TelegramAtHand, telegramAtHand } from '../../support/telegram-channel.ts';

const file = (id: string, mediaType: string, more: Partial<Attachment> = {}): Attachment => ({
  id,
  name: `${id} имя.bin`,
  mediaType,
  size: 3,
  ...more,
});

describe('a message to a client in Telegram', () => {
  let telegram: TelegramAtHand;
  beforeEach(async () => {
    telegram = await telegramAtHand();
    for (const id of ['a', 'b', 'c', 'd', 'e']) telegram.files.set(id, new TextEncoder().encode(`bytes of ${id}`));
  });
  afterEach(async () => {
    expect(telegram.api.mistakes).toEqual([]);
    await telegram.close();
  });

  const sent = () => telegram.api.calls.map(({ method, params }) => ({ method, ...params }));
  /** Sends it to the end, waiting where the pace says so, as the outbox does. */
  async function deliver(given: Parameters<typeof dispatch>[0], more: Parameters<typeof dispatch>[1] = {}) {
    let refs = more?.refs ?? [];
    for (let tries = 0; tries < 10; tries++) {
      const result = await telegram.channel.send(dispatch(given, { ...more, refs }));
      if (result.type !== 'retry') return result;
      refs = (result.parts ?? []).map((id) => ({ chat: '77', id }));
      telegram.pass(result.afterMs);
    }
    throw new Error('it never leaves');
  }

  it('is marked by entities, so nothing in it is read as markup', async () => {
    const result = await deliver({ text: '<b>*важно*</b>', marks: [{ kind: 'bold', at: 3, length: 7 }] });
    expect(result).toEqual({ type: 'sent', externalId: '1000', parts: ['1000'], chat: '77' });
    expect(sent()).toEqual([
      { method: 'sendMessage', chat_id: 77, text: '<b>*важно*</b>', entities: [{ type: 'bold', offset: 3, length: 7 }] },
    ]);
  });

  it('becomes several when it is long, the first of them the answer', async () => {
    const result = await deliver({ text: `${'слово '.repeat(1000)}конец`, rate: true }, { quoteRef: { chat: '77', id: '900' } });
    expect(result).toMatchObject({ type: 'sent', parts: ['1000', '1001'] });
    expect(sent().map((each) => 'reply_parameters' in each)).toEqual([true, false]);
    expect(sent().map((each) => 'reply_markup' in each)).toEqual([false, true]);
    expect(sent()[0]).toMatchObject({ reply_parameters: { message_id: 900, allow_sending_without_reply: true } });
  });

  it('of more marks than one message can show becomes several, or goes before its file', async () => {
    const text = 'слово '.repeat(150);
    const marks = Array.from({ length: 150 }, (_, i) => ({ kind: 'bold' as const, at: i * 6, length: 5 }));
    await deliver({ text, marks });
    expect(sent().map((each) => (each as { entities?: unknown[] }).entities?.length)).toEqual([100, 50]);
    await deliver({ text, marks, attachments: [file('a', 'application/pdf')] });
    expect(
      sent()
        .slice(2)
        .map((each) => each.method),
    ).toEqual(['sendMessage', 'sendMessage', 'sendDocument']);
  });

  it('goes to the topic it was asked in, all parts of it; into the chat where the topic is gone', async () => {
    await deliver({ text: 'да', attachments: [file('a', 'application/pdf'), file('b', 'image/gif')] }, { thread: '31' });
    expect(telegram.api.calls.map((each) => String(each.params['message_thread_id']))).toEqual(['31', '31']);
    telegram.api.fail(new ApiFault(400, 'Bad Request: message thread not found'), { method: 'sendMessage', times: 1 });
    expect(await deliver({ text: 'нет' }, { thread: '32' })).toMatchObject({ type: 'sent' });
    expect(
      sent()
        .slice(2)
        .map((each) => 'message_thread_id' in each),
    ).toEqual([true, false]);
  });

  it('goes on behind the parts that stand there', async () => {
    await deliver(
      { text: 'слово '.repeat(2000) },
      {
        refs: [
          { chat: '77', id: '998' },
          { chat: '77', id: '999' },
        ],
      },
    );
    expect(sent().length).toBe(1);
  });

  it('asks with buttons, short ones beside each other', async () => {
    const options = [
      { id: 'yes', label: 'Да' },
      { id: 'no', label: 'Нет' },
    ];
    await deliver({ text: 'Для организации?', question: { id: 'who', kind: 'choice', options } });
    await deliver({
      text: '?',
      question: { id: 'who', kind: 'choice', options: [...options, { id: 'more', label: 'Нужно больше десяти рабочих мест' }] },
    });
    const rows = sent().map((each) => (each as unknown as { reply_markup: { inline_keyboard: unknown[][] } }).reply_markup.inline_keyboard);
    expect(rows.map((each) => each.map((row) => row.length))).toEqual([[2], [1, 1, 1]]);
    expect(rows[0]?.[0]?.[0]).toEqual({ text: 'Да', callback_data: 'choice who yes' });
  });

  it('asks for a rating with five', async () => {
    await deliver({ text: 'Как вам помогли?', rate: true });
    expect(JSON.stringify(sent()[0])).toContain('"callback_data":"rate 01890000-0000-7000-8000-000000000001 5"');
  });

  it.each([
    ['photo', 'image/png', undefined, 'sendPhoto'],
    ['large picture', 'image/png', { size: 11 * 1024 * 1024 }, 'sendDocument'],
    ['drawing', 'image/svg+xml', undefined, 'sendDocument'],
    ['voice', 'audio/ogg', { kind: 'voice' as const }, 'sendVoice'],
    ['sound', 'audio/mpeg', undefined, 'sendAudio'],
    ['video', 'video/mp4', undefined, 'sendVideo'],
    ['round video', 'video/mp4', { kind: 'video-note' as const }, 'sendVideoNote'],
    ['sticker', 'image/webp', { kind: 'sticker' as const }, 'sendSticker'],
    ['animation', 'image/gif', undefined, 'sendAnimation'],
    ['paper', 'application/pdf', undefined, 'sendDocument'],
    ['picture as a file', 'image/png', { kind: 'file' as const }, 'sendDocument'],
  ])('carries a %s as one', async (_, mediaType, more, method) => {
    await deliver({ text: 'вот', attachments: [file('a', mediaType, more)] });
    const call = telegram.api.callsOf(method)[0];
    expect(call?.files.map((each) => [each.name, new TextDecoder().decode(each.bytes)])).toEqual([['a имя.bin', 'bytes of a']]);
    const takesWords = method !== 'sendVideoNote' && method !== 'sendSticker';
    expect(call?.params['caption']).toBe(takesWords ? 'вот' : undefined);
    expect(telegram.api.callsOf('sendMessage').length).toBe(takesWords ? 0 : 1);
  });

  it('shows pictures as an album, papers as another, with its words under the first', async () => {
    const attachments = [
      file('a', 'image/png'),
      file('b', 'video/mp4'),
      file('c', 'application/pdf'),
      file('d', 'application/zip'),
      file('e', 'audio/ogg', { kind: 'voice' }),
    ];
    const result = await deliver({ text: 'всё тут', attachments });
    expect(result).toMatchObject({ type: 'sent', parts: ['1000', '1001', '1002', '1003', '1004'] });
    expect(sent().map((each) => each.method)).toEqual(['sendMediaGroup', 'sendMediaGroup', 'sendVoice']);
    expect(sent()[0]).toMatchObject({ media: [{ type: 'photo', caption: 'всё тут' }, { type: 'video' }] });
    expect(sent()[1]).toMatchObject({ media: [{ type: 'document' }, { type: 'document' }] });
  });

  it('says long words before its file', async () => {
    await deliver({ text: 'я'.repeat(1025), attachments: [file('a', 'image/png')] });
    expect(sent().map((each) => each.method)).toEqual(['sendMessage', 'sendPhoto']);
  });

  it('sends as a document what Telegram does not take as a photo', async () => {
    telegram.api.fail(new ApiFault(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS'), { method: 'sendPhoto' });
    expect(await deliver({ text: 'чертёж', attachments: [file('a', 'image/png')] })).toMatchObject({ type: 'sent' });
    expect(sent().map((each) => each.method)).toEqual(['sendPhoto', 'sendDocument']);
    expect(telegram.api.callsOf('sendDocument')[0]?.files.length).toBe(1);
  });

  it('shares a place and a person', async () => {
    await deliver({ place: { latitude: 55.75, longitude: 37.61, title: 'Офис' }, card: { name: 'Анна', phone: '+7' } });
    expect(sent().map((each) => each.method)).toEqual(['sendVenue', 'sendContact']);
  });

  it('waits for a file that is still coming, and says so when it never came', async () => {
    const result = await telegram.channel.send(dispatch({ attachments: [file('a', 'image/png', { state: 'coming' })] }));
    expect(result).toEqual({ type: 'retry', afterMs: 1000 });
    expect(await deliver({ attachments: [file('a', 'image/png', { state: 'lost' })] })).toMatchObject({
      type: 'refused',
      reason: 'lost-file',
    });
  });

  it('tries again when a file cannot be read', async () => {
    telegram.files.delete('a');
    expect(await telegram.channel.send(dispatch({ attachments: [file('a', 'application/pdf')] }))).toMatchObject({
      type: 'retry',
      parts: [],
    });
  });

  it.each<[string, Parameters<typeof dispatch>, string]>([
    ['an internal one', [{ text: 'между нами' }, { audience: 'internal' }], 'internal'],
    ['an empty one', [{ text: ' \n ' }], 'empty'],
    ['none', [null], 'no-message'],
  ])('never is %s', async (_, given, reason) => {
    expect(await telegram.channel.send(dispatch(...given))).toMatchObject({ type: 'refused', reason });
    expect(sent()).toEqual([]);
  });
});
