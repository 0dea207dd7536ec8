import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Absence, Cover, DepartmentView, PresenceOf } from '../../../src/http/desk/people/contract.ts';
import { type House, json, newId, refusal } from '../house.ts';
import { listen } from '../listen.ts';
import { enter, type StaffHand, staffedHouse } from './staff.ts';

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

describe('availability', () => {
  it('is said by oneself, at once and to every server', async () => {
    const heard: unknown[] = [];
    const end = home.live.subscribe('company', (hint) => heard.push(hint));
    const response = await hand('Olga').send('PUT', '/me/availability', { availability: 'off' });
    expect(await response.json()).toEqual({ availability: 'off', awayUntil: null, presence: 'off' });
    expect(heard).toEqual([{ topic: 'company' }]);
    end();
    await hand('Olga').send('PUT', '/me/availability', { availability: 'available' });
  });

  it('away ends by itself', async () => {
    await hand('Olga').send('PUT', '/me/availability', { availability: 'away', awayUntil: '2026-03-02T10:00:00+00:00' });
    expect(await presence('Olga')).toBe('away');
    at('2026-03-02T10:00:00Z');
    expect(await presence('Olga')).toBe('available');
  });

  it('is said by a head for their people, and the desks hear of it', async () => {
    const stream = listen(await hand('Olga').get('/events'));
    await stream.hears('hello', (each) => each.event === 'hello');
    const response = await hand('Hanna').send('PUT', `/staff/${idOf('Olga')}/availability`, { availability: 'off' });
    expect(await response.json()).toMatchObject({ presence: 'off' });
    await stream.hears('the company', (each) => each.event === 'company');
    await hand('Hanna').send('PUT', `/staff/${idOf('Olga')}/availability`, { availability: 'available' });
  });

  it('422 for a time that has passed', async () => {
    const response = await hand('Olga').send('PUT', '/me/availability', { availability: 'away', awayUntil: '2026-03-02T09:00:00Z' });
    expect(await refusal(response)).toEqual([422, 'not-ahead']);
  });

  it.each([
    {},
    { availability: 'asleep' },
    { availability: 'off', awayUntil: '2026-03-02T12:00:00Z' },
    { availability: 'away', awayUntil: 'soon' },
  ])('400 for %j', async (body) => {
    expect(await refusal(await hand('Olga').send('PUT', '/me/availability', body))).toEqual([400, 'invalid-request']);
  });
});

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

  it('422 for being one’s own deputy', async () => {
    const response = await hand('Olga').post(`/staff/${idOf('Olga')}/absences`, { ...holiday, deputy: idOf('Olga') });
    expect(await refusal(response)).toEqual([422, 'unknown-deputy']);
  });

  it.each([{ until: '2026-03-03T06:00:00Z' }, { reason: '' }, { from: 'tomorrow' }])('400 for %j', async (fields) => {
    expect(await refusal(await hand('Olga').post(`/staff/${idOf('Olga')}/absences`, { ...holiday, ...fields }))).toEqual([
      400,
      'invalid-request',
    ]);
  });
});

describe('working time of a department', () => {
  const read = async () => (await json<{ departments: DepartmentView[] }>(await hand('Dina').get('/departments'))).departments;
  const client = async () => (await read()).find((each) => each.key === 'client') as DepartmentView;
  const cover = async (query: string) => json<Cover>(await hand('Hanna').get(`/departments/client/cover?${query}`));

  it('is changed by the director, and shows its head where nobody is on shift', async () => {
    const { version } = await client();
    const hours = { 'mon-fri': ['09:00-18:00'] };
    const changed = await hand('Dina').send('PATCH', '/departments/client', { version, hours, holidays: ['2026-03-09'] });
    expect(await changed.json()).toMatchObject({ hours, holidays: ['2026-03-09'] });
    for (const [name, shifts] of [
      ['Olga', { 'mon-fri': ['09:00-13:00'] }],
      ['Pavel', { 'mon-fri': ['14:00-18:00'] }],
    ] as const) {
      const { version: seen } = await json<{ version: string }>(await hand('Hanna').get(`/staff/${idOf(name)}`));
      await hand('Hanna').send('PATCH', `/staff/${idOf(name)}`, { version: seen, hours: shifts });
    }
    await hand('Olga').post(`/staff/${idOf('Olga')}/absences`, {
      from: '2026-03-06T09:00:00Z',
      until: '2026-03-06T11:00:00Z',
      reason: 'x',
    });
    const { uncovered, timeZone } = await cover('from=2026-03-06T00:00:00Z&until=2026-03-10T13:30:00Z');
    expect(timeZone).toBe('UTC');
    expect(uncovered.map(({ from, until }) => `${from.slice(0, 16)} ${until.slice(11, 16)}`)).toEqual([
      '2026-03-06T09:00 11:00',
      '2026-03-06T13:00 14:00',
      '2026-03-10T13:00 13:30',
    ]);
  });

  it('409 when it was changed meanwhile', async () => {
    expect(await refusal(await hand('Dina').send('PATCH', '/departments/client', { version: 'long ago' }))).toEqual([
      409,
      'changed-meanwhile',
    ]);
  });

  it.each([
    ['Olga', [422, 'not-a-head']],
    ['Hanna', [200]],
  ])('%s as its head', async (name, expected) => {
    const { version } = await client();
    const response = await hand('Dina').send('PATCH', '/departments/client', { version, head: idOf(name) });
    expect(response.ok ? [response.status] : await refusal(response)).toEqual(expected);
  });

  it.each([
    '',
    'from=2026-03-06T00:00:00Z',
    'from=2026-03-06T00:00:00Z&until=2026-03-05T00:00:00Z',
    'from=2026-03-06T00:00:00Z&until=2027-03-05T00:00:00Z',
  ])('400 for the cover of %j', async (query) => {
    expect(await refusal(await hand('Hanna').get(`/departments/client/cover?${query}`))).toEqual([400, 'invalid-request']);
  });
});
