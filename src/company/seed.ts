import { defaultPolicy } from '../../flows/policy.ts';
import { questionTree } from '../../flows/question-tree.ts';
import { treeHash } from '../../flows/tree.ts';
import type { Db, Queries } from '../db/db.ts';
import { inserter } from '../db/rows.ts';
import * as schema from '../db/schema.ts';
import { portfolioUnits } from '../domain/capacity.ts';
import type { NewId } from '../domain/ids.ts';
import { fullBudget } from '../domain/policy.ts';
import { clients, departments, people } from './demo.ts';

export interface SeedDeps {
  readonly db: Db;
  readonly newId: NewId;
  readonly now: () => Date;
}

const policyVersion = 1;

/**
 * Puts the demo company into an empty database, whole or not at all. False when a company is there already, also when another
 * server put it there at the same moment.
 */
export async function seedDemo({ db, newId, now }: SeedDeps): Promise<boolean> {
  const at = now();
  const hash = await treeHash(questionTree);
  return db.transaction(async (tx) => {
    if (!(await isFirst(tx, at))) return false;
    await insert.tree(tx, [{ hash, data: questionTree, publishedAt: at }]);
    await insert.account(tx, [{ id: newId<'account'>(), kind: 'webchat', externalId: 'default' }]);
    await seedStaff(tx, newId, at);
    return true;
  });
}

const insert = {
  tree: inserter(schema.questionTree),
  account: inserter(schema.channelAccount),
  department: inserter(schema.department),
  specialist: inserter(schema.specialist),
  client: inserter(schema.client),
  contact: inserter(schema.contact),
  window: inserter(schema.window),
  membership: inserter(schema.contactClient),
  ownership: inserter(schema.ownership),
  load: inserter(schema.specialistLoad),
};

/** Of two servers on one empty database the second waits here for the first, and then finds the policy taken. */
async function isFirst(tx: Queries, at: Date): Promise<boolean> {
  const company = await tx.query('select 1 from department limit 1');
  if (company.length > 0) return false;
  const won = await tx.query(
    `insert into policy (version, data, activated_at, activated_by) values ($1, $2::text::jsonb, $3::text::timestamptz, null)
     on conflict do nothing returning version`,
    [policyVersion, JSON.stringify(defaultPolicy), at.toISOString()],
  );
  return won.length > 0;
}

async function seedStaff(tx: Queries, newId: NewId, at: Date): Promise<void> {
  const departmentIds = new Map(departments.map(({ key }) => [key, newId<'department'>()]));
  const personIds = new Map(people.map(({ short }) => [short, newId<'specialist'>()]));
  const departmentOf = (key: string) => known(departmentIds, key);
  const personOf = (short: string) => known(personIds, short);

  await insert.department(
    tx,
    departments.map(({ key, name, timeZone, head }) => ({
      id: departmentOf(key),
      key,
      name,
      timeZone,
      headId: personOf(head),
      hours: null,
      holidays: [],
      slackChannel: null,
    })),
  );
  await insert.specialist(
    tx,
    people.map(({ short, name, role, department, serves }) => ({
      id: personOf(short),
      email: `${short}@demo.example`,
      name,
      role,
      departmentId: department === null ? null : departmentOf(department),
      languages: ['ru', 'en'],
      capacity: fullBudget,
      serves,
      availability: 'available',
      awayUntil: null,
      deputyId: null,
      createdAt: at,
      leftAt: null,
      hours: null,
      slackUser: null,
    })),
  );
  // A head serves nobody, but may take a conversation by hand: so they have a load too.
  await insert.load(
    tx,
    people.flatMap(({ short, department }) =>
      department === null
        ? []
        : [
            {
              specialistId: personOf(short),
              departmentId: departmentOf(department),
              portfolioUnits: portfolioOf(short, department),
              caseUnits: 0,
              policyVersion,
            },
          ],
    ),
  );
  for (const each of clients) await seedClient(tx, newId, at, each, departmentOf, personOf);
}

async function seedClient(
  tx: Queries,
  newId: NewId,
  at: Date,
  { name, size, stage, contacts, owners }: (typeof clients)[number],
  departmentOf: (key: string) => string,
  personOf: (short: string) => string,
): Promise<void> {
  const clientId = newId<'client'>();
  const reason = 'demo';
  const rows = contacts.map((each) => ({ ...each, id: newId<'contact'>(), windowId: newId<'window'>() }));
  await insert.client(tx, [{ id: clientId, name, size, stage, productLine: null, externalId: null, createdAt: at }]);
  await insert.window(
    tx,
    rows.map(({ id, windowId }) => ({ id: windowId, contactId: id, lastSeq: 0, lastChange: 0, seenSeq: 0 })),
  );
  await insert.contact(
    tx,
    rows.map(({ id, windowId, siteId, language, name: person }) => ({
      id,
      windowId,
      name: person,
      language,
      email: `${siteId.replace('demo-', '')}@client.demo.example`,
      phone: null,
      siteId,
      telegramId: null,
      createdAt: at,
      erasedAt: null,
    })),
  );
  await insert.membership(
    tx,
    rows.map(({ id, role }) => ({ id: newId<'contact-client'>(), contactId: id, clientId, role, from: at, until: null, reason })),
  );
  await insert.ownership(
    tx,
    Object.entries(owners).map(([key, owner]) => ({
      id: newId<'ownership'>(),
      clientId,
      departmentId: departmentOf(key),
      specialistId: personOf(owner),
      from: at,
      until: null,
      reason,
    })),
  );
}

/** What a person's clients weigh in their department (R12). */
function portfolioOf(short: string, department: string): number {
  return clients
    .filter(({ owners }) => owners[department] === short)
    .reduce((units, { size }) => units + portfolioUnits(defaultPolicy, department, size), 0);
}

function known<Value>(ids: ReadonlyMap<string, Value>, name: string): Value {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the demo company has no "${name}"`);
  return id;
}
