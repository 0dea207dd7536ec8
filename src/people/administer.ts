import { departmentRow } from '../db/people/departments.ts';
import { shutOut } from '../db/people/leavers.ts';
import { type PersonState, setAvailability } from '../db/people/person.ts';
import type { StaffRow } from '../db/people/staff.ts';
import type { SpecialistId } from '../domain/ids.ts';
import { type Actor, mayAbout } from './access.ts';
import { type Answered, type PeopleDeps, refused } from './deps.ts';
import { addPerson, stateOf, storePerson } from './store.ts';

/** What can be set of a person: the department by its key. */
export type PersonWish = Omit<PersonState, 'departmentId' | 'leftAt'> & { readonly department: string | null };

type PersonChange = { readonly [Field in keyof PersonWish]?: PersonWish[Field] | undefined };

/** What only those who manage people change; the rest is a head's too. */
const administered = ['email', 'name', 'role', 'department', 'slackUser'] as const satisfies readonly (keyof PersonWish)[];

/** Finds the department's id; undefined when there is none of the key. */
async function departmentIdOf({ db }: PeopleDeps, key: string | null): Promise<string | null | undefined> {
  return key === null ? null : (await departmentRow(db, key))?.id;
}

export async function createPerson(deps: PeopleDeps, actor: Actor, wish: PersonWish): Promise<Answered<SpecialistId>> {
  const { department, ...rest } = wish;
  const departmentId = await departmentIdOf(deps, department);
  if (departmentId === undefined) return refused('unknown-department');
  return addPerson(deps, actor, { ...rest, departmentId, leftAt: null });
}

/** Changes what is given, provided the person is still as `seen`. */
export async function changePerson(
  deps: PeopleDeps,
  actor: Actor,
  row: StaffRow,
  seen: string,
  change: PersonChange,
): Promise<Answered<SpecialistId>> {
  const isAdministered = administered.some((each) => change[each] !== undefined);
  if (isAdministered && !mayAbout(actor, 'person.administer', row)) return refused('forbidden');
  if (row.leftAt !== null) return refused('has-left');
  const departmentId = change.department === undefined ? row.departmentId : await departmentIdOf(deps, change.department);
  if (departmentId === undefined) return refused('unknown-department');
  const { department: _, ...fields } = change;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return storePerson(deps, actor, row, { seen, state: { ...placedIn(row, departmentId), ...given }, action: 'person-changed' });
}

/** Somebody in a department: whoever stood in for them in another one does so no more. */
function placedIn(row: StaffRow, departmentId: string | null): PersonState {
  return { ...stateOf(row), departmentId, ...(departmentId !== row.departmentId && { deputyId: null }) };
}

/**
 * Lets somebody leave the company: every way in ends with the same commit (R19). `asksHead`: their clients are left to the head, as a task. The
 * caller looks after what they leave behind (`settleLeavings`).
 */
export async function leave(
  deps: PeopleDeps,
  actor: Actor,
  row: StaffRow,
  seen: string,
  asksHead = false,
): Promise<Answered<SpecialistId>> {
  if (row.leftAt !== null) return refused('has-left');
  const at = deps.now();
  return storePerson(deps, actor, row, {
    seen,
    state: { ...stateOf(row), leftAt: at },
    action: 'person-left',
    asksHead,
    also: async (tx) => {
      await setAvailability(tx, row.id, 'off', null);
      await shutOut(tx, row.id, at);
    },
  });
}

/** Takes somebody back, to the same place or another; they sign in with a new link. */
export async function rehire(
  deps: PeopleDeps,
  actor: Actor,
  row: StaffRow,
  seen: string,
  to: Pick<PersonChange, 'department' | 'role'>,
): Promise<Answered<SpecialistId>> {
  if (row.leftAt === null) return refused('not-left');
  const departmentId = to.department === undefined ? row.departmentId : await departmentIdOf(deps, to.department);
  if (departmentId === undefined) return refused('unknown-department');
  return storePerson(deps, actor, row, {
    seen,
    state: { ...placedIn(row, departmentId), role: to.role ?? row.role, leftAt: null },
    action: 'person-rehired',
    also: (tx) => setAvailability(tx, row.id, 'available', null),
  });
}
