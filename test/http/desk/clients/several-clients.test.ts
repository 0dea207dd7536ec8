import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '../../../../src/domain/ids.ts';
import { recount } from '../../../../src/engine/recount.ts';
import type { Attached } from '../../../../src/http/desk/clients/attach.ts';
import type { ClientCard } from '../../../../src/http/desk/clients/client-card.ts';
import type { Callers } from '../../../../src/http/desk/conversations/callers.ts';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import type { Logged } from '../../../../src/http/desk/conversations/log-contact.ts';
import { databases } from '../../../support/database.ts';
import { conversationOf } from '../../../support/world.ts';
import { json, newId, refusal } from '../../house.ts';
import { type Office, office } from './company.ts';

describe.each(databases())('R6, R8: a contact of two clients, at the desk, on %s', (kind) => {
  let desk: Office;
  let [anna, bakery, mill] = ['', '', ''];
  beforeEach(async () => {
    desk = await office(kind);
    [anna, bakery, mill] = await Promise.all([desk.contact('Anna'), desk.client('Northern Bakery'), desk.client('Southern Mill')]);
  });
  afterEach(async () => {
    const { db, engine } = desk.home.world;
    expect(await recount(db, engine.company())).toEqual([]);
    await desk.home.close();
  });

  const attach = async (also = true) =>
    json<Attached>(await desk.hand('Dina').post(`/contacts/${anna}/attach`, { client: mill, also, reason: 'She keeps their books too' }));
  const open = async (name: string, conversation: string) =>
    (await json<ConversationView>(await desk.hand(name).get(`/conversations/${conversation}`))).conversation;
  const said = async (text: string) => conversationOf(await desk.home.world.contact('Anna').says(text));

  it('stays with the one and comes to the other, with what is open as it was; leaving one again, what is open is the other’s', async () => {
    const id = await said('A question');
    const { record } = await attach();
    expect((await open('Olga', id)).clientCard?.name).toBe('Northern Bakery');
    expect((await open('Olga', id)).clients.map((each) => each.name)).toEqual(['Northern Bakery', 'Southern Mill']);
    for (const client of [bakery, mill]) {
      const { contacts } = await json<ClientCard>(await desk.hand('Dina').get(`/clients/${client}`));
      expect(contacts.map((each) => each.name)).toContain('Anna');
    }
    await desk.hand('Olga').post(`/conversations/${id}/client`, { key: newId(), client: mill });
    await desk.hand('Dina').post(`/contacts/${anna}/detach`, { record, reason: 'Not theirs after all' });
    expect((await open('Dina', id)).clientCard?.name).toBe('Northern Bakery');
    expect((await open('Dina', id)).clients).toEqual([]);
  });

  it('is served by each one’s people alone: neither sees what is said for the other', async () => {
    await attach();
    const first = await said('Good morning');
    expect((await open('Dina', first)).clientCard).toBeNull();
    await desk.hand('Dina').post(`/conversations/${first}/client`, { key: newId(), client: mill });
    expect((await open('Sveta', first)).clientCard?.name).toBe('Southern Mill');
    // Olga serves the bakery: of the mill's she finds neither the conversation, nor its words, nor the client.
    expect(await refusal(await desk.hand('Olga').get(`/conversations/${first}`))).toEqual([404, 'unknown-conversation']);
    const seen = await json<{ conversations: { id: string }[] }>(await desk.hand('Olga').get('/conversations?view=all'));
    expect(seen.conversations.map((each) => each.id)).not.toContain(first);
    const found = await json<{ messages: unknown[]; clients: { name: string }[]; contacts: { client: { name: string } | null }[] }>(
      await desk.hand('Olga').get('/search?q=Anna'),
    );
    expect(found.contacts.map((each) => each.client?.name)).toEqual(['Northern Bakery']);
    const history = await json<{ conversations: { id: string }[] }>(await desk.hand('Olga').get(`/clients/${bakery}/timeline`));
    expect(history.conversations).toEqual([]);
    expect(await refusal(await desk.hand('Olga').get(`/clients/${mill}`))).toEqual([404, 'client-not-found']);
    const theirs = await json<{ conversations: { id: string }[] }>(await desk.hand('Sveta').get(`/clients/${mill}/timeline`));
    expect(theirs.conversations.map((each) => each.id)).toEqual([first]);
    // Anna sees all of hers in one window.
    expect((await desk.home.world.thread(desk.home.world.contact('Anna').window)).length).toBeGreaterThan(1);
  });

  it('nor from what they see otherwise: neither their own matter of the same person, nor its quotes, tasks and files', async () => {
    const own = await said('The stove is cold');
    await desk.hand('Olga').post(`/conversations/${own}/reply`, { key: newId(), text: 'Press the red button' });
    await attach();
    const { home } = desk;
    const { world } = home;
    const window = world.contact('Anna').window;
    await world.engine.submit({ type: 'choose-client', window, client: mill as ClientId });
    const quoted = (await world.thread(window)).find(({ body }) => body.text === 'Press the red button')?.seq ?? 0;
    const theirs = await said('The price of flour');
    expect(theirs).not.toBe(own);
    // A quote of the bakery's words, in what turned out to be the mill's.
    await world.db.query(
      `update message set body = body || jsonb_build_object('quote', $3::int, 'excerpt', jsonb_build_object('text', 'red button'))
       where window_id = $1::text::uuid and conversation_id = $2::text::uuid and author = 'client'`,
      [window, theirs, String(quoted)],
    );
    // What is to be done for one who is of both, and nobody has said for which.
    await world.db.query(
      `insert into task (id, kind, contact_id, department_id, text, due_at, created_at)
       select $1::text::uuid, 'webhook', $2::text::uuid, d.id, 'Whose is it', now(), now() from department d where d.key = 'client'`,
      [newId(), anna],
    );
    expect(await (await desk.hand('Olga').get(`/clients/${bakery}`)).text()).not.toContain('Whose is it');
    const read = async (name: string, id: string) => JSON.stringify(await json(await desk.hand(name).get(`/conversations/${id}`)));
    expect(await read('Sveta', theirs)).toContain('The price of flour');
    expect(await read('Sveta', theirs)).not.toMatch(/red button|stove/);
    expect(await read('Olga', own)).not.toContain('flour');
    const month = world.clock.at.toISOString().slice(0, 7);
    for (const path of [
      `/conversations/${own}/messages`,
      '/conversations?view=all',
      '/conversations?view=department',
      '/tasks?view=department',
      `/clients/${bakery}`,
      `/clients/${bakery}/timeline`,
      '/search?q=flour',
      '/search?q=Anna',
      // What is read as a list of the company, and taken along as a table.
      '/proposals',
      '/violations',
      '/handovers',
      '/coverage',
      '/audit',
      `/commission?month=${month}`,
      `/commission?month=${month}&view=department`,
      `/commission.csv?month=${month}&view=department`,
    ]) {
      const seen = await (await desk.hand('Olga').get(path)).text();
      expect([path, /flour/.test(seen), seen.includes(theirs)]).toEqual([path, false, false]);
    }
    // Who has both departments under them sees both.
    expect(await read('Dina', theirs)).toContain('flour');
  });

  const log = (body: object, name = 'Dina') =>
    desk.hand(name).post('/log', { key: newId(), kind: 'call', language: 'en', contact: anna, ...body });

  it('a call is logged for the one it was for, and is not without that; what the chat asked them is answered by it', async () => {
    await attach();
    expect(await refusal(await log({}))).toEqual([409, 'client-unclear']);
    expect(await refusal(await log({ client: newId() }))).toEqual([409, 'not-their-client']);
    const { contacts } = await json<Callers>(await desk.hand('Dina').get('/log/callers?q=Anna'));
    expect(contacts.map((each) => [each.id, each.client?.name])).toEqual([
      [anna, 'Northern Bakery'],
      [anna, 'Southern Mill'],
    ]);
    const first = await json<Logged>(await log({ client: bakery }));
    expect(first).toMatchObject({
      department: { key: 'client' },
      specialist: { name: 'Olga' },
      owners: [{ specialist: { name: 'Olga' } }],
    });
    const asked = await said('Good morning');
    expect(asked).toBe(first.conversation);
    await desk.hand('Olga').post(`/conversations/${asked}/reply`, { key: newId(), text: 'It is done' });
    await desk.hand('Olga').post(`/conversations/${asked}/resolve`, { key: newId() });
    const other = await said('Good day');
    expect((await open('Dina', other)).status).toBe('asking');
    const second = await json<Logged>(await log({ client: mill, kind: 'visit' }, 'Olga'));
    expect(second).toMatchObject({ conversation: other, department: { key: 'sales' }, specialist: { name: 'Sveta' } });
    expect(second.owners.map(({ specialist }) => specialist.name)).toEqual(['Sveta']);
    expect((await open('Sveta', other)).clientCard?.name).toBe('Southern Mill');
    // Olga is with the client: she stands in, should Sveta not come.
    expect(second.standIn?.name).toBe('Olga');
  });

  it('without “too” the other takes the place of the one, as before', async () => {
    await attach(false);
    const { contacts } = await json<ClientCard>(await desk.hand('Dina').get(`/clients/${bakery}`));
    expect(contacts.map((each) => each.name)).not.toContain('Anna');
    expect((await open('Dina', await said('Hello'))).clientCard?.name).toBe('Southern Mill');
  });
});
