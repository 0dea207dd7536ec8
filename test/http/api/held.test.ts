import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import type { HeldOnContact } from '../../../src/http/held-shape.ts';
import { json } from '../house.ts';
import { api, type Called } from './company.ts';

describe('what is held on a contact', () => {
  let company: Called;
  let contact: string;

  beforeAll(async () => {
    company = await api();
    contact = await company.id('contact', 'Anna');
    const conversation = (await company.opened()) as ConversationId;
    await company.home.world.contact('Anna').says('<script>alert(1)</script>');
    await company.home.world.does('Olga', conversation, { type: 'note', text: 'She is in a hurry' });
    await company.home.world.does('Olga', conversation, { type: 'reply', text: 'Good morning, Anna' });
    await company.home.world.contact('Boris').says('Words of somebody else');
    await company.all.send('PATCH', `/contacts/${contact}`, { email: 'anna@romashka.example', phone: '+79995550123' });
  });
  afterAll(() => company.home.close());

  it('is exported whole: the person, where they write from, what was said, notes about them; and nobody else', async () => {
    const answer = await company.all.get(`/contacts/${contact}/export`);
    expect(answer.status).toBe(200);
    const held = await json<HeldOnContact>(answer);
    expect(held.people).toMatchObject([{ id: contact, name: 'Anna', email: 'anna@romashka.example', phone: '+79995550123' }]);
    expect(held.clients).toMatchObject([{ name: 'Romashka', until: null }]);
    expect(held.addresses).toMatchObject([{ channel: 'webchat' }]);
    const said = held.conversations.flatMap(({ messages }) => messages);
    expect(said.map(({ from, audience, text }) => [from, audience, text])).toEqual(
      expect.arrayContaining([
        ['client', 'client', 'Good morning'],
        ['specialist', 'internal', 'She is in a hurry'],
        ['specialist', 'client', 'Good morning, Anna'],
      ]),
    );
    expect(JSON.stringify(held)).not.toContain('somebody else');
  });

  it('is a page to save, in which nothing that was written is carried out', async () => {
    for (const [language, words] of [
      ['ru', 'Все данные о контакте: Anna'],
      ['en', 'All data on a contact: Anna'],
    ]) {
      const answer = await company.all.get(`/contacts/${contact}/export.html?language=${language}`);
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="contact-/);
      const page = await answer.text();
      expect(page).toContain(words);
      expect(page).toContain('&lt;script&gt;');
      expect(page).not.toContain('<script>');
    }
  });

  it('is put on record each time, and not given without the scope, by another than a head of the owner’s department, or once erased', async () => {
    const { db } = company.home.world;
    const taken = await db.query<{ as: string }>(
      `select data->>'as' as as from audit where action = 'contact.exported' and object_id = $1`,
      [contact],
    );
    expect(taken.map((each) => each.as).toSorted()).toEqual(['json', 'page', 'page']);
    const other = await company.as(['clients:read', 'contacts:details', 'conversations:read', 'contacts:erase']);
    expect((await other.get(`/contacts/${contact}/export`)).status).toBe(403);
    const keeper = await company.as(['contacts:export']);
    expect((await keeper.post(`/contacts/${contact}/erasure`, {})).status).toBe(403);
    for (const [name, status] of [
      ['Olga', 403],
      ['Hanna', 200],
      ['Sonia', 404],
      ['Adam', 404],
    ] as const) {
      const hand = await company.home.signIn(name);
      expect([name, (await hand.get(`/contacts/${contact}/export`)).status]).toEqual([name, status]);
    }
    expect((await company.all.post(`/contacts/${contact}/erasure`, {})).status).toBe(201);
    expect((await company.all.get(`/contacts/${contact}/export`)).status).toBe(404);
    expect((await company.all.get(`/contacts/${contact}/erasure`)).status).toBe(200);
  });
});
