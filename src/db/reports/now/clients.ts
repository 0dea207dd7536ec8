import type { ClientId, SpecialistId } from '../../../domain/ids.ts';
import { uuids } from '../../arrays.ts';
import { clientVisible, sight } from '../../conversations/visible.ts';
import type { Queries } from '../../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../../names.ts';
import type { Viewer } from '../../people/sign-in.ts';
import * as schema from '../../schema.ts';
import { statement } from '../../statement.ts';
import { isOfPart, type Part, partOf } from './sight.ts';

const h = named(schema.handover, 'h');
const cl = named(schema.client, 'cl');
const cc = named(schema.contactClient, 'cc');
const k = named(schema.contactKnown, 'k');
const o = named(schema.ownership, 'o');
const d = named(schema.department, 'd');
const s = named(schema.specialist, 's');
const e = named(schema.clientEvent, 'e');
const a = named(schema.absence, 'a');
const dp = named(schema.specialist, 'dp');
const da = named(schema.absence, 'da');

const handedShape = {
  client: expression<ClientId>(cl.id),
  title: expression<string | null>(cl.name),
  at: expression<Date>(h.doneAt),
  department: d.key,
  specialist: expression<SpecialistId>(o.specialistId),
  specialistName: nullable(s.name),
};

/** A client who was handed over, and whom their new owner has not spoken with. */
export type Untouched = RowOf<typeof handedShape>;

const untouched = statement<Untouched>(
  `select distinct on (${cl.id}) ${columns(handedShape)} from ${h} join ${cl} on ${cl.id} = ${h.clientId}
     join ${d} on ${d.key} = ${h.toDepartment}
     join ${o} on ${o.clientId} = ${cl.id} and ${o.departmentId} = ${d.id} and ${o.until} is null
     join ${s} on ${s.id} = ${o.specialistId}
   where ${h.status} = 'done' and ${h.doneAt} >= $3::text::timestamptz and ${cl.stage} <> 'lost' and ${isOfPart(o.specialistId, d.key)}
     and not exists (select 1 from ${cc} join ${k} on ${k.contactId} = ${cc.contactId} and ${k.specialistId} = ${o.specialistId}
       where ${cc.clientId} = ${cl.id} and ${cc.until} is null)
   order by ${cl.id}, ${h.doneAt} desc`,
);

/** Lists clients handed over since then whose owner there knows nobody of them yet (R17, R19), whoever was to have them at first. */
export function untouchedSince(db: Queries, part: Part, since: Date): Promise<Untouched[]> {
  return untouched(db, [...partOf(part), since.toISOString()]);
}

const owners = `left join ${o} on ${o.clientId} = ${cl.id} and ${o.from} <= ${e.at} and (${o.until} is null or ${o.until} >= ${e.at})
  left join ${d} on ${d.id} = ${o.departmentId} left join ${s} on ${s.id} = ${o.specialistId}`;

const lostShape = {
  client: expression<ClientId>(cl.id),
  title: expression<string | null>(cl.name),
  at: e.at,
  /** no sign of them for as long as the policy says, or somebody said so */
  reason: expression<'silent' | 'stated'>(`case when ${e.type} = 'timer' then 'silent' else 'stated' end`),
  department: nullable(d.key),
  specialist: expression<SpecialistId | null>(o.specialistId),
  specialistName: nullable(s.name),
};

/** A client who is lost, with whoever owned them then. */
export type LostClient = RowOf<typeof lostShape>;

const lost = statement<LostClient>(
  `select distinct on (${cl.id}) ${columns(lostShape)} from ${e} join ${cl} on ${cl.id} = ${e.clientId} ${owners}
   where (${e.data}->>'key' = 'gone' or ${e.data}->>'stage' = 'lost') and ${e.at} >= $3::text::timestamptz
     and ${cl.stage} = 'lost' and ${isOfPart(o.specialistId, d.key)}
   order by ${cl.id}, ${e.at} desc, ${d.key}`,
);

/** Lists clients lost since then and not won back. */
export function lostSince(db: Queries, part: Part, since: Date): Promise<LostClient[]> {
  return lost(db, [...partOf(part), since.toISOString()]);
}

const absentShape = {
  specialist: expression<SpecialistId>(s.id),
  specialistName: s.name,
  department: d.key,
  until: a.until,
  clients: expression<number>(`(select count(*)::int from ${o} where ${o.specialistId} = ${s.id} and ${o.until} is null)`),
};

/** Somebody away whose clients nobody stands in for. */
export type Uncovered = RowOf<typeof absentShape>;

const deputy = `coalesce(${a.deputyId}, ${s.deputyId})`;
const deputyIsAway = `exists (select 1 from ${da} where ${da.specialistId} = ${dp.id} and ${da.cancelledAt} is null
  and ${da.from} <= $3::text::timestamptz and ${da.until} > $3::text::timestamptz)`;

const uncovered = statement<Uncovered>(
  `select distinct on (${s.id}) ${columns(absentShape)} from ${a} join ${s} on ${s.id} = ${a.specialistId} and ${s.leftAt} is null
     join ${d} on ${d.id} = ${s.departmentId} left join ${dp} on ${dp.id} = ${deputy} and ${dp.leftAt} is null
   where ${a.cancelledAt} is null and ${a.from} <= $3::text::timestamptz and ${a.until} > $3::text::timestamptz
     and (${dp.id} is null or ${deputyIsAway}) and ${isOfPart(s.id, d.key)}
     and exists (select 1 from ${o} where ${o.specialistId} = ${s.id} and ${o.until} is null)
   order by ${s.id}, ${a.until} desc`,
);

/** Lists owners who are away by plan, and have no deputy or one who is away too. */
export function uncoveredOwners(db: Queries, part: Part, at: Date): Promise<Uncovered[]> {
  return uncovered(db, [...partOf(part), at.toISOString()]);
}

const ownedShape = {
  client: expression<ClientId>(cl.id),
  title: expression<string | null>(cl.name),
  department: nullable(d.key),
  specialist: expression<SpecialistId | null>(o.specialistId),
  specialistName: nullable(s.name),
};

/** A client with the owner through whom it is of the part that was asked for. */
export type OwnedClient = RowOf<typeof ownedShape>;

const owned = statement<OwnedClient>(
  `select distinct on (${cl.id}) ${columns(ownedShape)} from ${cl} left join ${o} on ${o.clientId} = ${cl.id} and ${o.until} is null
     left join ${d} on ${d.id} = ${o.departmentId} left join ${s} on ${s.id} = ${o.specialistId}
   where ${cl.id} in (select unnest($3::text::uuid[])) and ${isOfPart(o.specialistId, d.key)}
   order by ${cl.id}, ${d.key}`,
);

/** Of these clients, reads those that are of the part: owned by the person, or in the departments. */
export function ownedAmong(db: Queries, part: Part, clients: readonly string[]): Promise<OwnedClient[]> {
  return owned(db, [...partOf(part), uuids(clients)]);
}

const seen = statement<{ id: ClientId }>(
  `select ${cl.id} as id from ${cl} where ${cl.id} in (select unnest($4::text::uuid[])) and ${clientVisible}`,
);

/** Of these clients, reads those that a viewer may open. */
export async function clientsSeen(db: Queries, viewer: Viewer, clients: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await seen(db, [...sight(viewer), uuids(clients)])).map(({ id }) => id));
}
