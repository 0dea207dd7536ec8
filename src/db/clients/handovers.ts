import type { HandoverStatus, HandoverWhy, WaitsFor } from '../../domain/handover.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { dealsOf } from './deals.ts';
import { isOf } from './of-client.ts';

const h = named(schema.handover, 'h');
const cl = named(schema.client, 'cl');
const cc = named(schema.contactClient, 'cc');
const c = named(schema.conversation, 'c');
const d = named(schema.department, 'd');
const o = named(schema.ownership, 'o');
const t = named(schema.task, 't');
const tm = named(schema.timer, 'tm');

const handover = bare(schema.handover);
const timer = bare(schema.timer);

const dueShape = { id: h.id, client: h.clientId };

export type DueHandover = RowOf<typeof dueShape>;

const due = statement<DueHandover>(
  `select ${columns(dueShape)} from ${h} where ${h.status} in ('due', 'put-off') and ${h.tryAt} <= $1::text::timestamptz
   order by ${h.tryAt}, ${h.id} limit $2::text::int`,
);

export function dueHandovers(db: Queries, now: Date, limit: number): Promise<DueHandover[]> {
  return due(db, [now.toISOString(), String(limit)]);
}

const handoverShape = {
  id: h.id,
  clientId: h.clientId,
  clientName: cl.name,
  productLine: h.productLine,
  fromDepartment: h.fromDepartment,
  toDepartment: h.toDepartment,
  status: expression<HandoverStatus>(h.status),
  why: expression<HandoverWhy | null>(h.why),
  tryAt: h.tryAt,
  isProject: h.isProject,
  documentsAt: h.documentsAt,
  fromId: expression<SpecialistId | null>(h.fromId),
};

export type HandoverRow = RowOf<typeof handoverShape>;

const read = statement<HandoverRow>(
  `select ${columns(handoverShape)} from ${h} join ${cl} on ${cl.id} = ${h.clientId} where ${h.id} = $1::text::uuid`,
);

/** A handover as it stands; the client's row is locked by the caller, and is the lock of it. */
export async function readHandover(tx: Queries, id: string): Promise<HandoverRow | null> {
  const rows = await read(tx, [id]);
  return rows[0] ?? null;
}

const putOff = statement(
  `update ${handover} set ${handover.waitsFor} = $2::text, ${handover.tryAt} = $3::text::timestamptz where ${handover.id} = $1::text::uuid`,
);

export async function postpone(tx: Queries, id: string, waitsFor: WaitsFor, tryAt: Date): Promise<void> {
  await putOff(tx, [id, waitsFor, tryAt.toISOString()]);
}

const ownerIn = (department: string) =>
  expression<SpecialistId | null>(
    `(select ${o.specialistId} from ${o} join ${d} on ${d.id} = ${o.departmentId} and ${d.key} = ${department}
       where ${o.clientId} = $2::text::uuid and ${o.until} is null)`,
  );

const circumstancesShape = {
  /** somebody talks with the client; what is resolved is over, though the client's next message could bring it back */
  isTalking: expression<boolean>(
    `exists (select 1 from ${cc} join ${c} on ${c.contactId} = ${cc.contactId} and ${c.status} not in ('resolved', 'closed')
       where ${cc.clientId} = $2::text::uuid and ${cc.until} is null and ${isOf(c, '$2::text::uuid')})`,
  ),
  /** who owns it now, where it comes from and where it goes */
  from: ownerIn('$3::text'),
  to: ownerIn('$4::text'),
  deals: dealsOf('$2::text::uuid'),
  /** what else keeps it where it comes from, or is to be done */
  otherLines: expression<number>(
    `(select count(*)::int from ${h} where ${h.clientId} = $2::text::uuid and ${h.id} <> $1::text::uuid
       and ${h.fromDepartment} = $3::text and ${h.productLine} is not null and ${h.status} not in ('done', 'withdrawn'))`,
  ),
  tasks: expression<number>(`(select count(*)::int from ${t} where ${t.clientId} = $2::text::uuid and ${t.doneAt} is null)`),
};

/** What a handover finds at its client. */
export type Circumstances = RowOf<typeof circumstancesShape>;

const readCircumstances = statement<Circumstances>(`select ${columns(circumstancesShape)}`);

export async function circumstances(
  tx: Queries,
  { handover, client, from, to }: { readonly handover: string; readonly client: string; readonly from: string; readonly to: string },
): Promise<Circumstances> {
  const [row] = await readCircumstances(tx, [handover, client, from, to]);
  return row ?? { isTalking: false, from: null, to: null, deals: 0, otherLines: 0, tasks: 0 };
}

const hastenReopenTimers = statement(
  `update ${tm} set ${timer.dueAt} = $2::text::timestamptz
   from ${cc} join ${c} on ${c.contactId} = ${cc.contactId} and ${c.status} = 'resolved'
   where ${cc.clientId} = $1::text::uuid and ${cc.until} is null and ${isOf(c, '$1::text::uuid')} and ${tm.conversationId} = ${c.id} and ${tm.key} = 'resolved.reopen'
     and ${tm.dueAt} > $2::text::timestamptz`,
);

/**
 * Closes what is resolved now and not a day later: whatever the client writes next is a new conversation, and goes to the person
 * they were introduced to.
 */
export async function closeResolved(tx: Queries, client: string, now: Date): Promise<void> {
  await hastenReopenTimers(tx, [client, now.toISOString()]);
}

const finish = statement(
  `update ${handover} set ${handover.status} = 'done', ${handover.waitsFor} = null, ${handover.tryAt} = null,
     ${handover.fromId} = coalesce($2::text::uuid, ${handover.fromId}), ${handover.toId} = $3::text::uuid, ${handover.rule} = $4::text,
     ${handover.explanation} = $5::text::jsonb, ${handover.doneAt} = $6::text::timestamptz, ${handover.toDepartment} = $7::text where ${handover.id} = $1::text::uuid`,
);

export async function markDone(
  tx: Queries,
  done: { id: string; from: string | null; to: string; department: string; rule: string; explanation: unknown; at: Date },
): Promise<void> {
  await finish(tx, [done.id, done.from, done.to, done.rule, JSON.stringify(done.explanation), done.at.toISOString(), done.department]);
}

const withdrawn = statement(
  `update ${handover} set ${handover.status} = 'withdrawn', ${handover.waitsFor} = null, ${handover.tryAt} = null, ${handover.doneAt} = $2::text::timestamptz
   where ${handover.id} = $1::text::uuid`,
);

/** The client stays where it is after all. */
export async function withdraw(tx: Queries, id: string, at: Date): Promise<void> {
  await withdrawn(tx, [id, at.toISOString()]);
}

const beginMove = statement(
  `insert into ${handover} (${handover.id}, ${handover.clientId}, ${handover.fromDepartment}, ${handover.toDepartment}, ${handover.terms},
     ${handover.policyVersion}, ${handover.beganAt}, ${handover.status}, ${handover.why}, ${handover.dueAt}, ${handover.tryAt},
     ${handover.isProject}, ${handover.fromId})
   select $1::text::uuid, $2::text::uuid, $3::text, $4::text, '{}', $5::text::int, $6::text::timestamptz, 'due', 'segment',
     $6::text::timestamptz, $6::text::timestamptz,
     exists (select 1 from ${h} where ${h.clientId} = $2::text::uuid and ${h.isProject} and ${h.documentsAt} is null and ${h.status} <> 'done'),
     $7::text::uuid
   on conflict (${handover.clientId}) where product_line is null and status not in ('done', 'withdrawn')
   do update set ${handover.toDepartment} = excluded.${handover.toDepartment}`,
);

export interface SegmentMove {
  readonly id: string;
  readonly client: string;
  readonly from: string;
  readonly to: string;
  readonly owner: string;
  readonly policyVersion: number;
  readonly at: Date;
}

/** A client goes to another department because of its size: it is due at once. One that waits already leads where the newest word says. */
export async function beginSegmentMove(tx: Queries, { id, client, from, to, owner, policyVersion, at }: SegmentMove): Promise<void> {
  await beginMove(tx, [id, client, from, to, String(policyVersion), at.toISOString(), owner]);
}

const setStanding = statement(
  `update ${handover} set ${handover.status} = $2::text,
     ${handover.why} = case when $2::text = 'due' then coalesce(${handover.why}, 'asked') else ${handover.why} end,
     ${handover.dueAt} = case when $2::text = 'due' then coalesce(${handover.dueAt}, $3::text::timestamptz) else ${handover.dueAt} end,
     ${handover.putOffUntil} = case when $2::text = 'put-off' then coalesce($4::text::timestamptz, ${handover.putOffUntil}) end,
     ${handover.tryAt} = case $2::text when 'due' then $3::text::timestamptz
       when 'put-off' then coalesce($4::text::timestamptz, ${handover.putOffUntil}) end,
     ${handover.waitsFor} = null,
     ${handover.documentsAt} = case when $5::text::boolean then $3::text::timestamptz else ${handover.documentsAt} end
   where ${handover.id} = $1::text::uuid`,
);

/** Where a handover stands from now on. One that is due is tried at once, one put off when its time comes. */
export async function standing(
  tx: Queries,
  to: { id: string; status: HandoverStatus; at: Date; putOffUntil: Date | null; hasDocuments: boolean },
): Promise<void> {
  await setStanding(tx, [to.id, to.status, to.at.toISOString(), to.putOffUntil?.toISOString() ?? null, String(to.hasDocuments)]);
}

const insertWord = inserter(schema.handoverWord);

export function addWord(
  tx: Queries,
  {
    id,
    handover,
    kind,
    by,
    reason,
    until,
    at,
  }: { id: string; handover: string; kind: string; by: string; reason: string; until: Date | null; at: Date },
): Promise<void> {
  return insertWord(tx, [{ id, handoverId: handover, kind, by, reason, until, at }]);
}
