import type { WeeklyHours } from '../../domain/hours.ts';
import type { DepartmentId, SpecialistId } from '../../domain/ids.ts';
import type { Language, Worded } from '../../domain/language.ts';
import type { Availability, Role } from '../../domain/specialist.ts';
import type { Queries } from '../db.ts';

export interface StaffRow {
  readonly id: SpecialistId;
  /** names the state of what is administered: another state, another version, whoever changed it and by whichever way */
  readonly version: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly departmentId: DepartmentId | null;
  readonly department: string | null;
  readonly departmentName: Worded | null;
  readonly heads: readonly string[] | null;
  readonly languages: readonly Language[];
  readonly capacity: number;
  readonly serves: boolean;
  readonly trained: boolean;
  readonly availability: Availability;
  readonly awayUntil: Date | null;
  readonly deputyId: SpecialistId | null;
  readonly deputyName: string | null;
  readonly hours: WeeklyHours | null;
  readonly slackUser: string | null;
  readonly leftAt: Date | null;
  /** the absence that is on, else the next one */
  readonly absence: {
    readonly id: string;
    readonly from: string;
    readonly until: string;
    readonly reason: string;
    readonly deputyId: string | null;
    readonly deputyName: string | null;
  } | null;
  readonly conversations: number;
  /** units of both budgets, where they work */
  readonly cases: number;
  readonly portfolio: number;
}

const version = `md5(jsonb_build_array(s.email, s.name, s.role, s.department_id, s.languages, s.capacity, s.serves, s.trained, s.deputy_id, s.hours,
  s.slack_user, extract(epoch from s.left_at))::text)`;

const columns = `s.id, ${version} as version, s.name, s.email, s.role, s.department_id as "departmentId", d.key as department,
  d.name as "departmentName", (select json_agg(h.key order by h.key) from department h where h.head_id = s.id) as heads, s.languages,
  s.capacity, s.serves, s.trained, s.availability, s.away_until as "awayUntil", s.deputy_id as "deputyId", p.name as "deputyName", s.hours,
  s.slack_user as "slackUser", s.left_at as "leftAt",
  (select json_build_object('id', a.id, 'from', a."from", 'until', a.until, 'reason', a.reason, 'deputyId', a.deputy_id, 'deputyName', ap.name)
     from absence a left join specialist ap on ap.id = a.deputy_id
    where a.specialist_id = s.id and a.cancelled_at is null and a.until > $1::text::timestamptz order by a."from", a.id limit 1) as absence,
  (select count(*)::int from conversation c where c.specialist_id = s.id and c.status in ('waiting-on-us', 'waiting-on-client')) as conversations,
  coalesce(l.case_units, 0) as cases, coalesce(l.portfolio_units, 0) as portfolio
  from specialist s left join department d on d.id = s.department_id left join specialist p on p.id = s.deputy_id
    left join specialist_load l on l.specialist_id = s.id and l.department_id = s.department_id`;

/** Everybody, of the departments, or this one person; leavers only when asked for. By department and name. */
export function staffRows(
  db: Queries,
  at: Date,
  which: { readonly departments: readonly string[] | null; readonly or?: string; readonly leavers: boolean },
): Promise<StaffRow[]> {
  return db.query(
    `select ${columns} where ($2::text is null or d.key in (select json_array_elements_text($2::text::json)) or s.id = $3::text::uuid)
       and ($4::text = 'with leavers' or s.left_at is null)
      order by d.key nulls first, s.name, s.id`,
    [
      at.toISOString(),
      which.departments === null ? null : JSON.stringify(which.departments),
      which.or ?? null,
      which.leavers ? 'with leavers' : 'present',
    ],
  );
}

export async function staffRow(db: Queries, at: Date, id: string): Promise<StaffRow | null> {
  const rows = await db.query<StaffRow>(`select ${columns} where s.id = $2::text::uuid`, [at.toISOString(), id]);
  return rows[0] ?? null;
}

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

function parametersOf(state: PersonState): (string | null)[] {
  return [
    state.email,
    state.name,
    state.role,
    state.departmentId,
    JSON.stringify(state.languages),
    String(state.capacity),
    String(state.serves),
    state.deputyId,
    state.hours === null ? null : JSON.stringify(state.hours),
    state.slackUser,
    state.leftAt?.toISOString() ?? null,
    String(state.trained),
  ];
}

/** False when the e-mail is somebody's already, in whatever letters. */
export async function insertPerson(tx: Queries, id: SpecialistId, state: PersonState, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `insert into specialist (email, name, role, department_id, languages, capacity, serves, deputy_id, hours, slack_user, left_at, trained,
       id, created_at, availability)
     values ($1::text, $2::text, $3::text, $4::text::uuid, $5::text::jsonb, $6::text::int, $7::text::boolean, $8::text::uuid, $9::text::jsonb,
       $10::text, $11::text::timestamptz, $12::text::boolean, $13::text::uuid, $14::text::timestamptz, 'available')
     on conflict (lower(email)) do nothing returning id`,
    [...parametersOf(state), id, at.toISOString()],
  );
  return rows.length > 0;
}

/** False when the person is no longer in the state called `seen`. Throws unique_violation for an e-mail taken meanwhile. */
export async function updatePerson(tx: Queries, id: string, seen: string, state: PersonState): Promise<boolean> {
  const rows = await tx.query(
    `update specialist s set email = $1::text, name = $2::text, role = $3::text, department_id = $4::text::uuid, languages = $5::text::jsonb,
       capacity = $6::text::int, serves = $7::text::boolean, deputy_id = $8::text::uuid, hours = $9::text::jsonb, slack_user = $10::text,
       left_at = $11::text::timestamptz, trained = $12::text::boolean
     where s.id = $13::text::uuid and ${version} = $14::text returning s.id`,
    [...parametersOf(state), id, seen],
  );
  return rows.length > 0;
}

/** Whose e-mail this is, in whatever letters. */
export async function personByEmail(db: Queries, email: string): Promise<{ id: SpecialistId; leftAt: Date | null } | null> {
  const rows = await db.query<{ id: SpecialistId; leftAt: Date | null }>(
    'select id, left_at as "leftAt" from specialist where lower(email) = lower($1::text)',
    [email],
  );
  return rows[0] ?? null;
}

/** Locks everybody who can administer, so that of two who step down at once the second sees the first. */
export function lockManagers(tx: Queries): Promise<{ id: SpecialistId }[]> {
  return tx.query(`select id from specialist where role in ('director', 'admin') and left_at is null order by id for no key update`);
}

/** A place in a department's distribution, empty when they never worked there. */
export async function openLoad(tx: Queries, specialist: string, department: string): Promise<void> {
  await tx.query(
    `insert into specialist_load (specialist_id, department_id, portfolio_units, case_units, policy_version)
     select $1::text::uuid, $2::text::uuid, 0, 0, coalesce((select max(version) from policy), 1) on conflict do nothing`,
    [specialist, department],
  );
}

/** Locks somebody's places in the distribution: what is being given to them is given, or finds them changed. */
export async function lockLoadsOf(tx: Queries, specialist: string): Promise<void> {
  await tx.query('select 1 from specialist_load where specialist_id = $1::text::uuid order by department_id for no key update', [
    specialist,
  ]);
}

export async function setAvailability(tx: Queries, id: string, availability: Availability, awayUntil: Date | null): Promise<void> {
  await tx.query('update specialist set availability = $2::text, away_until = $3::text::timestamptz where id = $1::text::uuid', [
    id,
    availability,
    awayUntil?.toISOString() ?? null,
  ]);
}

/** Conversations in somebody's charge that are not over. */
export function openConversationsOf(db: Queries, specialist: string): Promise<{ id: string; department: string }[]> {
  return db.query(
    `select c.id, d.key as department from conversation c join department d on d.id = c.department_id
      where c.specialist_id = $1::text::uuid and c.status not in ('resolved', 'closed') order by c.id`,
    [specialist],
  );
}

/** Ends every way in somebody has: sessions, links not used yet, the PIN. Nobody is headed or stood in for by a leaver. */
export async function shutOut(tx: Queries, id: string, at: Date): Promise<void> {
  const when = at.toISOString();
  await tx.query('update desk_session set ended_at = $2::text::timestamptz where specialist_id = $1::text::uuid and ended_at is null', [
    id,
    when,
  ]);
  await tx.query('update sign_in_link set used_at = $2::text::timestamptz where specialist_id = $1::text::uuid and used_at is null', [
    id,
    when,
  ]);
  await tx.query('delete from specialist_pin where specialist_id = $1::text::uuid', [id]);
  await tx.query('update specialist set deputy_id = null where deputy_id = $1::text::uuid', [id]);
}

/** Departments lose their head; keys of those that did. */
export async function unhead(tx: Queries, id: string): Promise<string[]> {
  const rows = await tx.query<{ key: string }>('update department set head_id = null where head_id = $1::text::uuid returning key', [id]);
  return rows.map(({ key }) => key);
}
