import type { Queries } from '../db/db.ts';
import { constraintOf } from '../db/lost.ts';
import { endAsDeputy, unhead } from '../db/people/leavers.ts';
import { noteLeaving } from '../db/people/leavings.ts';
import { insertPerson, lockLoadsOf, lockManagers, openLoad, type PersonState, personByEmail, updatePerson } from '../db/people/person.ts';
import { type StaffRow, staffRow } from '../db/people/staff.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Role } from '../domain/specialist.ts';
import type { AuditAction } from '../texts/audit.ts';
import type { Actor } from './access.ts';
import { type Answered, announce, done, note, type PeopleDeps, type PeopleRefusal, refused } from './deps.ts';

const manages = (role: Role) => role === 'director' || role === 'admin';

/** Finds what does not fit in a person's state, or null. `before`: as they were; null of somebody new. */
async function mistakeIn({ db, now }: PeopleDeps, before: StaffRow | null, state: PersonState): Promise<PeopleRefusal | null> {
  const { departmentId, deputyId, role } = state;
  const id = before?.id ?? null;
  if (departmentId === null && (role === 'specialist' || role === 'head')) return 'department-needed';
  if (deputyId !== null && (deputyId !== before?.deputyId || departmentId !== before.departmentId)) {
    const mistake = await mistakeInDeputy(db, now(), deputyId, { id, departmentId });
    if (mistake !== null) return mistake;
  }
  const namesake = await personByEmail(db, state.email);
  return namesake !== null && namesake.id !== id ? 'email-taken' : null;
}

/** Whoever stands in for somebody works where they do, which is where their conversations are. */
export async function mistakeInDeputy(
  db: Queries,
  now: Date,
  deputyId: string,
  { id, departmentId }: { readonly id: string | null; readonly departmentId: string | null },
): Promise<PeopleRefusal | null> {
  const deputy = deputyId === id ? null : await staffRow(db, now, deputyId);
  if (deputy === null || deputy.leftAt !== null) return 'unknown-deputy';
  return deputy.departmentId === departmentId ? null : 'deputy-elsewhere';
}

/** Adds somebody new. */
export async function addPerson(deps: PeopleDeps, actor: Actor, state: PersonState): Promise<Answered<SpecialistId>> {
  const mistake = await mistakeIn(deps, null, state);
  if (mistake !== null) return refused(mistake);
  const id: SpecialistId = deps.newId();
  const isNew = await deps.db.transaction(async (tx) => {
    if (!(await insertPerson(tx, id, state, deps.now()))) return false;
    if (state.departmentId !== null) await openLoad(tx, id, state.departmentId);
    await note(deps, tx, actor, 'person-added', { kind: 'specialist', id }, { role: state.role });
    return true;
  });
  if (!isNew) return refused('email-taken');
  announce(deps);
  return done(id);
}

/** Stores another state of somebody: whole, or not at all. `also` is done in the same transaction. */
export async function storePerson(
  deps: PeopleDeps,
  actor: Actor,
  before: StaffRow,
  change: {
    readonly seen: string;
    readonly state: PersonState;
    readonly action: AuditAction;
    readonly asksHead?: boolean;
    also?(tx: Queries): Promise<void>;
  },
): Promise<Answered<SpecialistId>> {
  const { seen, state, action, asksHead = false } = change;
  const mistake = await mistakeIn(deps, before, state);
  if (mistake !== null) return refused(mistake);
  const stepsDown = manages(before.role) && before.leftAt === null && (!manages(state.role) || state.leftAt !== null);
  const stored = await deps.db
    .transaction(async (tx): Promise<Answered<SpecialistId>> => {
      if (stepsDown && (await lockManagers(tx)).every(({ id }) => id === before.id)) return refused('last-manager');
      if (!(await updatePerson(tx, before.id, seen, state, deps.now()))) return refused('changed-meanwhile');
      if (state.departmentId !== null) await openLoad(tx, before.id, state.departmentId);
      if (state.leftAt !== null || state.departmentId !== before.departmentId) await lockLoadsOf(tx, before.id);
      if (goesAway(before, state)) {
        const { id: specialist, departmentId } = before;
        await noteLeaving(tx, { id: deps.newId(), specialist, departmentId, at: deps.now(), by: actor.id, asksHead });
        await endAsDeputy(tx, specialist, deps.now());
      }
      if (state.leftAt !== null || state.role === 'specialist') {
        for (const key of await unhead(tx, before.id)) {
          await note(deps, tx, actor, 'headship-ended', { kind: 'specialist', id: before.id }, { department: key });
        }
      }
      await change.also?.(tx);
      await note(deps, tx, actor, action, { kind: 'specialist', id: before.id }, { fields: changedIn(stateOf(before), state) });
      return done(before.id);
    })
    .catch((error: unknown) => {
      if (constraintOf(error) === 'specialist_email') return refused('email-taken');
      throw error;
    });
  if (stored.type === 'done') announce(deps);
  return stored;
}

/** They leave the company, or the department where their clients and conversations are. */
function goesAway(before: StaffRow, state: PersonState): boolean {
  if (before.leftAt !== null) return false;
  return state.leftAt !== null || (before.departmentId !== null && state.departmentId !== before.departmentId);
}

export function stateOf(row: StaffRow): PersonState {
  const { email, name, role, departmentId, languages, capacity, serves, trained, deputyId, hours, slackUser, leftAt } = row;
  return { email, name, role, departmentId, languages, capacity, serves, trained, deputyId, hours, slackUser, leftAt };
}

/** Names the fields that differ: what they hold is people's own. */
function changedIn(before: PersonState, after: PersonState): string[] {
  const fields = Object.keys(after) as (keyof PersonState)[];
  return fields.filter((each) => JSON.stringify(before[each]) !== JSON.stringify(after[each]));
}
