import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { objections } from '../../../src/domain/objection.ts';
import { json, refusal } from '../house.ts';
import { api, type Called } from './company.ts';

interface Shown {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly load: { readonly before: number; readonly after: number } | null;
  readonly by: { readonly kind: string; readonly id: string | null };
  readonly words: readonly { readonly kind: string; readonly specialistId: string | null }[];
}

let company: Called;
beforeAll(async () => {
  company = await api(
    'pglite',
    {},
    {
      specialists: [
        { name: 'Olga' },
        { name: 'Pavel' },
        { name: 'Ivan', department: 'sales' },
        { name: 'Hanna', role: 'head', serves: false },
        { name: 'Hugo', role: 'head', department: 'sales', serves: false },
        { name: 'Dina', role: 'director', serves: false },
      ],
      clients: [
        { name: 'Mill', size: 'medium', stage: 'served', owner: { client: 'Olga' } },
        { name: 'Quay', stage: 'served', owner: { client: 'Olga' }, contacts: ['Anna'] },
        { name: 'Bakery', size: 'small', stage: 'served', owner: { client: 'Olga' } },
        { name: 'Forge', size: 'small', stage: 'served', owner: { client: 'Olga' } },
        { name: 'Loom', size: 'small', stage: 'served', owner: { client: 'Olga' } },
        { name: 'Pier', size: 'large', stage: 'prospect', contacts: ['Boris'] },
      ],
      heads: { client: 'Hanna', sales: 'Hugo' },
    },
  );
});
afterAll(() => company.home.close());

const person = (name: string) => company.home.world.specialist(name);
const wish = async (client: string, more: object = {}) => {
  const id = await company.id('client', client);
  const body = { department: 'sales', specialistId: person('Ivan'), reason: 'A new contract', ...more };
  return company.all.post(`/clients/${id}/proposals`, body);
};
const say = (id: string, verb: string, body: object) => company.all.post(`/proposals/${id}/${verb}`, body);
const owners = async (client: string) => {
  const rows = await company.home.world.db.query<{ department: string; name: string }>(
    `select d.key as department, s.name from ownership o join client c on c.id = o.client_id join department d on d.id = o.department_id
       join specialist s on s.id = o.specialist_id where c.name = $1::text and o.until is null`,
    [client],
  );
  return Object.fromEntries(rows.map(({ department, name }) => [department, name]));
};

describe('R8: a system of the company proposes an owner, and says who accepted it', () => {
  it('the receiving head accepts, with what their portfolio comes to before them, and the client moves over', async () => {
    const made = await wish('Mill', { instead: 'client' });
    expect(made.status).toBe(201);
    const { id, ...shown } = await json<Shown>(made);
    expect(shown).toMatchObject({ status: 'asked', by: { kind: 'api-key', id: company.all.id }, load: { before: 0 } });
    expect(shown.load?.after).toBeCloseTo(1 / 30);
    expect(await owners('Mill')).toEqual({ client: 'Olga' });
    const { items } = await json<{ items: Shown[] }>(await company.all.get('/proposals?state=open&department=sales&kind=owner'));
    expect(items.map((each) => each.id)).toContain(id);
    expect(await refusal(await say(id, 'accept', { specialistId: person('Hanna') }))).toEqual([403, 'not-head']);
    expect(await refusal(await say(id, 'accept', { specialistId: person('Ivan') }))).toEqual([403, 'not-head']);
    expect(await json(await say(id, 'accept', { specialistId: person('Hugo') }))).toMatchObject({
      status: 'accepted',
      words: [{ kind: 'accepted', specialistId: person('Hugo') }],
    });
    expect(await owners('Mill')).toEqual({ sales: 'Ivan' });
    expect(await refusal(await say(id, 'decline', { specialistId: person('Dina'), reason: 'late' }))).toEqual([409, 'not-proposed']);
  });

  it('refused by the head it is the director’s; a head’s second word is refused', async () => {
    const { id } = await json<Shown>(await wish('Bakery'));
    const no = { specialistId: person('Hugo'), reason: 'Three tenders' };
    expect(await json(await say(id, 'decline', no))).toMatchObject({ status: 'raised' });
    expect(await refusal(await say(id, 'decline', no))).toEqual([409, 'not-proposed']);
    expect(await json(await say(id, 'accept', { specialistId: person('Dina') }))).toMatchObject({ status: 'accepted' });
    expect(await owners('Bakery')).toEqual({ client: 'Olga', sales: 'Ivan' });
  });

  it('who is away for longer or full is accepted knowingly', async () => {
    const { id } = await json<Shown>(await wish('Forge'));
    const accept = (why?: readonly string[]) => say(id, 'accept', { specialistId: person('Hugo'), ...(why && { knowingly: why }) });
    await company.home.world.db.query(`update specialist set availability = 'off' where name = 'Ivan'`);
    expect(await refusal(await accept())).toEqual([409, 'specialist-unavailable']);
    expect((await accept(['off'])).status).toBe(200);
    await company.home.world.db.query(`update specialist set availability = 'available' where name = 'Ivan'`);
  });

  it('a key takes back what it proposed, and nothing of anybody else’s', async () => {
    const { id } = await json<Shown>(await wish('Loom'));
    const other = await company.as(['clients:write', 'clients:read']);
    expect(await refusal(await other.post(`/proposals/${id}/withdraw`, {}))).toEqual([403, 'not-yours']);
    expect(await json(await say(id, 'withdraw', {}))).toMatchObject({ status: 'withdrawn', words: [{ kind: 'withdrawn' }] });
  });

  it('whoever has the client first, and owns it by that, is proposed no more', async () => {
    const { id } = await json<Shown>(await wish('Pier'));
    await company.opened(company.home.world.contact('Boris'));
    expect(await owners('Pier')).toEqual({ sales: 'Ivan' });
    expect(await json(await company.all.get(`/proposals/${id}`))).toMatchObject({ status: 'met', words: [] });
  });

  it('a person named for a conversation is accepted too, by a key that may write in conversations', async () => {
    const conversation = (await company.opened()) as ConversationId;
    const { world } = company.home;
    await world.does('Ivan', conversation, { type: 'take', knowingly: objections });
    await world.db.query(`update specialist_load set case_units = 3000 where specialist_id = $1::text::uuid`, [person('Pavel')]);
    await world.does('Ivan', conversation, { type: 'transfer', department: 'client', specialist: person('Pavel'), reason: 'his' });
    const reader = await company.as(['clients:read', 'clients:write']);
    expect(await json(await reader.get('/proposals?state=open'))).toMatchObject({ items: [] });
    const { items } = await json<{ items: Shown[] }>(await company.all.get('/proposals?state=open&kind=person'));
    const id = items[0]?.id ?? '';
    expect((await refusal(await reader.post(`/proposals/${id}/accept`, { specialistId: person('Hanna') })))[1]).toBe('unknown-proposal');
    expect(await json(await say(id, 'accept', { specialistId: person('Hanna') }))).toMatchObject({ status: 'accepted', kind: 'person' });
    const [row] = await world.db.query<{ name: string }>(
      'select s.name from conversation c join specialist s on s.id = c.specialist_id where c.id = $1::text::uuid',
      [conversation],
    );
    expect(row?.name).toBe('Pavel');
  });
});

describe('R12: a system of the company sets an owner, as its own record has it', () => {
  it('at once in any department, on record with its reason, found by the new owner as a task, and undone at the desk', async () => {
    const { world } = company.home;
    const client = await company.id('client', 'Loom');
    await world.db.query(`update specialist set availability = 'off' where name = 'Ivan'`);
    const body = { specialistId: person('Ivan'), reason: 'The CRM says so', instead: 'client' };
    expect((await company.all.send('PUT', `/clients/${client}/owners/sales`, body)).status).toBe(200);
    expect(await owners('Loom')).toEqual({ sales: 'Ivan' });
    const [change] = await world.db.query<{ id: string; kind: string; reason: string }>(
      'select id, by_kind as kind, reason from owner_change where client_id = $1::text::uuid',
      [client],
    );
    expect(change).toMatchObject({ kind: 'api-key', reason: 'The CRM says so' });
    const tasks = await world.db.query(`select 1 from task where client_id = $1::text::uuid and kind = 'given'`, [client]);
    expect(tasks).toHaveLength(1);
    const hugo = await company.home.signIn('Hugo');
    expect((await hugo.post(`/clients/${client}/owner/${change?.id}/undo`, undefined)).status).toBe(204);
    expect(await owners('Loom')).toEqual({ client: 'Olga' });
  });

  it('who has it by a first assignment has it by that word from now on, and does not lose it for want of a deal', async () => {
    const { world } = company.home;
    const client = await company.id('client', 'Loom');
    const rests = () => world.db.query('select rests_on from ownership where until is null and client_id = $1::text::uuid', [client]);
    await world.db.query(`update ownership set rests_on = 'first-assignment' where until is null and client_id = $1::text::uuid`, [client]);
    const body = { specialistId: person('Olga'), reason: 'The CRM says so' };
    expect((await company.all.send('PUT', `/clients/${client}/owners/client`, body)).status).toBe(200);
    expect([await owners('Loom'), await rests()]).toEqual([{ client: 'Olga' }, [{ rests_on: 'hand' }]]);
  });
});
