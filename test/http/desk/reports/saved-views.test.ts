import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SavedView, SavedViews } from '../../../../src/http/desk/reports/saved-views.ts';
import { databases } from '../../../support/database.ts';
import { enter, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json, newId, refusal } from '../../house.ts';

describe.each(databases())('saved views of reports, on %s', (kind) => {
  let home: House;
  const hands = new Map<string, StaffHand>();
  const hand = (name: string) => hands.get(name) as StaffHand;
  const seen = async (name: string) => (await json<SavedViews>(await hand(name).get('/views'))).views.map((each) => each.name);
  const save = (name: string, wish: object) =>
    hand(name).post('/me/views', { id: newId(), name: 'Slow days', page: 'response', query: { by: 'weekday' }, ...wish });

  beforeAll(async () => {
    home = await staffedHouse(kind);
    for (const name of ['Olga', 'Pavel', 'Sveta', 'Hanna', 'Gleb', 'Dina', 'Ada']) hands.set(name, await enter(home, name));
  });
  afterAll(() => home.close());

  it('are their owner’s alone, those of a department, or everybody’s', async () => {
    expect((await save('Olga', { name: 'Olga’s' })).status).toBe(201);
    expect((await save('Hanna', { name: 'The department’s', sharedWith: ['client'] })).status).toBe(201);
    expect((await save('Dina', { name: 'Everybody’s', sharedWith: 'all' })).status).toBe(201);
    expect(await seen('Olga')).toEqual(['Olga’s', 'Everybody’s', 'The department’s']);
    expect(await seen('Pavel')).toEqual(['Everybody’s', 'The department’s']);
    expect(await seen('Sveta')).toEqual(['Everybody’s']);
    expect(await seen('Gleb')).toEqual(['Everybody’s']);
    expect(await seen('Dina')).toEqual(['Everybody’s', 'The department’s']);
  });

  it('are shared no further than one works or heads', async () => {
    expect(await refusal(await save('Olga', { sharedWith: ['sales'] }))).toEqual([403, 'forbidden']);
    expect(await refusal(await save('Hanna', { sharedWith: ['client', 'sales'] }))).toEqual([403, 'forbidden']);
    expect(await refusal(await save('Gleb', { sharedWith: 'all' }))).toEqual([403, 'forbidden']);
    expect(await refusal(await save('Dina', { sharedWith: ['nowhere'] }))).toEqual([422, 'unknown-department']);
    expect((await save('Gleb', { name: 'Two', sharedWith: ['finance', 'sales'] })).status).toBe(201);
    expect(await seen('Sveta')).toContain('Two');
    expect(await seen('Olga')).not.toContain('Two');
  });

  it('show whoever opens them no more than they see anyway', async () => {
    const address = `?department=sales&by=department`;
    await save('Dina', { name: 'Sales', query: { department: 'sales', by: 'department' }, sharedWith: 'all' });
    expect((await hand('Dina').get(`/reports/response${address}`)).status).toBe(200);
    expect(await refusal(await hand('Hanna').get(`/reports/response${address}`))).toEqual([403, 'forbidden']);
  });

  it('are renamed, shared anew and deleted by their owner, and by nobody else', async () => {
    const { id } = await json<SavedView>(await save('Pavel', { name: 'Mine' }));
    const wish = { name: 'Ours', query: { by: 'day' }, sharedWith: ['client'] };
    expect(await refusal(await hand('Dina').send('PUT', `/me/views/${id}`, wish))).toEqual([404, 'not-found']);
    expect(await json<SavedView>(await hand('Pavel').send('PUT', `/me/views/${id}`, wish))).toMatchObject({ ...wish, mine: true });
    expect(await seen('Olga')).toContain('Ours');
    expect(await refusal(await hand('Olga').send('DELETE', `/me/views/${id}`))).toEqual([404, 'not-found']);
    expect((await hand('Pavel').send('DELETE', `/me/views/${id}`)).status).toBe(204);
    expect(await seen('Olga')).not.toContain('Ours');
  });

  it('are saved once, however often they are sent, and go with whoever leaves', async () => {
    const wish = { id: newId(), name: 'Once', sharedWith: ['client'] };
    const [first, second] = [await save('Pavel', wish), await save('Pavel', wish)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await refusal(await save('Olga', wish))).toEqual([404, 'not-found']);
    expect((await seen('Pavel')).filter((each) => each === 'Once')).toHaveLength(1);
    await home.world.db.query(`update specialist set left_at = now() where name = 'Pavel'`);
    expect(await seen('Olga')).not.toContain('Once');
  });
});
