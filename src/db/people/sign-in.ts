import { eq } from 'drizzle-orm';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Role } from '../../domain/specialist.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import { inserter } from '../rows.ts';
import { department, deskSession, signInLink, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const s = named(specialist, 's');
const d = named(department, 'd');
const h = named(department, 'h');
const l = named(signInLink, 'l');
const ds = named(deskSession, 'ds');

/** Somebody of the company as a viewer: a specialist `s` and their department `d`, joined from the left. */
export const viewerShape = {
  id: s.id,
  name: s.name,
  email: s.email,
  role: expression<Role>(s.role),
  serves: s.serves,
  /** the ones they speak, the preferred first */
  languages: expression<readonly string[]>(s.languages),
  /** key of their own department; null above departments */
  department: nullable(d.key),
  /** keys of the departments they head */
  heads: expression<readonly string[]>(
    `coalesce((select json_agg(${h.key} order by ${h.key}) from ${h} where ${h.headId} = ${s.id}), '[]'::json)`,
  ),
};

/** Somebody signed in to the desk, as they are now. */
export interface Viewer extends RowOf<typeof viewerShape> {
  readonly session: string;
}

const insertLink = inserter(signInLink);

export async function addSignInLink(db: Queries, link: { tokenHash: string; specialist: SpecialistId; createdAt: Date; expiresAt: Date }) {
  const { specialist, ...row } = link;
  await insertLink(db, [{ ...row, specialistId: specialist, usedAt: null }]);
}

const useLink = statement<{ specialist: SpecialistId }>(
  `update ${l} set ${bare(signInLink).usedAt} = $2::text::timestamptz from ${s}
    where ${l.tokenHash} = $1::text and ${l.usedAt} is null and ${l.expiresAt} > $2::text::timestamptz
      and ${s.id} = ${l.specialistId} and ${s.leftAt} is null
    returning ${columns({ specialist: l.specialistId })}`,
);

/** Uses a link up; null when it was used, has expired, never was, or belongs to a leaver. Of two at once one gets it. */
export async function useSignInLink(db: Queries, tokenHash: string, at: Date): Promise<SpecialistId | null> {
  const rows = await useLink(db, [tokenHash, at.toISOString()]);
  return rows[0]?.specialist ?? null;
}

/** Finds whose link it is, used or expired ones too; null when it never was. */
export async function whoseLink(db: Queries, tokenHash: string): Promise<SpecialistId | null> {
  const rows = await orm(db).select({ specialist: signInLink.specialistId }).from(signInLink).where(eq(signInLink.tokenHash, tokenHash));
  return rows[0]?.specialist ?? null;
}

const insertSession = inserter(deskSession);

export async function addDeskSession(db: Queries, session: { id: string; specialist: SpecialistId; createdAt: Date; expiresAt: Date }) {
  const { specialist, ...row } = session;
  await insertSession(db, [{ ...row, specialistId: specialist, endedAt: null }]);
}

const session = bare(deskSession);

const endSession = statement(
  `update ${session} set ${session.endedAt} = $2::text::timestamptz where ${session.id} = $1::text::uuid and ${session.endedAt} is null`,
);

export async function endDeskSession(db: Queries, id: string, at: Date): Promise<void> {
  await endSession(db, [id, at.toISOString()]);
}

const findViewer = statement<Viewer>(
  `select ${columns({ session: ds.id, ...viewerShape })}
     from ${ds} join ${s} on ${s.id} = ${ds.specialistId} left join ${d} on ${d.id} = ${s.departmentId}
    where ${ds.id} = $1::text::uuid and ${ds.endedAt} is null and ${ds.expiresAt} > $2::text::timestamptz and ${s.leftAt} is null`,
);

/** Finds whose session this is; null when it ended or its person left the company. */
export async function viewerOf(db: Queries, session: string, at: Date): Promise<Viewer | null> {
  const rows = await findViewer(db, [session, at.toISOString()]);
  return rows[0] ?? null;
}

/** Reads when a session began. */
export async function sessionBegan(db: Queries, session: string): Promise<Date | null> {
  const rows = await orm(db).select({ at: deskSession.createdAt }).from(deskSession).where(eq(deskSession.id, session));
  return rows[0]?.at ?? null;
}

const firstShape = { id: s.id, name: s.name, role: expression<Role>(s.role) };

const listFirst = statement<RowOf<typeof firstShape>>(
  `(select ${columns(firstShape)} from ${s} join ${d} on ${d.id} = ${s.departmentId}
     where ${s.serves} and ${s.leftAt} is null and ${s.role} = 'specialist'
     order by (${d.key} = 'client') desc, ${s.createdAt}, ${s.id} limit 1)
   union all
   (select ${columns(firstShape)} from ${s} where ${s.role} = 'director' and ${s.leftAt} is null order by ${s.createdAt}, ${s.id} limit 1)`,
);

/** Finds the people a start-up text makes links for: the director, and the first specialist who serves clients. */
export function firstPeople(db: Queries): Promise<{ id: SpecialistId; name: string; role: Role }[]> {
  return listFirst(db);
}
