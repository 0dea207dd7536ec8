import { eq, sql } from 'drizzle-orm';
import type { WeeklyHours } from '../../domain/hours.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Availability, Role } from '../../domain/specialist.ts';
import type { Queries } from '../db.ts';
import { bare, type Column, columns, expression, named } from '../names.ts';
import { orm } from '../orm.ts';
import { policy, specialist, specialistLoad } from '../schema.ts';
import { statement } from '../statement.ts';
import { dateTerms } from './terms-history.ts';

const s = named(specialist, 's');
const set = bare(specialist);

const versioned = [
  s.email,
  s.name,
  s.role,
  s.departmentId,
  s.languages,
  s.capacity,
  s.serves,
  s.trained,
  s.deputyId,
  s.hours,
  s.slackUser,
  `extract(epoch from ${s.leftAt})`,
];

/** Names the state of what is administered of a specialist `s`: another state, another version, whoever changed it and by whichever way. */
export const personVersion = expression<string>(`md5(jsonb_build_array(${versioned.join(', ')})::text)`);

/** What is administered of a person, whole. */
export interface PersonState {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly departmentId: string | null;
  readonly languages: readonly string[];
  readonly capacity: number;
  readonly serves: boolean;
  readonly trained: boolean;
  readonly deputyId: string | null;
  readonly hours: WeeklyHours | null;
  readonly slackUser: string | null;
  readonly leftAt: Date | null;
}

/** Where each part of a `PersonState` is kept: its column, the column's type, and the part as text. */
const written: readonly (readonly [Column, string, (state: PersonState) => string | null])[] = [
  [set.email, 'text', (state) => state.email],
  [set.name, 'text', (state) => state.name],
  [set.role, 'text', (state) => state.role],
  [set.departmentId, 'uuid', (state) => state.departmentId],
  [set.languages, 'jsonb', (state) => JSON.stringify(state.languages)],
  [set.capacity, 'int', (state) => String(state.capacity)],
  [set.serves, 'boolean', (state) => String(state.serves)],
  [set.deputyId, 'uuid', (state) => state.deputyId],
  [set.hours, 'jsonb', (state) => (state.hours === null ? null : JSON.stringify(state.hours))],
  [set.slackUser, 'text', (state) => state.slackUser],
  [set.leftAt, 'timestamptz', (state) => state.leftAt?.toISOString() ?? null],
  [set.trained, 'boolean', (state) => String(state.trained)],
];

// Parameters 1 and 2 are of the statement; those of the state follow, in the order of `written`.
const values = written.map(([, type], i) => `$${i + 3}::text::${type}`);
const parametersOf = (state: PersonState) => written.map(([, , part]) => part(state));

const insert = statement(
  `insert into ${set} (${set.id}, ${set.createdAt}, ${set.availability}, ${written.map(([column]) => column).join(', ')})
   values ($1::text::uuid, $2::text::timestamptz, 'available', ${values.join(', ')})
   on conflict (lower(${set.email})) do nothing returning ${set.id}`,
);

/** Returns false when the e-mail is somebody's already, in whatever letters. */
export async function insertPerson(tx: Queries, id: SpecialistId, state: PersonState, at: Date): Promise<boolean> {
  const rows = await insert(tx, [id, at.toISOString(), ...parametersOf(state)]);
  await dateTerms(tx, [id], at);
  return rows.length > 0;
}

const update = statement(
  `update ${s} set ${written.map(([column], i) => `${column} = ${values[i]}`).join(', ')}
    where ${s.id} = $1::text::uuid and ${personVersion} = $2::text returning ${s.id}`,
);

/** Returns false when the person is no longer in the state called `seen`. Throws unique_violation for an e-mail taken meanwhile. */
export async function updatePerson(tx: Queries, id: string, seen: string, state: PersonState, at: Date): Promise<boolean> {
  const rows = await update(tx, [id, seen, ...parametersOf(state)]);
  await dateTerms(tx, [id], at);
  return rows.length > 0;
}

/** Finds whose e-mail this is, in whatever letters. */
export async function personByEmail(db: Queries, email: string): Promise<{ id: SpecialistId; leftAt: Date | null } | null> {
  const rows = await orm(db)
    .select({ id: specialist.id, leftAt: specialist.leftAt })
    .from(specialist)
    .where(eq(sql`lower(${specialist.email})`, sql`lower(${email})`));
  return rows[0] ?? null;
}

const lock = statement<{ id: SpecialistId }>(
  `select ${columns({ id: s.id })} from ${s} where ${s.role} in ('director', 'admin') and ${s.leftAt} is null
    order by ${s.id} for no key update`,
);

/** Locks everybody who can administer, so that of two who step down at once the second sees the first. */
export function lockManagers(tx: Queries): Promise<{ id: SpecialistId }[]> {
  return lock(tx);
}

const setPresence = statement(
  `update ${set} set ${set.availability} = $2::text, ${set.awayUntil} = $3::text::timestamptz where ${set.id} = $1::text::uuid`,
);

export async function setAvailability(tx: Queries, id: string, availability: Availability, awayUntil: Date | null): Promise<void> {
  await setPresence(tx, [id, availability, awayUntil?.toISOString() ?? null]);
}

const load = bare(specialistLoad);
const p = named(policy, 'p');

const insertLoad = statement(
  `insert into ${load} (${load.specialistId}, ${load.departmentId}, ${load.portfolioUnits}, ${load.caseUnits}, ${load.policyVersion})
   select $1::text::uuid, $2::text::uuid, 0, 0, coalesce((select max(${p.version}) from ${p}), 1) on conflict do nothing`,
);

/** Gives somebody a place in a department's distribution, empty when they never worked there. */
export async function openLoad(tx: Queries, specialist: string, department: string): Promise<void> {
  await insertLoad(tx, [specialist, department]);
}

const lockLoads = statement(
  `select 1 from ${load} where ${load.specialistId} = $1::text::uuid order by ${load.departmentId} for no key update`,
);

/** Locks somebody's places in the distribution: what is being given to them is given, or finds them changed. */
export async function lockLoadsOf(tx: Queries, specialist: string): Promise<void> {
  await lockLoads(tx, [specialist]);
}
