import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachedBy } from '../../src/db/conversations/reach.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import type { Command } from '../../src/engine/submissions/submission.ts';
import { newId } from '../http/house.ts';
import { until } from '../support/until.ts';
import { type BotHouse, botHouse } from './bot-house.ts';
import { like } from './fixtures.ts';

describe('in a private chat with topics', () => {
  let home: BotHouse;
  beforeAll(async () => {
    home = await botHouse({ specialists: [{ name: 'Olga' }], clients: [{ name: 'Ugol', owner: { client: 'Olga' }, contacts: ['Irina'] }] });
    await home.world.db.query(`update contact set telegram_id = '7' where name = 'Irina'`);
    home.engine.start();
  });
  afterAll(async () => {
    expect(home.bot.mistakes).toEqual([]);
    await home.close();
  });

  const asks = async (text: string, thread: number) => {
    const raw = like('text', 7, { text, entities: [], message_thread_id: thread });
    await home.calls(raw);
    return (raw['message'] as { message_id: number }).message_id;
  };
  const conversation = async () => (await home.said(7)).at(-1)?.conversation as ConversationId;
  const does = async (command: Command) =>
    home.engine.submit({
      type: 'desk',
      key: newId(),
      conversation: await conversation(),
      actor: home.world.specialist('Olga'),
      command,
    });
  const leftIn = (text: string) =>
    until(`“${text}” leaves`, () => {
      // Messages of one chat leave a second apart.
      home.world.clock.at = new Date(home.world.clock.at.getTime() + 1000);
      return home.bot.callsOf('sendMessage').find((each) => each.params['text'] === text);
    }).then(({ params }) => params['message_thread_id']);
  const typingIn = async () => (await reachedBy(home.world.db, await conversation(), home.world.specialist('Olga')))?.thread;

  it('an answer leaves into the topic that was written in last, or where what it quotes was written; so does “typing”', async () => {
    const first = await asks('первый вопрос', 31);
    await does({ type: 'reply', text: 'первый ответ' });
    expect([await leftIn('первый ответ'), await typingIn()]).toEqual([31, '31']);
    await asks('второй вопрос', 32);
    await does({ type: 'reply', text: 'второй ответ' });
    expect([await leftIn('второй ответ'), await typingIn()]).toEqual([32, '32']);
    const [row] = await home.world.db.query<{ seq: number }>(
      `select seq::int as seq from external_ref where chat = '7' and external_id = $1`,
      [String(first)],
    );
    await does({ type: 'reply', text: 'ещё о первом', quote: row?.seq ?? 0 });
    expect(await leftIn('ещё о первом')).toBe(31);
  });
});
