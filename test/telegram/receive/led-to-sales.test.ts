import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOutreach } from '../../../src/clients/record-outreach.ts';
import type { ChatSession } from '../../../src/http/chat/protocol.ts';
import { json, newId, posting, visitorOf } from '../../http/house.ts';
import { until } from '../../support/until.ts';
import { type BotHouse, botHouse } from '../bot-house.ts';
import { like } from '../fixtures.ts';

const sales = ['Анна Орлова', 'Борис Громов', 'Вера Линд'];
const way = (organisation: string) => ['Со мной связался ваш менеджер', 'От организации', organisation];

/** What strangers type, and who of sales has an outreach on record by it. */
const typed = [
  { organisation: 'ООО «Зелёный сад»', manager: 'не помню', of: 'Вера Линд' },
  { organisation: 'Сад и огород', manager: '8 (921) 555-00-11', of: 'Борис Громов' },
  { organisation: 'Сад и огород', manager: 'Anna Orlova', of: 'Анна Орлова' },
  { organisation: 'Сад и огород', manager: '8 (921) 555-00-12', of: null },
  { organisation: 'Нигде не записано', manager: 'Зинаида', of: null },
] as const;

describe('R5, R6: “your manager contacted me”, in Telegram and in the web chat', () => {
  let home: BotHouse;
  beforeAll(async () => {
    home = await botHouse({
      specialists: [{ name: 'Ольга Керн' }, ...sales.map((name) => ({ name, department: 'sales' }))],
      clients: [{ name: 'Зелёный сад', stage: 'prospect', contacts: ['Иван Садовников'] }],
    });
    home.telegram.start();
    await until('the bot knows its name', () => home.telegram.username() !== null);
    const [garden] = await home.world.db.query<{ id: string }>('select id from client');
    const {
      policy: { data: policy, version: policyVersion },
      calendar,
    } = home.deps.company();
    const told = { at: home.world.clock.at, contact: null, means: 'call' as const };
    await home.world.db.transaction((tx) =>
      recordOutreach({ tx, now: home.world.clock.at, newId, policy, policyVersion, calendar, actor: { kind: 'terminal', id: null } }, [
        {
          ...told,
          externalId: 'a',
          client: { id: garden?.id ?? '' },
          specialist: home.world.specialist('Вера Линд'),
          note: 'хотят 40 мест',
        },
        { ...told, externalId: 'b', client: null, newcomer: { phone: '+79215550011' }, specialist: home.world.specialist('Борис Громов') },
      ]),
    );
  });
  afterAll(async () => {
    expect(home.bot.mistakes).toEqual([]);
    await home.close();
  });

  /** With whom of sales they are, from what they were told last. */
  const personIn = (said: readonly string[]) => sales.find((name) => said.at(-1)?.includes(name)) ?? null;
  /** What they were told, whoever answers. */
  const without = (said: readonly string[]) => said.map((each) => sales.reduce((text, name) => text.replaceAll(name, 'NAME'), each));

  const toldIn = async (chat: number) =>
    (await home.said(chat)).filter(({ author, audience }) => author !== 'client' && audience === 'client').map(({ body }) => body.text);
  const inTelegram = async (chat: number, words: readonly string[]) => {
    for (const text of words) await home.calls(like('text', chat, { text, entities: [] }));
    return toldIn(chat);
  };
  const inChat = async (words: readonly string[]) => {
    const session = await json<ChatSession>(await home.request('/chat/v1/session', posting({ language: 'ru' })));
    const visitor = visitorOf(home.request, session);
    for (const text of words) await visitor.says(text);
    const { messages, ...rest } = await visitor.history();
    const said = messages.filter(({ from }) => from !== 'client').map(({ text }) => text);
    const { state } = await json<ChatSession>(await home.request('/chat/v1/session', posting({ renewal: session.renewal })));
    return { said, all: JSON.stringify([messages, rest, state]) };
  };

  it.each(typed.map((each, i) => [`${each.organisation}, ${each.manager}`, each, 900 + i] as const))(
    '%s leads to the same person from both',
    async (_, { organisation, manager, of }, chat) => {
      const words = [...way(organisation), manager];
      const chatted = await inChat(words);
      const written = await inTelegram(chat, words);
      if (of !== null) expect([personIn(chatted.said), personIn(written)]).toEqual([of, of]);
    },
  );

  it('says the same, word by word, whether anything is on record or not, but for the name of who answers', async () => {
    const chats = await Promise.all(typed.map(({ organisation, manager }) => inChat([...way(organisation), manager])));
    expect(new Set(chats.map(({ said }) => JSON.stringify(without(said)))).size).toBe(1);
    const sent = await Promise.all(typed.map(async (_, i) => without(await toldIn(900 + i))));
    expect(new Set(sent.map((each) => JSON.stringify(each))).size).toBe(1);
    for (const secret of ['Садовников', '40 мест', 'Керн'])
      expect(JSON.stringify([chats.map(({ all }) => all), sent])).not.toContain(secret);
  });

  it('makes nobody known: what they write next comes from a stranger’s own client', async () => {
    const rows = await home.world.db.query<{ members: number }>(
      `select count(cc.contact_id)::int as members from client c left join contact_client cc on cc.client_id = c.id group by c.id`,
    );
    expect(rows.every(({ members }) => members === 1)).toBe(true);
    expect(rows.length).toBe(1 + 3 * typed.length);
  });
});
