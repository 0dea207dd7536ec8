import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { type BotHouse, botHouse, ofClient } from '../bot-house.ts';
import { like } from '../fixtures.ts';

describe('in the private chat with the bot', () => {
  let home: BotHouse;
  beforeAll(async () => {
    home = await botHouse({
      specialists: [{ name: 'Olga' }, { name: 'Sergey', department: 'sales' }],
      clients: [{ name: 'Ugol', owner: { client: 'Olga' }, contacts: ['Irina'] }],
    });
  });
  afterAll(async () => {
    expect(home.bot.mistakes).toEqual([]);
    await home.close();
  });

  const words = (chat: number, text: string) => home.calls(like('text', chat, { text, entities: [] }));
  const last = async (chat: number) => (await home.said(chat)).at(-1);
  const botSaid = (chat: number) =>
    home.bot
      .callsOf('sendMessage')
      .filter((each) => each.params['chat_id'] === chat)
      .map((each) => each.params['text']);
  /** Nobody waits for Telegram to have heard that a button was: done when it has. */
  const tapped = async (chat: number, data: string, more: Record<string, unknown> = {}) => {
    const raw = like('choice', chat, { data });
    const query = raw['callback_query'] as { message: object };
    const id = `press-${raw.update_id}`;
    await home.calls({ ...raw, callback_query: { ...query, id, message: { ...query.message, ...more } } });
    await until('the button is heard', () =>
      home.bot.callsOf('answerCallbackQuery').some((each) => each.params['callback_query_id'] === id),
    );
  };
  const answered = () => home.bot.callsOf('answerCallbackQuery').at(-1)?.params['text'];

  it('“Start” asks a stranger the first question, in the language of their app', async () => {
    expect(await home.calls(like('start', 1))).toBe(200);
    expect((await last(1))?.body).toMatchObject({ question: { id: 'who' }, language: 'ru' });
  });

  it('“Start” pressed again, in a chat that was cleared, asks the question that waits once more', async () => {
    await home.calls(like('start', 101));
    await home.calls(like('choice', 101, { data: 'choice who organisation' }));
    const asked = () => home.said(101).then((all) => all.flatMap((each) => each.body.question?.id ?? []));
    expect(await asked()).toEqual(['who', 'workplaces']);
    await home.calls(like('start', 101));
    await home.calls(like('start', 101));
    // It is no answer, and none that was not understood.
    expect(await asked()).toEqual(['who', 'workplaces', 'workplaces', 'workplaces']);
    expect((await last(101))?.body).toMatchObject({ params: { reason: 'asked' } });
  });

  it('words behind a command are words to the company; the command is answered all the same', async () => {
    await home.calls(like('help', 102, { text: '/help принтер не печатает', entities: [{ type: 'bold', offset: 6, length: 7 }] }));
    expect(ofClient(await home.said(102))).toEqual([{ text: 'принтер не печатает', marks: [{ at: 0, length: 7, kind: 'bold' }] }]);
    await until('help', () => botSaid(102).some((each) => String(each).startsWith('Просто напишите')));
    await home.calls(like('start', 103, { text: '/start не могу войти' }));
    expect(ofClient(await home.said(103)).map((each) => each.text)).toEqual(['не могу войти']);
  });

  it('a payload behind “Start” is kept as where they came from, the first one for good; a personal link’s token is not', async () => {
    const profile = async (chat: number) =>
      (
        await home.world.db.query<{ name: string; username: string | null; source: string | null }>(
          'select name, username, source from identity where external_id = $1',
          [String(chat)],
        )
      )[0];
    await home.calls(like('start', 104, { text: '/start spring-fair_2026' }));
    expect(await profile(104)).toEqual({ name: 'Ирина Соколова', username: 'irina_s', source: 'spring-fair_2026' });
    await words(104, 'оператор');
    await home.calls(like('start', 104, { text: '/start another' }));
    expect((await profile(104))?.source).toBe('spring-fair_2026');
    await home.calls(like('start', 105, { text: `/start ${'a'.repeat(43)}` }));
    expect((await profile(105))?.source).toBeNull();
  });

  it('a stranger is called what they call themselves now, unless a colleague named them', async () => {
    const rename = (chat: number, name: string, username?: string) =>
      home.calls(
        like('text', chat, { from: { id: chat, is_bot: false, first_name: name, ...(username === undefined ? {} : { username }) } }),
      );
    const called = async (chat: number) =>
      (
        await home.world.db.query<{ contact: string; name: string; username: string | null }>(
          `select c.name as contact, i.name, i.username from identity i join identity_link l on l.identity_id = i.id and l.until is null
             join contact c on c.id = l.contact_id where i.external_id = $1`,
          [String(chat)],
        )
      )[0];
    await rename(106, 'Ира', 'ira');
    await rename(106, '\u202eSokolova\u2066 Ирина\n', 'irina');
    expect(await called(106)).toEqual({ contact: 'Sokolova Ирина', name: 'Sokolova Ирина', username: 'irina' });
    await home.world.db.query(`update contact set name = 'Ирина Павловна' where name = 'Sokolova Ирина'`);
    await rename(106, 'Boss');
    expect(await called(106)).toEqual({ contact: 'Ирина Павловна', name: 'Boss', username: null });
  });

  it('a tapped answer leads on; the buttons go and the answer is shown', async () => {
    await home.calls(like('start', 2));
    const asked = await sendQuestion(2);
    await tapped(2, 'choice who organisation', { message_id: asked });
    expect((await last(2))?.body).toMatchObject({ question: { id: 'workplaces' } });
    expect(ofClient(await home.said(2)).at(-1)).toMatchObject({ choice: { question: 'who', option: 'organisation' } });
    const { params: edit } = await until('the choice is shown', () => home.bot.callsOf('editMessageText').at(-1));
    expect(edit).toMatchObject({ chat_id: 2, message_id: asked });
    expect(edit['text']).toMatch(/✓ От организации$/);
    expect(edit).not.toHaveProperty('reply_markup');
  });

  it('a button pressed twice answers once; a stale one is answered in short words', async () => {
    await home.calls(like('start', 3));
    await Promise.all([tapped(3, 'choice who myself'), tapped(3, 'choice who myself')]);
    expect(ofClient(await home.said(3)).filter((each) => each.choice !== undefined)).toHaveLength(1);
    await tapped(3, 'choice who organisation');
    expect(answered()).toBe('На этот вопрос ответ уже есть.');
    await tapped(3, 'choice no such');
    expect(answered()).toBe('На этот вопрос ответ уже есть.');
    await tapped(3, 'nonsense');
    expect(answered()).toBe('Эта кнопка больше не работает. Просто напишите сюда.');
  });

  it('an answer may be typed instead', async () => {
    await home.calls(like('start', 4));
    await words(4, 'от организации');
    expect((await last(4))?.body).toMatchObject({ question: { id: 'workplaces' } });
  });

  it('/help explains, /language asks and is remembered', async () => {
    await home.calls(like('help', 5));
    await until('help', () => botSaid(5).length > 0);
    await home.calls(like('language', 5));
    await until('the question of the language', () => botSaid(5).length > 1);
    expect(await home.said(5)).toEqual([]);
    await tapped(5, 'l:en');
    expect((await last(5))?.body).toMatchObject({ question: { id: 'who' }, language: 'en' });
    await tapped(5, 'l:ru');
    await words(5, 'что-то ещё');
    expect((await last(5))?.body).toMatchObject({ language: 'ru' });
  });

  it('a quote, an edit and a reaction find the message they are about', async () => {
    const first = like('text', 6, { text: 'оператор', entities: [] });
    await home.calls(first);
    const id = (first['message'] as { message_id: number }).message_id;
    await home.calls(like('reply', 6, { reply_to_message: { message_id: id, date: 1, chat: { id: 6, type: 'private' } } }));
    expect(ofClient(await home.said(6)).at(-1)).toMatchObject({ text: 'Да, это оно', quote: expect.any(Number) });
    await home.calls(like('edited', 6, { message_id: id, text: 'оператора, пожалуйста' }));
    expect(ofClient(await home.said(6))[0]).toMatchObject({ text: 'оператора, пожалуйста' });
    await home.calls(like('reaction', 6, { message_id: id }));
    const [row] = await home.world.db.query<{ reactions: unknown }>(
      `select m.reactions from message m join external_ref r on r.window_id = m.window_id and r.seq = m.seq where r.chat = '6' and r.external_id = $1`,
      [String(id)],
    );
    expect(row?.reactions).toEqual([{ by: 'client', emoji: '👍' }]);
  });

  it('the bot answers in the topic of the chat it was asked in', async () => {
    await home.calls(like('help', 112, { message_thread_id: 31 }));
    await until('help', () => botSaid(112).length > 0);
    expect(home.bot.callsOf('sendMessage').at(-1)?.params).toMatchObject({ chat_id: 112, message_thread_id: 31 });
    await home.calls(like('text', 112, { text: 'оператор', entities: [], message_thread_id: 31 }));
    expect(ofClient(await home.said(112))[0]).toMatchObject({ thread: '31' });
  });

  it('who blocks the bot is not reached there, until they let it in again', async () => {
    await words(9, 'здравствуйте');
    const state = async () =>
      (await home.world.db.query<{ reason: string | null }>(`select unreachable_reason as reason from identity where external_id = '9'`))[0]
        ?.reason;
    await home.calls(like('blocked', 9));
    expect(await state()).toBe('blocked');
    await home.calls(like('unblocked', 9));
    expect(await state()).toBeNull();
  });

  it('a word of the bot waits when Telegram says so, and is given up when it is refused', async () => {
    home.bot.fail('drop', { method: 'sendMessage', chat: 10 });
    await home.calls(like('help', 10));
    await until('help, the second time', () => botSaid(10).length === 2);
  });

  async function sendQuestion(chat: number): Promise<number> {
    const asked = home.bot.state.nextMessage++;
    home.bot.state.messages.set(`${chat} ${asked}`, { message_id: asked });
    return asked;
  }
});
