import { afterEach, describe, expect, it } from 'vitest';
import { type NewOutreach, recordOutreach } from '../../src/clients/record-outreach.ts';
import { assignmentsOf, namesOf } from '../../src/db/conversations/card.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import { explainAssignment, peopleIn } from '../../src/reports/explain-assignment.ts';
import { replayAll } from '../support/replay.ts';
import { conversationOf } from '../support/world.ts';
import { type Trade, trade } from './company.ts';

const day = 86_400_000;
let own: Trade;
afterEach(async () => {
  expect((await replayAll(own.world.db)).differ).toEqual([]);
  await own.world.close();
});

const make = async () => {
  own = await trade('pglite', {
    specialists: [
      { name: 'Olga Kern' },
      { name: 'Anna Orlova', department: 'sales' },
      { name: 'Anna Belova', department: 'sales' },
      { name: 'Boris Gromov', department: 'sales', deputy: 'Vera Lind' },
      { name: 'Vera Lind', department: 'sales' },
    ],
    clients: [
      { name: 'Green Garden', stage: 'prospect', contacts: ['Ivan'] },
      { name: 'Red Garden', owner: { client: 'Olga Kern' }, contacts: ['Petr'] },
    ],
  });
  return own;
};

/** An outreach of somebody, put down just now. */
const reached = (by: string, more: Partial<NewOutreach>) =>
  own.act((ctx) =>
    recordOutreach(ctx, [
      {
        externalId: JSON.stringify([by, more, own.world.clock.at]),
        at: own.world.clock.at,
        client: null,
        contact: null,
        means: 'call',
        specialist: own.world.specialist(by),
        ...more,
      },
    ]),
  );

/** A stranger who says that a manager contacted them, for whom and which manager, all at once if `together`. */
const comes = async (manager: string, organisation: string | null = null, together = false) => {
  const stranger = own.world.stranger();
  const steps = [
    () => stranger.taps('who', 'contacted'),
    () => stranger.taps('contacted-for', organisation === null ? 'myself' : 'organisation'),
    ...(organisation === null ? [] : [() => stranger.says(organisation)]),
    () => stranger.says(manager),
  ];
  if (together) await Promise.all(steps.map((each) => each()));
  else for (const each of steps) await each();
  const [conversation] = await own.world.conversations(stranger.window);
  return { ...(await served(conversation?.id as ConversationId)), stranger };
};

const served = async (id: ConversationId) => {
  const assignment = (await assignmentsOf(own.world.db, id)).at(-1);
  if (assignment === undefined) throw new Error('nobody was sought');
  const people = await namesOf(own.world.db, peopleIn(assignment));
  const names = { person: (each: string) => people.get(each), department: (key: string) => key, zone: () => 'Europe/Moscow' };
  const sentences = explainAssignment(assignment, 'en', names);
  const name = assignment.specialist === null ? null : (people.get(assignment.specialist) ?? null);
  return { id, name, rule: assignment.rule, department: assignment.department, sentences };
};

const off = (name: string) => own.all(`update specialist set availability = 'off' where name = '${name}'`);

describe('R5: “your manager contacted me”', () => {
  it('leads to the manager of that name, for an organisation and for oneself, and says so', async () => {
    await make();
    const found = await comes('Борис', 'Blue Garden');
    expect(found).toMatchObject({ name: 'Boris Gromov', rule: 'named', department: 'sales' });
    expect(found.sentences.slice(1, 3)).toEqual(['The client named the manager who contacted them.', 'Their manager: Boris Gromov.']);
    // What was typed stands in the message alone.
    expect(JSON.stringify(await own.all('select data from conversation_event'))).not.toMatch(/Борис|Blue Garden|Gromov/);
    expect(await comes('GROMOV B.')).toMatchObject({ name: 'Boris Gromov', rule: 'named' });
  });

  it('leads by the record of the organisation alone to whoever goes on with it, and keeps what came of it', async () => {
    await make();
    const [kept] = await reached('Anna Orlova', {
      newcomer: { organisation: 'ООО «Синий сад»' },
      closer: own.world.specialist('Boris Gromov'),
      at: new Date('2026-03-01T22:30:00Z'),
    });
    const found = await comes('не помню', 'синий сад');
    expect(found).toMatchObject({ name: 'Boris Gromov', rule: 'outreach' });
    // At night in London it is the next day where the department works.
    expect(found.sentences[1]).toBe('There is a record: sales got in touch with the client on March 2.');
    expect(await own.one(`select conversation_id, came_at is null as open from outreach where id = '${kept?.id}'`)).toEqual({
      conversation_id: found.id,
      open: false,
    });
    const next = await comes('не помню', 'Синий Сад');
    expect(next.name).toBe('Boris Gromov');
    expect(await own.one(`select conversation_id from outreach where id = '${kept?.id}'`)).toEqual({ conversation_id: found.id });
  });

  it('leads by the record of a client that the company knows, to whoever of them comes', async () => {
    await make();
    await reached('Vera Lind', { client: { id: await own.client('Green Garden') } });
    expect(await comes('', 'Green Garden Ltd')).toMatchObject({ name: 'Vera Lind', rule: 'outreach' });
  });

  it('leads by a phone, as it was written down with the call or as the company has it of the contact who was called', async () => {
    await make();
    await own.all(`update contact set phone = '8 (921) 555-00-22' where name = 'Ivan'`);
    const [ivan] = await own.all<{ id: string }>(`select id from contact where name = 'Ivan'`);
    await reached('Vera Lind', { newcomer: { phone: '+7 921 555-00-11' } });
    await reached('Boris Gromov', { contact: ivan?.id ?? '' });
    expect(await comes('мне звонили на 8 921 555 00 11')).toMatchObject({ name: 'Vera Lind', rule: 'outreach' });
    expect(await comes('9215550022')).toMatchObject({ name: 'Boris Gromov', rule: 'outreach' });
  });

  it('leads to any of several of one name, first to whoever has the least to do, and to the one of the record where there is one', async () => {
    await make();
    const first = await comes('Анна');
    const second = await comes('Anna');
    expect(new Set([first.name, second.name])).toEqual(new Set(['Anna Orlova', 'Anna Belova']));
    expect(second.sentences[1]).toBe(
      'The client named the manager who contacted them. 2 of sales are called so: whoever has the least to do comes first.',
    );
    await reached('Anna Belova', { newcomer: { organisation: 'Blue Garden' } });
    for (let n = 0; n < 3; n++) expect(await comes('Anna', 'Blue Garden')).toMatchObject({ name: 'Anna Belova', rule: 'outreach' });
    await off('Anna Belova');
    expect(await comes('Anna')).toMatchObject({ name: 'Anna Orlova', rule: 'named' });
  });

  it('is understood when all is said at once', async () => {
    await make();
    await reached('Vera Lind', { newcomer: { organisation: 'Blue Garden' } });
    expect(await comes('не помню', 'Blue Garden', true)).toMatchObject({ name: 'Vera Lind', rule: 'outreach' });
  });

  it('goes to anybody of sales where nobody is called so, and where it is asked for by name where the manager was asked for', async () => {
    await make();
    expect(await comes('Zoya')).toMatchObject({ department: 'sales', rule: 'least-loaded' });
    expect(await comes('Позовите Веру')).toMatchObject({ department: 'sales' });
    expect(await comes('Позовите Vera')).toMatchObject({ name: 'Vera Lind', rule: 'named' });
  });
});

describe('R16: a manager who was named and cannot come', () => {
  it('is stood in for by their deputy, at once', async () => {
    await make();
    await off('Boris Gromov');
    const found = await comes('Boris');
    expect(found).toMatchObject({ name: 'Vera Lind', rule: 'deputy' });
    expect(found.sentences).toContain('The client named the manager who contacted them.');
    expect(found.sentences.join(' ')).toContain('Boris Gromov');
  });

  it('and who has left is told as one who has left; sales choose anew', async () => {
    await make();
    await own.all(`update specialist set left_at = now(), department_id = null where name = 'Boris Gromov'`);
    await own.world.engine.reload();
    const found = await comes('Boris');
    expect(found).toMatchObject({ department: 'sales', rule: 'least-loaded' });
    expect(found.sentences.join(' ')).toMatch(/Boris Gromov.*(left|no longer)/);
  });

  it('is sought again from the queue, where nobody could come', async () => {
    await make();
    for (const name of ['Anna Orlova', 'Anna Belova', 'Boris Gromov', 'Vera Lind']) await off(name);
    const waiting = await comes('Boris');
    expect(waiting).toMatchObject({ name: null, rule: 'nobody:all-away' });
    await own.all(`update specialist set availability = 'available' where department_id = (select id from department where key = 'sales')`);
    await own.world.engine.submit({ type: 'retry', conversation: waiting.id });
    expect(await served(waiting.id)).toMatchObject({ name: 'Boris Gromov', rule: 'named' });
  });
});

describe('R6: what is typed only chooses among sales', () => {
  it('not by a record that is too old, withdrawn, or of a client the company serves', async () => {
    await make();
    await reached('Vera Lind', { newcomer: { organisation: 'Blue Garden' } });
    const [kept] = await reached('Vera Lind', { newcomer: { organisation: 'Grey Garden' } });
    await reached('Vera Lind', { newcomer: { organisation: 'Grey Garden' }, corrects: kept?.id, withdrawn: true });
    await reached('Vera Lind', { client: { id: await own.client('Red Garden') } });
    expect(await comes('', 'Grey Garden')).toMatchObject({ rule: 'least-loaded' });
    expect(await comes('', 'Red Garden')).toMatchObject({ rule: 'least-loaded' });
    own.world.clock.at = new Date(own.world.clock.at.getTime() + 31 * day);
    expect(await comes('', 'Blue Garden')).toMatchObject({ rule: 'least-loaded' });
  });

  it('and where the tree leads to sales: a small question for the organisation stays with the client department until it is handed on', async () => {
    await make();
    await reached('Vera Lind', { newcomer: { organisation: 'Blue Garden' } });
    const asks = async (places: string, need: string) => {
      const stranger = own.world.stranger();
      await stranger.taps('who', 'organisation');
      await stranger.taps('workplaces', places);
      await stranger.says('Blue Garden');
      return served(conversationOf(await stranger.taps(`${places === 'up-to-10' ? 'small' : 'medium'}-need`, need)));
    };
    expect(await asks('up-to-50', 'licences')).toMatchObject({ name: 'Vera Lind', rule: 'outreach' });
    const small = await asks('up-to-10', 'licences');
    expect(small).toMatchObject({ name: 'Olga Kern', department: 'client', rule: 'least-loaded' });
    await own.world.does('Olga Kern', small.id, { type: 'transfer', department: 'sales', reason: 'they want 200' });
    expect(await served(small.id)).toMatchObject({ name: 'Vera Lind', rule: 'outreach' });
  });

  it('and makes nobody a contact of the client, nor shows them anything of it', async () => {
    await make();
    await own.all(`update contact set phone = '+79215550022' where name = 'Ivan'`);
    await reached('Vera Lind', { client: { id: await own.client('Green Garden') }, note: 'they have 40 places' });
    const { stranger } = await comes('8 921 555-00-22', 'Green Garden');
    const [contact] = await own.all<{ of: string[] }>(
      `select array_agg(cl.name) as of from contact_client cc join client cl on cl.id = cc.client_id
         join "window" w on w.contact_id = cc.contact_id where w.id = '${stranger.window}'`,
    );
    const said = JSON.stringify((await own.world.thread(stranger.window)).filter(({ author }) => author !== 'client'));
    for (const secret of ['Ivan', 'Green', '40 places', '5550022']) expect(said).not.toContain(secret);
    // A prospect of their own, by the name they gave themselves.
    expect(await own.all(`select 1 from client where name = 'Green Garden'`)).toHaveLength(2);
    expect(contact?.of).toEqual(['Green Garden']);
  });
});
