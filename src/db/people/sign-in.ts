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

/** `endsSessions`: whoever uses it is signed out everywhere else. */
export interface NewLink {
  readonly tokenHash: string;
  readonly specialist: SpecialistId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly endsSessions?: boolean;
}

export async function addSignInLink(db: Queries, { specialist, endsSessions = false, ...row }: NewLink): Promise<void> {
  await insertLink(db, [{ ...row, endsSessions, specialistId: specialist, usedAt: null }]);
}

const linkShape = { specialist: l.specialistId, name: s.name, endsSessions: l.endsSessions };

export type SignInLinkRow = RowOf<typeof linkShape>;

const isGood = `${l.tokenHash} = $1::text and ${l.usedAt} is null and ${l.expiresAt} > $2::text::timestamptz
      and ${s.id} = ${l.specialistId} and ${s.leftAt} is null`;

const findLink = statement<SignInLinkRow>(`select ${columns(linkShape)} from ${l}, ${s} where ${isGood}`);

/** Finds a link that is still good, and leaves it so; null when it was used, has expired, never was, or belongs to a leaver. */
export async function goodSignInLink(db: Queries, tokenHash: string, at: Date): Promise<SignInLinkRow | null> {
  const rows = await findLink(db, [tokenHash, at.toISOString()]);
  return rows[0] ?? null;
}

const useLink = statement<SignInLinkRow>(
  `update ${l} set ${bare(signInLink).usedAt} = $2::text::timestamptz from ${s} where ${isGood} returning ${columns(linkShape)}`,
);

/** Uses a good link up; null when there is none. Of two at once one gets it. */
export async function useSignInLink(db: Queries, tokenHash: string, at: Date): Promise<SignInLinkRow | null> {
  const rows = await useLink(db, [tokenHash, at.toISOString()]);
  return rows[0] ?? null;
}

const useUpLinks = statement(
  `update ${bare(signInLink)} set ${bare(signInLink).usedAt} = $2::text::timestamptz
    where ${bare(signInLink).specialistId} = $1::text::uuid and ${bare(signInLink).usedAt} is null`,
);

/** Uses up every link of somebody's that nobody has used yet. */
export async function useUpLinksOf(tx: Queries, specialist: string, at: Date): Promise<void> {
  await useUpLinks(tx, [specialist, at.toISOString()]);
}

/** Finds whose link it is, used or expired ones too; null when it never was. */
export async function whoseLink(db: Queries, tokenHash: string): Promise<SpecialistId | null> {
  const rows = await orm(db).select({ specialist: signInLink.specialistId }).from(signInLink).where(eq(signInLink.tokenHash, tokenHash));
  return rows[0]?.specialist ?? null;
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
