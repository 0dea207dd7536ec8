import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attachment, AttachmentKind } from '../../src/domain/content.ts';
import { markKinds } from '../../src/domain/content.ts';
import { createTelegramApi } from '../../src/telegram/api.ts';
import { closeKeyboard } from '../../src/telegram/send/keyboard.ts';
import { describeAgainst } from '../support/describe-against.ts';
import { dispatch, type TelegramAtHand, telegramAtHand } from '../support/telegram-channel.ts';
import { telegramSpec } from '../support/telegram-spec.ts';

const types: Readonly<Record<AttachmentKind, string>> = {
  file: 'application/pdf',
  photo: 'image/png',
  video: 'video/mp4',
  'video-note': 'video/mp4',
  voice: 'audio/ogg',
  audio: 'audio/mpeg',
  sticker: 'image/webp',
  animation: 'image/gif',
};

const fileOf = (kind: AttachmentKind, id = kind): Attachment => ({ id, name: `${kind}.bin`, mediaType: types[kind], size: 3, kind });

describeAgainst(telegramSpec(), 'what Telegram has published of its Bot API', (spec) => {
  let telegram: TelegramAtHand;
  beforeAll(async () => {
    telegram = await telegramAtHand();
  });
  afterAll(() => telegram.close());

  it('allows every call a message can become', async () => {
    const kinds = Object.keys(types) as AttachmentKind[];
    for (const id of [...kinds, 'more']) telegram.files.set(id, new Uint8Array([1, 2, 3]));
    const marks = markKinds.map((kind, at) =>
      kind === 'link' ? { kind, at, length: 1, url: 'https://okno.example' } : { kind, at, length: 1 },
    );
    const bodies = [
      { text: '1234567890', marks },
      { text: '?', question: { id: 'who', kind: 'choice' as const, options: [{ id: 'me', label: 'Для себя' }] } },
      { text: '?', rate: true as const },
      ...kinds.map((kind) => ({ text: '1234567890', marks, attachments: [fileOf(kind)] })),
      ...(['photo', 'file', 'audio'] as const).map((kind) => ({ text: 'вот', marks: [], attachments: [fileOf(kind), fileOf(kind)] })),
      { place: { latitude: 55.75, longitude: 37.61 } },
      { place: { latitude: 55.75, longitude: 37.61, title: 'Офис' } },
      { card: { name: 'Анна', phone: '+70000000000' } },
    ];
    for (const [seq, body] of bodies.entries()) {
      const refs: { chat: string; id: string }[] = [];
      const quoteRef = { chat: '77', id: '12' };
      const address = String(100 + seq);
      telegram.pass(1000);
      const first = await telegram.channel.send(dispatch(body, { seq, address, refs, quoteRef }));
      if (first.type === 'retry') {
        telegram.pass(1000);
        const parts = (first.parts ?? []).map((id) => ({ chat: address, id }));
        expect(await telegram.channel.send(dispatch(body, { seq, address, refs: parts, quoteRef }))).toMatchObject({ type: 'sent' });
      } else expect(first).toMatchObject({ type: 'sent' });
    }
    expect(telegram.api.mistakes).toEqual([]);
    const sending = 'Animation Audio Contact Document Location MediaGroup Message Photo Sticker Venue Video VideoNote Voice';
    expect([...new Set(telegram.api.calls.map((each) => each.method))].toSorted()).toEqual(sending.split(' ').map((each) => `send${each}`));
  });

  it('allows what changes it, and what happens beside it', async () => {
    telegram.pass(1000);
    const refs = [{ chat: '101', id: '1001' }];
    const edit = { verb: 'edit' as const, address: '101', refs };
    await telegram.channel.send(dispatch({ text: 'иначе', marks: [{ kind: 'bold', at: 0, length: 2 }], rate: true }, edit));
    telegram.pass(1000);
    await telegram.channel.send(dispatch({ text: 'иначе', attachments: [fileOf('photo')] }, edit));
    await telegram.channel.send(dispatch(null, { ...edit, verb: 'delete' }));
    telegram.channel.typing?.('101', '31');
    await telegram.channel.fetchFile?.('none');
    const access = { token: telegram.api.token, apiRoot: telegram.api.root };
    await closeKeyboard(createTelegramApi(access), refs[0] ?? { chat: '', id: '' }, { text: '?' }, 'Да');
    await closeKeyboard(createTelegramApi(access), refs[0] ?? { chat: '', id: '' }, null, 'Да');
    const seen = new Set(telegram.api.calls.map((each) => each.method));
    for (const method of ['editMessageText', 'editMessageCaption', 'editMessageReplyMarkup', 'deleteMessages', 'sendChatAction', 'getFile'])
      expect(seen).toContain(method);
    expect(telegram.api.mistakes).toEqual([]);
  });

  it.each([
    ['a method there is not', 'sendMesage', {}],
    ['a parameter there is not', 'sendMessage', { chat_id: 1, text: 'a', parse: 'HTML' }],
    ['a parameter too few', 'sendMessage', { chat_id: 1 }],
    ['another type', 'sendMessage', { chat_id: 1, text: 5 }],
    ['another type deep inside', 'sendMessage', { chat_id: 1, text: 'a', entities: [{ type: 'bold', offset: 0 }] }],
    ['a button that is none', 'sendMessage', { chat_id: 1, text: 'a', reply_markup: { inline_keyboard: [{ text: 'a' }] } }],
  ])('is against %s', (_, method, params) => {
    expect(spec.call(method, params).length).toBe(1);
  });

  it('knows what an update is', () => {
    const message = { message_id: 1, date: 1, chat: { id: 1, type: 'private' }, text: 'a' };
    expect(spec.object('Update', { update_id: 1, message })).toEqual([]);
    expect(spec.object('Update', { update_id: 1, message: { ...message, date: 'today' } })).toEqual(['Update.message.date is no Integer']);
  });
});
