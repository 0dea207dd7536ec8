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

it('R32: payments that are expected come by a table, with their changes, once', async () => {
  const schedules = `type;external_id;client;at;product_line;amount;currency;monthly;dates;from;until;replaces
schedule;s1;CRM-7;2026-01-01;subscription;20000;RUB;10;;2026-01-01;;
schedule;s2;CRM-7;2026-03-01;subscription;25000;RUB;10;;2026-03-01;;s1
schedule;s3;CRM-7;2026-01-01;licences;5000;RUB;;2026-04-01 2026-07-01;2026-01-01;2026-12-31;
schedule;s4;CRM-7;2026-01-01;licences;5000;RUB;10;2026-04-01;2026-01-01;;
schedule;s5;CRM-7;2026-01-01;licences;5000;RUB;10;;2026-01-01;;unheard
schedule;s6;CRM-7;2026-01-01;licences;5000;RUB;10;;2026-03-01;2026-02-01;
`;
  expect(await run(schedules, true)).toMatchObject({ facts: 3, rejects: [{ line: 5 }, { line: 6 }, { line: 7 }] });
  expect(await run(schedules, true)).toMatchObject({ facts: 0, known: 3 });
  const rows = await own.all(
    `select s.external_id as own, r.external_id as replaces, s.recurrence, s.amount from payment_schedule s left join payment_schedule r on r.id = s.replaces_id order by 1`,
  );
  expect(rows).toEqual([
    { own: 's1', replaces: null, recurrence: { monthly: 10 }, amount: 2_000_000 },
    { own: 's2', replaces: 's1', recurrence: { monthly: 10 }, amount: 2_500_000 },
    { own: 's3', replaces: null, recurrence: { dates: ['2026-04-01', '2026-07-01'] }, amount: 500_000 },
  ]);
});

it('a column nobody knows spoils the table', async () => {
  expect(await run('type;externalid\ndeal;d1\n', true)).toMatchObject({ type: 'mistakes', mistakes: [{ code: 'unknown-key-like' }] });
});
