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

export interface IntroductionToCome {
  readonly id: string;
  readonly clientId: ClientId;
  readonly departmentId: string;
  readonly fromId: SpecialistId | null;
  readonly toId: SpecialistId;
  readonly at: Date;
  readonly dueAt: Date;
}

/** Keeps that a client is to be told who looks after them, with what waits to be told already: all of it is said at once. The client is locked. */
export async function keepIntroduction(tx: Queries, { departmentId, ...wish }: IntroductionToCome): Promise<void> {
  await insert(tx, [{ ...wish, departmentId: departmentId as never, doneAt: null }]);
  await putOffIntroductions(tx, { client: wish.clientId, departmentId }, wish.dueAt);
}

/** Of a client, by a department. */
interface Place {
  readonly client: ClientId;
  readonly departmentId: string;
}

const putOff = statement(
  `update ${row} set ${row.dueAt} = $3::text::timestamptz
   where ${row.clientId} = $1::text::uuid and ${row.departmentId} = $2::text::uuid and ${row.doneAt} is null`,
);

/** Has what waits to be told wait for this opening. The client is locked. */
export async function putOffIntroductions(tx: Queries, { client, departmentId }: Place, dueAt: Date): Promise<void> {
  await putOff(tx, [client, departmentId, dueAt.toISOString()]);
}

const dueShape = { client: expression<ClientId>(i.clientId), department: d.key, departmentId: d.id };

export type IntroductionDue = RowOf<typeof dueShape>;

const due = statement<IntroductionDue>(
  `select ${columns(dueShape)} from ${i} join ${d} on ${d.id} = ${i.departmentId}
   where ${i.doneAt} is null and ${i.dueAt} <= $1::text::timestamptz group by ${i.clientId}, ${d.id}
   order by min(${i.dueAt}), ${i.clientId} limit $2::text::int`,
);

/** Lists clients who are to be told who looks after them, as the department has opened. */
export function dueIntroductions(db: Queries, now: Date, limit: number): Promise<IntroductionDue[]> {
  return due(db, [now.toISOString(), String(limit)]);
}

const stepShape = { id: row.id, from: expression<SpecialistId | null>(row.fromId), to: expression<SpecialistId>(row.toId), at: row.at };

/** One change of a client's owner that they are to be told of. */
export type IntroductionStep = RowOf<typeof stepShape>;

const take = statement<IntroductionStep>(
  `update ${row} set ${row.doneAt} = $3::text::timestamptz
   where ${row.clientId} = $1::text::uuid and ${row.departmentId} = $2::text::uuid and ${row.doneAt} is null returning ${columns(stepShape)}`,
);

/** Takes all that a client was still to be told of, the oldest first; none when somebody else did. The client is locked. */
export async function takeIntroductions(tx: Queries, { client, departmentId }: Place, at: Date): Promise<IntroductionStep[]> {
  const taken = await take(tx, [client, departmentId, at.toISOString()]);
  return taken.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
}
