import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Seq, WindowId } from '../../../src/domain/ids.ts';
import { tDelivery } from '../../../src/texts/delivery.ts';
import { type BotHouse, botHouse, ofClient } from '../bot-house.ts';
import { like } from '../fixtures.ts';

describe('what clients send to the bot', () => {
  let home: BotHouse;
  beforeAll(async () => {
    home = await botHouse({ specialists: [{ name: 'Olga' }] });
  });
  afterAll(async () => {
    expect(home.bot.mistakes).toEqual([]);
    await home.close();
  });

  const last = async (chat: number) => (await home.said(chat)).at(-1);
  /** The messages a notice stands in: the desk speaks with one voice, so it shares one with the question that is asked. */
  const toldOf = (said: Awaited<ReturnType<BotHouse['said']>>, notice: 'too-big' | 'not-shown') =>
    said.filter((each) => each.author === 'system' && each.body.text.includes(tDelivery('ru', notice)));

  it('a part that was chosen, and words from elsewhere, are what a message answers', async () => {
    const first = like('text', 107, { text: 'оператор', entities: [] });
    await home.calls(first);
    const id = (first['message'] as { message_id: number }).message_id;
    const here = { message_id: id, date: 1, chat: { id: 107, type: 'private' }, text: 'оператор' };
    await home.calls(like('reply', 107, { reply_to_message: here, quote: { text: 'опер', position: 0, is_manual: true } }));
    expect(ofClient(await home.said(107)).at(-1)).toMatchObject({ quote: expect.any(Number), excerpt: { text: 'опер' } });
    const origin = { type: 'channel', date: 1, chat: { id: -5, type: 'channel', title: 'Новости' }, message_id: 3 };
    await home.calls(
      like('reply', 107, { reply_to_message: undefined, external_reply: { origin }, quote: { text: 'скидки', position: 0 } }),
    );
    expect(ofClient(await home.said(107)).at(-1)?.excerpt).toEqual({ text: 'скидки', name: 'Новости' });
    // The bot's own help is in no window: its words come with the answer to it.
    const help = { ...here, message_id: 7_777, text: 'Просто напишите', from: { id: 1, is_bot: true, first_name: 'Okno' } };
    await home.calls(like('reply', 107, { reply_to_message: help }));
    expect(ofClient(await home.said(107)).at(-1)?.excerpt).toEqual({ text: 'Просто напишите', name: 'Okno' });
  });

  it('what was passed on is somebody else’s: it answers no question, asks for nobody, and is no command', async () => {
    const origin = { type: 'user', date: 1_772_440_000, sender_user: { id: 5, is_bot: false, first_name: 'Пётр\u202e' } };
    const forwarded = (text: string) => home.calls(like('text', 108, { text, entities: [], forward_origin: origin }));
    await home.calls(like('start', 108));
    for (const text of ['от организации', 'оператор', '/start', '/help', '+7 916 000-00-01']) await forwarded(text);
    const said = await home.said(108);
    expect(said.flatMap((each) => each.body.question?.id ?? [])).toEqual(['who']);
    expect(ofClient(said)[1]).toEqual({
      text: 'от организации',
      forwarded: { kind: 'person', name: 'Пётр', at: '2026-03-02T08:26:40.000Z' },
    });
    await home.calls(like('choice', 108, { data: 'choice who organisation' }));
    expect((await last(108))?.body).toMatchObject({ question: { id: 'workplaces' } });
  });

  it('an album has the words under each of its items, in their order, and a change is of that item only', async () => {
    const item = (id: number, caption: string | undefined, unique: string) => {
      const size = { file_id: `f${unique}`, file_unique_id: unique, width: 1, height: 1, file_size: 5 };
      return { message_id: id, media_group_id: 'trip', caption, caption_entities: undefined, photo: [size] };
    };
    await home.calls(like('photo', 109, item(502, 'вторая', 'b')));
    await home.calls(like('photo', 109, item(501, 'первая', 'a')));
    await home.calls(like('photo', 109, item(503, undefined, 'c')));
    const album = async () => {
      const [body] = ofClient(await home.said(109));
      return { text: body?.text, files: body?.attachments?.map((each) => each.unique) };
    };
    expect(await album()).toEqual({ text: 'первая\n\nвторая', files: ['a', 'b', 'c'] });
    const edit = (id: number, caption: string | undefined, unique: string, at: number) => {
      const raw = like('photo', 109, { ...item(id, caption, unique), edit_date: 1_772_450_000 + at });
      return home.calls({ update_id: raw.update_id, edited_message: raw['message'] });
    };
    const [place] = await home.world.db.query<{ window: string; seq: number }>(
      `select window_id as window, seq::int as seq from external_ref where chat = '109' and external_id = '502'`,
    );
    const files = ofClient(await home.said(109))[0]?.attachments ?? [];
    await edit(502, 'вторая, иначе', 'b', 1);
    // Its file arrives as it was asked for, before the change.
    const [old] = files.filter((each) => each.unique === 'b').map(({ state: _, ...each }) => each);
    if (old !== undefined)
      await home.engine.submit({ type: 'fetched', window: place?.window as WindowId, seq: (place?.seq ?? 0) as Seq, attachment: old });
    await edit(501, undefined, 'a', 2);
    await edit(503, 'третья', 'd', 4);
    // Telegram's calls may overtake each other: what is older than the last change of the same item changes nothing.
    await edit(502, 'вторая, иначе, и ещё раз', 'b', 3);
    await edit(503, 'забыто', 'e', 2);
    expect(await album()).toEqual({ text: 'вторая, иначе, и ещё раз\n\nтретья', files: ['a', 'b', 'd'] });
    const fetches = await home.world.db.query<{ remote: string }>('select remote from file_fetch where remote = any($1)', [['fa', 'fd']]);
    expect(fetches.map((each) => each.remote).toSorted()).toEqual(['fa', 'fd']);
  });

  it('a file put in another’s place, one added to words, and a caption taken away are seen', async () => {
    const file = (unique: string) => ({ file_id: `id-${unique}`, file_unique_id: unique, file_size: 9, file_name: `${unique}.pdf` });
    await home.calls(like('text', 110, { message_id: 600, text: 'вот договор', entities: [] }));
    const edit = (at: number, changes: Record<string, unknown>) => {
      const raw = like('document', 110, { message_id: 600, edit_date: 1_772_450_000 + at, ...changes });
      return home.calls({ update_id: raw.update_id, edited_message: raw['message'] });
    };
    const now = async () => {
      const [body] = ofClient(await home.said(110));
      return [body?.text, ...(body?.attachments ?? []).map((each) => each.name)];
    };
    await edit(1, { caption: 'вот договор', document: file('one') });
    expect(await now()).toEqual(['вот договор', 'one.pdf']);
    await edit(2, { caption: 'вот договор', document: file('two') });
    expect(await now()).toEqual(['вот договор', 'two.pdf']);
    await edit(3, { caption: undefined, document: file('two') });
    expect(await now()).toEqual(['', 'two.pdf']);
  });

  it('a message of a kind nobody here can see leaves a sign, and the client is told once', async () => {
    await home.calls(like('text', 111, { text: undefined, entities: undefined, hologram: { id: 'x' } }));
    await home.calls(like('text', 111, { text: undefined, entities: undefined, giveaway: { chats: [], winner_count: 1 } }));
    const said = await home.said(111);
    expect(ofClient(said).map((each) => each.text)).toEqual(Array(2).fill('[сообщение такого вида здесь не показать]'));
    expect(toldOf(said, 'not-shown')).toHaveLength(1);
    await home.calls(
      like('text', 111, { text: undefined, entities: undefined, hologram: { title: 'Чертёж', note_message: { text: 'no' } } }),
    );
    expect(ofClient(await home.said(111)).at(-1)?.text).toBe('Чертёж\n[сообщение такого вида здесь не показать]');
  });

  it('tells the sender of files that are too big once, however many they are, and shows the specialist what was tried', async () => {
    for (const each of [1, 2, 3]) await home.calls(like('document-large', 8, { media_group_id: 'huge', caption: `часть ${each}` }));
    await home.calls(like('document-large', 8));
    const said = await home.said(8);
    expect(toldOf(said, 'too-big')).toHaveLength(1);
    expect(ofClient(said)[0]).toMatchObject({
      text: 'часть 1\n\nчасть 2\n\nчасть 3',
      attachments: [1, 2, 3].map(() => expect.objectContaining({ state: 'too-big' })),
    });
    expect(home.bot.callsOf('sendMessage')).toEqual([]);
  });

  it('an edit that comes before its message is taken as the message', async () => {
    const edited = like('edited', 7, { message_id: 70, text: 'новое' });
    await home.calls(edited);
    await home.calls(like('text', 7, { message_id: 70, text: 'старое', entities: [] }));
    expect(ofClient(await home.said(7)).map((each) => each.text)).toEqual(['новое']);
  });
});
