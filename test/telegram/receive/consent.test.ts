import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetAside } from '../../../src/db/telegram/awaiting-consent.ts';
import { until } from '../../support/until.ts';
import { type BotHouse, botHouse, ofClient } from '../bot-house.ts';
import { like } from '../fixtures.ts';

const consent = { required: true, version: '2026-01', text: { ru: 'Можно ли хранить ваши слова?', en: 'May we keep your words?' } };

describe('where consent is owed', () => {
  let home: BotHouse;
  beforeAll(async () => {
    home = await botHouse({ specialists: [{ name: 'Olga' }], policy: (policy) => ({ ...policy, consent }) });
  });
  afterAll(async () => {
    expect(home.bot.mistakes).toEqual([]);
    await home.close();
  });

  const words = (chat: number, text: string, more = {}) => home.calls(like('text', chat, { text, entities: [], ...more }));
  const agree = (chat: number, more = {}, data = 'c:2026-01') => {
    const raw = like('choice', chat, { data });
    const query = raw['callback_query'] as { message: object };
    return home.calls({ ...raw, callback_query: { ...query, message: { ...query.message, ...more } } });
  };
  const asked = (chat: number) =>
    home.bot.callsOf('sendMessage').filter((each) => each.params['chat_id'] === chat && String(each.params['text']).startsWith('Можно ли'));
  const said = async (chat: number) => ofClient(await home.said(chat)).map((each) => [each.text, each.attachments?.length ?? 0]);
  const waiting = (chat: number) => home.world.db.query('select 1 from awaiting_consent where chat = $1', [String(chat)]);

  it('all that was written before comes in once they agree, in its order, with its files and changes; they are asked once', async () => {
    await words(1, 'первое');
    const second = like('text', 1, { text: 'втрое', entities: [] });
    await home.calls(second);
    await home.calls(like('document', 1, { caption: 'договор' }));
    const id = (second['message'] as { message_id: number }).message_id;
    await home.calls(like('edited', 1, { message_id: id, text: 'второе' }));
    await until('the question', () => asked(1).length > 0);
    expect(asked(1)).toHaveLength(1);
    expect(await said(1)).toEqual([]);
    expect((await home.world.db.query('select 1 from contact')).length).toBe(0);
    await agree(1);
    expect(await said(1)).toEqual([
      ['первое', 0],
      ['второе', 0],
      ['договор', 1],
    ]);
    expect(await waiting(1)).toEqual([]);
    await agree(1);
    await words(1, 'четвёртое');
    expect((await said(1)).map(([text]) => text)).toEqual(['первое', 'второе', 'договор', 'четвёртое']);
  });

  it('whoever comes back without agreeing is asked again', async () => {
    await words(2, 'раз');
    home.world.clock.at = new Date(home.world.clock.at.getTime() + 61_000);
    await words(2, 'два');
    await until('the second question', () => asked(2).length === 2);
  });

  it('what nobody agreed to for a day is forgotten; who agrees then begins with what they were asked under', async () => {
    await words(3, 'давнее');
    await forgetAside(home.world.db, new Date(home.world.clock.at.getTime() + 1));
    expect(await waiting(3)).toEqual([]);
    const under = { message_id: 77, date: 1_772_442_000, chat: { id: 3, type: 'private' }, text: 'давнее' };
    await agree(3, { reply_to_message: under });
    expect((await said(3)).map(([text]) => text)).toEqual(['давнее']);
  });

  it('nobody fills the store by not agreeing', async () => {
    for (let i = 0; i < 55; i++) await words(4, `слово ${i}`);
    expect(await waiting(4)).toHaveLength(50);
  });

  it('a change of words nobody agreed to is not kept either', async () => {
    await home.calls(like('edited', 5, { text: 'иначе' }));
    expect(await said(5)).toEqual([]);
    await agree(5);
    expect((await said(5)).map(([text]) => text)).toEqual(['иначе']);
  });

  it('whoever agrees to a wording that was changed meanwhile is asked by the new one, and nothing is lost', async () => {
    await words(6, 'важное');
    await until('the question', () => asked(6).length === 1);
    const version = 'Редакция от 1 марта 2026 года, с приложениями';
    const reword = (text: string) =>
      home.world.db.query(`update policy set data = jsonb_set(data, '{consent,version}', to_jsonb($1::text))`, [text]);
    await reword(version);
    await home.engine.reload();
    await agree(6);
    await until('the question by the new wording', () => asked(6).length === 2);
    expect(await said(6)).toEqual([]);
    const button = /"callback_data":"(c:[^"]+)"/.exec(JSON.stringify(asked(6).at(-1)?.params))?.[1] ?? '';
    expect(new TextEncoder().encode(button).length).toBeLessThanOrEqual(64);
    await agree(6, {}, button);
    expect((await said(6)).map(([text]) => text)).toEqual(['важное']);
    await words(6, 'и ещё');
    expect((await said(6)).map(([text]) => text)).toEqual(['важное', 'и ещё']);
  });
});
