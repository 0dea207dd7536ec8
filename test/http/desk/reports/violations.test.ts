import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ViolationPage } from '../../../../src/http/desk/reports/violations.ts';
import { conversationOf } from '../../../support/world.ts';
import { enter, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json, refusal } from '../../house.ts';

describe('late answers', () => {
  let home: House;
  const hands = new Map<string, StaffHand>();
  const list = async (name: string, query = '') =>
    (await json<ViolationPage>(await (hands.get(name) as StaffHand).get(`/violations${query}`))).violations;
  const post = (name: string, path: string, body: unknown) => (hands.get(name) as StaffHand).post(path, body);

  beforeAll(async () => {
    home = await staffedHouse();
    for (const name of ['Olga', 'Pavel', 'Hanna', 'Gleb', 'Dina', 'Ada']) hands.set(name, await enter(home, name));
    const { world } = home;
    for (const name of ['Olga', 'Pavel']) {
      const id = conversationOf(await world.stranger().says('operator'));
      // Whoever got it: it is these people's lateness that is looked at.
      await world.db.query(
        `update turn_hold set specialist_id = $2::text::uuid, lapsed_at = due, until = due + interval '3 minutes'
         where turn_id = (select open_turn_id from conversation where id = $1::text::uuid)`,
        [id, world.specialist(name)],
      );
    }
  });
  afterAll(() => home.close());

  it('are seen by their person, their head and the director, by nobody else', async () => {
    const names = async (viewer: string) => (await list(viewer)).map((each) => each.person.name).toSorted();
    expect(await names('Olga')).toEqual(['Olga']);
    expect(await names('Hanna')).toEqual(['Olga', 'Pavel']);
    expect(await names('Gleb')).toEqual([]);
    expect(await names('Dina')).toEqual(['Olga', 'Pavel']);
    expect(await names('Ada')).toEqual([]);
  });

  it('say what was late and by how many working minutes', async () => {
    const [late] = await list('Olga');
    expect(late).toMatchObject({
      kind: 'first',
      lateMinutes: 3,
      open: false,
      reply: null,
      excuse: null,
      may: { reply: true, excuse: false },
    });
  });

  it('say of a name that it is only what somebody calls themselves', async () => {
    const [late] = await list('Olga');
    expect(late).toMatchObject({ proven: true });
    await home.world.db.query(
      `update contact set name = 'Northern Bakery' where id = (select contact_id from conversation where id = $1::text::uuid)`,
      [late?.conversation],
    );
    expect(await list('Olga')).toMatchObject([{ title: 'Northern Bakery', proven: false }]);
  });

  it('take a sentence of their person, and an excuse of their head; they stay', async () => {
    const [late] = await list('Olga');
    const at = `/violations/${late?.id}`;
    expect(await refusal(await post('Olga', `${at}/excuse`, { reason: 'I was ill' }))).toEqual([403, 'forbidden']);
    expect(await refusal(await post('Pavel', `${at}/reply`, { text: 'not mine' }))).toEqual([404, 'not-found']);
    expect((await post('Olga', `${at}/reply`, { text: 'The line was down' })).status).toBe(200);
    expect(await refusal(await post('Hanna', `${at}/reply`, { text: 'for her' }))).toEqual([403, 'forbidden']);
    expect((await post('Hanna', `${at}/excuse`, { reason: 'It was' })).status).toBe(200);
    const [said] = await list('Olga');
    expect(said).toMatchObject({ id: late?.id, reply: { text: 'The line was down' }, excuse: { text: 'It was', by: { name: 'Hanna' } } });
  });

  it('are spoken of once: what was said stands', async () => {
    const [late] = await list('Olga');
    const at = `/violations/${late?.id}`;
    expect(await refusal(await post('Olga', `${at}/reply`, { text: 'On second thoughts' }))).toEqual([409, 'already-said']);
    expect(await refusal(await post('Dina', `${at}/excuse`, { reason: 'Another one' }))).toEqual([409, 'already-said']);
    expect(await list('Olga')).toMatchObject([
      { reply: { text: 'The line was down' }, excuse: { text: 'It was', by: { name: 'Hanna' } }, may: { reply: false, excuse: false } },
    ]);
    expect(await list('Dina', '?excused=yes')).toMatchObject([{ may: { reply: false, excuse: false } }]);
  });

  it('are narrowed down by the address', async () => {
    const pavel = home.world.specialist('Pavel');
    expect(await list('Dina', `?person=${pavel}`)).toHaveLength(1);
    expect(await list('Dina', '?excused=yes')).toHaveLength(1);
    expect(await list('Dina', '?excused=no&department=client&kind=first')).toHaveLength(1);
    expect(await list('Dina', '?kind=promise')).toHaveLength(0);
    expect(await list('Dina', '?until=2026-01-01T00:00:00Z')).toHaveLength(0);
  });

  it('are counted for their person while nobody has said a word', async () => {
    const counts = async (name: string) =>
      (await json<{ counts: { violations: number } }>(await (hands.get(name) as StaffHand).get('/conversations'))).counts.violations;
    expect([await counts('Olga'), await counts('Pavel')]).toEqual([0, 1]);
  });
});
