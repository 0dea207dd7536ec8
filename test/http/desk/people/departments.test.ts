import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cover } from '../../../../src/http/desk/people/cover.ts';
import type { DepartmentView } from '../../../../src/http/desk/people/departments.ts';
import { enter, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json, refusal } from '../../house.ts';

let home: House;
const hands = new Map<string, StaffHand>();
beforeAll(async () => {
  home = await staffedHouse();
  for (const name of ['Olga', 'Hanna', 'Dina']) hands.set(name, await enter(home, name));
});
afterAll(() => home.close());

const hand = (name: string) => hands.get(name) as StaffHand;
const idOf = (name: string) => home.world.specialist(name);

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

  it('R14: says what sentences to clients call it, until they are made of its name again', async () => {
    const inSentence = { ru: 'отдел по работе с клиентами', en: 'the people who know you' };
    const change = async (words: typeof inSentence | null) =>
      hand('Dina').send('PATCH', '/departments/client', { version: (await client()).version, inSentence: words });
    expect((await change(inSentence)).status).toBe(200);
    expect(await client()).toMatchObject({ inSentence });
    const called = () => home.engine.company().departments.find((each) => each.key === 'client')?.inSentence;
    await home.engine.reload();
    expect(called()).toEqual(inSentence);
    expect(await refusal(await change({ ru: 'отдел', en: '' }))).toEqual([400, 'invalid-request']);
    expect((await change(null)).status).toBe(200);
    expect(await client()).toMatchObject({ inSentence: null });
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
    'from=x&until=2026-03-07T00:00:00Z',
    'from=2026-02-30T00:00:00Z&until=2026-03-07T00:00:00Z',
    'from=0000-01-01T00:00:00Z&until=0000-01-02T00:00:00Z',
    'from=9999-12-31T00:00:00Z&until=9999-12-31T23:00:00Z',
    'from=2026-03-06T00:00:00Z&until=2026-03-05T00:00:00Z',
    'from=2026-03-06T00:00:00Z&until=2027-03-05T00:00:00Z',
  ])('400 for the cover of %j', async (query) => {
    expect(await refusal(await hand('Hanna').get(`/departments/client/cover?${query}`))).toEqual([400, 'invalid-request']);
  });
});
