import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { json, refusal } from '../../house.ts';
import { type GivenShown, type Giving, openGiving } from './giving.ts';

let g: Giving;
beforeAll(async () => {
  g = await openGiving();
});
beforeEach(() => g.begin());
afterAll(() => g.close());

describe('R12: one client gets another owner within a department', () => {
  it('by its head, after a look at the loads, and on the list of the new one', async () => {
    const preview = await g
      .hand('Hanna')
      .post(`/clients/${g.client}/owner/preview`, { department: 'client', specialist: g.person('Pavel') });
    expect(await json(preview)).toMatchObject({
      decides: 'you',
      against: null,
      loads: [{ person: { name: 'Pavel' } }, { person: { name: 'Olga' } }],
    });
    expect(await json(await g.give('Hanna', 'Pavel', 'client'))).toMatchObject({ type: 'given', proposal: null });
    expect(await g.owners()).toEqual({ client: 'Pavel' });
    const { tasks } = await json<{ tasks: { kind: string; client: { id: string } | null; text: string }[] }>(
      await g.hand('Pavel').get('/tasks'),
    );
    expect(tasks.find((each) => each.client?.id === g.client)).toMatchObject({
      kind: 'given',
      text: expect.stringContaining('knows their trade'),
    });
    expect(await json(await g.give('Hanna', 'Pavel', 'client'))).toMatchObject({ type: 'unchanged' });
  });

  it('is undone while nothing came after it', async () => {
    const { change } = await json<GivenShown>(await g.give('Hanna', 'Pavel', 'client'));
    const undo = () => g.hand('Hanna').post(`/clients/${g.client}/owner/${change}/undo`, undefined);
    await g.give('Hanna', 'Olga', 'client');
    expect(await refusal(await undo())).toEqual([409, 'changed-meanwhile']);
    const { change: last } = await json<GivenShown>(await g.give('Hanna', 'Pavel', 'client'));
    expect(await refusal(await undo())).toEqual([409, 'changed-meanwhile']);
    const undoLast = () => g.hand('Hanna').post(`/clients/${g.client}/owner/${last}/undo`, undefined);
    expect((await undoLast()).status).toBe(204);
    expect(await g.owners()).toEqual({ client: 'Olga' });
    expect(await refusal(await undoLast())).toEqual([409, 'already-undone']);
  });

  it('is not undone once it went on by a whole portfolio and back, nor is that offered', async () => {
    const { change } = await json<GivenShown>(await g.give('Hanna', 'Pavel', 'client'));
    expect(await g.undoable('Hanna')).toEqual([change]);
    for (const name of ['Pavel', 'Olga']) {
      g.pass(1);
      expect((await g.hand('Hanna').post(`/people/${g.person(name)}/portfolio/move`, { reason: 'They are ill' })).status).toBe(200);
    }
    expect(await g.owners()).toEqual({ client: 'Pavel' });
    expect(await g.undoable('Hanna')).toEqual([]);
    expect(await refusal(await g.hand('Hanna').post(`/clients/${g.client}/owner/${change}/undo`, undefined))).toEqual([
      409,
      'changed-meanwhile',
    ]);
  });

  it('is not undone once somebody had it, and has it no more, where it moved over from', async () => {
    const { change } = await json<GivenShown>(await g.give('Dina', 'Ivan', 'sales', { instead: 'client' }));
    g.pass(1);
    const { change: since } = await json<GivenShown>(await g.give('Dina', 'Pavel', 'client'));
    g.pass(1);
    expect((await g.hand('Dina').post(`/clients/${g.client}/owner/${since}/undo`, undefined)).status).toBe(204);
    expect(await g.owners()).toEqual({ sales: 'Ivan' });
    expect(await refusal(await g.hand('Dina').post(`/clients/${g.client}/owner/${change}/undo`, undefined))).toEqual([
      409,
      'changed-meanwhile',
    ]);
  });

  it('is not undone by a head of another department that owns the client too', async () => {
    expect((await g.give('Dina', 'Ivan', 'sales')).status).toBe(200);
    const { change } = await json<GivenShown>(await g.give('Hanna', 'Pavel', 'client'));
    const undo = (name: string) => g.hand(name).post(`/clients/${g.client}/owner/${change}/undo`, undefined);
    expect(await refusal(await undo('Hugo'))).toEqual([403, 'forbidden']);
    expect(await g.owners()).toEqual({ client: 'Pavel', sales: 'Ivan' });
    expect((await undo('Dina')).status).toBe(204);
    expect(await g.owners()).toEqual({ client: 'Olga', sales: 'Ivan' });
  });

  it('who has it by a first assignment already has it by that word, and keeps it', async () => {
    const { db } = g.home.world;
    await db.query(`update ownership set rests_on = 'first-assignment' where until is null and client_id = $1::text::uuid`, [g.client]);
    expect(await json(await g.give('Hanna', 'Olga', 'client'))).toMatchObject({ type: 'unchanged' });
    const rests = await db.query('select rests_on from ownership where until is null and client_id = $1::text::uuid', [g.client]);
    expect(rests).toEqual([{ rests_on: 'hand' }]);
    expect(await g.owners()).toEqual({ client: 'Olga' });
  });

  it('undone, it is owned as firmly as before, and the one it was given to has nothing to do any more', async () => {
    const { db } = g.home.world;
    await db.query(`update ownership set rests_on = 'first-assignment' where until is null and client_id = $1::text::uuid`, [g.client]);
    const { change } = await json<GivenShown>(await g.give('Hanna', 'Pavel', 'client'));
    await g.hand('Hanna').post(`/clients/${g.client}/owner/${change}/undo`, undefined);
    const rests = await db.query('select rests_on from ownership where until is null and client_id = $1::text::uuid', [g.client]);
    expect(rests).toEqual([{ rests_on: 'first-assignment' }]);
    const { tasks } = await json<{ tasks: { kind: string; client: { id: string } | null }[] }>(await g.hand('Pavel').get('/tasks'));
    expect(tasks.filter((each) => each.client?.id === g.client)).toEqual([]);
  });

  it('whoever it goes on from, to another or with a whole portfolio, has it to look at no more', async () => {
    const looks = async (name: string) => {
      const { tasks } = await json<{ tasks: { client: { id: string } | null }[] }>(await g.hand(name).get('/tasks'));
      return tasks.filter((each) => each.client?.id === g.client).length;
    };
    await g.give('Hanna', 'Pavel', 'client');
    await g.give('Hanna', 'Olga', 'client');
    expect([await looks('Pavel'), await looks('Olga')]).toEqual([0, 1]);
    expect((await g.hand('Hanna').post(`/people/${g.person('Olga')}/portfolio/move`, { reason: 'She is ill' })).status).toBe(200);
    expect([await g.owners(), await looks('Olga')]).toEqual([{ client: 'Pavel' }, 0]);
  });

  it('who is off, or beyond their portfolio, is said before and given it knowingly', async () => {
    await g.home.world.db.query(`update specialist set availability = 'off' where name = 'Pavel'`);
    await g.home.world.db.query(`update specialist_load set portfolio_units = 6000 where specialist_id = $1::text::uuid`, [
      g.person('Pavel'),
    ]);
    const response = await g.give('Hanna', 'Pavel', 'client');
    expect(response.status).toBe(409);
    expect(await json(response)).toMatchObject({ error: { code: 'specialist-unavailable', details: { why: ['off', 'portfolio-full'] } } });
    expect(await g.owners()).toEqual({ client: 'Olga' });
    expect(await json(await g.give('Hanna', 'Pavel', 'client', { knowingly: ['off', 'portfolio-full'] }))).toMatchObject({ type: 'given' });
    await g.home.world.db.query(`update specialist set availability = 'available' where name = 'Pavel'`);
    await g.home.world.db.query(
      `update specialist_load l set portfolio_units = 40 * (select count(*) from ownership o where o.specialist_id = l.specialist_id and o.until is null)
        where specialist_id = $1::text::uuid`,
      [g.person('Pavel')],
    );
  });

  it('a colleague who has nothing to do with the client asks for nothing', async () => {
    expect((await g.give('Ivan', 'Ivan', 'sales')).status).toBe(404);
    expect(await refusal(await g.give('Pavel', 'Ivan', 'sales'))).toEqual([403, 'forbidden']);
  });
});
