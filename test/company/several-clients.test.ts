import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importClients } from '../../src/company/import-clients.ts';
import { openTestDb, type TestDb } from '../support/database.ts';
import { type Office, officeOn } from './company.ts';

const vera = { name: 'Vera', email: 'vera@books.example', role: 'accountant' };
const acme = {
  specialists: [
    { email: 'boss@acme.example', name: 'Boss', role: 'director' },
    { email: 'one@acme.example', name: 'One', department: 'client' },
  ],
  clients: [
    { name: 'Bakery', contacts: [vera] },
    { name: 'Mill', contacts: [{ ...vera, role: 'director' }] },
  ],
};

describe('R6: one person at several clients, in the company file and in a table', () => {
  let test: TestDb;
  let office: Office;
  beforeAll(async () => {
    test = await openTestDb('pglite');
    office = officeOn(test.db);
  });
  afterAll(() => test.close());

  const memberships = async () =>
    (
      await test.db.query<{ contact: string; client: string; role: string | null }>(
        `select ct.id as contact, cl.name as client, m.role from contact_client m join contact ct on ct.id = m.contact_id
         join client cl on cl.id = m.client_id where m.until is null order by cl.name`,
      )
    ).map(({ client, role }) => [client, role]);
  const people = async () => (await test.db.query('select id from contact')).length;

  it('is one contact of both, with what they are at each; written again it changes nothing', async () => {
    await office.apply(acme);
    expect(await memberships()).toEqual([
      ['Bakery', 'accountant'],
      ['Mill', 'director'],
    ]);
    expect(await people()).toBe(1);
    expect(await office.apply(acme)).toEqual([]);
  });

  it('a table that names them at a third adds that one, once', async () => {
    const text = 'name,contact,email,role\nFarm,Vera,VERA@books.example,owner\n';
    for (const again of [false, true]) {
      const imported = await importClients(office.deps, { name: 'clients.csv', text }, true);
      expect([again, imported.type === 'mistakes' ? imported.mistakes : []]).toEqual([again, []]);
    }
    expect(await memberships()).toEqual([
      ['Bakery', 'accountant'],
      ['Farm', 'owner'],
      ['Mill', 'director'],
    ]);
    expect(await people()).toBe(1);
  });
});
