import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv, writeCsv } from '../../src/company/csv.ts';
import { type Imported, importClients } from '../../src/company/import-clients.ts';
import { databases, openTestDb, type TestDb } from '../support/database.ts';
import { type Office, officeOn, stateOf, wrongLoads } from './company.ts';

const acme = {
  specialists: [
    { email: 'boss@acme.example', name: 'Boss', role: 'director' },
    { email: 'one@acme.example', name: 'One', department: 'client' },
    { email: 'seller@acme.example', name: 'Seller', department: 'sales' },
  ],
  clients: [{ name: 'Alpha', contacts: [{ name: 'Buyer', email: 'buyer@alpha.example' }] }],
};

const table = `name,size,owner_client,owner_sales,contact,email,phone,telegram,role
Beta,medium,one@acme.example,seller@acme.example,Ivan,ivan@beta.example,+7 900 111-22-33,501,owner
Beta,,,,Petr,petr@beta.example,,,accountant
Gamma,huge,,,,,,,
Delta,small,seller@acme.example,,,,,,
Alpha,,,,Buyer,BUYER@alpha.example,,,
Alpha,,,,New,new@alpha.example,,,
Beta,,,,Ivan again,ivan@beta.example,,,
,small,,,Nobody,,,,
`;

function done(imported: Imported) {
  if (imported.type === 'mistakes') throw new Error(JSON.stringify(imported.mistakes));
  return imported;
}

describe('a table', () => {
  it.each([
    ['commas', 'name,size\r\n"A, Inc",small\r\n'],
    ['semicolons', '\uFEFFName;Size\n"A, Inc";small\n\n'],
    ['tabs', 'name\tsize\n A, Inc \tsmall'],
  ])('with %s is read', (_, text) => {
    expect(readCsv(text)).toEqual({ type: 'csv', header: ['name', 'size'], rows: [{ line: 2, cells: ['A, Inc', 'small'] }] });
  });

  it('knows the line each row begins on, whatever is in the cells', () => {
    const read = readCsv('name\n"two\nlines"\nB\n');
    expect(read.type === 'csv' ? read.rows.map(({ line }) => line) : []).toEqual([2, 4]);
    expect(readCsv('name\nA\n"B\n')).toMatchObject({ type: 'broken' });
  });

  it('is written so that it reads the same', () => {
    const rows = [
      ['name', 'text'],
      ['A "B", C', ' two\nlines; '.trim()],
    ];
    expect(readCsv(writeCsv(rows))).toMatchObject({ header: rows[0], rows: [{ cells: rows[1] }] });
  });

  it('is written without a formula, and read as it was', () => {
    const evil = ['=1+1', '+7 999 000-00-00', '-2+3', '@SUM(A1)', '\t=1', '＝1', "'=quoted", '-12.50', '7', 'x=1'];
    const written = writeCsv([evil.map((_, i) => `c${i}`), evil]);
    const cells = (written.split('\r\n')[1] ?? '').split(',');
    expect(cells.filter((each) => /^"?[\s"]*[=+\-@＝]/.test(each))).toEqual(['-12.50']);
    expect(readCsv(written)).toMatchObject({ rows: [{ cells: evil }] });
  });

  it('is neutral and whole for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '1', 'a', '"', ',') }), (text) => {
        const read = readCsv(
          writeCsv([
            ['a', 'b'],
            ['x', text],
          ]),
        );
        expect(read).toMatchObject({ rows: [{ cells: ['x', text] }] });
      }),
    );
  });
});

describe.each(databases())('clients out of a table, on %s', (kind) => {
  let test: TestDb;
  let office: Office;
  const bring = async (text: string, apply: boolean) => importClients(office.deps, { name: 'clients.csv', text }, apply);
  const clients = () => test.db.query<{ name: string; size: string; stage: string }>('select name, size, stage from client order by name');
  beforeAll(async () => {
    test = await openTestDb(kind);
    office = officeOn(test.db);
  });
  afterAll(() => test.close());

  it('need a company first', async () => {
    expect(await bring(table, true)).toMatchObject({ type: 'mistakes', mistakes: [{ code: 'no-company' }] });
    await office.apply(acme);
  });

  it('are refused whole when a column is not known', async () => {
    const refused = await bring('nam,size\nBeta,small\n', true);
    expect(refused.type === 'mistakes' ? refused.mistakes.map(({ column, code }) => [column, code]) : []).toEqual([
      [1, 'unknown-key-like'],
      [1, 'missing'],
    ]);
  });

  it('are tried without a trace: what is new, what is doubled, what is rejected and why', async () => {
    const tried = done(await bring(table, false));
    expect([tried.applied, tried.clients, tried.contacts]).toEqual([false, 1, 3]);
    expect(tried.duplicates.map(({ line, contact, firstLine }) => [line, contact, firstLine])).toEqual([
      [6, 'Buyer', null],
      [8, 'Ivan again', 2],
    ]);
    expect(tried.rejects.map(({ line, mistakes }) => [line, mistakes.map(({ code }) => code)])).toEqual([
      [4, ['size']],
      [5, ['owner-elsewhere']],
      [9, ['missing']],
    ]);
    expect(await clients()).toHaveLength(1);
  });

  it('are added, with their owners, and everything that was there stays', async () => {
    expect(done(await bring(table, true))).toMatchObject({ applied: true, clients: 1, contacts: 3 });
    expect(await clients()).toEqual([
      { name: 'Alpha', size: 'small', stage: 'prospect' },
      { name: 'Beta', size: 'medium', stage: 'served' },
    ]);
    expect((await stateOf(test.db)).owners).toEqual([
      { client: 'Beta', department: 'client', email: 'one@acme.example' },
      { client: 'Beta', department: 'sales', email: 'seller@acme.example' },
    ]);
    expect(await wrongLoads(test.db)).toEqual([]);
    const untouched = await test.db.query(`select email from contact where name = 'Buyer'`);
    expect(untouched).toEqual([{ email: 'buyer@alpha.example' }]);
  });

  it('are all there the second time', async () => {
    expect(done(await bring(table, true))).toMatchObject({ clients: 0, contacts: 0, duplicates: { length: 5 } });
    expect(await clients()).toHaveLength(2);
  });

  it('stay when a company file is applied that does not know them', async () => {
    expect(await office.apply(acme)).toEqual([]);
    expect(await clients()).toHaveLength(2);
  });
});
