import { endAsDeputy, shutOut } from '../db/people/leavers.ts';
import { noteLeaving } from '../db/people/leavings.ts';
import { dateHours, dateTerms } from '../db/people/terms-history.ts';
import {
  insertDepartments,
  insertSpecialists,
  markLeft,
  updateDepartments,
  updateShifts,
  updateSpecialists,
  updateTrained,
} from '../db/people/write-staff.ts';
import type { Writing } from './apply.ts';
import type { CurrentCompany } from './current.ts';
import type { Plan } from './plan.ts';
import type { DepartmentStep } from './plan-departments.ts';
import type { PersonStep } from './plan-people.ts';
import { emailKey, type WantedPerson } from './wanted.ts';

/** Ids of departments by key and of people by e-mail, new ones among them. Throws for one that is not there. */
export interface Ids {
  department(key: string): string;
  person(email: string): string;
}

type PutStep = Extract<PersonStep, { readonly act: 'put' }>;

/** Writes departments and people. A leaver is marked and loses every way in; nobody is ever deleted. */
export async function writePeople(writing: Writing, current: CurrentCompany, { departments, people }: Plan): Promise<Ids> {
  const puts = people.filter((each) => each.act === 'put');
  const ids = idsOf(writing, current, departments, puts);
  await noteLeavings(writing, ids, current, people);
  await writeDepartments(writing, ids, departments);
  await insertNew(
    writing,
    ids,
    puts.filter(({ id }) => id === null),
  );
  await updateKnown(
    writing,
    ids,
    puts.filter(({ id }) => id !== null),
  );
  await letGo(
    writing,
    people.flatMap((each) => (each.act === 'leave' ? [each.id] : [])),
  );
  await dateHours(
    writing.tx,
    departments.map(({ wanted }) => ids.department(wanted.key)),
    writing.at,
  );
  await dateTerms(
    writing.tx,
    people.map((each) => (each.act === 'leave' ? each.id : ids.person(each.wanted.email))),
    writing.at,
  );
  return ids;
}

function idsOf({ newId }: Writing, current: CurrentCompany, departments: readonly DepartmentStep[], people: readonly PutStep[]): Ids {
  const departmentIds = new Map<string, string>(current.departments.map(({ key, id }) => [key, id]));
  const personIds = new Map<string, string>(current.people.map(({ email, id }) => [emailKey(email), id]));
  for (const { id, wanted } of departments) departmentIds.set(wanted.key, id ?? newId<'department'>());
  for (const { id, wanted } of people) personIds.set(emailKey(wanted.email), id ?? newId<'specialist'>());
  return { department: (key) => found(departmentIds, key), person: (email) => found(personIds, emailKey(email)) };
}

async function writeDepartments({ tx }: Writing, ids: Ids, steps: readonly DepartmentStep[]): Promise<void> {
  const rows = (isNew: boolean) => steps.filter(({ id }) => (id === null) === isNew).map((each) => departmentRow(ids, each));
  await insertDepartments(tx, rows(true));
  await updateDepartments(tx, rows(false));
}

function departmentRow(ids: Ids, { wanted }: DepartmentStep) {
  const { key, name, inSentence, timeZone, head, hours, holidays, slackChannel } = wanted;
  return {
    id: ids.department(key),
    key,
    name,
    inSentence,
    timeZone,
    headId: head === null ? null : ids.person(head),
    hours,
    holidays,
    slackChannel,
  };
}

async function insertNew({ tx, at }: Writing, ids: Ids, steps: readonly PutStep[]): Promise<void> {
  await insertSpecialists(
    tx,
    steps.map(({ wanted }) => ({
      ...personRow(ids, wanted),
      hours: wanted.hours ?? null,
      trained: wanted.trained ?? false,
      availability: 'available',
      awayUntil: null,
      createdAt: at,
    })),
  );
}

/** Updates whoever is there; shifts and training that the file does not name stay as they were set at the desk. */
async function updateKnown({ tx }: Writing, ids: Ids, steps: readonly PutStep[]): Promise<void> {
  const rows = steps.map(({ wanted }) => ({ wanted, row: personRow(ids, wanted) }));
  await updateSpecialists(
    tx,
    rows.map(({ row }) => row),
  );
  await updateShifts(
    tx,
    rows.flatMap(({ row: { id }, wanted: { hours } }) => (hours === undefined ? [] : [{ id, hours }])),
  );
  await updateTrained(
    tx,
    rows.flatMap(({ row: { id }, wanted: { trained } }) => (trained === undefined ? [] : [{ id, trained }])),
  );
}

function personRow(ids: Ids, { email, name, role, department, languages, capacity, serves, deputy, slackUser }: WantedPerson) {
  return {
    id: ids.person(email),
    email,
    name,
    role,
    departmentId: department === null ? null : ids.department(department),
    languages,
    capacity,
    serves,
    deputyId: deputy === null ? null : ids.person(deputy),
    slackUser,
    leftAt: null,
  };
}

/**
 * Notes who leaves the company, or their department, with what they were there, before any of it is written: their clients get owners by it, as
 * those of whoever is let go at the desk do. They are nobody's deputy any more, in absences to come either.
 */
async function noteLeavings(
  { tx, at, newId }: Writing,
  ids: Ids,
  { people: known }: CurrentCompany,
  steps: readonly PersonStep[],
): Promise<void> {
  const before = new Map<string, (typeof known)[number]>(known.map((each) => [each.id, each]));
  for (const step of steps) {
    const was = step.id === null ? undefined : before.get(step.id);
    if (was === undefined || was.hasLeft) continue;
    const { id: specialist, department } = was;
    if (step.act === 'put' && (department === null || department === step.wanted.department)) continue;
    const departmentId = department === null ? null : ids.department(department);
    await noteLeaving(tx, { id: newId<'leaving'>(), specialist, departmentId, at, by: null, asksHead: false });
    await endAsDeputy(tx, specialist, at);
  }
}

async function letGo({ tx, at }: Writing, leavers: readonly string[]): Promise<void> {
  await markLeft(
    tx,
    leavers.map((id) => ({ id, leftAt: at })),
  );
  for (const id of leavers) await shutOut(tx, id, at);
}

function found(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error('a plan names somebody or something that is not there');
  return id;
}
