import { base64url } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DepartmentView } from '../../../../src/http/desk/people/departments.ts';
import type { StaffMember } from '../../../../src/http/desk/people/staff-member.ts';
import type { AuditEntry, AuditPage } from '../../../../src/http/desk/reports/audit.ts';
import { enter, member, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json, pressing, refusal } from '../../house.ts';

let home: House;
const hands = new Map<string, StaffHand>();
beforeAll(async () => {
  home = await staffedHouse();
  for (const name of ['Olga', 'Sveta', 'Hanna', 'Gleb', 'Dina', 'Ada']) {
    hands.set(name, await enter(home, name));
    tick();
  }
});
afterAll(() => home.close());

const hand = (name: string) => hands.get(name) as StaffHand;
const idOf = (name: string) => home.world.specialist(name);
const tick = () => {
  home.world.clock.at = new Date(home.world.clock.at.getTime() + 1000);
};
const page = async (as: string, query = '') => json<AuditPage>(await hand(as).get(`/audit${query}`));
const told = ({ action, actor, object }: AuditEntry) => `${actor.name ?? actor.kind}: ${action} ${object.name}`;

describe('the audit', () => {
  it('keeps sign-ins, refusals and sign-outs', async () => {
    const { url } = await json<{ url: string }>(await hand('Dina').post(`/staff/${idOf('Pavel')}/link`, {}));
    tick();
    const token = new URL(url).searchParams.get('token') ?? '';
    const entered = await home.request('/desk/sign-in', pressing(token));
    tick();
    await home.request('/desk/sign-in', pressing(token));
    tick();
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { csrf } = await json<{ csrf: string }>(await home.request('/desk/api/me', { headers: { cookie } }));
    await home.request('/desk/api/sign-out', { method: 'POST', headers: { cookie, 'x-csrf-token': csrf } });
    const { entries } = await page('Dina', `?object=${idOf('Pavel')}`);
    expect(entries.map(told)).toEqual([
      'Pavel: signed-out Pavel',
      'system: sign-in-refused Pavel',
      'Pavel: signed-in Pavel',
      'Dina: link-issued Pavel',
    ]);
    expect(JSON.stringify(entries)).not.toContain(token);
  });

  it('does not grow by links that never were', async () => {
    const before = (await page('Dina')).entries.length;
    await home.request('/desk/sign-in', pressing('nonsense'));
    expect((await page('Dina')).entries).toHaveLength(before);
  });

  it('keeps what was changed by its name, never what it says', async () => {
    const { version } = await member<StaffMember>(hand('Dina'), idOf('Olga'));
    tick();
    await hand('Dina').send('PATCH', `/staff/${idOf('Olga')}`, { version, name: 'Olga Secret', capacity: 0.5 });
    tick();
    await hand('Hanna').send('PUT', `/staff/${idOf('Olga')}/availability`, { availability: 'off' });
    tick();
    await hand('Olga').send('PUT', '/me/availability', { availability: 'available' });
    const { entries } = await page('Hanna', `?object=${idOf('Olga')}&language=en`);
    expect(entries.slice(0, 2).map(({ action, data, words }) => ({ action, data, words }))).toEqual([
      { action: 'availability-set', data: { availability: 'off' }, words: 'Availability set by somebody else: Olga Secret' },
      { action: 'person-changed', data: { fields: ['name', 'capacity'] }, words: 'Changes to the person: Olga Secret' },
    ]);
    expect(JSON.stringify(await home.world.db.query('select * from audit'))).not.toContain('Secret');
  });

  it('shows a head their people and departments only', async () => {
    const { departments } = await json<{ departments: DepartmentView[] }>(await hand('Dina').get('/departments'));
    const { version } = departments.find((each) => each.key === 'sales') as DepartmentView;
    tick();
    await hand('Ada').send('PATCH', '/departments/sales', { version, holidays: ['2027-01-01'] });
    const seen = async (as: string) => [...new Set((await page(as)).entries.map((each) => each.object.name))].toSorted();
    expect(await seen('Gleb')).toEqual(['Gleb', 'Sveta', 'sales']);
    expect(await seen('Hanna')).toEqual(['Hanna', 'Olga Secret', 'Pavel']);
    expect(await seen('Ada')).toEqual(['Ada', 'Dina', 'Gleb', 'Hanna', 'Olga Secret', 'Pavel', 'Sveta', 'sales']);
  });

  it('403 for a specialist', async () => {
    expect(await refusal(await hand('Olga').get('/audit'))).toEqual([403, 'forbidden']);
  });

  it('is narrowed by who, what and when', async () => {
    const by = async (query: string) => (await page('Dina', query)).entries;
    expect(new Set((await by(`?actor=${idOf('Ada')}`)).map((each) => each.actor.name))).toEqual(new Set(['Ada']));
    expect(new Set((await by('?action=signed-in')).map((each) => each.action))).toEqual(new Set(['signed-in']));
    const [newest, second] = await by('');
    expect(await by(`?from=${newest?.at}`)).toEqual([newest]);
    expect((await by(`?until=${newest?.at}`))[0]).toEqual(second);
  });

  it('is read page by page: every entry once, also while more come', async () => {
    const all = (await page('Dina', '?limit=100')).entries.map((each) => each.id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: AuditPage = await page('Dina', `?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...next.entries.map((each) => each.id));
      cursor = next.nextCursor;
      tick();
      await hand('Hanna').send('PUT', `/staff/${idOf('Pavel')}/availability`, { availability: 'off' });
    }
    expect(seen).toEqual(all);
  });

  it.each(['?cursor=nonsense', '?limit=0', '?limit=101', '?actor=x', '?from=yesterday', '?extra=1'])('400 for %s', async (query) => {
    expect(await refusal(await hand('Dina').get(`/audit${query}`))).toEqual([400, 'invalid-request']);
  });

  it('400 for a cursor of no moment', async () => {
    const nobody = '00000000-0000-0000-0000-000000000000';
    const cursor = base64url.encode(JSON.stringify(['audit {}', 0, 8.64e15 + 1, nobody]));
    expect(await refusal(await hand('Dina').get(`/audit?cursor=${cursor}`))).toEqual([400, 'invalid-request']);
  });

  it('400 for a cursor of other filters', async () => {
    const { nextCursor } = await page('Dina', '?limit=1');
    expect(await refusal(await hand('Dina').get(`/audit?limit=1&action=signed-in&cursor=${nextCursor}`))).toEqual([400, 'invalid-request']);
  });
});
