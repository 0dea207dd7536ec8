import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Absence } from '../../../../src/http/desk/people/absences.ts';
import type { PresenceOf } from '../../../../src/http/desk/people/availability.ts';
import { enter, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json, newId, refusal } from '../../house.ts';

let home: House;
const hands = new Map<string, StaffHand>();
beforeAll(async () => {
  home = await staffedHouse();
  for (const name of ['Olga', 'Hanna', 'Dina']) hands.set(name, await enter(home, name));
});
afterAll(() => home.close());

const hand = (name: string) => hands.get(name) as StaffHand;
const idOf = (name: string) => home.world.specialist(name);
const at = (time: string) => {
  home.world.clock.at = new Date(time);
};
const presence = async (name: string) => (await json<PresenceOf>(await hand(name).get('/me/availability'))).presence;

describe('an absence', () => {
  const holiday = { from: '2026-03-03T06:00:00Z', until: '2026-03-10T06:00:00Z', reason: 'Holiday' };

  it('is planned by oneself with a deputy, lasts, and is cancelled by the head', async () => {
    const planned = await hand('Olga').post(`/staff/${idOf('Olga')}/absences`, { ...holiday, deputy: idOf('Pavel') });
    expect(planned.status).toBe(201);
    const absence = await json<Absence>(planned);
    expect(absence).toMatchObject({ reason: 'Holiday', specialist: { name: 'Olga' }, deputy: { name: 'Pavel' }, cancelledAt: null });
    expect(await presence('Olga')).toBe('available');
    at('2026-03-03T06:00:00Z');
    expect(await presence('Olga')).toBe('absent');
    const list = await json<{ absences: Absence[] }>(await hand('Hanna').get(`/staff/${idOf('Olga')}/absences`));
    expect(list.absences.map((each) => each.id)).toEqual([absence.id]);
    const cancelled = await json<Absence>(await hand('Hanna').post(`/absences/${absence.id}/cancel`, {}));
    expect(cancelled.cancelledAt).toBe('2026-03-03T06:00:00.000Z');
    expect(await presence('Olga')).toBe('available');
    const again = await json<Absence>(await hand('Olga').post(`/absences/${absence.id}/cancel`, {}));
    expect(again.cancelledAt).toBe(cancelled.cancelledAt);
  });

  it.each([
    ['not-ahead', { from: '2026-03-01T00:00:00Z', until: '2026-03-02T00:00:00Z' }],
    ['unknown-deputy', { deputy: newId() }],
  ])('422 %s', async (code, fields) => {
    expect(await refusal(await hand('Olga').post(`/staff/${idOf('Olga')}/absences`, { ...holiday, ...fields }))).toEqual([422, code]);
  });

  it.each([
    ['Olga', 'unknown-deputy'],
    ['Sveta', 'deputy-elsewhere'],
  ])('422 with %s as the deputy', async (name, code) => {
    const response = await hand('Olga').post(`/staff/${idOf('Olga')}/absences`, { ...holiday, deputy: idOf(name) });
    expect(await refusal(response)).toEqual([422, code]);
  });

  it.each([{ until: '2026-03-03T06:00:00Z' }, { reason: '' }, { from: 'tomorrow' }])('400 for %j', async (fields) => {
    expect(await refusal(await hand('Olga').post(`/staff/${idOf('Olga')}/absences`, { ...holiday, ...fields }))).toEqual([
      400,
      'invalid-request',
    ]);
  });
});
