import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { type BotHouse, botHouse } from '../bot-house.ts';
import { like } from '../fixtures.ts';

describe('R10: a known client’s matters of money in Telegram', () => {
  let home: BotHouse;
  beforeAll(async () => {
    home = await botHouse({
      specialists: [{ name: 'Olga' }, { name: 'Fedor', department: 'finance' }],
      clients: [{ name: 'Ugol', owner: { client: 'Olga' }, contacts: ['Irina', 'Pavel'] }],
    });
    const { db } = home.world;
    await db.query(`update contact set telegram_id = case site_id when 'Irina' then '301' else '302' end`);
    await db.query(`update contact_client set role = 'бухгалтер' where contact_id = (select id from contact where site_id = 'Irina')`);
  });
  afterAll(async () => {
    expect(home.bot.mistakes).toEqual([]);
    await home.close();
  });

  const said = (chat: number) =>
    home.world.db.query<{ track: string; text: string }>(
      `select c.topic as track, m.body->>'text' as text from message m join conversation c on c.id = m.conversation_id
         join identity_link l on l.contact_id = c.contact_id join identity i on i.id = l.identity_id
        where i.external_id = $1::text and m.author = 'client' order by m.seq`,
      [String(chat)],
    );

  it('the tap “not about money” takes an accountant’s words to their specialist', async () => {
    await home.calls(like('text', 301, { text: 'Программа не открывается', entities: [] }));
    expect((await said(301)).map((each) => each.track)).toEqual(['finance']);
    home.engine.start();
    const sent = () => home.bot.callsOf('sendMessage').find((each) => each.params['chat_id'] === 301 && each.params['reply_markup']);
    await until('who answers is told', () => sent() !== undefined);
    const markup = sent()?.params['reply_markup'] as { inline_keyboard: { text: string; callback_data: string }[][] };
    const [[tap] = []] = markup.inline_keyboard;
    expect(tap?.text).toBe('This is not about money');
    await home.calls(like('choice', 301, { data: tap?.callback_data }));
    await until('the words have gone over', async () => (await said(301)).every((each) => each.track === 'general'));
    await home.calls(like('text', 301, { text: 'Вы здесь?', entities: [] }));
    expect((await said(301)).at(-1)).toEqual({ track: 'general', text: 'Вы здесь?' });
  });

  it('the command of the menu says what is written next', async () => {
    await home.calls(like('text', 302, { text: 'Как напечатать отчёт?', entities: [] }));
    await home.calls(like('help', 302, { text: '/invoice', entities: [] }));
    await home.calls(like('text', 302, { text: 'за июнь', entities: [] }));
    await home.calls(like('help', 302, { text: '/invoice и за июль', entities: [] }));
    expect(await said(302)).toEqual([
      { track: 'general', text: 'Как напечатать отчёт?' },
      { track: 'finance', text: 'Invoices and payments' },
      { track: 'finance', text: 'за июнь' },
      { track: 'finance', text: 'и за июль' },
    ]);
  });
});
