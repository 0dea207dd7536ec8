import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverOnce } from '../../../../src/engine/delivery/deliver.ts';
import { createLoggedContactChannels } from '../../../../src/engine/delivery/logged-contact.ts';
import type { Callers } from '../../../../src/http/desk/conversations/callers.ts';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import type { Logged } from '../../../../src/http/desk/conversations/log-contact.ts';
import type { TreeToWalk } from '../../../../src/http/desk/conversations/question-tree.ts';
import { databases } from '../../../support/database.ts';
import { conversationOf } from '../../../support/world.ts';
import { json, newId, refusal } from '../../house.ts';
import { type Office, office } from '../clients/company.ts';

describe.each(databases())('a call on %s', (kind) => {
  let desk: Office;
  beforeAll(async () => {
    desk = await office(kind);
  });
  afterAll(() => desk.home.close());

  const log = (name: string, body: object) => desk.hand(name).post('/log', { key: newId(), kind: 'call', language: 'en', ...body });
  const view = async (name: string, id: string) => json<ConversationView>(await desk.hand(name).get(`/conversations/${id}`));
  const small = [
    { question: 'who', option: 'organisation' },
    { question: 'workplaces', option: 'up-to-10' },
    { question: 'small-name', text: 'Green Garden' },
    { question: 'small-need', option: 'training' },
  ];
  const ivan = { name: 'Ivan', phone: '8 (921) 555-00-11' };

  it('of a stranger walks the tree and goes to the least loaded of the department', async () => {
    const response = await log('Pavel', { stranger: ivan, answers: small, note: 'Sounds hurried' });
    expect(response.status).toBe(201);
    const logged = await json<Logged>(response);
    expect(logged).toMatchObject({ status: 'waiting-on-us', department: { key: 'client' }, specialist: { name: 'Olga' }, mayTake: true });
    expect(logged.owners).toMatchObject([{ department: { key: 'client' }, specialist: { name: 'Olga' } }]);
    const { conversation, messages } = await view('Olga', logged.conversation);
    expect(conversation).toMatchObject({ channel: 'call', title: 'Green Garden', client: { size: 'small' }, contact: { name: 'Ivan' } });
    expect(conversation.contact.left).toMatchObject([{ kind: 'phone', value: '+79215550011' }]);
    expect(conversation.answers.map((each) => each.answer)).toContain('Green Garden');
    const said = messages.filter((each) => each.author === 'client').map((each) => [each.text, each.spoken]);
    expect(said).toEqual([
      ['For an organisation', 'call'],
      ['1–10', 'call'],
      ['Green Garden', 'call'],
      ['Training for our staff', 'call'],
    ]);
    expect(messages.at(-1)).toMatchObject({ text: 'Sounds hurried', audience: 'internal', name: 'Pavel' });
  });

  it('logged twice is logged once', async () => {
    const body = { key: newId(), stranger: ivan, answers: small, note: 'once' };
    const [first, again] = [await log('Olga', body), await log('Olga', body)];
    expect([first.status, again.status]).toEqual([201, 200]);
    const [one, two] = [await json<Logged>(first), await json<Logged>(again)];
    expect(two).toEqual({ ...one, duplicate: true });
    const { messages } = await view('Olga', one.conversation);
    expect(messages.filter((each) => each.text === 'once').length).toBe(1);
  });

  it('logged again after the server ended in the midst of it, opens for whoever logged it, wherever it went', async () => {
    const body = { key: newId(), stranger: { name: 'Ivan' }, answers: small };
    const { conversation } = await json<Logged>(await log('Pavel', body));
    const { db } = desk.home.world;
    await db.query(`delete from audit where action = 'conversation.logged' and object_id = $1::text`, [conversation]);
    expect((await log('Pavel', body)).status).toBe(200);
    await log('Pavel', body);
    const logged = `select actor_id as by from audit where action = 'conversation.logged' and object_id = $1::text`;
    expect(await db.query(logged, [conversation])).toEqual([{ by: desk.home.world.specialist('Pavel') }]);
    expect((await view('Pavel', conversation)).conversation.id).toBe(conversation);
  });

  it('of a known contact goes to their own specialist, and is asked nothing', async () => {
    const logged = await json<Logged>(await log('Pavel', { contact: await desk.contact('Boris'), note: 'Wants an invoice' }));
    expect(logged).toMatchObject({ specialist: { name: 'Olga' }, owners: [{ specialist: { name: 'Olga' } }] });
    const { messages } = await view('Olga', logged.conversation);
    expect(messages[0]).toMatchObject({ text: 'A phone call', spoken: 'call', author: 'client' });
  });

  it('of somebody who writes in the chat joins what is under way, and is still answered there', async () => {
    const anna = desk.home.world.contact('Anna');
    const conversation = conversationOf(await anna.says('I cannot log in'));
    const logged = await json<Logged>(await log('Olga', { contact: await desk.contact('Anna'), kind: 'visit' }));
    expect(logged.conversation).toBe(conversation);
    const { conversation: card, messages } = await view('Olga', conversation);
    expect(card.channel).toBe('webchat');
    expect(messages.findLast((each) => each.author === 'client')).toMatchObject({ text: 'A visit to the office', spoken: 'visit' });
  });

  it('of another department’s client is opened, and taken at once for a reason, by who logged it (R7)', async () => {
    const logged = await json<Logged>(await log('Pavel', { contact: await desk.contact('Clara'), kind: 'visit' }));
    expect(logged).toMatchObject({ department: { key: 'sales' }, specialist: { name: 'Sveta' }, mayTake: true });
    expect((await desk.hand('Fedor').get(`/conversations/${logged.conversation}`)).status).toBe(404);
    expect(logged).toMatchObject({ words: 'Sveta from the sales department will be with you within 4 minutes.', needsReason: true });
    const take = (body: object) => desk.hand('Pavel').post(`/conversations/${logged.conversation}/take`, { key: newId(), ...body });
    expect(await refusal(await take({ knowingly: ['off'] }))).toEqual([409, 'owner-can-come']);
    expect((await take({ knowingly: ['off'], reason: 'Only to sign a paper' })).status).toBe(200);
    const { conversation } = await view('Pavel', logged.conversation);
    expect(conversation.specialist?.name).toBe('Pavel');
    // The client does not move with it (R15).
    expect(conversation.clientCard?.owners.map((each) => each.specialist.name)).toContain('Sveta');
  });

  it('is served at once by who logged it when they say so', async () => {
    const logged = await json<Logged>(
      await log('Pavel', { stranger: { name: 'Peter' }, answers: [{ question: 'who', option: 'myself' }], take: true }),
    );
    expect(logged).toMatchObject({ specialist: { name: 'Pavel' }, mayTake: false });
  });

  it('has its answers delivered as soon as they are there: whoever calls hears them', async () => {
    const { db, clock } = desk.home.world;
    const accounts = desk.home.world.engine.company().accounts;
    const call = createLoggedContactChannels()[0];
    const deps = { db, now: () => clock.at, holder: newId(), channelOf: (id: string) => (accounts.get('call') === id ? call : undefined) };
    while ((await deliverOnce(deps)) > 0);
    const states = await db.query<{ status: string }>(`select distinct status from outbox where target like $1::text || ':%'`, [
      accounts.get('call'),
    ]);
    expect(states).toEqual([{ status: 'sent' }]);
  });

  it('422 for answers that go astray or stop halfway, and nothing is stored', async () => {
    const count = async () => (await desk.home.world.db.query('select 1 from conversation')).length;
    const before = await count();
    for (const answers of [
      [],
      small.slice(0, 2),
      small.slice(1),
      [{ question: 'who', option: 'nobody' }],
      [{ question: 'who', text: 'me' }],
      [...small, small[0]],
    ])
      expect(await refusal(await log('Olga', { stranger: ivan, answers }))).toEqual([422, 'unfinished-answers']);
    expect(await refusal(await log('Olga', { stranger: { name: 'X', phone: 'none' }, answers: small }))).toEqual([422, 'unknown-detail']);
    expect(await count()).toBe(before);
  });

  it('400 for a contact who is asked, for both and for nobody; 404 for a contact who is not there', async () => {
    const contact = await desk.contact('Boris');
    for (const body of [{ contact, answers: small }, { contact, stranger: ivan }, {}, { contact, kind: 'letter' }])
      expect(await refusal(await log('Olga', body))).toEqual([400, 'invalid-request']);
    expect(await refusal(await log('Olga', { contact: newId() }))).toEqual([404, 'contact-not-found']);
  });

  it('has its caller found by name, or by the whole number, without a detail', async () => {
    const callers = async (q: string) => json<Callers>(await desk.hand('Pavel').get(`/log/callers?q=${encodeURIComponent(q)}`));
    expect((await callers('mill')).contacts).toEqual([
      {
        id: await desk.contact('Clara'),
        name: 'Clara',
        proven: true,
        client: { id: await desk.client('Southern Mill'), name: 'Southern Mill', proven: true, size: 'large' },
        owners: expect.arrayContaining([
          { department: { key: 'sales', name: 'sales' }, specialist: { id: desk.home.world.specialist('Sveta'), name: 'Sveta' } },
        ]),
      },
    ]);
    expect((await callers('8 921 555-00-11')).contacts.map((each) => each.name)).toContain('Ivan');
    expect((await callers('921 555')).contacts).toEqual([]);
    expect((await callers('ANNA@client.example')).contacts.map((each) => each.name)).toEqual(['Anna']);
    expect((await callers('anna@client')).contacts).toEqual([]);
    expect((await callers('ma')).contacts).toEqual([]);
  });

  it('has a tree to be walked, in both languages', async () => {
    const tree = await json<TreeToWalk>(await desk.hand('Olga').get('/tree'));
    expect(tree.questions[tree.root]?.options.map((each) => each.label.en)).toContain('For myself');
    expect(tree.questions['small-name']).toMatchObject({ kind: 'text', next: { question: 'small-need' }, options: [{ id: 'skip' }] });
    expect(tree.leaves['key']?.department).toEqual({ key: 'sales', name: 'sales' });
  });
});
