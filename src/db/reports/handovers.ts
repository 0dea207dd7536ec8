import type { ClientId, SpecialistId } from '../../domain/ids.ts';
import { texts } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const h = named(schema.handover, 'h');
const w = named(schema.handoverWord, 'w');
const cl = named(schema.client, 'cl');
const cc = named(schema.contactClient, 'cc');
const c = named(schema.conversation, 'c');
const k = named(schema.contactKnown, 'k');
const o = named(schema.ownership, 'o');
const d = named(schema.department, 'd');

/** What happened to a handover: it came due, took place, or somebody said something of it (domain/handover `handoverVerbs`). */
export type HandoverStep = 'due' | 'done' | 'ask' | 'refuse' | 'put-off' | 'keep';

const ownerIn = (department: string) =>
  `(select ${o.specialistId} from ${o} join ${d} on ${d.id} = ${o.departmentId} and ${d.key} = ${department} where ${o.clientId} = ${h.clientId} and ${o.until} is null)`;

/** Until it is done, whoever owns the client there now hands it over. */
const from = `case when ${h.status} in ('done', 'withdrawn') then ${h.fromId} else coalesce(${ownerIn(h.fromDepartment)}, ${h.fromId}) end`;

/** A client has the origin of the first conversation with it. */
const origin = `coalesce((select ${c.origin} from ${cc} join ${c} on ${c.contactId} = ${cc.contactId} where ${cc.clientId} = ${h.clientId}
  order by ${c.openedAt} limit 1), 'live')`;

const shape = {
  id: h.id,
  step: expression<HandoverStep>('step'),
  at: expression<Date>('at'),
  client: expression<ClientId>(h.clientId),
  line: h.productLine,
  size: cl.size,
  why: h.why,
  status: h.status,
  fromDepartment: h.fromDepartment,
  toDepartment: h.toDepartment,
  from: expression<SpecialistId | null>(from),
  to: expression<SpecialistId | null>(h.toId),
  beganAt: h.beganAt,
  fullPercent: expression<number | null>(`(${h.terms}->'commission'->>'fullPercent')::float8`),
  bonusPercent: expression<number | null>(`(${h.terms}->'commission'->>'bonusPercent')::float8`),
  /** whoever owns the client there by now has talked with it, or nobody does */
  isMet: expression<boolean>(
    `exists (select 1 from ${cc} join ${k} on ${k.contactId} = ${cc.contactId} where ${cc.clientId} = ${h.clientId} and ${cc.until} is null
       and ${k.specialistId} = coalesce(${ownerIn(h.toDepartment)}, ${h.toId}))`,
  ),
};

export type HandoverRead = RowOf<typeof shape>;

const within = (at: string) => `${at} >= $1::text::timestamptz and ${at} < $2::text::timestamptz`;

const read = statement<HandoverRead>(
  `select * from (
     select ${columns(shape)} from (
       select ${h.id} as of, 'due' as step, ${h.dueAt} as at from ${h} where ${within(h.dueAt)}
       union all select ${h.id}, 'done', ${h.doneAt} from ${h} where ${within(h.doneAt)} and ${h.status} = 'done'
       union all select ${w.handoverId}, ${w.kind}, ${w.at} from ${w}
         where ${within(w.at)} and ${w.kind} in ('ask', 'refuse', 'put-off', 'keep')
     ) steps join ${h} on ${h.id} = steps.of join ${cl} on ${cl.id} = ${h.clientId}
     where ${origin} in (select unnest($3::text::text[]))
   ) found
   where ($4::text is null or "fromDepartment" in (select unnest($4::text::text[])) or "toDepartment" in (select unnest($4::text::text[])))
     and ($5::text is null or "fromDepartment" = $5::text or "toDepartment" = $5::text)
     and ($6::text is null or "from"::text = $6::text or "to"::text = $6::text)
     and ($7::text is null or "size" = $7::text) and ($8::text is null or "why" = $8::text)
   order by "at" desc, "id", "step"`,
);

export interface HandoverFilter {
  readonly from: Date;
  /** the first moment after it */
  readonly until: Date;
  readonly origins: readonly string[];
  /** keys that may be seen: whoever hands over or is handed to; null: all */
  readonly seen: readonly string[] | null;
  readonly department: string | null;
  readonly specialist: string | null;
  readonly size: string | null;
  readonly why: string | null;
}

/** Reads what happened to handovers within a time, the newest first. */
export function handoversRead(db: Queries, { from: since, until, origins, seen, ...only }: HandoverFilter): Promise<HandoverRead[]> {
  const { department, specialist, size, why } = only;
  return read(db, [
    since.toISOString(),
    until.toISOString(),
    texts(origins),
    seen === null ? null : texts(seen),
    department,
    specialist,
    size,
    why,
  ]);
}
