import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importFacts } from '../../src/company/import-facts.ts';
import { describeMistake } from '../../src/company/mistake.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { type Trade, trade } from '../clients/company.ts';

let own: Trade;
beforeAll(async () => {
  own = await trade('pglite', {
    specialists: [{ name: 'sonia', department: 'sales' }],
    clients: [{ name: 'Romashka', stage: 'prospect', owner: { sales: 'sonia' } }],
  });
  await own.world.db.query(`update client set external_id = 'CRM-7'`);
});
afterAll(() => own.world.close());

const run = (text: string, apply: boolean) => {
  const { db, clock } = own.world;
  return importFacts({ db, newId: v7 as NewId, now: () => clock.at, live: { publish() {} } }, { name: 'facts.csv', text }, apply);
};

const table = `type;external_id;client;at;product_line;amount;currency;kind;specialist;means
payment;p1;CRM-7;2026-03-02;subscription;20000,50;RUB;monthly;;
deal;d1;CRM-7;2026-03-01;subscription;240000;RUB;;sonia@world.example;
usage;u1;CRM-7;2026-03-02;subscription;;;;;
outreach;o1;CRM-7;2026-02-01;;;;;sonia@world.example;call
deal;d2;nobody;2026-03-01;subscription;1;RUB;;;
deal;d3;CRM-7;soon;subscription;1;RUB;;;
`;

it('a table of facts is tried, told, and told again without any change; what cannot be is rejected with its reason', async () => {
  const tried = await run(table, false);
  expect(tried).toMatchObject({ applied: false, facts: 4, known: 0, rejects: [{ line: 6 }, { line: 7 }] });
  expect(await own.one('select count(*)::int as n from deal')).toEqual({ n: 0 });
  expect(await run(table, true)).toMatchObject({ applied: true, facts: 4 });
  expect(await run(table, true)).toMatchObject({ facts: 0, known: 4 });
  expect(await own.all('select amount from payment')).toEqual([{ amount: 2_000_050 }]);
  expect(await own.all('select amount, rule from commission_line')).toEqual([{ amount: 200_005, rule: 'initial' }]);
  if (tried.type === 'mistakes') throw new Error('the table was refused');
  expect(tried.rejects.flatMap(({ mistakes }) => mistakes.map((each) => describeMistake('en', each)))).toEqual([
    'facts.csv:6:1: No client has this external id.',
    'facts.csv:7:1: “soon” will not do here.',
  ]);
});

it('a column nobody knows spoils the table', async () => {
  expect(await run('type;externalid\ndeal;d1\n', true)).toMatchObject({ type: 'mistakes', mistakes: [{ code: 'unknown-key-like' }] });
});
