import type { ClientId, SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import { department, introduction } from '../schema.ts';
import { statement } from '../statement.ts';

const i = named(introduction, 'i');
const d = named(department, 'd');
const row = bare(introduction);

const insert = inserter(introduction);

const again = statement<{ id: string }>(
  `update ${row} set ${row.toId} = $3::text::uuid, ${row.dueAt} = $4::text::timestamptz
   where ${row.clientId} = $1::text::uuid and ${row.departmentId} = $2::text::uuid and ${row.doneAt} is null returning ${row.id}`,
);

export interface IntroductionToCome {
  readonly id: string;
  readonly clientId: ClientId;
  readonly departmentId: string;
  readonly fromId: SpecialistId | null;
  readonly toId: SpecialistId;
  readonly at: Date;
  readonly dueAt: Date;
}

/** Keeps that a client is to be told who looks after them; where that waits already it is told once, of the last. The client is locked. */
export async function keepIntroduction(tx: Queries, { departmentId, ...wish }: IntroductionToCome): Promise<void> {
  const waiting = await again(tx, [wish.clientId, departmentId, wish.toId, wish.dueAt.toISOString()]);
  if (waiting.length === 0) await insert(tx, [{ ...wish, departmentId: departmentId as never, doneAt: null }]);
}

const shape = {
  id: i.id,
  client: expression<ClientId>(i.clientId),
  department: d.key,
  departmentId: i.departmentId,
  from: expression<SpecialistId | null>(i.fromId),
  to: expression<SpecialistId>(i.toId),
  at: i.at,
};

export type IntroductionRow = RowOf<typeof shape>;

const due = statement<IntroductionRow>(
  `select ${columns(shape)} from ${i} join ${d} on ${d.id} = ${i.departmentId}
   where ${i.doneAt} is null and ${i.dueAt} <= $1::text::timestamptz order by ${i.dueAt}, ${i.id} limit $2::text::int`,
);

/** Lists introductions whose department has opened. */
export function dueIntroductions(db: Queries, now: Date, limit: number): Promise<IntroductionRow[]> {
  return due(db, [now.toISOString(), String(limit)]);
}

const putOff = statement(
  `update ${row} set ${row.dueAt} = $2::text::timestamptz where ${row.id} = $1::text::uuid and ${row.doneAt} is null`,
);

/** Has an introduction wait for the next opening. The client is locked. */
export async function putOffIntroduction(tx: Queries, id: string, dueAt: Date): Promise<void> {
  await putOff(tx, [id, dueAt.toISOString()]);
}

const take = statement<{ from: SpecialistId | null; to: SpecialistId }>(
  `update ${row} set ${row.doneAt} = $2::text::timestamptz where ${row.id} = $1::text::uuid and ${row.doneAt} is null
     and ${row.dueAt} <= $2::text::timestamptz returning ${row.fromId} as "from", ${row.toId} as "to"`,
);

/** Takes one to be made, as it stands now; null when somebody else did, or it was put off meanwhile. */
export async function takeIntroduction(
  tx: Queries,
  id: string,
  at: Date,
): Promise<{ readonly from: SpecialistId | null; readonly to: SpecialistId } | null> {
  const [taken] = await take(tx, [id, at.toISOString()]);
  return taken ?? null;
}
