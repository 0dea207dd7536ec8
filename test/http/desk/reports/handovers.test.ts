import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handOverDue } from '../../../../src/clients/hand-over.ts';
import { noteKnown } from '../../../../src/clients/upkeep.ts';
import { recount } from '../../../../src/engine/recount.ts';
import type { ClientCard } from '../../../../src/http/desk/clients/client-card.ts';
import type { Facts } from '../../../../src/http/desk/clients/facts.ts';
import { withLines } from '../../../clients/company.ts';
import { conversationOf } from '../../../support/world.ts';
import { type DeskHand, type House, house, json, newId, refusal } from '../../house.ts';

let home: House;
const hands = new Map<string, DeskHand>();
beforeAll(async () => {
  home = await house({
    policy: withLines,
    specialists: [
      { name: 'Sonia', department: 'sales' },
      { name: 'Boris', department: 'sales' },
      { name: 'Hasan', department: 'sales', role: 'head', serves: false },
      { name: 'Olga' },
      { name: 'Pavel' },
      { name: 'Hanna', role: 'head', serves: false },
      { name: 'Dina', role: 'director', serves: false },
    ],
    clients: [
      { name: '=Romashka', size: 'medium', stage: 'prospect', owner: { sales: 'Sonia' }, contacts: ['Anna'] },
      { name: 'Served', stage: 'served', owner: { client: 'Olga', sales: 'Boris' }, contacts: ['Sven'] },
      { name: 'Other', stage: 'served', owner: { client: 'Olga' }, contacts: ['Otto'] },
      { name: 'Giant', size: 'key', stage: 'initial', owner: { sales: 'Boris' }, contacts: ['Gwen'] },
    ],
  });
  await home.world.db.query(
    `update department d set head_id = (select id from specialist where name = case d.key when 'sales' then 'Hasan' else 'Hanna' end) where key in ('sales', 'client')`,
  );
  await home.world.engine.reload();
  for (const name of ['Sonia', 'Boris', 'Hasan', 'Olga', 'Hanna', 'Dina']) hands.set(name, await home.signIn(name));
});
afterAll(async () => {
  expect(await recount(home.world.db, home.world.engine.company())).toEqual([]);
  await home.close();
});

const as = (name: string) => hands.get(name) as DeskHand;
const clientId = async (name: string) =>
  (await home.world.db.query<{ id: string }>('select id from client where name = $1', [name]))[0]?.id ?? '';
const deps = () => ({
  db: home.world.db,
  now: () => home.world.clock.at,
  newId,
  log: { debug() {}, info() {}, warn() {}, error() {} },
  live: home.live,
  company: home.world.engine.company,
});
interface Listed {
  readonly handovers: readonly { id: string; status: string; may: string[]; rates: object; words: object[] }[];
}
const listed = async (name: string, view = 'mine') => (await json<Listed>(await as(name).get(`/handovers?view=${view}`))).handovers;
const say = (name: string, id: string, verb: string, until: string | null = null) =>
  as(name).post(`/handovers/${id}/say`, { verb, reason: 'because', until });

describe('a salesperson', () => {
  it('tells of a deal by hand, once, and sees the handover with its rates', async () => {
    const client = await clientId('=Romashka');
    const deal = { type: 'deal', key: newId(), at: '2026-03-02T08:00:00Z', amount: 5000, currency: 'RUB', productLine: 'subscription' };
    expect(await json(await as('Sonia').post(`/clients/${client}/facts`, deal))).toMatchObject({ isNew: true });
    expect(await json(await as('Sonia').post(`/clients/${client}/facts`, deal))).toMatchObject({ isNew: false });
    expect(await listed('Sonia')).toMatchObject([{ status: 'initial', rates: { before: 10, after: 2 }, may: ['ask'], words: [] }]);
    expect(await listed('Boris')).toEqual([]);
    const facts = async (name: string) => json<Facts>(await as(name).get(`/clients/${client}/facts`));
    expect(await facts('Sonia')).toMatchObject({
      facts: [{ type: 'deal', person: 'Sonia', amount: 5000, currency: 'RUB', productLine: 'subscription' }],
      may: { deal: true, payment: true, outreach: true },
      lines: ['project', 'subscription'],
      kinds: ['monthly'],
      currency: 'RUB',
    });
    expect((await facts('Boris')).may).toEqual({ deal: false, payment: false, outreach: true });
    expect((await refusal(await as('Boris').post(`/clients/${client}/facts`, { ...deal, key: newId() })))[1]).toBe('forbidden');
    expect((await facts('Hasan')).may).toEqual({ deal: true, payment: true, outreach: true });
  });

  it('asks for it early, which the receiving head refuses or grants, and their own puts off, each with a reason', async () => {
    const [{ id = '' } = {}] = await listed('Sonia');
    expect((await refusal(await say('Boris', id, 'ask')))[1]).toBe('unknown-handover');
    expect((await say('Sonia', id, 'ask')).status).toBe(200);
    expect((await refusal(await say('Sonia', id, 'accept')))[1]).toBe('forbidden');
    expect((await refusal(await say('Hasan', id, 'accept')))[1]).toBe('forbidden');
    expect(await json(await say('Hanna', id, 'refuse'))).toMatchObject({ status: 'initial' });
    await say('Sonia', id, 'ask');
    expect(await json(await say('Hanna', id, 'accept'))).toMatchObject({ status: 'due', why: 'asked' });
    expect((await refusal(await say('Hasan', id, 'put-off', '2020-01-01T00:00:00Z')))[1]).toBe('not-ahead');
    expect(await json(await say('Hasan', id, 'put-off', '2026-03-05T00:00:00Z'))).toMatchObject({ status: 'put-off' });
    await handOverDue(deps(), 10);
    expect(await listed('Hasan', 'department')).toMatchObject([{ status: 'put-off', may: ['put-off', 'keep', 'resume'] }]);
    expect((await listed('Sonia'))[0]?.words).toHaveLength(5);
    expect(await json(await say('Hasan', id, 'resume'))).toMatchObject({ status: 'due' });
    await handOverDue(deps(), 10);
    expect(await listed('Sonia')).toEqual([]);
    expect((await refusal(await say('Hasan', id, 'keep')))[1]).toBe('handover-elsewhere');
  });

  it('has a statement of the month, as a table without formulas too', async () => {
    const client = await clientId('=Romashka');
    const payment = {
      type: 'payment',
      key: newId(),
      at: '2026-03-02T08:30:00Z',
      amount: 2005,
      currency: 'RUB',
      productLine: 'subscription',
    };
    expect((await as('Dina').post(`/clients/${client}/facts`, { ...payment, kind: 'monthly' })).status).toBe(200);
    const statement = await json<{ lines: { why: string }[]; totals: object[] }>(await as('Sonia').get('/commission?month=2026-03'));
    expect(statement).toMatchObject({ totals: [{ currency: 'RUB', amount: 201 }], lines: [{ amount: 201, rate: 10 }] });
    expect(statement.lines[0]?.why).toBe('Initial period, number 1: the full 10%.');
    expect(await json(await as('Boris').get('/commission?month=2026-03'))).toMatchObject({ lines: [] });
    expect(await json(await as('Hasan').get('/commission?month=2026-03&view=department'))).toMatchObject({ lines: [{ amount: 201 }] });
    expect(await json(await as('Hanna').get('/commission?month=2026-03&view=department'))).toMatchObject({ lines: [] });
    const table = await (await as('Sonia').get('/commission.csv?month=2026-03')).text();
    expect(table.split('\r\n')[1]).toContain(`2026-03-02,Sonia,'=Romashka,subscription,desk:${payment.key},monthly,20.05,10,2.01,RUB,`);
  });
});

describe('R19: who knows whom', () => {
  it('is reported where too few do, and one tap makes a task to mend it', async () => {
    const { world } = home;
    const conversation = conversationOf(await world.contact('Sven').says('Hello'));
    await world.does('Olga', conversation, { type: 'reply', text: 'Hello Sven' });
    await world.db.query(`update outbox set status = 'sent'`);
    await noteKnown(deps());
    const report = async () =>
      (
        await json<{ clients: { client: { id: string; name: string }; known: string[]; missing: object[]; task: boolean }[] }>(
          await as('Dina').get('/coverage'),
        )
      ).clients;
    const served = (await report()).find(({ client }) => client.name === 'Served');
    expect(served).toMatchObject({ known: ['Olga'], missing: [{ role: 'sales', who: { name: 'Boris' } }], task: false });
    expect((await as('Hanna').post(`/coverage/${served?.client.id}/task`, {})).status).toBe(200);
    expect(await json(await as('Hanna').post(`/coverage/${served?.client.id}/task`, {}))).toMatchObject({ task: true });
    expect(await world.db.query(`select s.name from task t join specialist s on s.id = t.specialist_id where t.kind = 'acquaint'`)).toEqual(
      [{ name: 'Boris' }],
    );
    expect((await refusal(await as('Boris').post(`/coverage/${await clientId('Other')}/task`, {})))[1]).toBe('client-not-found');
  });
});

describe('a whole portfolio', () => {
  it('is previewed, moved with its open conversations, and moved back on record', async () => {
    const olga = home.world.specialist('Olga');
    const before = await home.world.loads();
    const preview = await json<{ clients: { to: { name: string }; conversations: number }[]; loads: object[] }>(
      await as('Hanna').post(`/people/${olga}/portfolio/preview`, {}),
    );
    expect(preview.clients.every(({ to }) => to.name === 'Pavel')).toBe(true);
    const mine = await clientId('Served');
    expect((await refusal(await as('Hasan').post(`/people/${olga}/portfolio/move`, { reason: 'x' })))[1]).toBe('forbidden');
    const moved = await json<{ id: string; clients: number; conversations: number }>(
      await as('Hanna').post(`/people/${olga}/portfolio/move`, { reason: 'Ill' }),
    );
    expect(moved).toMatchObject({ clients: preview.clients.length, conversations: 1 });
    expect((await home.world.loads())['Olga']).toEqual({ cases: 0, portfolio: 0 });
    const owners = () =>
      home.world.db.query<{ name: string }>(
        `select s.name from ownership o join specialist s on s.id = o.specialist_id join department d on d.id = o.department_id and d.key = 'client'
         where o.client_id = $1::text::uuid order by o."from", o.until nulls last`,
        [mine],
      );
    home.world.clock.at = new Date('2026-03-02T10:00:00Z');
    expect((await owners()).map(({ name }) => name)).toEqual(['Olga', 'Pavel']);
    const undo = () => as('Hanna').post(`/people/${olga}/portfolio/moves/${moved.id}/undo`, {});
    expect(await json(await undo())).toEqual({ clients: moved.clients });
    expect((await refusal(await undo()))[1]).toBe('already-undone');
    expect((await home.world.loads())['Olga']?.portfolio).toBe(before['Olga']?.portfolio);
    expect((await owners()).map(({ name }) => name)).toEqual(['Olga', 'Pavel', 'Olga']);
  });
});

describe('a key client', () => {
  it('is made one person’s whole work by a head of the department that owns it, and lowered again', async () => {
    const giant = await clientId('Giant');
    const weigh = (name: string, whole: boolean) =>
      as(name).post(`/clients/${giant}/weight`, { department: 'sales', whole, reason: 'Three countries' });
    const owner = async (name: string) => (await json<ClientCard>(await as(name).get(`/clients/${giant}`))).owners[0];
    const before = (await home.world.loads())['Boris']?.portfolio ?? 0;
    expect((await refusal(await weigh('Boris', true)))[1]).toBe('forbidden');
    expect((await refusal(await weigh('Hanna', true)))[1]).toBe('client-not-found');
    expect(await owner('Boris')).toMatchObject({ raised: null, mayWeigh: false });
    expect((await weigh('Hasan', true)).status).toBe(204);
    expect(await owner('Hasan')).toMatchObject({ raised: { reason: 'Three countries' }, mayWeigh: true });
    expect((await home.world.loads())['Boris']?.portfolio).toBe(before + 4000);
    expect((await weigh('Dina', false)).status).toBe(204);
    expect(await owner('Dina')).toMatchObject({ raised: null, mayWeigh: true });
    expect((await home.world.loads())['Boris']?.portfolio).toBe(before);
  });
});
