import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDb, type TestDb } from '../support/database.ts';
import { undated } from '../support/retake.ts';
import { type Office, officeOn, stateOf, wrongLoads } from './company.ts';

const departments = ['client', 'sales', 'legal'];
const names = ['ann', 'bob', 'cat', 'dan', 'eve', 'fox'];
const email = (name: string) => `${name}@acme.example`;

const hours = fc.constantFrom({ 'mon-fri': ['09:00-18:00'] }, { 'fri-sat': ['22:00-06:00'] }, { mon: ['09:00-13:00', '14:00-18:00'] });

const person = fc.record(
  {
    department: fc.constantFrom(...departments),
    role: fc.constantFrom('specialist', 'head'),
    capacity: fc.constantFrom(0.5, 1, 2),
    languages: fc.constantFrom(['ru'], ['en', 'ru']),
    serves: fc.boolean(),
    slack_user: fc.constantFrom('U0AAA', 'U0BBB'),
  },
  { requiredKeys: ['department'] },
);

const department = fc.record(
  { hours, time_zone: fc.constantFrom('UTC', 'Asia/Tokyo'), reaction_minutes: fc.integer({ min: 1, max: 9 }) },
  { requiredKeys: [] },
);

const client = fc.record(
  {
    size: fc.constantFrom('private', 'small', 'medium', 'large', 'key'),
    external_id: fc.boolean(),
    owners: fc.record({ client: fc.nat(9), sales: fc.nat(9), legal: fc.nat(9) }, { requiredKeys: [] }),
    contacts: fc.uniqueArray(fc.nat(4), { maxLength: 3 }),
  },
  { requiredKeys: ['size', 'owners', 'contacts'] },
);

/** Any company without mistakes: owners work where they own, deputies in the same department, nobody is there twice. */
const company = fc
  .record({
    departments: fc.dictionary(fc.constantFrom(...departments), department, { noNullPrototype: true }),
    people: fc.dictionary(fc.constantFrom(...names), person, { minKeys: 1, noNullPrototype: true }),
    clients: fc.dictionary(fc.constantFrom('Alpha', 'Beta', 'Gamma', 'Delta'), client, { noNullPrototype: true }),
    deputies: fc.boolean(),
    idleDays: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
  })
  .map(({ departments: told, people, clients, deputies, idleDays }) => {
    const staff = Object.entries(people).map(([name, each]) => ({ ...each, name, email: email(name) }));
    const of = (key: string) => staff.filter((each) => each.department === key);
    const seen = new Set<number>();
    return {
      departments: { legal: {}, ...told },
      specialists: staff.map((each, place) => {
        const deputy = staff.slice(place + 1).find((other) => other.department === each.department);
        return deputies && deputy !== undefined ? { ...each, deputy: deputy.email } : each;
      }),
      clients: Object.entries(clients).map(([name, { owners, contacts, external_id: known, ...each }]) => ({
        ...each,
        ...(known === true ? { external_id: `crm-${name}` } : {}),
        name,
        owner: Object.fromEntries(
          Object.entries(owners).flatMap(([key, pick]) => {
            const able = of(key);
            return able.length === 0 || pick === undefined ? [] : [[key, able[pick % able.length]?.email]];
          }),
        ),
        contacts: contacts
          .filter((n) => !seen.has(n) && seen.add(n))
          .map((n) => ({ name: `Contact ${n}`, email: `c${n}@x.example`, telegram: 1000 + n })),
      })),
      ...(idleDays === undefined ? {} : { policy: { waits: { idleDays } } }),
    };
  });

describe.each(databases())('any company, on %s', (kind) => {
  let test: TestDb;
  let office: Office;
  beforeAll(async () => {
    test = await openTestDb(kind);
    office = officeOn(test.db);
  });
  afterAll(() => test.close());

  const clear = () =>
    test.db.query(
      'truncate department, specialist, client, contact, "window", contact_client, ownership, specialist_load, policy, question_tree, audit',
    );

  it('once applied has nothing left to change', async () => {
    await fc.assert(
      fc.asyncProperty(company, async (one) => {
        await clear();
        await office.apply(one);
        expect(await office.plan(one)).toEqual([]);
        expect(await wrongLoads(test.db)).toEqual([]);
        expect(await undated(test.db)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('after another one is as if it had been the first, but for rules it does not name', async () => {
    await fc.assert(
      fc.asyncProperty(company, company, async (first, then) => {
        const named = then.clients.map(({ name }) => name);
        await clear();
        await office.apply(first);
        await office.apply(then);
        const { policy: _, ...after } = await stateOf(test.db, named);
        expect(await office.plan(then)).toEqual([]);
        expect(await undated(test.db)).toEqual([]);
        expect(await wrongLoads(test.db)).toEqual([]);
        await clear();
        await office.apply(then);
        expect(await stateOf(test.db, named)).toMatchObject(after);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
