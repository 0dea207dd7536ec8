import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../src/domain/scope.ts';
import { makeKey } from '../../src/http/api/secret.ts';
import type { ChatSession } from '../../src/http/chat/protocol.ts';
import type { ConversationView } from '../../src/http/desk/conversations/card-contract.ts';
import { makeSignInToken } from '../../src/http/desk/people/sign-in.ts';
import { json, newId, posting, pressing } from '../http/house.ts';
import { channelOf, type Messengers, messengers } from '../support/messengers.ts';
import { readable } from '../support/slack-person.ts';
import type { TelegramPerson } from '../support/telegram-person.ts';
import { until } from '../support/until.ts';
import { type Visitor, visitorWith } from '../support/visitor.ts';

describe('what a specialist quotes is quoted wherever it goes', () => {
  let on: Messengers;
  let irina: TelegramPerson;
  let james: Visitor;
  let desk: (path: string, body?: object) => Promise<Response>;
  let api: (path: string, body: object) => Promise<Response>;

  beforeAll(async () => {
    on = await messengers({ specialists: [{ name: 'Olga' }] });
    const { db } = on.world;
    const entered = await fetch(`${on.url}/desk/sign-in`, {
      ...pressing(await makeSignInToken({ db, now: on.now }, on.world.specialist('Olga'), 1, `token of ${newId()}`)),
      redirect: 'manual',
    });
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { csrf } = await json<{ csrf: string }>(await fetch(`${on.url}/desk/api/me`, { headers: { cookie } }));
    desk = (path, body) => {
      const init = body === undefined ? { headers: { cookie } } : posting({ key: newId(), ...body }, { cookie, 'x-csrf-token': csrf });
      return fetch(`${on.url}/desk/api${path}`, init);
    };
    const random = crypto.getRandomValues(new Uint8Array(32));
    const { secret } = await makeKey(db, newId, on.now(), random, { name: 'CRM', scopes, rateLimit: null, createdBy: null });
    api = (path, body) =>
      fetch(`${on.url}/api/v1${path}`, posting(body, { authorization: `Bearer ${secret}`, 'idempotency-key': newId() }));
  });
  afterAll(async () => {
    expect(on?.bot.mistakes).toEqual([]);
    await on?.close();
  });

  /** Where words stand, once they do: the conversation, and their number in it. */
  const place = (text: string) =>
    until(`“${text}” stands at the desk`, async () => {
      const rows = await on.world.db.query<{ id: string; seq: number }>(
        `select conversation_id as id, seq::int as seq from message where body->>'text' = $1 and conversation_id in
           (select id from conversation where specialist_id is not null)`,
        [text],
      );
      return rows[0];
    });
  const sentTo = (chat: number, text: string) =>
    until(`the bot says “${text}”`, () =>
      on.bot.callsOf('sendMessage').find(({ params }) => params['chat_id'] === chat && params['text'] === text),
    );
  const inSlack = (text: string) =>
    until(`Slack shows “${text}”`, () =>
      on.slack.workspace.channels
        .get(channelOf.client)
        ?.messages.map((each) => readable(each.blocks ?? [{ text: each.text }]))
        .find((each) => each.includes(text)),
    );

  it('in Telegram, from the desk and by the API; a client may have deleted what is quoted', async () => {
    irina = on.client({ chat: 601, name: 'Irina', language: 'en' });
    await irina.writes('operator');
    const asked = await irina.writes('How much is it?');
    const { id, seq } = await place('How much is it?');
    expect((await desk(`/conversations/${id}/reply`, { text: 'A hundred', quote: seq })).status).toBe(200);
    const byDesk = await sentTo(irina.chat, 'A hundred');
    expect(byDesk.params['reply_parameters']).toEqual({ message_id: asked, allow_sending_without_reply: true });
    expect((await api(`/conversations/${id}/messages`, { text: 'A hundred a year', quote: seq })).status).toBe(201);
    const byApi = await sentTo(irina.chat, 'A hundred a year');
    expect(byApi.params['reply_parameters']).toEqual({ message_id: asked, allow_sending_without_reply: true });
  });

  it('of one’s own words, too: what the bot sent is what is quoted', async () => {
    const { id, seq } = await place('A hundred');
    const own = await irina.sees('A hundred');
    expect((await api(`/conversations/${id}/messages`, { text: 'As I said', quote: seq })).status).toBe(201);
    expect((await sentTo(irina.chat, 'As I said')).params['reply_parameters']).toMatchObject({ message_id: own.id });
  });

  it('in the thread in Slack, with the words that are quoted', async () => {
    expect(await inSlack('A hundred a year')).toContain('How much is it?');
  });

  it('in the chat on the site', async () => {
    const opened = await fetch(`${on.url}/chat/v1/session`, posting({ language: 'en' }));
    james = visitorWith(on.url, await json<ChatSession>(opened));
    await james.post({ text: 'operator' });
    await james.post({ text: 'Is it free?' });
    const { id, seq } = await place('Is it free?');
    const shown = await json<ConversationView>(await desk(`/conversations/${id}`));
    const stands = shown.messages.find((each) => each.text === 'Is it free?');
    expect((await desk(`/conversations/${id}/reply`, { text: 'It is', quote: stands?.seq })).status).toBe(200);
    const answer = await until('James reads it', async () => (await james.history()).find((each) => each.text === 'It is'));
    expect(answer.quote).toBe(seq);
  });
});
