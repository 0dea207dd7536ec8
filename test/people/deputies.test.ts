import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleLeavings } from '../../src/people/settle-leavings.ts';
import { enter, member, type StaffHand } from '../http/access/staff.ts';
import { type House, house, newId, refusal } from '../http/house.ts';
import { silentLog } from '../support/log.ts';
import { undated } from '../support/retake.ts';

let home: House;
let dina: StaffHand;
beforeAll(async () => {
  home = await house({
    specialists: [
      { name: 'Olga', deputy: 'Pavel' },
      { name: 'Pavel', deputy: 'Olga' },
      { name: 'Sveta', department: 'sales' },
      { name: 'Hanna', role: 'head', serves: false },
      { name: 'Dina', role: 'director', serves: false },
    ],
    heads: { client: 'Hanna' },
  });
  dina = await enter(home, 'Dina');
});
afterAll(() => home.close());

const idOf = (name: string) => home.world.specialist(name);
const version = async (name: string) => (await member<{ version: string }>(dina, idOf(name))).version;
const change = async (name: string, fields: object) =>
  dina.send('PATCH', `/staff/${idOf(name)}`, { version: await version(name), ...fields });
const says = async (name: string, verb: 'leave' | 'rehire', more: object = {}) =>
  (await dina.post(`/staff/${idOf(name)}/${verb}`, { version: await version(name), ...more })).status;
const away = (name: string, deputy: string) =>
  dina.post(`/staff/${idOf(name)}/absences`, {
    from: '2026-03-09T06:00:00Z',
    until: '2026-03-12T06:00:00Z',
    reason: 'Holiday',
    deputy: idOf(deputy),
  });
const namesOf = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

/** Who stands in for whom, always and in absences to come. */
const deputies = async () =>
  namesOf(
    await home.world.db.query<{ name: string }>(
      `select s.name || ' by ' || d.name as name from specialist s join specialist d on d.id = s.deputy_id
       union all select s.name || ' by ' || d.name || ' then' from absence a join specialist s on s.id = a.specialist_id
         join specialist d on d.id = a.deputy_id order by 1`,
    ),
  );
const heads = async () =>
  namesOf(await home.world.db.query<{ name: string }>('select s.name from department d join specialist s on s.id = d.head_id'));

describe('R16: a deputy', () => {
  it('works in the same department: conversations do not go to one elsewhere', async () => {
    expect(await refusal(await change('Olga', { deputy: idOf('Sveta') }))).toEqual([422, 'deputy-elsewhere']);
    expect(await refusal(await change('Olga', { department: 'sales', deputy: idOf('Pavel') }))).toEqual([422, 'deputy-elsewhere']);
    const nina = { name: 'Nina', email: `${newId()}@world.example`, role: 'specialist', department: 'client', deputy: idOf('Sveta') };
    expect(await refusal(await dina.post('/staff', nina))).toEqual([422, 'deputy-elsewhere']);
    expect(await deputies()).toEqual(['Olga by Pavel', 'Pavel by Olga']);
  });

  it('who goes to another department stands in no more, has nobody to stand in, and their head names another', async () => {
    expect((await away('Olga', 'Pavel')).status).toBe(201);
    expect((await change('Pavel', { department: 'sales' })).status).toBe(200);
    expect(await deputies()).toEqual([]);
    const { db, clock } = home.world;
    await settleLeavings({ ...home.engine, db, now: () => clock.at, newId, live: home.live, log: silentLog }, 10);
    const [task] = await db.query<{ name: string; text: string }>(
      `select s.name, t.text from task t join specialist s on s.id = t.specialist_id where t.kind = 'deputy'`,
    );
    expect(task).toMatchObject({
      name: 'Hanna',
      text: expect.stringMatching(/^Pavel no longer stands in for: Olga and Olga \(March 9.+12\)\./),
    });
    expect((await change('Pavel', { department: 'client' })).status).toBe(200);
  });

  it('who leaves and comes back to another department is no deputy here, and a specialist then no head', async () => {
    expect((await change('Olga', { deputy: idOf('Pavel') })).status).toBe(200);
    expect((await away('Olga', 'Pavel')).status).toBe(201);
    expect(await deputies()).toEqual(['Olga by Pavel', 'Olga by Pavel then']);
    for (const name of ['Pavel', 'Hanna']) expect(await says(name, 'leave')).toBe(200);
    expect([await deputies(), await heads()]).toEqual([[], []]);
    expect(await undated(home.world.db)).toEqual([]);
    for (const name of ['Pavel', 'Hanna']) expect(await says(name, 'rehire', { department: 'sales', role: 'specialist' })).toBe(200);
    expect([await deputies(), await heads()]).toEqual([[], []]);
  });

  it('who leaves and comes back is one again, and since when is kept', async () => {
    const patched = await change('Sveta', { deputy: idOf('Pavel') });
    expect(patched.status).toBe(200);
    expect(await says('Pavel', 'leave')).toBe(200);
    expect(await says('Pavel', 'rehire')).toBe(200);
    expect(await deputies()).toEqual(['Sveta by Pavel']);
    expect(await undated(home.world.db)).toEqual([]);
  });
});
