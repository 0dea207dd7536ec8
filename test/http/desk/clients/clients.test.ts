import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueTimers } from '../../../../src/db/turns/due.ts';
import type { ConversationId } from '../../../../src/domain/ids.ts';
import type { ClientCard } from '../../../../src/http/desk/clients/client-card.ts';
import type { Timeline } from '../../../../src/http/desk/clients/timeline.ts';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import { databases } from '../../../support/database.ts';
import { conversationOf } from '../../../support/world.ts';
import { json, newId, refusal } from '../../house.ts';
import { type Office, office } from './company.ts';

describe.each(databases())('a client on %s', (kind) => {
  let desk: Office;
  let bakery: string;
  let annas: ConversationId;
  beforeAll(async () => {
    desk = await office(kind);
    const { world } = desk.home;
    bakery = await desk.client('Northern Bakery');
    annas = conversationOf(await world.contact('Anna').says('Hello from Anna'));
    await world.does('Olga', annas, { type: 'reply', text: 'Good morning' });
    world.clock.at = new Date(world.clock.at.getTime() + 1000);
    await world.contact('Boris').says('Hello from Boris');
    await world.db.query(
      `insert into contact_detail (id, contact_id, kind, value, at) values ($1::text::uuid, $2::text::uuid, 'telegram', '@anna', now())`,
      [newId(), await desk.contact('Anna')],
    );
  });
  afterAll(() => desk.home.close());

  const card = async (name: string) => json<ClientCard>(await desk.hand(name).get(`/clients/${bakery}`));

  it('has a card with contacts, owners and what they may be reached by', async () => {
    const { contacts, owners, ...client } = await card('Olga');
    expect(client).toMatchObject({ name: 'Northern Bakery', size: 'small', stage: 'served', tasks: [] });
    expect(owners).toMatchObject([{ department: { key: 'client' }, specialist: { name: 'Olga' }, until: null, reason: 'stated' }]);
    expect(contacts).toMatchObject([
      {
        name: 'Anna',
        channels: ['webchat'],
        conversation: annas,
        details: { email: 'anna@client.example', left: [{ kind: 'telegram', value: '@anna' }] },
      },
      { name: 'Boris' },
    ]);
  });

  it.each([
    ['Olga', true],
    ['Hanna', true],
    ['Dina', true],
    ['Pavel', false],
  ])('shows %s how to reach its contacts: %s (R19)', async (name, isShown) => {
    const { contacts } = await card(name);
    expect(contacts.map((each) => each.details !== null)).toEqual([isShown, isShown]);
    const { conversation } = await json<ConversationView>(await desk.hand(name).get(`/conversations/${annas}`));
    expect([conversation.contact.email, conversation.contact.left?.length]).toEqual(
      isShown ? ['anna@client.example', 1] : [null, undefined],
    );
  });

  it('shows whoever stands in how to reach the one they have in charge, as long as they have', async () => {
    await desk.hand('Pavel').post(`/conversations/${annas}/take`, { key: newId(), knowingly: ['off'] });
    expect((await card('Pavel')).contacts.map((each) => each.details !== null)).toEqual([true, false]);
    await desk.hand('Olga').post(`/conversations/${annas}/take`, { key: newId() });
    expect((await card('Pavel')).contacts.map((each) => each.details !== null)).toEqual([false, false]);
  });

  it('404 for who has nothing to do with it, and for what is not there', async () => {
    for (const path of [`/clients/${bakery}`, `/clients/${bakery}/timeline`, `/clients/${newId()}`, '/clients/nonsense'])
      expect(await refusal(await desk.hand('Sveta').get(path))).toEqual([404, 'client-not-found']);
  });

  it('has one history over all its contacts, the newest first', async () => {
    const { conversations, nextCursor } = await json<Timeline>(await desk.hand('Olga').get(`/clients/${bakery}/timeline`));
    expect(conversations.map((each) => [each.contact.name, each.first, each.last, each.opens])).toEqual([
      ['Boris', 'Hello from Boris', 'Hello from Boris', true],
      ['Anna', 'Hello from Anna', 'Good morning', true],
    ]);
    expect(conversations[1]).toMatchObject({
      channel: 'webchat',
      status: 'waiting-on-client',
      served: [{ name: 'Olga' }, { name: 'Pavel' }],
      messages: 2,
    });
    expect(nextCursor).toBeNull();
  });

  it('has its history page by page', async () => {
    const first = await json<Timeline>(await desk.hand('Olga').get(`/clients/${bakery}/timeline?limit=1`));
    const second = await json<Timeline>(await desk.hand('Olga').get(`/clients/${bakery}/timeline?limit=1&cursor=${first.nextCursor}`));
    expect([...first.conversations, ...second.conversations].map((each) => each.contact.name)).toEqual(['Boris', 'Anna']);
    expect(second.nextCursor).toBeNull();
  });

  describe('with a finance matter beside', () => {
    let finance: ConversationId;
    beforeAll(async () => {
      const { world } = desk.home;
      finance = conversationOf(await world.does('Olga', annas, { type: 'beside', track: 'finance', reason: 'an invoice' }));
      await world.does('Fedor', finance, { type: 'reply', text: 'You owe 500' });
    });

    const past = async (name: string, id: string) => {
      const { conversations } = await json<Timeline>(await desk.hand(name).get(`/clients/${bakery}/timeline`));
      const found = conversations.find((each) => each.id === id);
      return found === undefined ? null : [found.opens, found.last];
    };
    /** what somebody reads who opens one of them: at once, reading back, and reading on */
    const read = async (name: string, id: string) => {
      const view = await json<ConversationView>(await desk.hand(name).get(`/conversations/${id}`));
      const pages = await Promise.all(
        ['before=1000', 'after=-1000'].map(async (each) =>
          json<Pick<ConversationView, 'messages'>>(await desk.hand(name).get(`/conversations/${id}/messages?${each}`)),
        ),
      );
      const texts = [view, ...pages].map(({ messages }) => messages.map((each) => each.text));
      return ['Good morning', 'You owe 500'].filter((text) => texts.some((each) => each.includes(text)));
    };

    it('says nothing of what was said where it does not open, in the history as in the thread', async () => {
      expect(await past('Olga', finance)).toEqual([false, '']);
      expect(await past('Olga', annas)).toEqual([true, 'Good morning']);
      expect(await past('Fedor', annas)).toEqual([false, '']);
      expect(await past('Fedor', finance)).toEqual([true, 'You owe 500']);
      expect(await past('Dina', finance)).toEqual([true, 'You owe 500']);
      expect(await read('Olga', annas)).toEqual(['Good morning']);
      expect(await read('Fedor', finance)).toEqual(['You owe 500']);
      expect(await read('Dina', annas)).toEqual(['Good morning', 'You owe 500']);
    });

    it('shows how to reach the contact until the matter is settled', async () => {
      const email = async () =>
        (await json<ConversationView>(await desk.hand('Fedor').get(`/conversations/${finance}`))).conversation.contact.email;
      expect(await email()).toBe('anna@client.example');
      await desk.home.world.does('Fedor', finance, { type: 'resolve' });
      expect(await email()).toBeNull();
      expect((await card('Fedor')).contacts.every((each) => each.details === null)).toBe(true);
    });
  });

  it('opens after a handover to whom the rules let see it: what sales said to sales, what is said now to its department (R8)', async () => {
    const { world } = desk.home;
    const client = await desk.client('Southern Mill');
    const early = conversationOf(await world.contact('Clara').says('Hello from Clara'));
    await world.does('Sveta', early, { type: 'reply', text: 'A price for you alone' });
    await world.does('Sveta', early, { type: 'resolve' });
    await world.db.query(
      `update ownership set specialist_id = $2::text::uuid, department_id = (select id from department where key = 'client')
       where client_id = $1::text::uuid and until is null`,
      [client, world.specialist('Olga')],
    );
    await world.db.query(`update client set stage = 'served' where id = $1::text::uuid`, [client]);
    world.clock.at = new Date(world.clock.at.getTime() + 48 * 3_600_000);
    for (const timer of await dueTimers(world.db, world.clock.at, 100)) await world.engine.submit({ type: 'timer-due', ...timer });
    const late = conversationOf(await world.contact('Clara').says('Who is it now?'));
    expect(late).not.toBe(early);
    const seen: Record<string, [early: boolean, late: boolean]> = {};
    for (const name of ['Olga', 'Pavel', 'Sveta', 'Fedor', 'Hanna', 'Dina']) {
      const hand = desk.hand(name);
      const timeline = await hand.get(`/clients/${client}/timeline`);
      const { conversations } = timeline.status === 200 ? await json<Timeline>(timeline) : { conversations: [] };
      const opens = async (id: ConversationId) => {
        const shown = conversations.find((each) => each.id === id);
        const isOpen = (await hand.get(`/conversations/${id}`)).status === 200;
        expect([name, shown?.opens ?? false, shown === undefined || (shown.last !== '') === isOpen]).toEqual([name, isOpen, true]);
        return isOpen;
      };
      seen[name] = [await opens(early), await opens(late)];
    }
    expect(seen).toEqual({
      Olga: [false, true],
      Pavel: [false, true],
      Sveta: [true, false],
      Fedor: [false, false],
      Hanna: [false, true],
      Dina: [true, true],
    });
  });
});
