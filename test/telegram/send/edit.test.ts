import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attachment } from '../../../src/domain/content.ts';
import { ApiFault } from '../../support/bot-api-faults.ts';
import { dispatch, type TelegramAtHand, telegramAtHand } from '../../support/telegram-channel.ts';

const picture: Attachment = { id: 'a', name: 'a.png', mediaType: 'image/png', size: 3 };
const sticker: Attachment = { id: 'a', name: 'a.webp', mediaType: 'image/webp', size: 3, kind: 'sticker' };

describe('what a specialist changes after it was sent', () => {
  let telegram: TelegramAtHand;
  beforeEach(async () => {
    telegram = await telegramAtHand();
    telegram.files.set('a', new Uint8Array([1, 2, 3]));
  });
  afterEach(async () => {
    expect(telegram.api.mistakes).toEqual([]);
    await telegram.close();
  });

  /** Sends one message, waiting between its parts; the refs it has then. */
  async function sent(body: Parameters<typeof dispatch>[0]) {
    let refs: { chat: string; id: string }[] = [];
    for (let tries = 0; tries < 10; tries++) {
      const result = await telegram.channel.send(dispatch(body, { refs }));
      refs = ('parts' in result ? (result.parts ?? []) : []).map((id) => ({ chat: '77', id }));
      telegram.pass(1000);
      if (result.type === 'sent') break;
    }
    telegram.api.calls.length = 0;
    return refs;
  }
  const edit = (body: Parameters<typeof dispatch>[0], refs: { chat: string; id: string }[]) =>
    telegram.channel.send(dispatch(body, { verb: 'edit', refs }));
  const methods = () => telegram.api.calls.map((each) => each.method);

  it('reads anew where it stands', async () => {
    const refs = await sent({ text: 'Придём в 15:00' });
    expect(await edit({ text: 'Придём в 16:00', marks: [{ kind: 'bold', at: 9, length: 5 }] }, refs)).toMatchObject({
      type: 'sent',
      parts: ['1000'],
    });
    expect(telegram.api.calls[0]?.params).toEqual({
      chat_id: 77,
      message_id: 1000,
      text: 'Придём в 16:00',
      entities: [{ type: 'bold', offset: 9, length: 5 }],
    });
  });

  it('is done when nothing changed', async () => {
    const refs = await sent({ text: 'Придём' });
    telegram.api.fail(new ApiFault(400, 'Bad Request: message is not modified'), { method: 'editMessageText' });
    expect(await edit({ text: 'Придём' }, refs)).toMatchObject({ type: 'sent', parts: ['1000'] });
  });

  it('becomes fewer messages, or more', async () => {
    const refs = await sent({ text: 'слово '.repeat(1000) });
    expect(refs.length).toBe(2);
    expect(await edit({ text: 'коротко' }, refs)).toMatchObject({ type: 'sent', parts: ['1000'] });
    expect(methods()).toEqual(['editMessageText', 'deleteMessages']);
    telegram.pass(1000);
    expect(await edit({ text: 'слово '.repeat(1000) }, refs.slice(0, 1))).toMatchObject({ type: 'sent', parts: ['1000', '1002'] });
  });

  it('comes anew from where a part of it is gone', async () => {
    const refs = await sent({ text: 'слово '.repeat(1000) });
    telegram.api.state.messages.delete('77 1001');
    expect(await edit({ text: 'иначе '.repeat(1000) }, refs)).toMatchObject({ type: 'sent', parts: ['1000', '1002'] });
    expect(methods()).toEqual(['editMessageText', 'editMessageText', 'deleteMessages', 'sendMessage']);
  });

  it('changes the words under a file', async () => {
    const refs = await sent({ text: 'вот', attachments: [picture] });
    expect(await edit({ text: 'вот он', attachments: [picture] }, refs)).toMatchObject({ type: 'sent' });
    expect(await telegram.channel.send(dispatch({ attachments: [picture] }, { verb: 'edit', refs, address: '77' }))).toMatchObject({
      type: 'retry',
    });
    expect(methods()).toEqual(['editMessageCaption']);
  });

  it('changes the words before a file', async () => {
    const refs = await sent({ text: 'я '.repeat(1000), attachments: [picture] });
    expect(await edit({ text: 'мы', attachments: [picture] }, refs)).toMatchObject({ type: 'sent', parts: ['1000', '1001'] });
    expect(methods()).toEqual(['editMessageText']);
  });

  it.each([
    ['more words than fit under a file', 'я'.repeat(1025), picture, 'too-long'],
    ['words under a sticker', 'слова', sticker, 'no-caption'],
  ])('cannot become %s', async (_, text, file, reason) => {
    const refs = await sent({ attachments: [file] });
    expect(await edit({ text, attachments: [file] }, refs)).toEqual({ type: 'refused', reason });
  });

  it.each([
    ['the client has deleted it', 'message to edit not found', 'no-such-message'],
    ['it is too old', "message can't be edited", 'too-old'],
  ])('stays when %s', async (_, words, reason) => {
    const refs = await sent({ text: 'Придём' });
    telegram.api.fail(new ApiFault(400, `Bad Request: ${words}`), { method: 'editMessageText' });
    expect(await edit({ text: 'Придём завтра' }, refs)).toMatchObject({ type: 'refused', reason });
  });

  it('never was there', async () => {
    expect(await edit({ text: 'Придём завтра' }, [])).toEqual({ type: 'refused', reason: 'no-such-message' });
  });

  it('is changed again when the answer got lost', async () => {
    const refs = await sent({ text: 'Придём' });
    telegram.api.fail('drop-after', { method: 'editMessageText' });
    expect(await edit({ text: 'Придём завтра' }, refs)).toMatchObject({ type: 'retry' });
  });

  it('is taken back, all of it', async () => {
    const refs = await sent({ text: 'слово '.repeat(1000) });
    expect(await telegram.channel.send(dispatch(null, { verb: 'delete', refs }))).toMatchObject({ type: 'sent' });
    expect(telegram.api.calls.map((each) => each.params)).toEqual([{ chat_id: 77, message_ids: [1000, 1001] }]);
  });

  it('cannot be taken back after two days', async () => {
    const refs = await sent({ text: 'Придём' });
    telegram.api.fail(new ApiFault(400, "Bad Request: message can't be deleted for everyone"));
    expect(await telegram.channel.send(dispatch(null, { verb: 'delete', refs }))).toMatchObject({ type: 'refused', reason: 'too-old' });
  });
});
