import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompanyView } from '../../../../src/http/desk/policy/company.ts';
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
const view = async (name: string) => json<CompanyView>(await hand(name).get('/company'));
const said = { name: 'Acme', timeZone: 'Asia/Tokyo', currency: 'JPY', language: 'ru' };

describe('what the company says of itself', () => {
  it('is seen by everybody, with what counts while nothing is said', async () => {
    const seen = await view('Olga');
    expect(seen).toMatchObject({ version: '', name: null, timeZone: null, currency: null, language: null, may: { change: false } });
    expect(seen.now).toMatchObject({ next: null, today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), timeZone: expect.any(String) });
  });

  it('is changed by the director; the new zone counts from the next midnight there on', async () => {
    // A zone said in the same moment as the company begins counts from the start.
    home.world.clock.at = new Date(home.world.clock.at.getTime() + 60_000);
    const { version, now } = await view('Dina');
    const changed = await json<CompanyView>(await hand('Dina').send('PUT', '/company', { version, ...said }));
    expect(changed).toMatchObject({ ...said, may: { change: true } });
    expect(changed.now).toMatchObject({ timeZone: now.timeZone, today: now.today, currency: 'JPY', next: { timeZone: 'Asia/Tokyo' } });
    expect(new Date(changed.now.next?.from ?? '').getUTCHours()).toBe(15);
    const { entries } = await json<{ entries: { words: string; data: object }[] }>(
      await hand('Dina').get('/audit?action=company-changed&language=en'),
    );
    expect(entries).toMatchObject([{ words: expect.stringContaining('says of itself'), data: { fields: Object.keys(said) } }]);
  });

  it('is left alone by a change that changes nothing', async () => {
    const { version } = await view('Dina');
    const same = await json<CompanyView>(await hand('Dina').send('PUT', '/company', { version, ...said }));
    expect(same.version).toBe(version);
  });

  it('409 for whoever saw it as it was before, and one of two at the same moment', async () => {
    expect(await refusal(await hand('Dina').send('PUT', '/company', { version: '', ...said }))).toEqual([409, 'changed-meanwhile']);
    const { version } = await view('Dina');
    const names = ['One', 'Two', 'Three'];
    const answers = await Promise.all(names.map((name) => hand('Dina').send('PUT', '/company', { version, ...said, name })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  });

  it('400 for a zone or a currency that there is not', async () => {
    const { version } = await view('Dina');
    for (const wish of [{ timeZone: 'Mars/Olympus' }, { timeZone: '+03:00' }, { currency: 'XQQ' }, { language: 'de' }, { name: ' ' }])
      expect(await refusal(await hand('Dina').send('PUT', '/company', { version, ...said, ...wish }))).toEqual([400, 'invalid-request']);
  });

  it('403 for a head and a specialist who would change it', async () => {
    for (const name of ['Hanna', 'Olga'])
      expect(await refusal(await hand(name).send('PUT', '/company', { version: '', ...said }))).toEqual([403, 'forbidden']);
  });

  it('R18: says where this month is, and which entries are of a day', async () => {
    home.world.clock.at = new Date('2026-03-31T14:59:59Z');
    for (const name of hands.keys()) hands.set(name, await enter(home, name));
    const month = async () => (await json<{ month: string }>(await hand('Olga').get('/commission'))).month;
    await home.engine.reload();
    expect(await month()).toBe('2026-03');
    home.world.clock.at = new Date('2026-03-31T15:00:00Z');
    expect(await month()).toBe('2026-04');
    const { version } = await view('Dina');
    await hand('Dina').send('PUT', '/company', { version, ...said, name: 'April' });
    const on = async (day: string) =>
      (await json<{ entries: object[] }>(await hand('Dina').get(`/audit?action=company-changed&from=${day}&until=${day}`))).entries.length;
    expect([await on('2026-03-31'), await on('2026-04-01')]).toEqual([0, 1]);
    expect(await refusal(await hand('Dina').get('/audit?from=yesterday'))).toEqual([400, 'invalid-request']);
  });
});
