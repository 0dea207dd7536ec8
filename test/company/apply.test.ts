import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Tree, treeHash } from '../../flows/tree.ts';
import { applyCompany } from '../../src/company/company-file.ts';
import { publishTree } from '../../src/db/policy/publish.ts';
import { databases, openTestDb, type TestDb } from '../support/database.ts';
import { fileOf, type Office, officeOn, stateOf, wrongLoads } from './company.ts';

const boss = { email: 'boss@acme.example', name: 'Boss', role: 'director' };
const head = { email: 'head@acme.example', name: 'Head', department: 'client', role: 'head' };
const one = { email: 'one@acme.example', name: 'One', department: 'client' };
const two = { email: 'two@acme.example', name: 'Two', department: 'client', deputy: 'one@acme.example' };
const seller = { email: 'seller@acme.example', name: 'Seller', department: 'sales' };
const buyer = { name: 'Buyer', email: 'buyer@alpha.example', telegram: 500100203, role: 'accountant' };
const alpha = { name: 'Alpha', size: 'medium', owner: { client: 'one@acme.example', sales: 'seller@acme.example' }, contacts: [buyer] };
const acme = {
  departments: {
    client: { head: 'head@acme.example', time_zone: 'Europe/Moscow', hours: { 'mon-fri': ['09:00-18:00'] }, reaction_minutes: 6 },
  },
  specialists: [boss, head, one, two, seller],
  clients: [alpha],
};
const without = (...gone: readonly { readonly email: string }[]) => acme.specialists.filter((each) => !gone.includes(each));

const words = { ru: 'Да', en: 'Yes' };
const option = (id: string) => ({ id, label: { ru: id, en: id }, next: { leaf: 'done' } });
const short = (leaf: object) => ({
  name: 'short',
  greeting: words,
  root: 'who',
  questions: {
    who: { kind: 'text', ask: words, skip: { ru: 'Пропустить', en: 'Skip' }, next: { question: 'which' } },
    which: { kind: 'choice', ask: words, options: [option('one'), option('two')] },
  },
  leaves: { done: leaf },
  products: {},
});

describe.each(databases())('a company file on %s', (kind) => {
  let test: TestDb;
  let office: Office;
  beforeAll(async () => {
    test = await openTestDb(kind);
    office = officeOn(test.db);
  });
  afterAll(() => test.close());

  const count = async (table: string, where = 'true') =>
    (await test.db.query<{ n: number }>(`select count(*)::int as n from "${table}" where ${where}`))[0]?.n;

  it('changes nothing while it is only planned', async () => {
    expect(await office.plan(acme)).toContain('create person one@acme.example');
    expect([await count('specialist'), await count('policy'), await count('audit'), office.told]).toEqual([0, 0, 0, []]);
  });

  it('makes the company, and tells the servers', async () => {
    await office.apply(acme);
    expect(office.told).toEqual([{ topic: 'company' }]);
    expect((await stateOf(test.db)).owners).toEqual([
      { client: 'Alpha', department: 'client', email: 'one@acme.example' },
      { client: 'Alpha', department: 'sales', email: 'seller@acme.example' },
    ]);
    expect(await test.db.query(`select stage, size from client`)).toEqual([{ stage: 'served', size: 'medium' }]);
    expect(await test.db.query(`select data->'reaction'->'firstMinutes' as minutes from policy`)).toEqual([
      { minutes: { client: 6, sales: 4, finance: 4 } },
    ]);
    expect(await wrongLoads(test.db)).toEqual([]);
  });

  it('applied again changes nothing', async () => {
    office.told.length = 0;
    expect(await office.apply(acme)).toEqual([]);
    expect([await count('policy'), await count('question_tree'), await count('ownership'), office.told]).toEqual([1, 1, 2, []]);
  });

  it('tells what it changes, and changes only that', async () => {
    const people = [...without(one), { ...one, capacity: 0.5, email: 'ONE@acme.example' }];
    expect(await office.apply({ ...acme, specialists: people })).toEqual(['change person ONE@acme.example capacity']);
    expect(await office.apply(acme)).toEqual(['change person one@acme.example capacity']);
    expect(await count('policy')).toBe(1);
  });

  it('marks who is trained for debts, and leaves the mark where it does not name it', async () => {
    const trained = { ...acme, specialists: [...without(one), { ...one, trained: true }] };
    expect(await office.apply(trained)).toEqual(['change person one@acme.example trained']);
    expect(await office.apply(acme)).toEqual([]);
    expect(await count('specialist', 'trained')).toBe(1);
  });

  it('gives the policy a version when it changes', async () => {
    expect(await office.apply({ ...acme, policy: { waits: { idleDays: 9 } } })).toEqual(['change policy waits.idleDays value']);
    expect(await count('policy')).toBe(2);
    expect(await test.db.query('select distinct policy_version from specialist_load')).toEqual([{ policy_version: 2 }]);
    expect(await office.apply({ ...acme, policy: { waits: { idleDays: 7 } } })).toHaveLength(1);
  });

  it('leaves rules that were set at the desk as they are, where it does not name them', async () => {
    const set = { receivables: 'client', outreachDays: 14, segments: { currency: 'RUB', medium: 10, large: 20, key: 30 } };
    const productLines = { training: { handover: { months: 3 }, commission: { fullPercent: 8, bonusPercent: 2 } } };
    await test.db.query(`update policy set data = data || $1::text::jsonb where version = (select max(version) from policy)`, [
      JSON.stringify({ ...set, productLines }),
    ]);
    expect(await office.apply(acme)).toEqual([]);
    const named = { policy: { ratingDays: 60, waits: { idleDays: 9 } }, product_lines: { training: { handover: { deal: 1 } } } };
    await office.apply({ ...acme, ...named });
    expect((await stateOf(test.db)).policy).toMatchObject({
      ...set,
      ratingDays: 60,
      waits: { idleDays: 9, reopenHours: 24 },
      productLines: { training: { handover: { deal: 1 }, commission: { fullPercent: 8 } } },
    });
    expect(
      await test.db.query(`select data->'productLines'->'training'->'handover' as rule from policy order by version desc limit 1`),
    ).toEqual([{ rule: { deal: 1 } }]);
  });

  it('is refused where it does not go with a rule set at the desk', async () => {
    const late = { ...acme, policy: { stages: { lostDays: 100 } } };
    expect(await applyCompany(office.deps, fileOf(late), 'terminal')).toMatchObject({
      type: 'mistakes',
      mistakes: [{ code: 'policy', params: { path: 'stages.lostDays', code: 'lost_before_dormant' } }],
    });
  });

  it('moves a client by ending one row and beginning another', async () => {
    await office.apply({ ...acme, clients: [{ ...alpha, owner: { client: 'two@acme.example' } }] });
    const rows = await test.db.query(
      `select s.email, o.until is null as current from ownership o join specialist s on s.id = o.specialist_id order by o."from", s.email`,
    );
    expect(rows).toEqual([
      { email: 'one@acme.example', current: false },
      { email: 'seller@acme.example', current: false },
      { email: 'two@acme.example', current: true },
    ]);
    expect(await wrongLoads(test.db)).toEqual([]);
    await office.apply(acme);
  });

  it('leaves alone what the desk decided where it says nothing, and clients it does not name', async () => {
    await test.db.query(`update ownership set reason = 'first-assignment' where until is null`);
    expect(await office.apply({ ...acme, clients: [{ name: 'Alpha' }] })).toEqual([]);
    expect(await office.apply({ ...acme, clients: [] })).toEqual([]);
    expect((await stateOf(test.db)).owners).toHaveLength(2);
    await test.db.query(`update ownership set reason = 'company-file' where until is null`);
  });

  it('knows a client that was renamed by their contact', async () => {
    const renamed = { ...acme, clients: [{ ...alpha, name: 'Alpha & Sons' }] };
    expect(await office.apply(renamed)).toEqual(['change client Alpha name']);
    expect(await count('client')).toBe(1);
    await office.apply(acme);
  });

  it('moves a contact, who keeps their window', async () => {
    const before = await test.db.query('select id, window_id from contact');
    const moved = {
      ...acme,
      clients: [
        { ...alpha, contacts: [] },
        { name: 'Beta', contacts: [{ ...buyer, role: 'owner' }] },
      ],
    };
    expect(await office.apply(moved)).toEqual(['create client Beta', 'change contact Buyer client role']);
    expect(await test.db.query('select id, window_id from contact')).toEqual(before);
    expect(await count('contact_client', 'until is null')).toBe(1);
    await office.apply(acme);
  });

  it('takes whoever is gone from it for a leaver: no sessions, no links, no clients; the head’s place is empty', async () => {
    await test.db.query(
      `insert into desk_session (id, specialist_id, created_at, expires_at)
       select gen_random_uuid(), id, now(), now() + interval '1 day' from specialist where email in ('one@acme.example', 'two@acme.example')`,
    );
    const left = { ...acme, specialists: [...without(one, head, two), { ...two, deputy: undefined }], clients: [{ name: 'Alpha' }] };
    const { head: _, ...client } = acme.departments.client;
    expect(await office.apply({ ...left, departments: { client } })).toEqual([
      'change department client head',
      'change person two@acme.example deputy',
      'remove person head@acme.example',
      'remove person one@acme.example',
      'remove owner client',
      'remove owner sales',
    ]);
    expect(await count('desk_session', 'ended_at is null')).toBe(1);
    expect(await count('specialist')).toBe(5);
    expect(await wrongLoads(test.db)).toEqual([]);
  });

  it('takes them back when they are in it again', async () => {
    expect(await office.apply(acme)).toContain('return person one@acme.example');
    expect(await office.apply(acme)).toEqual([]);
    expect(await wrongLoads(test.db)).toEqual([]);
  });

  it('publishes a tree when its content changed, and one that was there before again', async () => {
    const tree = short({ products: [], jurisdiction: 'client', size: 'private' });
    expect(await office.apply({ ...acme, question_tree: tree })).toEqual(['change tree short ']);
    expect(await office.apply({ ...acme, question_tree: tree })).toEqual([]);
    expect(await office.apply(acme)).toEqual(['change tree demo ']);
    expect(await office.apply(acme)).toEqual([]);
    expect(await count('question_tree')).toBe(2);
  });

  it('R4: refuses a new tree in which a large organisation stays with the client department, and keeps one that is asked already', async () => {
    const tree = short({ products: [], jurisdiction: 'client', size: 'large' });
    const refused = await applyCompany(office.deps, fileOf({ ...acme, question_tree: tree }), 'terminal');
    expect(refused).toMatchObject({ type: 'mistakes', mistakes: [{ severity: 'mistake', code: 'tree', tree: { leaf: 'done' } }] });
    await publishTree(test.db, {
      id: crypto.randomUUID(),
      hash: await treeHash(tree as Tree),
      data: tree,
      at: new Date(),
      by: null,
      note: null,
    });
    expect(await office.apply({ ...acme, question_tree: tree })).toEqual([]);
    expect(await office.apply(acme)).toEqual(['change tree demo ']);
  });

  it('R23: refuses a new tree that says a topic nobody has, and takes the topics of the same file', async () => {
    const tree = short({ products: [], jurisdiction: 'client', size: 'private', topic: 'repair' });
    const refused = await applyCompany(office.deps, fileOf({ ...acme, question_tree: tree }), 'terminal');
    const mistake = { severity: 'mistake', code: 'tree', line: expect.any(Number), tree: { type: 'topic-of-leaf', topic: 'repair' } };
    expect(refused).toMatchObject({ type: 'mistakes', mistakes: [mistake] });
    const topics = [{ key: 'repair', name: { ru: 'Ремонт', en: 'Repair' } }];
    const taken = await office.apply({ ...acme, question_tree: tree, policy: { topics } });
    expect(taken).toContain('change tree short ');
    expect(await office.apply({ ...acme, question_tree: tree })).toEqual([]);
    await office.apply(acme);
  });

  it('is applied whole or not at all', async () => {
    const before = await stateOf(test.db);
    await test.db.query(`insert into contact (id, window_id, name, language, telegram_id, created_at)
      select gen_random_uuid(), gen_random_uuid(), 'Somebody', 'en', '777', now()`);
    const clash = { ...acme, specialists: [...acme.specialists, { ...one, email: 'new@acme.example' }] };
    const clients = [
      {
        ...alpha,
        contacts: [
          { name: 'Buyer', site_id: 'buyer' },
          { name: 'Other', email: 'buyer@alpha.example', telegram: 777 },
        ],
      },
    ];
    const applied = await applyCompany(office.deps, fileOf({ ...clash, clients }), 'terminal');
    expect(applied.type).toBe('planned');
    await office.apply(acme);
    expect((await stateOf(test.db)).people).toEqual(before.people);
    const broken = { ...office.deps, newId: () => 'not a uuid' as never };
    await expect(applyCompany(broken, fileOf(clash), 'terminal')).rejects.toThrow();
    expect(await stateOf(test.db)).toEqual(before);
  });

  it('writes down who and what, never a name or an address', async () => {
    const rows = await test.db.query<{ action: string; data: unknown }>('select action, data from audit order by at, id');
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['company-applied', 'specialist-changed', 'specialist-left', 'specialist-returned', 'client-owner-changed']),
    );
    const text = JSON.stringify(rows);
    for (const personal of ['acme.example', 'Alpha', 'Buyer', '500100203']) expect(text).not.toContain(personal);
  });
});
