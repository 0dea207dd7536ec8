import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WindowId } from '../../../../src/domain/ids.ts';
import type { ClientCard } from '../../../../src/http/desk/clients/client-card.ts';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import type { SearchResults } from '../../../../src/http/desk/work/search.ts';
import { conversationOf } from '../../../support/world.ts';
import { json } from '../../house.ts';
import { type Office, office } from './company.ts';

describe('a name that somebody typed', () => {
  let desk: Office;
  beforeAll(async () => {
    desk = await office('postgres');
  });
  afterAll(() => desk.home.close());

  /** somebody who calls themselves Anna of the Northern Bakery */
  const impostor = async () => {
    const { engine, clock } = desk.home.world;
    const from = {
      type: 'inbound',
      account: 'webchat',
      address: v7(),
      window: v7() as WindowId,
      language: 'en',
      occurredAt: clock.at,
    } as const;
    const outcome = await engine.submit({ ...from, externalId: v7(), name: 'Anna', content: { text: 'operator' } });
    return conversationOf(outcome);
  };
  const view = async (conversation: string) =>
    (await json<ConversationView>(await desk.hand('Olga').get(`/conversations/${conversation}`))).conversation;

  it('is not proven: in the list, on the card, and where it is found', async () => {
    const conversation = await impostor();
    const { db } = desk.home.world;
    await db.query(`update client set name = 'Northern Bakery' where id = (select client_id from conversation where id = $1::text::uuid)`, [
      conversation,
    ]);
    const theirs = await view(conversation);
    expect([theirs.proven, theirs.contact.proven, theirs.clientCard?.proven ?? false]).toEqual([false, false, false]);
    const real = await view(conversationOf(await desk.home.world.contact('Anna').says('Hello')));
    expect([real.proven, real.contact.proven, real.clientCard?.proven]).toEqual([true, true, true]);
    const { contacts } = await json<SearchResults>(await desk.hand('Olga').get('/search?q=Anna&kind=contacts'));
    expect(contacts.map((each) => each.proven).toSorted()).toEqual([false, true]);
    const card = await json<ClientCard>(await desk.hand('Olga').get(`/clients/${real.clientCard?.id}`));
    expect([card.proven, ...card.contacts.map((each) => each.proven)]).toEqual([true, true, true]);
  });

  it('is proven once a colleague says where they belong', async () => {
    const conversation = await impostor();
    const { contact } = await view(conversation);
    expect(contact.proven).toBe(false);
    const client = await desk.home.world.db.query<{ id: string }>(
      `select id from client where name = 'Northern Bakery' and stage = 'served'`,
    );
    const attached = await desk
      .hand('Olga')
      .post(`/contacts/${contact.id}/attach`, { client: client[0]?.id, reason: 'They named the contract.' });
    expect(attached.status).toBe(200);
    expect((await view(conversation)).contact.proven).toBe(true);
  });
});
