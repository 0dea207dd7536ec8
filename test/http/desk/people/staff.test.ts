import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Staff } from '../../../../src/http/desk/people/staff.ts';
import type { StaffMember } from '../../../../src/http/desk/people/staff-member.ts';
import { databases } from '../../../support/database.ts';
import { undated } from '../../../support/retake.ts';
import { until } from '../../../support/until.ts';
import { enter, member, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json, newId, pressing, refusal } from '../../house.ts';
import { listen } from '../../listen.ts';

let home: House;
const hands = new Map<string, StaffHand>();
beforeAll(async () => {
  // Here requests of one moment really meet each other in the database.
  home = await staffedHouse('postgres');
  for (const name of ['Olga', 'Hanna', 'Gleb', 'Dina', 'Ada']) hands.set(name, await enter(home, name));
});
afterAll(async () => {
  const dates = await undated(home.world.db);
  await home.close();
  // R29: whatever was changed of anybody, here or of their department, says since when it is so.
  expect(dates).toEqual([]);
});

const hand = (name: string) => hands.get(name) as StaffHand;
const idOf = (name: string) => home.world.specialist(name);
const tokenIn = (url: string) => new URL(url).searchParams.get('token') ?? '';
const one = (name: string, as = 'Dina') => member<StaffMember>(hand(as), idOf(name));
const change = async (as: string, name: string, fields: object) =>
  hand(as).send('PATCH', `/staff/${idOf(name)}`, { version: (await one(name)).version, ...fields });
const newcomer = (fields: object = {}) => ({
  name: 'Nina',
  email: `${newId()}@world.example`,
  role: 'specialist',
  department: 'client',
  ...fields,
});

describe('the staff', () => {
  it.each([
    ['Olga', ['Olga'], false],
    ['Hanna', ['Hanna', 'Olga', 'Pavel'], false],
    ['Gleb', ['Fedor', 'Gleb', 'Sveta'], false],
    ['Dina', ['Ada', 'Dina', 'Fedor', 'Gleb', 'Hanna', 'Olga', 'Pavel', 'Sveta'], true],
    ['Ada', ['Ada', 'Dina', 'Fedor', 'Gleb', 'Hanna', 'Olga', 'Pavel', 'Sveta'], true],
  ])('as %s sees it', async (name, seen, create) => {
    const { staff, may } = await json<Staff>(await hand(name).get('/staff'));
    expect(staff.map((each) => each.name).toSorted()).toEqual(seen);
    expect(may).toEqual({ create });
  });

  it('is narrowed to a department', async () => {
    const { staff } = await json<Staff>(await hand('Dina').get('/staff?department=sales'));
    expect(staff.map((each) => each.name)).toEqual(['Sveta']);
  });

  it('tells everybody what they may do about whom', async () => {
    const rights = async (as: string, about: string) => (await one(about, as)).may;
    const nothing = { change: false, administer: false, steer: false, absences: false, link: false, movePortfolio: false };
    expect(await rights('Olga', 'Olga')).toEqual({ ...nothing, steer: true, absences: true });
    expect(await rights('Hanna', 'Olga')).toEqual({
      change: true,
      administer: false,
      steer: true,
      absences: true,
      link: true,
      movePortfolio: true,
    });
    expect(await rights('Hanna', 'Hanna')).toEqual({ ...nothing, steer: true, absences: true });
    expect(await rights('Ada', 'Dina')).toEqual({
      change: true,
      administer: true,
      steer: true,
      absences: true,
      link: true,
      movePortfolio: false,
    });
  });

  it('404 about somebody one does not look after, as about nobody', async () => {
    expect(await refusal(await hand('Hanna').get(`/staff/${idOf('Sveta')}`))).toEqual([404, 'unknown-person']);
    expect(await refusal(await hand('Hanna').get(`/staff/${newId()}`))).toEqual([404, 'unknown-person']);
    expect(await refusal(await hand('Hanna').get('/staff/nonsense'))).toEqual([404, 'unknown-person']);
    expect(await refusal(await hand('Hanna').get(`/staff/${idOf('Ada')}`))).toEqual([404, 'unknown-person']);
  });
});

describe('somebody new', () => {
  it('201, can be found and given conversations', async () => {
    const hours = { 'mon-fri': ['09:00-13:00', '14:00-18:00'] };
    const wish = newcomer({ capacity: 0.5, hours, deputy: idOf('Olga') });
    const response = await hand('Ada').post('/staff', wish);
    expect(response.status).toBe(201);
    const nina = await json<StaffMember>(response);
    expect(nina).toMatchObject({ name: 'Nina', capacity: 0.5, hours, deputy: { name: 'Olga' }, availability: 'available' });
    const loads = await home.world.db.query('select case_units from specialist_load where specialist_id = $1::text::uuid', [nina.id]);
    expect(loads).toHaveLength(1);
  });

  it('409 for an e-mail somebody has, in other letters too', async () => {
    const response = await hand('Ada').post('/staff', newcomer({ email: 'oLGA@World.example' }));
    expect(await refusal(response)).toEqual([409, 'email-taken']);
  });

  it('201 for one and 409 for the others when the same e-mail comes several times at once', async () => {
    const wish = newcomer();
    const statuses = await Promise.all(Array.from({ length: 4 }, async () => (await hand('Ada').post('/staff', wish)).status));
    expect(statuses.toSorted()).toEqual([201, 409, 409, 409]);
  });

  it.each([
    [{ department: 'nowhere' }, 'unknown-department'],
    [{ department: null }, 'department-needed'],
    [{ deputy: newId() }, 'unknown-deputy'],
  ])('422 for %j', async (fields, code) => {
    expect(await refusal(await hand('Ada').post('/staff', newcomer(fields)))).toEqual([422, code]);
  });

  it.each([{ email: 'nonsense' }, { name: ' ' }, { role: 'king' }, { capacity: -1 }, { hours: { funday: ['09:00-10:00'] } }, { extra: 1 }])(
    '400 for %j',
    async (fields) => {
      expect(await refusal(await hand('Ada').post('/staff', newcomer(fields)))).toEqual([400, 'invalid-request']);
    },
  );

  it('403 from a head or a specialist', async () => {
    for (const name of ['Hanna', 'Olga']) expect(await refusal(await hand(name).post('/staff', newcomer()))).toEqual([403, 'forbidden']);
  });
});

describe('a change', () => {
  it('by their head: how they work, not who they are', async () => {
    const changed = await change('Hanna', 'Olga', { capacity: 0.75, languages: ['en', 'ru'], hours: { mon: ['22:00-06:00'] } });
    expect(await changed.json()).toMatchObject({ capacity: 0.75, languages: ['en', 'ru'], hours: { mon: ['22:00-06:00'] } });
    for (const fields of [{ role: 'head' }, { email: 'o@world.example' }, { department: 'sales' }, { name: 'O' }, { slackUser: 'U1' }])
      expect(await refusal(await change('Hanna', 'Olga', fields))).toEqual([403, 'forbidden']);
    await change('Dina', 'Olga', { capacity: 1, hours: null });
  });

  it('409 when somebody was faster, with nothing of it stored', async () => {
    const { version } = await one('Pavel');
    await change('Dina', 'Pavel', { capacity: 0.5 });
    const late = await hand('Hanna').send('PATCH', `/staff/${idOf('Pavel')}`, { version, capacity: 2 });
    expect(await refusal(late)).toEqual([409, 'changed-meanwhile']);
    expect(await one('Pavel')).toMatchObject({ capacity: 0.5 });
  });

  it('of several at once from the same reading one is stored', async () => {
    const { version } = await one('Pavel');
    const statuses = await Promise.all(
      [0.1, 0.2, 0.3].map(async (capacity) => (await hand('Dina').send('PATCH', `/staff/${idOf('Pavel')}`, { version, capacity })).status),
    );
    expect(statuses.toSorted()).toEqual([200, 409, 409]);
  });

  it('does not stumble over somebody setting their availability meanwhile', async () => {
    const { version } = await one('Olga');
    await hand('Olga').send('PUT', '/me/availability', { availability: 'off' });
    expect((await hand('Hanna').send('PATCH', `/staff/${idOf('Olga')}`, { version, capacity: 0.9 })).status).toBe(200);
    await hand('Olga').send('PUT', '/me/availability', { availability: 'available' });
  });

  it('409 for an e-mail somebody has', async () => {
    expect(await refusal(await change('Ada', 'Olga', { email: 'PAVEL@world.example' }))).toEqual([409, 'email-taken']);
  });

  it('to another department takes them out of the distribution of the old one', async () => {
    await change('Dina', 'Fedor', { department: 'sales' });
    expect((await json<Staff>(await hand('Gleb').get('/staff?department=sales'))).staff.map((each) => each.name)).toEqual([
      'Fedor',
      'Sveta',
    ]);
    const people = await json<{ departments: { key: string; specialists: { name: string }[] }[] }>(await hand('Dina').get('/people'));
    expect(people.departments.find((each) => each.key === 'finance')?.specialists.map((each) => each.name)).toEqual(['Gleb']);
    await change('Dina', 'Fedor', { department: 'finance' });
  });

  it('that makes a head a specialist ends their headship', async () => {
    await change('Dina', 'Gleb', { role: 'specialist' });
    expect(await one('Gleb')).toMatchObject({ role: 'specialist', heads: [] });
    await change('Dina', 'Gleb', { role: 'head' });
    await home.world.db.query(`update department set head_id = $1::text::uuid where key in ('finance', 'sales')`, [idOf('Gleb')]);
  });
});

describe('a leaver', () => {
  it('loses sessions, links, PIN and open streams with the same answer', async () => {
    const nina = await json<StaffMember>(await hand('Ada').post('/staff', newcomer()));
    const link = async () => tokenIn((await json<{ url: string }>(await hand('Ada').post(`/staff/${nina.id}/link`, {}))).url);
    const entered = await home.request('/desk/sign-in', pressing(await link()));
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const spare = await link();
    const stream = listen(await home.request('/desk/api/events', { headers: { cookie } }));
    await stream.hears('hello', (each) => each.event === 'hello');
    const left = await hand('Ada').post(`/staff/${nina.id}/leave`, { version: nina.version });
    expect(await left.json()).toMatchObject({ presence: 'off', may: { steer: false, link: false } });
    expect(await refusal(await home.request('/desk/api/me', { headers: { cookie } }))).toEqual([401, 'unauthorized']);
    expect((await home.request('/desk/sign-in', pressing(spare))).status).toBe(410);
    await until('the end of the stream', stream.ended);
    const again = await hand('Ada').post(`/staff/${nina.id}/leave`, { version: (await member<StaffMember>(hand('Ada'), nina.id)).version });
    expect(await refusal(again)).toEqual([409, 'has-left']);
  });

  it('is listed only when asked for, and comes back without the old ways in', async () => {
    const nina = await json<StaffMember>(await hand('Ada').post('/staff', newcomer()));
    const { url } = await json<{ url: string }>(await hand('Ada').post(`/staff/${nina.id}/link`, {}));
    const left = await json<StaffMember>(await hand('Ada').post(`/staff/${nina.id}/leave`, { version: nina.version }));
    const ids = async (query: string) => (await json<Staff>(await hand('Ada').get(`/staff${query}`))).staff.map((each) => each.id);
    expect(await ids('')).not.toContain(nina.id);
    expect(await ids('?left=true')).toContain(nina.id);
    const back = await hand('Ada').post(`/staff/${nina.id}/rehire`, { version: left.version, department: 'sales' });
    expect(await back.json()).toMatchObject({ leftAt: null, department: { key: 'sales' }, availability: 'available' });
    expect((await home.request('/desk/sign-in', pressing(tokenIn(url)))).status).toBe(410);
  });

  it('leaves their conversations to the department', async () => {
    const nina = await json<StaffMember>(await hand('Ada').post('/staff', newcomer()));
    await home.world.db.query(`update specialist set availability = 'off' where id <> $1::text::uuid`, [nina.id]);
    const visitor = await home.visitor();
    await visitor.says('operator');
    const charge = () =>
      home.world.db.query<{ specialist_id: string | null; status: string }>(
        'select specialist_id, status from conversation where contact_id = (select contact_id from "window" order by id desc limit 1)',
      );
    expect(await charge()).toMatchObject([{ specialist_id: nina.id }]);
    await hand('Ada').post(`/staff/${nina.id}/leave`, { version: nina.version });
    expect(await charge()).toEqual([{ specialist_id: null, status: 'queued' }]);
    await home.world.db.query(`update specialist set availability = 'available' where left_at is null`);
  });
});

describe('the last one who can let people in', () => {
  it.each(databases())('409, and of two who step down at once one stays, on %s', async (kind) => {
    const own = await staffedHouse(kind);
    const [dina, ada] = [await enter(own, 'Dina'), await enter(own, 'Ada')];
    const version = async (name: string) => (await member<StaffMember>(name === 'Dina' ? dina : ada, own.world.specialist(name))).version;
    const versions = { Dina: await version('Dina'), Ada: await version('Ada') };
    const answers = await Promise.all([
      dina.send('PATCH', `/staff/${own.world.specialist('Dina')}`, { version: versions.Dina, role: 'specialist', department: 'client' }),
      ada.send('PATCH', `/staff/${own.world.specialist('Ada')}`, { version: versions.Ada, role: 'specialist' }),
    ]);
    expect(answers.map((each) => each.status).toSorted()).toEqual([200, 409]);
    const stays = answers[0]?.status === 409 ? ('Dina' as const) : ('Ada' as const);
    const leaving = await (stays === 'Dina' ? dina : ada).post(`/staff/${own.world.specialist(stays)}/leave`, { version: versions[stays] });
    expect(await refusal(leaving)).toEqual([409, 'last-manager']);
    await own.close();
  });
});
