import { eq } from 'drizzle-orm';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import { inserter } from '../rows.ts';
import { deskSession } from '../schema.ts';
import { statement } from '../statement.ts';

export type BegunBy = 'link' | 'pin';

export interface NewDeskSession {
  readonly id: string;
  readonly specialist: SpecialistId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly begunBy: BegunBy;
  /** the browser, in its own words */
  readonly agent: string;
}

const insertSession = inserter(deskSession);

export async function addDeskSession(db: Queries, { specialist, ...row }: NewDeskSession): Promise<void> {
  await insertSession(db, [{ ...row, specialistId: specialist, endedAt: null }]);
}

const s = bare(deskSession);
const isOpen = `${s.endedAt} is null and ${s.expiresAt} > $2::text::timestamptz`;

const endOne = statement(`update ${s} set ${s.endedAt} = $2::text::timestamptz where ${s.id} = $1::text::uuid and ${s.endedAt} is null`);

/** Ends a session, whoever it is of. */
export async function endDeskSession(db: Queries, id: string, at: Date): Promise<void> {
  await endOne(db, [id, at.toISOString()]);
}

const endOwn = statement<{ id: string }>(
  `update ${s} set ${s.endedAt} = $2::text::timestamptz where ${s.specialistId} = $1::text::uuid and ${isOpen} and ${s.id} = $3::text::uuid
    returning ${s.id}`,
);

/** Ends one of somebody's sessions; false when it is over already, or is not theirs. */
export async function endSessionOf(db: Queries, specialist: string, id: string, at: Date): Promise<boolean> {
  const rows = await endOwn(db, [specialist, at.toISOString(), id]);
  return rows.length > 0;
}

const endAll = statement<{ id: string }>(
  `update ${s} set ${s.endedAt} = $2::text::timestamptz
    where ${s.specialistId} = $1::text::uuid and ${isOpen} and ${s.id} is distinct from $3::text::uuid returning ${s.id}`,
);

/** Ends all of somebody's sessions but, where it is named, the one they keep; returns how many that were. */
export async function endSessionsOf(db: Queries, specialist: string, at: Date, kept: string | null = null): Promise<number> {
  const rows = await endAll(db, [specialist, at.toISOString(), kept]);
  return rows.length;
}

const shape = {
  id: s.id,
  begunAt: s.createdAt,
  expiresAt: s.expiresAt,
  begunBy: expression<BegunBy | null>(s.begunBy),
  agent: s.agent,
};

export type SessionRow = RowOf<typeof shape>;

const listOpen = statement<SessionRow>(
  `select ${columns(shape)} from ${s} where ${s.specialistId} = $1::text::uuid and ${isOpen} order by ${s.createdAt} desc, ${s.id}`,
);

/** Lists somebody's sessions that are not over, the newest first. */
export function openSessionsOf(db: Queries, specialist: string, at: Date): Promise<SessionRow[]> {
  return listOpen(db, [specialist, at.toISOString()]);
}

/** Reads how a session began. */
export async function beginningOf(db: Queries, session: string): Promise<{ readonly at: Date; readonly by: string | null } | null> {
  const rows = await orm(db)
    .select({ at: deskSession.createdAt, by: deskSession.begunBy })
    .from(deskSession)
    .where(eq(deskSession.id, session));
  return rows[0] ?? null;
}
