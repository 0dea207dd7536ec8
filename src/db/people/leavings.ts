import { headCallKinds } from '../../domain/head-call.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import { absence, department, leaving, ownership, specialist, task } from '../schema.ts';
import { statement } from '../statement.ts';
import { headToCall } from './head-to-call.ts';
import { dateTerms } from './terms-history.ts';

const l = named(leaving, 'l');
const d = named(department, 'd');
const s = named(specialist, 's');
const a = named(absence, 'a');
const b = named(specialist, 'b');
const o = named(ownership, 'o');
const t = named(task, 't');
const other = named(leaving, 'ol');
const row = bare(leaving);
const person = bare(specialist);
const headed = bare(department);
const work = bare(task);
const planned = bare(absence);

const insert = inserter(leaving);

const placeShape = {
  headed: expression<readonly string[]>(`coalesce((select json_agg(${d.id}) from ${d} where ${d.headId} = $1::text::uuid), '[]')`),
  deputyOf: expression<readonly string[]>(`coalesce((select json_agg(${s.id}) from ${s} where ${s.deputyId} = $1::text::uuid), '[]')`),
  absences: expression<readonly string[]>(
    `coalesce((select json_agg(${a.id}) from ${a} where ${a.deputyId} = $1::text::uuid and ${a.cancelledAt} is null
       and ${a.until} > $2::text::timestamptz), '[]')`,
  ),
};

const placeOf = statement<RowOf<typeof placeShape>>(`select ${columns(placeShape)}`);

export interface Leaver {
  readonly id: string;
  readonly specialist: string;
  /** where their clients are; null: they own none */
  readonly departmentId: string | null;
  readonly at: Date;
  readonly by: string | null;
  /** their clients are left to the head, rather than given to others at once */
  readonly asksHead: boolean;
}

/** Notes that somebody leaves the company, or their department, with what they were there: read before it ends. */
export async function noteLeaving(tx: Queries, { id, specialist: specialistId, departmentId, at, by, asksHead }: Leaver): Promise<void> {
  const [place] = await placeOf(tx, [specialistId, at.toISOString()]);
  const { headed: heads = [], deputyOf = [], absences = [] } = place ?? {};
  const rest = { moveId: null, taskId: null, settledAt: null, undoneAt: null };
  await insert(tx, [{ id, specialistId, departmentId, at, by, headed: heads, deputyOf, absences, asksHead, ...rest }]);
}

const shape = {
  id: l.id,
  specialist: expression<SpecialistId>(l.specialistId),
  name: s.name,
  department: nullable(d.key),
  departmentId: l.departmentId,
  /** whose task it is that nobody has their clients */
  headId: expression<SpecialistId | null>(headToCall(l.departmentId, l.specialistId)),
  by: expression<SpecialistId | null>(l.by),
  at: l.at,
  headed: l.headed,
  deputyOf: l.deputyOf,
  absences: l.absences,
  asksHead: l.asksHead,
  moveId: l.moveId,
  taskId: l.taskId,
  settledAt: l.settledAt,
};

export type LeavingRow = RowOf<typeof shape>;

const select = `select ${columns(shape)} from ${l} join ${s} on ${s.id} = ${l.specialistId} left join ${d} on ${d.id} = ${l.departmentId}`;

/** They have left that department and own a client there, and no head has the task: it became theirs while they left. */
const ownsStill = `(${s.leftAt} is not null or ${s.departmentId} is distinct from ${l.departmentId})
   and exists (select from ${o} where ${o.specialistId} = ${l.specialistId} and ${o.departmentId} = ${l.departmentId} and ${o.until} is null)
   and not exists (select from ${t} join ${other} on ${other.taskId} = ${t.id} where ${other.specialistId} = ${l.specialistId} and ${t.doneAt} is null)
   and not exists (select from ${other} where ${other.specialistId} = ${l.specialistId} and ${other.undoneAt} is null and ${other.id} > ${l.id})`;

const open = statement<LeavingRow>(
  `${select} where ${l.undoneAt} is null and (${l.settledAt} is null or (${ownsStill})) order by ${l.at}, ${l.id} limit $1::text::int`,
);

/** Lists leavings whose clients and conversations are still to be looked after, or are again, the oldest first. */
export function openLeavings(db: Queries, limit: number): Promise<LeavingRow[]> {
  return open(db, [String(limit)]);
}

const locked = statement<{ id: string }>(
  `select ${columns({ id: l.id })} from ${l} join ${s} on ${s.id} = ${l.specialistId}
   where ${l.id} = $1::text::uuid and ${l.undoneAt} is null
     and ((${l.moveId} is null and ${l.taskId} is null and ${l.settledAt} is null) or (${l.settledAt} is not null and ${ownsStill}))
   for no key update of l`,
);

/** Locks a leaving whose clients are still to be looked after; false when somebody else was first. */
export async function lockLeaving(tx: Queries, id: string): Promise<boolean> {
  return (await locked(tx, [id])).length > 0;
}

const last = statement<LeavingRow>(
  `${select} where ${l.specialistId} = $1::text::uuid and ${l.undoneAt} is null order by ${l.at} desc, ${l.id} desc limit 1 for no key update of l`,
);

/** Finds how somebody left last, unless that was undone. */
export async function lastLeaving(tx: Queries, specialistId: string): Promise<LeavingRow | null> {
  const [found] = await last(tx, [specialistId]);
  return found ?? null;
}

const outcome = statement(
  `update ${row} set ${row.moveId} = coalesce(${row.moveId}, $2::text::uuid), ${row.taskId} = coalesce($3::text::uuid, ${row.taskId})
   where ${row.id} = $1::text::uuid`,
);

/** Notes what became of their clients: moved, as at first, or the head's task. */
export async function noteOutcome(tx: Queries, id: string, { move, task: made }: { move?: string; task?: string }): Promise<void> {
  await outcome(tx, [id, move ?? null, made ?? null]);
}

const settled = statement(`update ${row} set ${row.settledAt} = $2::text::timestamptz where ${row.id} = $1::text::uuid`);

export async function markSettled(db: Queries, id: string, at: Date): Promise<void> {
  await settled(db, [id, at.toISOString()]);
}

/** What a head is called for is never whoever's it is about: they were late themselves, or own the client. */
const ofHeads = [...headCallKinds, 'leaver', 'deputy'].map((each) => `'${each}'`).join(', ');

const passOn = statement(
  `update ${t} set ${work.specialistId} = case when ${t.kind} in (${ofHeads}) then ${headToCall(t.departmentId, '$1::text::uuid')}
     else (select ${o.specialistId} from ${o} where ${o.clientId} = ${t.clientId}
       and ${o.departmentId} = ${t.departmentId} and ${o.until} is null and ${o.specialistId} <> $1::text::uuid) end
   where ${t.specialistId} = $1::text::uuid and ${t.doneAt} is null and ${t.kind} <> 'meeting'`,
);

const endNews = statement(
  `update ${work} set ${work.doneAt} = $2::text::timestamptz, ${work.doneBy} = $3::text::uuid
   where ${work.specialistId} = $1::text::uuid and ${work.doneAt} is null
     and (${work.kind} in ('given', 'handed-over') or (${work.kind} = 'handover' and ${work.clientId} is null))`,
);

/**
 * Gives what somebody had to do to whoever owns its client now, what a head had to whoever is called in their place, else to its department; meetings are given with their time
 * (`clients/meetings/give.ts`). What they were told of clients that became theirs, or are no more, is nobody else's to read: it is over.
 */
export async function passTasksOn(tx: Queries, specialistId: string, at: Date, by: string | null): Promise<void> {
  await endNews(tx, [specialistId, at.toISOString(), by]);
  await passOn(tx, [specialistId]);
}

const closeTask = statement(
  `update ${t} set ${work.doneAt} = $2::text::timestamptz, ${work.doneBy} = $3::text::uuid from ${l}
   where ${l.specialistId} = $1::text::uuid and ${l.taskId} = ${t.id} and ${t.doneAt} is null`,
);

/** Closes the head's task about somebody's clients: they have been given to others, or they are theirs again. */
export async function closeLeavingTask(tx: Queries, specialistId: string, at: Date, by: string | null): Promise<void> {
  await closeTask(tx, [specialistId, at.toISOString(), by]);
}

const close = statement(
  `update ${work} set ${work.doneAt} = $2::text::timestamptz, ${work.doneBy} = $3::text::uuid
   where ${work.id} in (select unnest($1::text::uuid[])) and ${work.doneAt} is null`,
);

/** Closes tasks that have become needless. */
export async function closeTasks(tx: Queries, ids: readonly string[], at: Date, by: string | null): Promise<void> {
  await close(tx, [uuids(ids), at.toISOString(), by]);
}

const undone = statement(
  `update ${row} set ${row.undoneAt} = $2::text::timestamptz, ${row.settledAt} = coalesce(${row.settledAt}, $2::text::timestamptz) where ${row.id} = $1::text::uuid`,
);

/** A leaving counts as undone: nothing of it is done any more. */
export async function markUndone(tx: Queries, id: string, at: Date): Promise<void> {
  await undone(tx, [id, at.toISOString()]);
}

const headAgain = statement(
  `update ${headed} set ${headed.headId} = $1::text::uuid where ${headed.headId} is null and ${headed.id} in (select unnest($2::text::uuid[]))
     and exists (select 1 from ${s} where ${s.id} = $1::text::uuid and ${s.role} <> 'specialist')`,
);
/** Those who work where the one who is back does now: nobody stands in across departments. */
const theirColleagues = `(select ${s.id} from ${s} join ${b} on ${b.departmentId} = ${s.departmentId} where ${b.id} = $1::text::uuid)`;
const deputyAgain = statement<{ id: string }>(
  `update ${person} set ${person.deputyId} = $1::text::uuid
   where ${person.deputyId} is null and ${person.leftAt} is null and ${person.id} in (select unnest($2::text::uuid[]))
     and ${person.id} in ${theirColleagues} returning ${person.id}`,
);
const standInAgain = statement(
  `update ${planned} set ${planned.deputyId} = $1::text::uuid
   where ${planned.deputyId} is null and ${planned.cancelledAt} is null and ${planned.id} in (select unnest($2::text::uuid[]))
     and ${planned.specialistId} in ${theirColleagues}`,
);
/** Makes them again what they were, where they can be it and nobody else is meanwhile; the leaving counts as undone. */
export async function beAgain(
  tx: Queries,
  { id, specialist: whose, headed: heads, deputyOf, absences }: LeavingRow,
  at: Date,
): Promise<void> {
  await headAgain(tx, [whose, uuids(heads)]);
  const colleagues = await deputyAgain(tx, [whose, uuids(deputyOf)]);
  await dateTerms(
    tx,
    colleagues.map((each) => each.id),
    at,
  );
  await standInAgain(tx, [whose, uuids(absences)]);
  await markUndone(tx, id, at);
}
