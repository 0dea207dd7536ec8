import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../flows/policy.ts';
import { questionTree } from '../../flows/question-tree.ts';
import { treeHash } from '../../flows/tree.ts';
import { policyUnder } from '../../src/company/policy-wish.ts';
import { seedCompany } from '../../src/company/seed.ts';
import { portfolioUnits } from '../../src/domain/capacity.ts';
import { type SizeClass, sizeClasses } from '../../src/domain/client.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { fullBudget } from '../../src/domain/policy.ts';
import { demoCompany, readFilesOf } from '../../src/server/company.ts';
import { databases, openTestDb, type TestDb } from '../support/database.ts';
import { demoWanted } from '../support/demo.ts';

const newId = v7 as NewId;
const now = () => new Date('2030-03-04T09:00:00Z');
const files = await readFilesOf(demoCompany);
const { departments, people, clients, tree, policy } = await demoWanted();

describe('the demo company', () => {
  it('has three departments with their heads, a director, and six who serve', () => {
    expect(departments.map(({ key, head }) => [key, people.find((each) => each.email === head)?.role])).toEqual([
      ['client', 'head'],
      ['sales', 'head'],
      ['finance', 'head'],
    ]);
    const serving = people.filter((each) => each.serves).map((each) => each.department);
    expect(Object.groupBy(serving, (each) => each ?? '')).toMatchObject({
      client: { length: 3 },
      sales: { length: 2 },
      finance: { length: 1 },
    });
    expect(people.filter((each) => each.role === 'director')).toMatchObject([{ department: null, serves: false }]);
  });

  it('has a dozen clients of every size, each owned, their contacts named once', () => {
    expect(clients).toHaveLength(12);
    expect(new Set(clients.map((each) => each.size))).toEqual(new Set(sizeClasses));
    expect(clients.filter((each) => Object.keys(each.owners).length === 0)).toEqual([]);
    for (const { siteId } of clients.flatMap((each) => each.contacts)) expect(siteId).toMatch(/^demo-[a-z]+$/);
  });

  it('gives every client to somebody who serves in that department', () => {
    for (const { owners } of clients) {
      for (const [department, owner] of Object.entries(owners)) {
        expect(people.find((each) => each.email === owner)).toMatchObject({ department, serves: true });
      }
    }
  });

  it('asks the questions every company begins with, and changes nothing of the default policy', async () => {
    expect(tree).toEqual({ hash: await treeHash(questionTree), data: questionTree, topics: [], warnings: [] });
    const { presence, ...rest } = defaultPolicy;
    expect(policyUnder(defaultPolicy, policy)).toMatchObject(rest);
    expect(policyUnder(defaultPolicy, policy).presence).toEqual({ ...presence, assumed: true });
  });
});

describe.each(databases())('seeding on %s', (kind) => {
  let test: TestDb;
  beforeAll(async () => {
    test = await openTestDb(kind);
  });
  afterAll(() => test.close());

  const count = async (table: string) => (await test.db.query<{ n: number }>(`select count(*)::int as n from "${table}"`))[0]?.n;

  it('leaves a company that is there alone', async () => {
    await test.db.query(`insert into department (id, key, name, time_zone) values ($1, 'client', '{}', 'UTC')`, [v7()]);
    expect(await seedCompany({ db: test.db, newId, now }, files)).toBe(false);
    expect(await count('policy')).toBe(0);
    expect(await count('specialist')).toBe(0);
    await test.db.query('delete from department');
  });

  describe('an empty database', () => {
    let won: readonly boolean[];
    beforeAll(async () => {
      won = await Promise.all([seedCompany({ db: test.db, newId, now }, files), seedCompany({ db: test.db, newId, now }, files)]);
    });

    it('lets one of two servers win', () => {
      expect(won.toSorted()).toEqual([false, true]);
    });

    it('puts the whole company in, once', async () => {
      expect(await seedCompany({ db: test.db, newId, now }, files)).toBe(false);
      const contacts = clients.flatMap((each) => each.contacts).length;
      const owners = clients.flatMap((each) => Object.keys(each.owners)).length;
      const rows = {
        department: 3,
        specialist: 10,
        specialist_load: 9,
        client: 12,
        contact: contacts,
        window: contacts,
        ownership: owners,
        policy: 1,
      };
      for (const [table, n] of Object.entries(rows)) expect([table, await count(table)]).toEqual([table, n]);
    });

    it('keeps the tree by its hash, the policy as data, and the web chat as an account', async () => {
      expect(await test.db.query('select hash, data, published_at as at from question_tree')).toEqual([
        { hash: await treeHash(questionTree), data: questionTree, at: now() },
      ]);
      expect(await test.db.query('select version, data from policy')).toEqual([{ version: 1, data: policyUnder(defaultPolicy, policy) }]);
      const kinds = await test.db.query<{ kind: string }>(`select kind from channel_account where external_id = 'default'`);
      expect(kinds.map(({ kind }) => kind)).toContain('webchat');
    });

    it('loads everybody with what their clients weigh, within what they can carry', async () => {
      const owned = await test.db.query<{ specialist: string; department: string; size: SizeClass }>(
        `select o.specialist_id as specialist, d.key as department, c.size
         from ownership o join client c on c.id = o.client_id join department d on d.id = o.department_id where o.until is null`,
      );
      const loads = await test.db.query<{ specialist: string; department: string; portfolio: number; cases: number }>(
        `select l.specialist_id as specialist, d.key as department, l.portfolio_units as portfolio, l.case_units as cases
         from specialist_load l join department d on d.id = l.department_id`,
      );
      for (const { specialist, department, portfolio, cases } of loads) {
        const theirs = owned.filter((each) => each.specialist === specialist && each.department === department);
        expect(portfolio).toBe(
          theirs.reduce(
            (units, { size }) => units + portfolioUnits(defaultPolicy, department, { size, stage: 'served', dedicated: null }),
            0,
          ),
        );
        expect(portfolio).toBeLessThanOrEqual(fullBudget);
        expect(cases).toBe(0);
      }
      expect(loads.some((each) => each.portfolio > 0)).toBe(true);
    });

    it('ties every contact to a window and to their client', async () => {
      const anna = await test.db.query(
        `select c.name, c.language, cl.name as client, w.last_seq as last from contact c
         join "window" w on w.id = c.window_id and w.contact_id = c.id
         join contact_client cc on cc.contact_id = c.id and cc.until is null join client cl on cl.id = cc.client_id
         where c.site_id = 'demo-anna'`,
      );
      expect(anna).toEqual([{ name: 'Анна Корнеева', language: 'ru', client: 'Кофейня «Угол»', last: 0 }]);
      const untied = await test.db.query(
        'select 1 from contact c where not exists (select 1 from contact_client cc where cc.contact_id = c.id)',
      );
      expect(untied).toEqual([]);
    });
  });
});
