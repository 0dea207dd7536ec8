import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFacts } from '../../src/company/import-facts.ts';
import { describeMistake } from '../../src/company/mistake.ts';
import { newestProfile } from '../../src/db/company/profile.ts';
import { departmentLanguage } from '../../src/db/slack/threads.ts';
import { openTestDb, type TestDb } from '../support/database.ts';
import { type Office, officeOn } from './company.ts';

const boss = { email: 'boss@acme.example', name: 'Boss', role: 'director' };
const client = { name: 'Bakery', size: 'small', stage: 'served', external_id: 'bakery' };
const acme = { departments: { client: { time_zone: 'Europe/Moscow' } }, specialists: [boss], clients: [client] };
const said = { name: 'Acme', time_zone: 'Europe/Berlin', currency: 'EUR', language: 'en' };

describe('what the file says of the company itself', () => {
  let test: TestDb;
  let office: Office;
  beforeAll(async () => {
    test = await openTestDb('pglite');
    office = officeOn(test.db);
    await office.apply(acme);
  });
  afterAll(() => test.close());

  const kept = async () => {
    const { from: _, ...profile } = (await newestProfile(test.db)) ?? { from: null };
    return profile;
  };
  const wrong = (company: object) => office.plan({ ...acme, company }).catch((error: Error) => error.message);

  it('is nothing until it says something', async () => {
    expect(await newestProfile(test.db)).toBeNull();
    expect(await office.plan({ ...acme, company: {} })).toEqual([]);
  });

  it('is shown before it is applied, kept, and on record', async () => {
    const change = ['change company  name time_zone currency language'];
    expect(await office.plan({ ...acme, company: said })).toEqual(change);
    expect(await office.apply({ ...acme, company: said })).toEqual(change);
    expect(await kept()).toEqual({ name: 'Acme', timeZone: 'Europe/Berlin', currency: 'EUR', language: 'en' });
    const audit = await test.db.query<{ data: object }>(`select data from audit where action = 'company-changed'`);
    expect(audit).toEqual([{ data: { by: 'company-file', fields: ['name', 'time_zone', 'currency', 'language'] } }]);
  });

  it('stays where the file is silent, and null brings the default back', async () => {
    expect(await office.apply(acme)).toEqual([]);
    expect(await office.apply({ ...acme, company: { currency: null } })).toEqual(['change company  currency']);
    expect(await kept()).toEqual({ name: 'Acme', timeZone: 'Europe/Berlin', currency: null, language: 'en' });
  });

  it('is in the company’s language where nobody in particular reads, and while it says none in that of the department', async () => {
    const language = async () =>
      (await test.db.query(`select ${departmentLanguage} as language from department d where d.key = 'client'`))[0];
    expect(await language()).toEqual({ language: 'en' });
    await office.apply({ ...acme, company: { language: 'ru' } });
    expect(await language()).toEqual({ language: 'ru' });
    await office.apply({ ...acme, company: { language: null } });
    expect(await language()).toEqual({ language: 'en' });
  });

  it('is refused by its line where there is no such zone or currency', async () => {
    expect(await wrong({ time_zone: 'Europe/Moskow' })).toMatch(/company\.yaml:\d+:\d+: There is no time zone .*Europe\/Moscow/);
    for (const currency of ['XQQ', 'eur', 'EURO']) expect(await wrong({ currency })).toContain('ISO 4217');
    expect(await wrong({ language: 'tlh' })).toMatch(/^company\.yaml:/);
  });

  it('R18: says in which zone a table’s times are, and which of them never were', async () => {
    const table = [
      'type,external_id,client,at,product_line,amount,currency,kind',
      'payment,p1,bakery,2026-01-31 23:30,subscription,100,EUR,monthly',
      'payment,p2,bakery,2026-02-01,subscription,100,EUR,monthly',
      'payment,p3,bakery,2025-03-30 02:30,subscription,100,EUR,monthly',
      'payment,p4,bakery,2026-02-01 10:00,subscription,100,XQQ,monthly',
    ].join('\n');
    // The file gave the zone a minute ago: it counts from the next midnight in Berlin on.
    office.clock.at = new Date('2026-03-03T12:00:00Z');
    const before = await importFacts(office.deps, { name: 'facts.csv', text: table }, true);
    if (before.type !== 'imported') throw new Error(JSON.stringify(before));
    expect(before.rejects.map(({ mistakes }) => mistakes.map((each) => describeMistake('en', each)).join())).toEqual([
      expect.stringContaining('a currency is a code of ISO 4217'),
    ]);
    const at = await test.db.query<{ id: string; at: Date }>('select external_id as id, at from payment order by external_id');
    expect(at.map((each) => `${each.id} ${each.at.toISOString()}`)).toEqual([
      'p1 2026-01-31T20:30:00.000Z',
      'p2 2026-01-31T21:00:00.000Z',
      'p3 2025-03-29T23:30:00.000Z',
    ]);
    const later = ['type,external_id,client,at,product_line,amount,currency,kind', 'payment,p5,bakery,2026-03-29 02:30,line,1,EUR,monthly'];
    const never = await importFacts(office.deps, { name: 'facts.csv', text: later.join('\n') }, true);
    if (never.type !== 'imported') throw new Error(JSON.stringify(never));
    expect(never.rejects[0]?.mistakes[0]).toMatchObject({ code: 'no-such-time', params: { value: '2026-03-29 02:30' } });
  });
});
