import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { until } from '../../support/until.ts';
import { type BotHouse, botHouse } from '../bot-house.ts';
import { like } from '../fixtures.ts';

type Keyboard = { inline_keyboard: { text: string; callback_data: string }[][] };

describe('in Telegram', () => {
  let home: BotHouse;
  beforeAll(async () => {
    home = await botHouse({
      specialists: [{ name: 'Olga' }, { name: 'Sonya', department: 'sales' }],
      clients: [
        { name: 'Bakery', owner: { client: 'Olga' }, contacts: ['Vera'] },
        { name: 'Mill', owner: { sales: 'Sonya' }, stage: 'initial', contacts: ['Vera'] },
        { name: 'Farm', owner: { client: 'Olga' }, contacts: ['Gleb'] },
      ],
    });
    await home.world.db.query(`update contact set telegram_id = case site_id when 'Vera' then '301' else '302' end`);
    home.engine.start();
  });
  afterAll(async () => {
    expect(home.bot.mistakes).toEqual([]);
    await home.close();
  });

  const writes = (chat: number, text: string) => home.calls(like('text', chat, { text, entities: [] }));
  const stands = (chat: number) =>
    home.world.db.query<{ id: ConversationId; client: string | null; specialist: string | null; status: string }>(
      `select c.id, cl.name as client, s.name as specialist, c.status from conversation c
         join identity_link l on l.contact_id = c.contact_id join identity i on i.id = l.identity_id and i.external_id = $1
         left join client cl on cl.id = c.client_id left join specialist s on s.id = c.specialist_id order by c.id`,
      [String(chat)],
    );
  /** the newest buttons shown in a chat, once they fit */
  const buttons = (chat: number, fits: RegExp) =>
    until(`buttons ${fits} in ${chat}`, () => {
      const sent = home.bot.callsOf('sendMessage').filter((each) => each.params['chat_id'] === chat && each.params['reply_markup']);
      const all = sent.flatMap((each) => (each.params['reply_markup'] as Keyboard).inline_keyboard?.flat() ?? []);
      return all.some(({ text }) => fits.test(text)) ? all : undefined;
    });
  const taps = async (chat: number, fits: RegExp) => {
    const tap = (await buttons(chat, fits)).findLast(({ text }) => fits.test(text));
    return home.calls(like('choice', chat, { data: tap?.callback_data }));
  };

  it('R6: a contact of two companies is asked for which, and changes it by /company', async () => {
    await writes(301, 'Good morning');
    expect((await buttons(301, /Mill/)).map(({ text }) => text)).toEqual(['Bakery', 'Mill']);
    await taps(301, /Mill/);
    await until('it is the mill’s', async () => (await stands(301))[0]?.specialist === 'Sonya' || undefined);
    await home.calls(like('help', 301, { text: '/company', entities: [] }));
    await until('the choice is shown again', async () => ((await buttons(301, /Bakery/)).length === 4 ? true : undefined));
    await taps(301, /Bakery/);
    await until('it is the bakery’s', async () => (await stands(301))[0]?.specialist === 'Olga' || undefined);
    expect(await stands(301)).toMatchObject([{ client: 'Bakery', status: 'waiting-on-us' }]);
  });

  it('R15: what was written after a matter was settled is about it by the quiet tap under who comes', async () => {
    const { world } = home;
    // Telegram takes a message a second for a chat: what waited for that is due.
    const later = () => {
      world.clock.at = new Date(world.clock.at.getTime() + 5000);
    };
    await writes(302, 'The printer is dead');
    const [{ id } = { id: '' as ConversationId }] = await stands(302);
    await world.does('Olga', id, { type: 'reply', text: 'Switch it off and on' });
    await world.does('Olga', id, { type: 'resolve' });
    later();
    await writes(302, 'Still dead');
    expect((await stands(302)).map(({ status }) => status)).toEqual(['resolved', 'waiting-on-us']);
    const stepping = setInterval(later, 500);
    await taps(302, /earlier question|прежн/);
    clearInterval(stepping);
    await until('the former goes on', async () => (await stands(302))[0]?.status === 'waiting-on-us' || undefined);
    expect((await stands(302)).map(({ status }) => status)).toEqual(['waiting-on-us', 'closed']);
  });
});
