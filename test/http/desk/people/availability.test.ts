import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PresenceOf } from '../../../../src/http/desk/people/availability.ts';
import { enter, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json, refusal } from '../../house.ts';
import { listen } from '../../listen.ts';

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
    expect(await response.json()).toEqual({ availability: 'off', awayUntil: null, engagedUntil: null, presence: 'off' });
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
