import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { type BotHouse, botHouse, ofClient, personInCharge, textsTo } from '../bot-house.ts';
import { like } from '../fixtures.ts';

describe('who is known in Telegram by their phone', () => {
  let home: BotHouse;
  beforeAll(async () => {
    home = await botHouse({
      specialists: [{ name: 'Olga' }, { name: 'Boris' }],
      clients: [
        { name: 'Ugol', owner: { client: 'Olga' }, contacts: ['Irina', 'Pavel', 'Zoya'] },
        { name: 'Other', owner: { client: 'Boris' }, contacts: ['Ivan', 'Maria', 'Petr'] },
      ],
    });
  });
  afterAll(async () => {
    expect(home.bot.mistakes).toEqual([]);
    await home.close();
  });

  const inCharge = (chat: number) => personInCharge(home, chat);
  const words = (chat: number, text: string) => home.calls(like('text', chat, { text, entities: [] }));
  const botSaid = (chat: number) => textsTo(home, chat);

  const choice = (chat: number) => home.calls(like('choice', chat, { data: 'choice who client' }));
  /** The question that asks for their phone stands in the chat, as when it was sent; its number there. */
  const asked = async (chat: number): Promise<number> => {
    await home.calls(like('start', chat));
    await choice(chat);
    const account = home.deps.company().accounts.get('telegram');
    await home.world.db.query(
      `insert into external_ref select $1::uuid, $2, $3, m.window_id, m.seq from message m join "window" w on w.id = m.window_id
         join identity_link l on l.contact_id = w.contact_id join identity i on i.id = l.identity_id
        where i.external_id = $2 and m.body->'question'->>'proof' = 'phone'`,
      [account, String(chat), String(9_000 + chat)],
    );
    return 9_000 + chat;
  };
  const answering = (chat: number, id: number) => ({
    reply_to_message: { message_id: id, date: 1_772_441_000, chat: { id: chat, type: 'private' } },
  });
  const now = () => Math.floor(home.world.clock.at.getTime() / 1000);
  const share = async (chat: number, phone: string, more: Record<string, unknown> = {}) =>
    home.calls(
      like('contact-own', chat, {
        contact: { phone_number: phone, first_name: 'Somebody', user_id: chat },
        date: now(),
        ...answering(chat, 9_000 + chat),
        ...more,
      }),
    );
  beforeAll(async () => {
    const give = (name: string, phone: string) => home.world.db.query('update contact set phone = $2 where name = $1', [name, phone]);
    await give('Ivan', '8 (916) 000-00-01');
    await give('Maria', '+7 916 000-00-02');
    await give('Petr', '+7 916 000-00-02');
  });

  it('of their own that one contact has, they are known', async () => {
    await asked(21);
    await share(21, '79160000001');
    expect(await inCharge(21)).toEqual({ name: 'Boris', contact: 'Ivan' });
  });

  it('asked for after “I’m already a client”, it leads to their own specialist, or to a person', async () => {
    await home.world.db.query(`update contact set phone = '+7 916 000-00-07' where name = 'Pavel'`);
    for (const chat of [27, 28]) {
      await asked(chat);
      expect((await home.said(chat)).at(-1)?.body.question).toMatchObject({ id: 'client-name', proof: 'phone' });
    }
    await share(27, '79160000007');
    expect(await inCharge(27)).toEqual({ name: 'Olga', contact: 'Pavel' });
    await share(28, '79160000008');
    expect((await inCharge(28))?.name).toEqual(expect.any(String));
    for (const chat of [27, 28]) expect((await home.said(chat)).filter((each) => each.body.question !== undefined)).toHaveLength(2);
  });

  it.each([
    ['that two contacts have', 23, '79160000002'],
    ['that nobody has', 24, '79169999999'],
    ['of another country that ends alike', 25, '19160000001'],
  ])('%s, they are not, and nothing tells them apart', async (_, chat, phone) => {
    await asked(chat);
    await share(chat, phone);
    expect((await inCharge(chat))?.contact).toBe('Ирина Соколова');
    await until('thanks', () => botSaid(chat).includes('Спасибо, номер получили.'));
    expect(botSaid(chat).every((each) => !/Ivan|Maria|Petr/.test(each))).toBe(true);
  });

  const origin = { type: 'user', date: 1_772_440_000, sender_user: { id: 61, is_bot: false, first_name: 'Ivan' } };
  it.each<[string, number, Record<string, unknown>]>([
    ['is somebody else’s', 61, { contact: { phone_number: '79160000001', first_name: 'Ivan', user_id: 999 } }],
    ['was passed on, though it is theirs', 62, { forward_origin: origin }],
    ['was passed on in a shape nobody knows', 63, { forward_origin: 7 }],
    ['was put together by another bot', 64, { via_bot: { id: 5, is_bot: true, first_name: 'Cards' } }],
    ['was picked from the address book', 65, { reply_to_message: undefined }],
    ['answers something else', 66, answering(66, 8_000)],
    ['was made ready two days before', 67, { date: 1_000 }],
    ['answers a question of another chat', 68, answering(61, 9_061)],
  ])('a card that %s proves nothing, and stays a card', async (_, chat, more) => {
    await asked(chat);
    await share(chat, '79160000001', more);
    expect((await inCharge(chat))?.contact).toBe('Ирина Соколова');
    expect(ofClient(await home.said(chat)).at(-1)?.card).toMatchObject({ phone: '79160000001' });
    expect(botSaid(chat)).not.toContain('Спасибо, номер получили.');
  });

  it('a request is good for a day, and no longer than what it was asked in', async () => {
    const age = (chat: number) =>
      home.world.db.query(
        `update message m set received_at = m.received_at - interval '25 hours' from external_ref r where r.window_id = m.window_id and r.seq = m.seq and r.chat = $1`,
        [String(chat)],
      );
    await asked(69);
    await age(69);
    await share(69, '79160000001');
    expect((await inCharge(69))?.contact).toBe('Ирина Соколова');
  });

  it('typed, they are not', async () => {
    await words(26, '+7 916 000-00-01');
    expect((await inCharge(26))?.contact).toBe('Ирина Соколова');
  });
});
