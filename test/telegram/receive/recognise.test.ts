import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContinuation, addInvite } from '../../../src/db/clients/invites.ts';
import { sha256 } from '../../../src/domain/sha256.ts';
import type { ChatSession } from '../../../src/http/chat/protocol.ts';
import { json, posting, visitorOf } from '../../http/house.ts';
import { until } from '../../support/until.ts';
import { type BotHouse, botHouse, ofClient, personInCharge, textsTo } from '../bot-house.ts';
import { fixture, like } from '../fixtures.ts';

describe('who is known in Telegram, by proof', () => {
  let home: BotHouse;
  beforeAll(async () => {
    home = await botHouse({
      specialists: [{ name: 'Olga' }, { name: 'Boris' }],
      clients: [
        { name: 'Ugol', owner: { client: 'Olga' }, contacts: ['Irina', 'Pavel', 'Zoya'] },
        { name: 'Other', owner: { client: 'Boris' }, contacts: ['Ivan', 'Maria', 'Petr'] },
      ],
    });
    home.telegram.start();
    await until('the bot knows its name', () => home.telegram.username() !== null);
  });
  afterAll(async () => {
    expect(home.bot.mistakes).toEqual([]);
    await home.close();
  });

  const idOf = async (name: string) =>
    (await home.world.db.query<{ id: string }>('select id from contact where name = $1', [name]))[0]?.id ?? '';
  const inCharge = (chat: number) => personInCharge(home, chat);
  const words = (chat: number, text: string) => home.calls(like('text', chat, { text, entities: [] }));
  const invite = async (name: string, token: string, purpose: 'invite' | 'continue' = 'invite') => {
    const at = home.world.clock.at;
    const row = { tokenHash: await sha256(token), contact: await idOf(name), createdAt: at, expiresAt: new Date(at.getTime() + 900_000) };
    await (purpose === 'invite'
      ? home.world.db.transaction((tx) => addInvite(tx, { ...row, client: null }))
      : addContinuation(home.world.db, row));
  };
  const start = (chat: number, payload: string) => home.calls(like('start', chat, { text: `/start ${payload}` }));
  const botSaid = (chat: number) => textsTo(home, chat);

  it('an invite makes a stranger the contact it was made for, once; what they wrote comes along', async () => {
    await words(11, 'оператор');
    await invite('Irina', 'token-of-irina');
    await start(11, 'token-of-irina');
    expect((await inCharge(11))?.contact).toBe('Irina');
    await words(11, 'это я');
    expect(ofClient(await home.said(11)).map((each) => each.text)).toEqual(['оператор', 'это я']);
    await start(12, 'token-of-irina');
    expect((await inCharge(12))?.contact).toBe('Ирина Соколова');
  });

  it('whoever comes by an invite first is greeted, and goes straight to their own specialist', async () => {
    await invite('Pavel', 'token-of-pavel');
    await start(13, 'token-of-pavel');
    await until('the greeting by name', () => botSaid(13).some((each) => each.includes('Pavel')));
    expect(await home.said(13)).toEqual([]);
    await words(13, 'не запускается');
    expect(await inCharge(13)).toEqual({ name: 'Olga', contact: 'Pavel' });
    expect((await home.said(13)).some((each) => each.body.question !== undefined)).toBe(false);
  });

  it('a link out of date says nothing of whose it was: the first question is asked', async () => {
    await invite('Zoya', 'token-of-zoya', 'continue');
    home.world.clock.at = new Date(home.world.clock.at.getTime() + 901_000);
    await start(14, 'token-of-zoya');
    expect((await home.said(14)).at(-1)?.body).toMatchObject({ question: { id: 'who' } });
  });

  it('a passed on invite opens nothing', async () => {
    await invite('Zoya', 'token-passed-on');
    await home.calls(
      like('start', 71, { text: '/start token-passed-on', forward_origin: { type: 'hidden_user', date: 1, sender_user_name: 'Zoya' } }),
    );
    expect((await inCharge(71))?.contact).toBe('Ирина Соколова');
  });

  it('an invite that a server came with and did not come to an end is good again after a minute, and used up as ever', async () => {
    await invite('Pavel', 'token-of-a-killed-server');
    const claimed = (secondsAgo: number) =>
      home.world.db.query(`update invite set claimed_at = $1::text::timestamptz where used_at is null`, [
        new Date(home.world.clock.at.getTime() - secondsAgo * 1000).toISOString(),
      ]);
    await claimed(59);
    await start(16, 'token-of-a-killed-server');
    expect((await inCharge(16))?.contact).not.toBe('Pavel');
    await claimed(60);
    await start(17, 'token-of-a-killed-server');
    await words(17, 'это я');
    expect((await inCharge(17))?.contact).toBe('Pavel');
    await start(18, 'token-of-a-killed-server');
    expect((await inCharge(18))?.contact).not.toBe('Pavel');
  });

  it('the Telegram id the company knows is proof from the first message on', async () => {
    await home.world.db.query(`update contact set telegram_id = '31' where name = 'Zoya'`);
    await words(31, 'здравствуйте');
    expect(await inCharge(31)).toEqual({ name: 'Olga', contact: 'Zoya' });
    expect((await home.said(31)).some((each) => each.body.question !== undefined)).toBe(false);
  });

  describe('from the web chat on', () => {
    const visit = async () => {
      const request = home.request;
      return visitorOf(request, await json<ChatSession>(await request('/chat/v1/session', posting({ language: 'ru' }))));
    };
    const linkOf = async (visitor: Awaited<ReturnType<typeof visit>>) => {
      const response = await visitor.post('/continue', {});
      expect(response.status).toBe(200);
      return json<{ url: string; expiresAt: string | null }>(response);
    };
    const tokenIn = (url: string) => new URL(url).searchParams.get('start') ?? '';

    it('one conversation goes on with the same person, and is answered in Telegram', async () => {
      const visitor = await visit();
      expect(visitor.session.telegram).toBe(true);
      await visitor.says('оператор');
      const { url, expiresAt } = await linkOf(visitor);
      expect(url).toMatch(/^https:\/\/t\.me\/okno_test_bot\?start=[\w-]{20,64}$/);
      expect(Date.parse(expiresAt ?? '') - home.world.clock.at.getTime()).toBe(900_000);
      await start(41, tokenIn(url));
      await until('who goes on with them', () => botSaid(41).some((each) => each.startsWith('Продолжаем здесь')));
      await words(41, 'я уже здесь');
      const said = await home.said(41);
      expect(ofClient(said).map((each) => each.text)).toEqual(['оператор', 'я уже здесь']);
      expect(new Set(said.map((each) => each.conversation)).size).toBe(1);
      const [row] = await home.world.db.query<{ channel: string }>('select channel from conversation where id = $1', [
        said[0]?.conversation,
      ]);
      expect(row?.channel).toBe('telegram');
      expect((await visitor.history()).messages.map((each) => each.text)).toContain('я уже здесь');
      await start(42, tokenIn(url));
      expect((await home.said(42)).at(-1)?.body).toMatchObject({ question: { id: 'who' } });
    });

    it('a stranger there who is known here is the one known here', async () => {
      const visitor = await visit();
      await visitor.says('вопрос с сайта');
      const { url } = await linkOf(visitor);
      await start(31, tokenIn(url));
      expect((await inCharge(31))?.contact).toBe('Zoya');
      const { messages } = await visitor.history();
      expect(messages.map((each) => each.text)).toContain('вопрос с сайта');
    });

    it('who has written nothing yet gets the way to the bot', async () => {
      expect(await linkOf(await visit())).toEqual({ url: 'https://t.me/okno_test_bot', expiresAt: null });
    });

    it('opens no browser: such a link is for the messenger alone', async () => {
      const visitor = await visit();
      await visitor.says('оператор');
      const token = tokenIn((await linkOf(visitor)).url);
      const session = await json<ChatSession>(await home.request('/chat/v1/session', posting({ invite: token })));
      expect(session.contact).toBeNull();
    });
  });

  describe('in a group', () => {
    it('the desk points to the private chat once, and the owner of the client is told', async () => {
      await home.calls(like('group-added', 31, { chat: { id: -77, type: 'group' } }));
      await until('the pointer', () => botSaid(-77).length === 1);
      expect(home.bot.callsOf('sendMessage').at(-1)?.params['reply_markup']).toMatchObject({
        inline_keyboard: [[{ url: 'https://t.me/okno_test_bot' }]],
      });
      const tasks = await home.world.db.query<{ kind: string; name: string }>(
        `select t.kind, s.name from task t join specialist s on s.id = t.specialist_id where t.kind = 'group'`,
      );
      expect(tasks).toEqual([{ kind: 'group', name: 'Olga' }]);
      await home.calls(like('group-message', 31, { chat: { id: -77, type: 'group' } }));
      await home.calls(like('group-migrated', 31, { chat: { id: -77, type: 'group' }, migrate_to_chat_id: -1077 }));
      await home.calls(like('supergroup-message', 31, { chat: { id: -1077, type: 'supergroup' } }));
      expect(botSaid(-77)).toHaveLength(1);
      expect(botSaid(-1077)).toEqual([]);
      expect(await home.calls({ ...fixture('channel-post'), update_id: 60_001 })).toBe(200);
    });

    it('a pointer that could not be posted is posted with the next message', async () => {
      home.bot.fail('drop', { method: 'sendMessage', chat: -88, times: 3 });
      await home.calls(like('group-message', 32, { chat: { id: -88, type: 'group' } }));
      await until(
        'it is forgotten',
        async () => (await home.world.db.query(`select 1 from pointed_group where chat = '-88'`)).length === 0,
      );
      await home.calls(like('group-message', 32, { chat: { id: -88, type: 'group' } }));
      await until('the pointer', () => botSaid(-88).length === 4);
    });
  });
});
