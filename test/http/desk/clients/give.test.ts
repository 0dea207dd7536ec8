import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { raiseOwnerProposals } from '../../../../src/clients/propose-owner.ts';
import { recount } from '../../../../src/engine/recount.ts';
import type { ProposalShown } from '../../../../src/http/desk/work/proposal.ts';
import { type DeskHand, type House, house, json, newId, refusal } from '../../house.ts';

const hour = 3_600_000;

/**
 * Olga and Pavel serve in the client department, which Hanna heads; Ivan and Sveta sell, Hugo heads sales; Dina directs. Each spec has a
 * client of its own, which Olga owns.
 */
let home: House;
let client: string;
const hands = new Map<string, DeskHand>();
const hand = (name: string) => hands.get(name) as DeskHand;
const person = (name: string) => home.world.specialist(name);

beforeAll(async () => {
  home = await house({
    specialists: [
      { name: 'Olga' },
      { name: 'Pavel' },
      { name: 'Ivan', department: 'sales' },
      { name: 'Sveta', department: 'sales' },
      { name: 'Hanna', role: 'head', serves: false },
      { name: 'Hugo', role: 'head', department: 'sales', serves: false },
      { name: 'Dina', role: 'director', serves: false },
    ],
    clients: [{ name: 'Mill', size: 'small', stage: 'served', owner: { client: 'Olga' } }],
    heads: { client: 'Hanna', sales: 'Hugo' },
  });
  for (const name of ['Olga', 'Pavel', 'Ivan', 'Hanna', 'Hugo', 'Dina']) hands.set(name, await home.signIn(name));
});
afterAll(async () => {
  expect(await recount(home.world.db, home.world.engine.company())).toEqual([]);
  await home.close();
});
beforeEach(async () => {
  client = newId();
  await home.world.db.query(
    `insert into client (id, name, size, stage, created_at) values ($1::text::uuid, 'Bakery', 'small', 'served', now())`,
    [client],
  );
  await home.world.db.query(
    `insert into ownership (id, client_id, department_id, specialist_id, "from", reason)
     values ($1::text::uuid, $2::text::uuid, (select id from department where key = 'client'), $3::text::uuid, now(), 'stated')`,
    [newId(), client, person('Olga')],
  );
  await home.world.db.query(`update specialist_load set portfolio_units = portfolio_units + 40 where specialist_id = $1::text::uuid`, [
    person('Olga'),
  ]);
});

interface GivenShown {
  readonly type: string;
  readonly change: string | null;
  readonly proposal: string | null;
}

const wish = (name: string, department: string, more: object = {}) => ({
  department,
  specialist: person(name),
  reason: 'knows their trade',
  ...more,
});
const give = (by: string, name: string, department: string, more: object = {}) =>
  hand(by).post(`/clients/${client}/owner`, wish(name, department, more));
const proposed = async (by = 'Olga', more: object = {}) => (await json<GivenShown>(await give(by, 'Ivan', 'sales', more))).proposal ?? '';
const decide = (by: string, id: string, verb: string, body: object = {}) => hand(by).post(`/proposals/${id}/${verb}`, body);
const owners = async () =>
  Object.fromEntries(
    (
      await home.world.db.query<{ department: string; name: string }>(
        `select d.key as department, s.name from ownership o join department d on d.id = o.department_id join specialist s on s.id = o.specialist_id
          where o.client_id = $1::text::uuid and o.until is null`,
        [client],
      )
    ).map(({ department, name }) => [department, name]),
  );
const statusOf = async (id: string) =>
  (await home.world.db.query<{ status: string }>(`select status from proposal where id = $1::text::uuid`, [id]))[0]?.status;
const lapse = async () => {
  home.world.clock.at = new Date(home.world.clock.at.getTime() + 9 * hour);
  const { world, engine } = home;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  await raiseOwnerProposals({ db: world.db, now: () => world.clock.at, newId, log, live: home.live, company: engine.company }, 50);
};

describe('R12: one client gets another owner within a department', () => {
  it('by its head, after a look at the loads, and on the list of the new one', async () => {
    const preview = await hand('Hanna').post(`/clients/${client}/owner/preview`, { department: 'client', specialist: person('Pavel') });
    expect(await json(preview)).toMatchObject({
      decides: 'you',
      against: null,
      loads: [{ person: { name: 'Pavel' } }, { person: { name: 'Olga' } }],
    });
    expect(await json(await give('Hanna', 'Pavel', 'client'))).toMatchObject({ type: 'given', proposal: null });
    expect(await owners()).toEqual({ client: 'Pavel' });
    const { tasks } = await json<{ tasks: { kind: string; client: { id: string } | null; text: string }[] }>(
      await hand('Pavel').get('/tasks'),
    );
    expect(tasks.find((each) => each.client?.id === client)).toMatchObject({
      kind: 'given',
      text: expect.stringContaining('knows their trade'),
    });
    expect(await json(await give('Hanna', 'Pavel', 'client'))).toMatchObject({ type: 'unchanged' });
  });

  it('is undone while nothing came after it', async () => {
    const { change } = await json<GivenShown>(await give('Hanna', 'Pavel', 'client'));
    const undo = () => hand('Hanna').post(`/clients/${client}/owner/${change}/undo`, undefined);
    await give('Hanna', 'Olga', 'client');
    expect(await refusal(await undo())).toEqual([409, 'changed-meanwhile']);
    await give('Hanna', 'Pavel', 'client');
    expect((await undo()).status).toBe(204);
    expect(await owners()).toEqual({ client: 'Olga' });
    expect(await refusal(await undo())).toEqual([409, 'already-undone']);
  });

  it('who is off, or beyond their portfolio, is said before and given it knowingly', async () => {
    await home.world.db.query(`update specialist set availability = 'off' where name = 'Pavel'`);
    await home.world.db.query(`update specialist_load set portfolio_units = 6000 where specialist_id = $1::text::uuid`, [person('Pavel')]);
    const response = await give('Hanna', 'Pavel', 'client');
    expect(response.status).toBe(409);
    expect(await json(response)).toMatchObject({ error: { code: 'specialist-unavailable', details: { why: ['off', 'portfolio-full'] } } });
    expect(await owners()).toEqual({ client: 'Olga' });
    expect(await json(await give('Hanna', 'Pavel', 'client', { knowingly: ['off', 'portfolio-full'] }))).toMatchObject({ type: 'given' });
    await home.world.db.query(`update specialist set availability = 'available' where name = 'Pavel'`);
    await home.world.db.query(
      `update specialist_load l set portfolio_units = 40 * (select count(*) from ownership o where o.specialist_id = l.specialist_id and o.until is null)
        where specialist_id = $1::text::uuid`,
      [person('Pavel')],
    );
  });

  it('a colleague who has nothing to do with the client asks for nothing', async () => {
    expect((await give('Ivan', 'Ivan', 'sales')).status).toBe(404);
    expect(await refusal(await give('Pavel', 'Ivan', 'sales'))).toEqual([403, 'forbidden']);
  });
});

describe('R8: across departments an owner is proposed, and accepted by the receiving head', () => {
  it('who sees it on their list with the reason and the deadline; the client moves over', async () => {
    const id = await proposed('Olga', { instead: 'client' });
    expect(await owners()).toEqual({ client: 'Olga' });
    const { proposals } = await json<{ proposals: ProposalShown[] }>(await hand('Hugo').get('/proposals'));
    expect(proposals.find((each) => each.id === id)).toMatchObject({
      kind: 'owner',
      status: 'asked',
      by: { name: 'Olga' },
      reason: 'knows their trade',
      instead: { key: 'client' },
      dueAt: new Date(home.world.clock.at.getTime() + 8 * hour).toISOString(),
      may: { decide: true, withdraw: false },
    });
    // Who is asked may look at what they are asked about.
    expect((await hand('Hugo').get(`/clients/${client}`)).status).toBe(200);
    expect(await refusal(await decide('Olga', id, 'accept'))).toEqual([403, 'forbidden']);
    expect((await decide('Hugo', id, 'accept')).status).toBe(200);
    expect(await owners()).toEqual({ sales: 'Ivan' });
    expect(await refusal(await decide('Hugo', id, 'accept'))).toEqual([409, 'not-proposed']);
  });

  it('the accepted move is undone by the head it went to, and the client is back', async () => {
    const id = await proposed('Olga', { instead: 'client' });
    await decide('Hugo', id, 'accept');
    const [change] = await home.world.db.query<{ id: string }>('select id from owner_change where proposal_id = $1::text::uuid', [id]);
    // Nobody of the client department has anything to do with it any more.
    expect(await refusal(await hand('Hanna').post(`/clients/${client}/owner/${change?.id}/undo`, undefined))).toEqual([
      404,
      'client-not-found',
    ]);
    expect((await hand('Hugo').post(`/clients/${client}/owner/${change?.id}/undo`, undefined)).status).toBe(204);
    expect(await owners()).toEqual({ client: 'Olga' });
  });

  it('refused with a reason, the director decides, and their no is the last', async () => {
    const id = await proposed();
    expect((await decide('Hugo', id, 'decline', { reason: 'three tenders' })).status).toBe(200);
    expect(await statusOf(id)).toBe('raised');
    expect(await refusal(await decide('Hugo', id, 'accept'))).toEqual([409, 'not-proposed']);
    const shown = await json<ProposalShown>(await decide('Dina', id, 'decline', { reason: 'it stays' }));
    expect(shown).toMatchObject({
      status: 'refused',
      words: [
        { kind: 'refused', by: 'Hugo' },
        { kind: 'refused', by: 'Dina' },
      ],
    });
    expect(await owners()).toEqual({ client: 'Olga' });
  });

  it('not decided within the working hours of the policy, the director is asked', async () => {
    const id = await proposed();
    await lapse();
    expect(await statusOf(id)).toBe('raised');
    expect((await decide('Dina', id, 'accept')).status).toBe(200);
    expect(await owners()).toEqual({ client: 'Olga', sales: 'Ivan' });
  });

  it('withdrawn by whoever wished it, there is nothing to accept; a second wish meanwhile is refused', async () => {
    const id = await proposed();
    expect(await refusal(await give('Olga', 'Sveta', 'sales'))).toEqual([409, 'already-proposed']);
    expect((await decide('Hanna', id, 'withdraw')).status).toBe(404);
    expect((await decide('Olga', id, 'withdraw')).status).toBe(200);
    expect(await refusal(await decide('Hugo', id, 'accept'))).toEqual([409, 'not-proposed']);
  });

  it('set by hand meanwhile, the wish is met', async () => {
    const id = await proposed();
    await give('Dina', 'Ivan', 'sales');
    expect(await statusOf(id)).toBe('met');
    expect(await owners()).toEqual({ client: 'Olga', sales: 'Ivan' });
  });

  it('the owner of before has changed meanwhile: what stands when it is accepted counts', async () => {
    const id = await proposed('Olga', { instead: 'client' });
    await give('Hanna', 'Pavel', 'client');
    expect((await decide('Hugo', id, 'accept')).status).toBe(200);
    expect(await owners()).toEqual({ sales: 'Ivan' });
  });

  it('nobody owns it any more where it was to end: there is nothing to move, which is said', async () => {
    const id = await proposed('Olga', { instead: 'client' });
    await home.world.db.query(`update ownership set until = now() where client_id = $1::text::uuid and until is null`, [client]);
    await home.world.db.query(`update specialist_load set portfolio_units = portfolio_units - 40 where specialist_id = $1::text::uuid`, [
      person('Olga'),
    ]);
    expect(await refusal(await decide('Hugo', id, 'accept'))).toEqual([409, 'not-owned-there']);
    expect((await decide('Hugo', id, 'decline', { reason: 'gone' })).status).toBe(200);
  });

  it('accepted twice, refused and withdrawn at once: one word counts', async () => {
    const id = await proposed();
    const said = await Promise.all([
      decide('Hugo', id, 'accept'),
      decide('Hugo', id, 'accept'),
      decide('Dina', id, 'decline', { reason: 'no' }),
      decide('Olga', id, 'withdraw'),
    ]);
    expect(said.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    const words = await home.world.db.query('select 1 from proposal_word where proposal_id = $1::text::uuid', [id]);
    expect(words).toHaveLength(1);
  });

  it('the head of the receiving department asks nobody, and neither does the director', async () => {
    expect(await json(await give('Dina', 'Ivan', 'sales', { instead: 'client' }))).toMatchObject({ type: 'given' });
    expect(await owners()).toEqual({ sales: 'Ivan' });
  });
});
