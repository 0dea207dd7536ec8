import { shutOut } from '../db/people/staff.ts';
import { inserter, updater } from '../db/rows.ts';
import * as schema from '../db/schema.ts';
import type { Writing } from './apply.ts';
import type { CurrentCompany } from './current.ts';
import type { Plan } from './plan.ts';
import type { DepartmentStep } from './plan-departments.ts';
import { emailKey } from './wanted.ts';

/** Ids of departments by key and of people by e-mail, new ones among them. Throws for one that is not there. */
export interface Ids {
  department(key: string): string;
  person(email: string): string;
}

const insertDepartments = inserter(schema.department);
const updateDepartments = updater(schema.department, ['id'], ['name', 'timeZone', 'headId', 'hours', 'holidays', 'slackChannel']);
const insertPeople = inserter(schema.specialist);
const settable = ['email', 'name', 'role', 'departmentId', 'languages', 'capacity', 'serves', 'deputyId', 'slackUser', 'leftAt'] as const;
const updatePeople = updater(schema.specialist, ['id'], settable);
const updateHours = updater(schema.specialist, ['id'], ['hours']);
const updateTrained = updater(schema.specialist, ['id'], ['trained']);
const markLeft = updater(schema.specialist, ['id'], ['leftAt']);

/** Departments and people. A leaver is marked and loses every way in; nobody is ever deleted. */
export async function writePeople(writing: Writing, current: CurrentCompany, { departments, people }: Plan): Promise<Ids> {
  const { tx, newId, at } = writing;
  const puts = people.filter((each) => each.act === 'put');
  const departmentIds = new Map(current.departments.map(({ key, id }) => [key, id]));
  const personIds = new Map(current.people.map(({ email, id }) => [emailKey(email), id]));
  for (const { id, wanted } of departments) departmentIds.set(wanted.key, id ?? newId<'department'>());
  for (const { id, wanted } of puts) personIds.set(emailKey(wanted.email), id ?? newId<'specialist'>());
  const ids: Ids = { department: (key) => found(departmentIds, key), person: (email) => found(personIds, emailKey(email)) };

  const departmentRows = (isNew: boolean) =>
    departments.filter(({ id }) => (id === null) === isNew).map((each) => departmentRow(ids, each));
  await insertDepartments(tx, departmentRows(true));
  await updateDepartments(tx, departmentRows(false));

  const rows = puts.map(({ id, wanted }) => ({
    isNew: id === null,
    wanted,
    id: ids.person(wanted.email),
    email: wanted.email,
    name: wanted.name,
    role: wanted.role,
    departmentId: wanted.department === null ? null : ids.department(wanted.department),
    languages: wanted.languages,
    capacity: wanted.capacity,
    serves: wanted.serves,
    deputyId: wanted.deputy === null ? null : ids.person(wanted.deputy),
    slackUser: wanted.slackUser,
    leftAt: null,
  }));
  await insertPeople(
    tx,
    rows
      .filter(({ isNew }) => isNew)
      .map(({ wanted, isNew: _, ...row }) => ({
        ...row,
        hours: wanted.hours ?? null,
        trained: wanted.trained ?? false,
        availability: 'available',
        awayUntil: null,
        createdAt: at,
      })),
  );
  const old = rows.filter(({ isNew }) => !isNew);
  await updatePeople(tx, old);
  await updateHours(
    tx,
    old.flatMap(({ id, wanted: { hours } }) => (hours === undefined ? [] : [{ id, hours }])),
  );

  await updateTrained(
    tx,
    old.flatMap(({ id, wanted: { trained } }) => (trained === undefined ? [] : [{ id, trained }])),
  );

  const leavers = people.filter((each) => each.act === 'leave');
  await markLeft(
    tx,
    leavers.map(({ id }) => ({ id, leftAt: at })),
  );
  for (const { id } of leavers) await shutOut(tx, id, at);
  return ids;
}

function departmentRow(ids: Ids, { wanted }: DepartmentStep) {
  const { key, name, timeZone, head, hours, holidays, slackChannel } = wanted;
  return { id: ids.department(key), key, name, timeZone, headId: head === null ? null : ids.person(head), hours, holidays, slackChannel };
}

function found(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error('a plan names somebody or something that is not there');
  return id;
}
