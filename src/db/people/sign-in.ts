import type { SpecialistId } from '../../domain/ids.ts';
import type { Role } from '../../domain/specialist.ts';
import type { Queries } from '../db.ts';

/** Somebody signed in to the desk, as they are now. */
export interface Viewer {
  readonly session: string;
  readonly id: SpecialistId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly serves: boolean;
  /** the ones they speak, the preferred first */
  readonly languages: readonly string[];
  /** key of their own department; null above departments */
  readonly department: string | null;
  /** keys of the departments they head */
  readonly heads: readonly string[];
}

export async function addSignInLink(db: Queries, link: { tokenHash: string; specialist: SpecialistId; createdAt: Date; expiresAt: Date }) {
  await db.query(
    `insert into sign_in_link (token_hash, specialist_id, created_at, expires_at)
     values ($1::text, $2::text::uuid, $3::text::timestamptz, $4::text::timestamptz)`,
    [link.tokenHash, link.specialist, link.createdAt.toISOString(), link.expiresAt.toISOString()],
  );
}

/** Uses a link up; null when it was used, has expired, never was, or belongs to a leaver. Of two at once one gets it. */
export async function useSignInLink(db: Queries, tokenHash: string, at: Date): Promise<SpecialistId | null> {
  const rows = await db.query<{ specialist: SpecialistId }>(
    `update sign_in_link l set used_at = $2::text::timestamptz from specialist s
      where l.token_hash = $1::text and l.used_at is null and l.expires_at > $2::text::timestamptz
        and s.id = l.specialist_id and s.left_at is null
      returning l.specialist_id as specialist`,
    [tokenHash, at.toISOString()],
  );
  return rows[0]?.specialist ?? null;
}

/** Whose link it is, whatever became of it; null when it never was. */
export async function whoseLink(db: Queries, tokenHash: string): Promise<SpecialistId | null> {
  const rows = await db.query<{ specialist: SpecialistId }>(
    'select specialist_id as specialist from sign_in_link where token_hash = $1::text',
    [tokenHash],
  );
  return rows[0]?.specialist ?? null;
}

export async function addDeskSession(db: Queries, session: { id: string; specialist: SpecialistId; createdAt: Date; expiresAt: Date }) {
  await db.query(
    `insert into desk_session (id, specialist_id, created_at, expires_at)
     values ($1::text::uuid, $2::text::uuid, $3::text::timestamptz, $4::text::timestamptz)`,
    [session.id, session.specialist, session.createdAt.toISOString(), session.expiresAt.toISOString()],
  );
}

export async function endDeskSession(db: Queries, id: string, at: Date): Promise<void> {
  await db.query('update desk_session set ended_at = $2::text::timestamptz where id = $1::text::uuid and ended_at is null', [
    id,
    at.toISOString(),
  ]);
}

/** Whose session this is; null when it ended or its person left the company. */
export async function viewerOf(db: Queries, session: string, at: Date): Promise<Viewer | null> {
  const rows = await db.query<Omit<Viewer, 'heads'> & { heads: string[] | null }>(
    `select ds.id as session, s.id, s.name, s.email, s.role, s.serves, s.languages, d.key as department,
            (select json_agg(h.key order by h.key) from department h where h.head_id = s.id) as heads
       from desk_session ds join specialist s on s.id = ds.specialist_id left join department d on d.id = s.department_id
      where ds.id = $1::text::uuid and ds.ended_at is null and ds.expires_at > $2::text::timestamptz and s.left_at is null`,
    [session, at.toISOString()],
  );
  const row = rows[0];
  return row === undefined ? null : { ...row, heads: row.heads ?? [] };
}

/** When a session began. */
export async function sessionBegan(db: Queries, session: string): Promise<Date | null> {
  const rows = await db.query<{ at: Date }>('select created_at as at from desk_session where id = $1::text::uuid', [session]);
  return rows[0]?.at ?? null;
}

/** People a start-up text makes links for: the director, and the first specialist who serves clients. */
export function firstPeople(db: Queries): Promise<{ id: SpecialistId; name: string; role: Role }[]> {
  return db.query(
    `(select s.id, s.name, s.role from specialist s join department d on d.id = s.department_id
       where s.serves and s.left_at is null and s.role = 'specialist' order by (d.key = 'client') desc, s.created_at, s.id limit 1)
     union all
     (select id, name, role from specialist where role = 'director' and left_at is null order by created_at, id limit 1)`,
  );
}
