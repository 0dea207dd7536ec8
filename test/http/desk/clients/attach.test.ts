import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attached } from '../../../../src/http/desk/clients/attach.ts';
import type { ClientCard } from '../../../../src/http/desk/clients/client-card.ts';
import type { Invited } from '../../../../src/http/desk/clients/invite.ts';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import { databases } from '../../../support/database.ts';
import { type ClientHand, conversationOf } from '../../../support/world.ts';
import { json, newId, refusal } from '../../house.ts';
import { type Office, office } from './company.ts';

describe.each(databases())('a contact on %s', (kind) => {
  let desk: Office;
  let bakery: string;
  beforeAll(async () => {
    desk = await office(kind);
    bakery = await desk.client('Northern Bakery');
  });
  afterAll(() => desk.home.close());

  /** A stranger whom the tree brought to Olga, so that they are a client of their own already. */
  async function met() {
    const client = desk.home.world.stranger();
    const conversation = conversationOf(await client.says('operator'));
    const { conversation: card } = await json<ConversationView>(await desk.hand('Olga').get(`/conversations/${conversation}`));
    return { client, conversation, contact: card.contact.id, lone: card.clientCard?.id ?? '' };
  }
  const attach = (contact: string, body: object, name = 'Olga') =>
    desk.hand(name).post(`/contacts/${contact}/attach`, { reason: 'They named their contract', ...body });
  const shares = (client: string) =>
    desk.home.world.db.query<{ name: string }>(
      `select s.name from ownership o join specialist s on s.id = o.specialist_id where o.client_id = $1::text::uuid and o.until is null`,
      [client],
    );
  const portfolio = async () => (await desk.home.world.loads())['Olga']?.portfolio ?? 0;
  const says = async (client: ClientHand, text: string) => conversationOf(await client.says(text));

  it('is attached, with what is under way, and the client made for the stranger ends', async () => {
    const { contact, conversation, lone } = await met();
    const before =
      (
        await desk.home.world.conversations(
          (
            await desk.home.world.db.query<{ w: string }>('select window_id as w from conversation where id = $1::text::uuid', [
              conversation,
            ])
          )[0]?.w as never,
        )
      )[0]?.version ?? 0;
    const done = await json<Attached>(await attach(contact, { client: bakery, role: 'accountant' }));
    expect(done).toMatchObject({ contact, client: { id: bakery, name: 'Northern Bakery' } });
    const { conversation: card } = await json<ConversationView>(await desk.hand('Olga').get(`/conversations/${conversation}`));
    expect(card).toMatchObject({ client: { name: 'Northern Bakery' }, version: before + 1 });
    const { contacts } = await json<ClientCard>(await desk.hand('Olga').get(`/clients/${bakery}`));
    expect(contacts.find((each) => each.id === contact)).toMatchObject({ role: 'accountant', record: done.record });
    expect(await shares(lone)).toEqual([]);
    expect((await shares(bakery)).map((each) => each.name)).toEqual(['Olga']);
  });

  it('is asked nothing from then on: straight to the owner (R6)', async () => {
    const { client, contact, conversation } = await met();
    await attach(contact, { client: bakery });
    await desk.hand('Olga').post(`/conversations/${conversation}/resolve`, { key: newId() });
    await desk.home.world.db.query(`update conversation set status = 'closed' where id = $1::text::uuid`, [conversation]);
    const next = await says(client, 'Me again');
    const { conversation: card } = await json<ConversationView>(await desk.hand('Olga').get(`/conversations/${next}`));
    expect(card).toMatchObject({ specialist: { name: 'Olga' }, client: { id: bakery } });
    expect(card.why[0]?.sentences.join(' ')).toContain('own specialist');
  });

  it('twice is once', async () => {
    const { contact } = await met();
    const [first, again] = [await attach(contact, { client: bakery }), await attach(contact, { client: bakery })];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect((await json<Attached>(again)).record).toBe((await json<Attached>(first)).record);
  });

  it('is detached again, and everything is as it was', async () => {
    const { contact, conversation, lone } = await met();
    const units = await portfolio();
    const { record } = await json<Attached>(await attach(contact, { client: bakery }));
    const undone = await desk.hand('Olga').post(`/contacts/${contact}/detach`, { record, reason: 'Another bakery' });
    expect(undone.status).toBe(200);
    expect((await json<Attached>(undone)).client?.id).toBe(lone);
    const { conversation: card } = await json<ConversationView>(await desk.hand('Olga').get(`/conversations/${conversation}`));
    expect(card.client?.id).toBe(lone);
    expect((await shares(lone)).map((each) => each.name)).toEqual(['Olga']);
    expect(await portfolio()).toBe(units);
    const again = await desk.hand('Olga').post(`/contacts/${contact}/detach`, { record, reason: 'Once more' });
    expect(await refusal(again)).toEqual([409, 'not-attached']);
  });

  it('makes a new client, owned by who owned the stranger, in its own weight', async () => {
    const { contact } = await met();
    const units = await portfolio();
    const done = await json<Attached>(await attach(contact, { newClient: { name: 'Western Dairy', size: 'medium' } }));
    expect(done.client).toMatchObject({ name: 'Western Dairy', size: 'medium' });
    expect((await shares(done.client?.id ?? '')).map((each) => each.name)).toEqual(['Olga']);
    // A person writing for themselves weighs 1/1500 of a full portfolio, a medium client 1/150.
    expect((await portfolio()) - units).toBe(40 - 4);
    await desk.hand('Olga').post(`/contacts/${contact}/detach`, { record: done.record, reason: 'Not theirs' });
    expect(await portfolio()).toBe(units);
    expect(await shares(done.client?.id ?? '')).toEqual([]);
  });

  it('is attached once when two do it at the same time', async () => {
    const { contact } = await met();
    const all = await Promise.all([
      attach(contact, { client: bakery }),
      attach(contact, { newClient: { name: 'Eastern Farm', size: 'small' } }, 'Hanna'),
      attach(contact, { client: bakery }, 'Pavel'),
    ]);
    expect(all.map((each) => each.status)).toEqual([200, 200, 200]);
    const current = await desk.home.world.db.query('select 1 from contact_client where contact_id = $1::text::uuid and until is null', [
      contact,
    ]);
    expect(current.length).toBe(1);
  });

  it('is on record, without a word of anybody', async () => {
    const { contact } = await met();
    await attach(contact, { client: bakery, reason: 'SECRET' });
    const rows = await desk.home.world.db.query<{ action: string; data: unknown }>(
      `select action, data from audit where object_kind = 'contact' and object_id = $1::text`,
      [contact],
    );
    expect(rows.map((each) => each.action)).toEqual(['contact.attached']);
    expect(JSON.stringify(rows)).not.toContain('SECRET');
  });

  it('404 for a contact and a client of others, 400 for both wishes and none', async () => {
    const { contact } = await met();
    const mill = await desk.client('Southern Mill');
    expect(await refusal(await attach(contact, { client: bakery }, 'Sveta'))).toEqual([404, 'contact-not-found']);
    expect(await refusal(await attach(contact, { client: mill }))).toEqual([404, 'client-not-found']);
    expect(await refusal(await attach('nonsense', { client: bakery }))).toEqual([404, 'contact-not-found']);
    for (const body of [{}, { client: bakery, newClient: { name: 'x', size: 'small' } }, { newClient: { name: ' ', size: 'small' } }])
      expect(await refusal(await attach(contact, body))).toEqual([400, 'invalid-request']);
  });

  it('new at a client is invited by a link that proves them', async () => {
    const invite = await desk.hand('Olga').post(`/clients/${bakery}/invite`, { name: 'Nina', role: 'accountant', language: 'en' });
    expect(invite.status).toBe(201);
    const { link, contact } = await json<Invited>(invite);
    const token = new URL(link).searchParams.get('invite') ?? '';
    const visitor = await desk.home.visitor({ invite: token, language: 'en' });
    expect(visitor.session.contact).toEqual({ name: 'Nina' });
    await visitor.says('Hello, I am new here');
    const { contacts } = await json<ClientCard>(await desk.hand('Olga').get(`/clients/${bakery}`));
    expect(contacts.find((each) => each.id === contact)).toMatchObject({ name: 'Nina', role: 'accountant', channels: ['webchat'] });
    expect(await refusal(await desk.hand('Sveta').post(`/clients/${bakery}/invite`, { name: 'x' }))).toEqual([404, 'client-not-found']);
  });
});
