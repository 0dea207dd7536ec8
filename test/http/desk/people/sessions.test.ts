import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskSessions } from '../../../../src/http/desk/people/sessions.ts';
import { enter, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json, newId, pressing, refusal } from '../../house.ts';

let home: House;
let dina: StaffHand;
beforeAll(async () => {
  home = await staffedHouse('pglite');
  dina = await enter(home, 'Dina');
});
afterAll(() => home.close());

const idOf = (name: string) => home.world.specialist(name);
const sessionsOf = async (hand: Pick<StaffHand, 'get'>) => (await json<DeskSessions>(await hand.get('/me/sessions'))).sessions;
const isIn = async (hand: Pick<StaffHand, 'get'>) => (await hand.get('/me')).status === 200;
const linkFor = async (name: string, wish: object = {}) => {
  const { url } = await json<{ url: string }>(await dina.post(`/staff/${idOf(name)}/link`, wish));
  return new URL(url).searchParams.get('token') ?? '';
};

describe('sessions of one person', () => {
  it('are listed with the browser each began on, the one that asks among them', async () => {
    const token = await linkFor('Olga');
    const entered = await home.request(
      '/desk/sign-in',
      pressing(token, { 'user-agent': `Firefox\0 ${'x'.repeat(400)}`.replace('\0', '') }),
    );
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { sessions } = await json<DeskSessions>(await home.request('/desk/api/me/sessions', { headers: { cookie } }));
    const [here] = sessions.filter((each) => each.here);
    expect(here).toMatchObject({ begunBy: 'link', agent: `Firefox ${'x'.repeat(292)}` });
  });

  it('end one by one, each only by its owner', async () => {
    const [phone, laptop, other] = [await enter(home, 'Olga'), await enter(home, 'Olga'), await enter(home, 'Pavel')];
    const id = (await sessionsOf(phone)).find((each) => each.here)?.id ?? '';
    expect(await refusal(await other.post(`/me/sessions/${id}/end`, {}))).toEqual([404, 'not-found']);
    expect(await isIn(phone)).toBe(true);
    expect((await laptop.post(`/me/sessions/${id}/end`, {})).status).toBe(204);
    expect([await isIn(phone), await isIn(laptop)]).toEqual([false, true]);
    expect(await refusal(await laptop.post(`/me/sessions/${id}/end`, {}))).toEqual([404, 'not-found']);
    expect(await refusal(await laptop.post(`/me/sessions/${newId()}/end`, {}))).toEqual([404, 'not-found']);
    expect(await refusal(await laptop.post('/me/sessions/x/end', {}))).toEqual([404, 'not-found']);
  });

  it('end everywhere else at once, and links that lie about with them', async () => {
    const [phone, laptop, here] = [await enter(home, 'Sveta'), await enter(home, 'Sveta'), await enter(home, 'Sveta')];
    const found = await linkFor('Sveta');
    expect(await json(await here.post('/me/sessions/end', {}))).toEqual({ ended: 2 });
    expect([await isIn(phone), await isIn(laptop), await isIn(here)]).toEqual([false, false, true]);
    expect((await home.request('/desk/sign-in', pressing(found))).status).toBe(410);
  });

  it('are ended by whoever may let the person in', async () => {
    const [olga, pavel, hanna] = [await enter(home, 'Olga'), await enter(home, 'Pavel'), await enter(home, 'Hanna')];
    expect(await refusal(await pavel.post(`/staff/${idOf('Olga')}/sessions/end`, {}))).toEqual([404, 'unknown-person']);
    expect((await hanna.post(`/staff/${idOf('Olga')}/sessions/end`, {})).status).toBe(200);
    expect([await isIn(olga), await isIn(pavel), await isIn(hanna)]).toEqual([false, true, true]);
  });

  it('end by a new link where whoever made it asked for that, and only when it is used', async () => {
    const phone = await enter(home, 'Pavel');
    const plain = await linkFor('Pavel');
    const ending = await linkFor('Pavel', { endsSessions: true });
    await home.request('/desk/sign-in', pressing(plain));
    expect(await isIn(phone)).toBe(true);
    const page = await home.request(`/desk/sign-in?token=${ending}`, { headers: { 'accept-language': 'en' } });
    expect(await page.text()).toContain('signed out on your other devices');
    expect(await isIn(phone)).toBe(true);
    expect((await home.request('/desk/sign-in', pressing(ending))).status).toBe(303);
    expect(await isIn(phone)).toBe(false);
  });
});
