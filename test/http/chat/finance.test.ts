import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatHistory, ChatMessage, ChatSession } from '../../../src/http/chat/protocol.ts';
import { type House, house, json, newId, posting, siteSecret } from '../house.ts';

describe('R10: a known client’s matters of money in the web chat', () => {
  let home: House;
  beforeAll(async () => {
    home = await house({
      specialists: [{ name: 'irina' }, { name: 'fedor', department: 'finance' }],
      clients: [{ name: 'Corner', owner: { client: 'irina' }, contacts: ['anna', 'boris', 'clara'] }],
    });
    await home.world.db.query(
      `update contact_client set role = 'accountant' where contact_id = (select id from contact where site_id = 'boris')`,
    );
  });
  afterAll(() => home.close());

  const enter = async (sub: string) => {
    const exp = Math.floor(home.world.clock.at.getTime() / 1000) + 3600;
    const identity = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(sub)
      .setExpirationTime(exp)
      .sign(new TextEncoder().encode(siteSecret));
    const session = await json<ChatSession>(await home.request('/chat/v1/session', posting({ identity, language: 'en' })));
    const headers = { authorization: `Bearer ${session.token}`, 'content-type': 'application/json' };
    const post = (path: string, body: object) => home.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const messages = async () => (await json<ChatHistory>(await home.request('/chat/v1/messages?after=0', { headers }))).messages;
    return { session, post, messages, say: (more: object) => post('/chat/v1/messages', { id: newId().slice(0, 20), ...more }) };
  };
  const conversations = () =>
    home.world.db.query<{ id: string; track: string; topic: string | null; status: string; said: string[] }>(
      `select c.id, c.topic as track, c.topic_key as topic, c.status, (select array_agg(m.body->>'text' order by m.seq) from message m
         where m.conversation_id = c.id and m.author = 'client') as said
         from conversation c join contact on contact.id = c.contact_id order by c.opened_at, c.id`,
    );

  it('the menu is there at any time, and says what is written next', async () => {
    const anna = await enter('anna');
    expect(anna.session.state.menu).toEqual([{ topic: 'invoice', label: 'Invoices and payments' }]);
    await anna.say({ text: 'How do I print?' });
    expect((await anna.say({ topic: 'invoice' })).status).toBe(201);
    await anna.say({ text: 'The one of June' });
    expect((await conversations()).map(({ track, topic, said }) => [track, topic, said])).toEqual([
      ['general', null, ['How do I print?']],
      ['finance', 'invoice', ['Invoices and payments', 'The one of June']],
    ]);
    expect((await anna.say({ choice: { question: 'who', option: 'self' }, topic: 'invoice' })).status).toBe(400);
  });

  it('a reply follows the conversation it quotes', async () => {
    const anna = await enter('anna');
    const [first] = await anna.messages();
    await anna.say({ text: 'I mean this one', quote: first?.seq });
    const [general, finance] = await conversations();
    expect(general?.said).toEqual(['How do I print?', 'I mean this one']);
    expect(finance?.said).not.toContain('I mean this one');
    expect((await anna.messages()).at(-1)).toMatchObject({ text: 'I mean this one', quote: first?.seq });
    // What is not theirs to see is quoted by nobody.
    expect((await anna.say({ text: 'and that', quote: 10_000 })).status).toBe(201);
    expect((await anna.messages()).at(-1)?.quote).toBeUndefined();
  });

  it('an accountant’s crash is one tap away from the specialist, in the contact’s own window only', async () => {
    const boris = await enter('boris');
    await boris.say({ text: 'The program crashed' });
    const offered = (await boris.messages()).find((each: ChatMessage) => each.notMoney !== undefined);
    const conversation = offered?.notMoney?.conversation ?? '';
    expect((await (await enter('clara')).post('/chat/v1/not-about-money', { conversation })).status).toBe(404);
    expect((await boris.post('/chat/v1/not-about-money', { conversation })).status).toBe(204);
    expect((await boris.post('/chat/v1/not-about-money', { conversation })).status).toBe(204);
    await boris.say({ text: 'Are you there?' });
    const last = (await conversations()).at(-1);
    expect([last?.track, last?.said]).toEqual(['general', ['The program crashed', 'Are you there?']]);
  });
});
