import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientId, ConversationId, WindowId } from '../../../src/domain/ids.ts';
import { json } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { conversationOf } from '../../support/world.ts';
import { channel, keepThread, type Stage, stage } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({
    specialists: [{ name: 'Olga' }, { name: 'Pavel' }, { name: 'Sonya', department: 'sales' }],
    clients: [
      { name: 'Northern Bakery', owner: { client: 'Olga' }, contacts: ['Vera Orlova'] },
      { name: 'Southern Mill', owner: { sales: 'Sonya' }, stage: 'initial', contacts: ['Vera Orlova'] },
      { name: 'Quiet Farm', owner: { client: 'Olga' }, contacts: ['Gleb'] },
    ],
  });
});
afterAll(() => on.close());

const [olga, pavel] = [slackUserOf('Olga'), slackUserOf('Pavel')];
const clientIn = async (name: string) =>
  (await on.house.world.db.query<{ id: ClientId }>('select id from client where name = $1', [name]))[0]?.id as ClientId;
const stands = async (window: WindowId) =>
  on.house.world.db.query<{ client: string | null; specialist: string | null; status: string; id: ConversationId }>(
    `select cl.name as client, s.name as specialist, c.status, c.id from conversation c left join client cl on cl.id = c.client_id
     left join specialist s on s.id = c.specialist_id where c.window_id = $1::text::uuid order by c.id`,
    [window],
  );
/** The card of a conversation, tapped. */
const card = async (conversation: ConversationId) => {
  const root = on.slack.workspace.nextTs();
  on.slack.workspace.channels
    .get(channel)
    ?.messages.push({ ts: root, channel, bot_id: on.slack.workspace.botId, text: 'card', reactions: new Map() });
  await keepThread(on.house, { conversation, root });
  return (user: string, action: Record<string, unknown>) => on.taps(user, action, { container: { channel_id: channel, message_ts: root } });
};

describe('R6: a contact of several clients, in Slack', () => {
  const vera = () => on.house.world.contact('Vera Orlova');

  it('a call is logged for the one beside whom they were found, and whoever serves that one is called', async () => {
    const found = await json<{ options: { text: { text: string }; value: string }[] }>(await on.suggests(pavel, 'okno_caller', 'Vera'));
    expect(found.options.map(({ text }) => text.text)).toEqual(['Vera Orlova · Northern Bakery', 'Vera Orlova · Southern Mill']);
    expect(new Set(found.options.map(({ value }) => value)).size).toBe(2);
    const log = async (value: string) =>
      json(
        await on.sends(pavel, {
          callback_id: 'okno_log_view',
          private_metadata: JSON.stringify({ conversation: '', channel: null, threadTs: null }),
          state: {
            values: {
              kind: { value: { selected_option: { value: 'call' } } },
              caller: { okno_caller: { selected_option: { value } } },
              take: { value: { selected_option: { value: 'no' } } },
            },
          },
        }),
      );
    expect(JSON.stringify(await log(found.options[0]?.value.split(':')[0] ?? ''))).toContain('several companies');
    expect(JSON.stringify(await log(found.options[1]?.value ?? ''))).toContain('Sonya');
    expect(await stands(vera().window)).toMatchObject([{ client: 'Southern Mill', specialist: 'Sonya', status: 'waiting-on-us' }]);
    expect(on.slack.mistakes).toEqual([]);
  });

  it('which of them it is about is changed by the menu on the card, by who may', async () => {
    const [first] = await stands(vera().window);
    const tap = await card(first?.id as ConversationId);
    const value = {
      action_id: 'okno_client',
      type: 'static_select',
      selected_option: { value: `client:${await clientIn('Northern Bakery')}` },
    };
    await tap(pavel, value);
    expect(await stands(vera().window)).toMatchObject([{ client: 'Southern Mill', specialist: 'Sonya' }]);
    await tap(slackUserOf('Sonya'), value);
    expect(await stands(vera().window)).toMatchObject([{ client: 'Northern Bakery', specialist: 'Olga' }]);
    await tap(olga, { ...value, selected_option: { value: `client:${await clientIn('Quiet Farm')}` } });
    expect(await stands(vera().window)).toMatchObject([{ client: 'Northern Bakery', specialist: 'Olga' }]);
    await on.hears(olga, /not of this client/);
  });
});

describe('R15: which matter it is, by a tap on the card', () => {
  it('the former one goes on; and what it turns out not to be becomes one of its own', async () => {
    const { world } = on.house;
    const gleb = world.contact('Gleb');
    const former = conversationOf(await gleb.says('The printer is dead'));
    await world.does('Olga', former, { type: 'reply', text: 'Switch it off and on' });
    await world.does('Olga', former, { type: 'resolve' });
    const next = conversationOf(await gleb.says('Still dead'));
    expect(next).not.toBe(former);
    await (await card(next))(olga, { action_id: 'okno_same', value: next });
    expect(await stands(gleb.window)).toMatchObject([
      { id: former, status: 'waiting-on-us' },
      { id: next, status: 'closed' },
    ]);
    const onFormer = await card(former);
    await onFormer(pavel, { action_id: 'okno_more', type: 'overflow', selected_option: { value: `parted:${former}` } });
    expect(await stands(gleb.window)).toHaveLength(2);
    await onFormer(olga, { action_id: 'okno_more', type: 'overflow', selected_option: { value: `parted:${former}` } });
    expect((await stands(gleb.window)).map(({ status }) => status)).toEqual(['resolved', 'closed', 'waiting-on-us']);
    expect(on.slack.mistakes).toEqual([]);
  });
});
