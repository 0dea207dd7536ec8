import type { ClientId, ConversationId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { texts } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { type LoadFilter, waitState } from './loads.ts';

const y = named(schema.reportStay, 'y');
const c = named(schema.conversation, 'c');
const o = named(schema.ownership, 'o');
const cl = named(schema.client, 'cl');

const stayShape = {
  conversation: expression<ConversationId>(y.conversationId),
  client: expression<ClientId | null>(c.clientId),
  from: y.from,
  until: y.until,
  department: expression<DepartmentId>(y.departmentId),
  specialist: expression<SpecialistId | null>(y.specialistId),
  state: expression<string>(`case when ${y.specialistId} is null then ${waitState} when ${y.until} is null then 'open' else 'done' end`),
  isNew: y.isNew,
  rule: y.ended,
  seconds: expression<number | null>(`round(extract(epoch from ${y.until} - ${y.from}))::float8`),
};

export type StayEvidence = RowOf<typeof stayShape>;

/** Which stays: waits, or those with somebody; that began on the days asked for, or were on at any time of a span. */
export interface StaysBehind {
  readonly isWait: boolean;
  readonly during: { readonly from: Date; readonly until: Date } | null;
  readonly isNew: boolean;
  /** null: whichever */
  readonly state: string | null;
}

const where = `(${y.specialistId} is null) = ($1::text is not null) and ${y.origin} in (select unnest($2::text::text[]))
  and ($3::text is null or ${y.departmentId}::text in (select unnest($3::text::text[])))
  and ($4::text is null or ${y.specialistId}::text = $4::text)
  and ($5::text is null or ${y.isNew}) and ($6::text is null or ${waitState} = $6::text)
  and case when $7::text is null then ${y.day} >= $9::text::date and ${y.day} <= $10::text::date
    else ${y.from} < $8::text::timestamptz and (${y.until} is null or ${y.until} >= $7::text::timestamptz) end`;

const readStays = statement<StayEvidence>(
  `select ${columns(stayShape)} from ${y} join ${c} on ${c.id} = ${y.conversationId} where ${where}
   order by ${y.from} desc, ${y.conversationId}, ${y.n} offset $11::text::int limit $12::text::int`,
);

const countStays = statement<{ total: number }>(`select count(*)::int as total from ${y} where ${where}`);

interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Reads stays behind a number, the newest first, and how many there are. */
export async function staysBehind(
  db: Queries,
  { from, until, origins, departments, specialist }: LoadFilter,
  { isWait, during, isNew, state }: StaysBehind,
  { offset, limit }: Page,
): Promise<{ readonly rows: readonly StayEvidence[]; readonly total: number }> {
  const parameters = [
    isWait ? 'yes' : null,
    texts(origins),
    departments === null ? null : texts(departments),
    specialist === '' ? null : specialist,
    isNew ? 'yes' : null,
    state,
    during?.from.toISOString() ?? null,
    during?.until.toISOString() ?? null,
    from,
    until,
  ];
  const rows = await readStays(db, [...parameters, String(offset), String(limit)]);
  return { rows, total: (await countStays(db, parameters))[0]?.total ?? 0 };
}

const ownedShape = {
  client: expression<ClientId>(o.clientId),
  department: expression<DepartmentId>(o.departmentId),
  specialist: expression<SpecialistId>(o.specialistId),
  from: o.from,
  until: o.until,
  size: cl.size,
};

const ownedWhere = `${o.from} < $2::text::timestamptz and (${o.until} is null or ${o.until} > $1::text::timestamptz)
  and ($3::text is null or ${o.departmentId}::text in (select unnest($3::text::text[]))) and ($4::text is null or ${o.specialistId}::text = $4::text)`;

const readOwned = statement<RowOf<typeof ownedShape>>(
  `select ${columns(ownedShape)} from ${o} join ${cl} on ${cl.id} = ${o.clientId} where ${ownedWhere}
   order by ${o.from} desc, ${o.id} offset $5::text::int limit $6::text::int`,
);

const countOwned = statement<{ total: number }>(`select count(*)::int as total from ${o} where ${ownedWhere}`);

/** Reads who owned which clients at any time of a span, the newest first, and how many that are. */
export async function ownershipsBehind(
  db: Queries,
  { departments, specialist }: LoadFilter,
  span: { readonly from: Date; readonly until: Date },
  { offset, limit }: Page,
) {
  const parameters = [span.from.toISOString(), span.until.toISOString(), departments === null ? null : texts(departments), specialist];
  const rows = await readOwned(db, [...parameters, String(offset), String(limit)]);
  return { rows, total: (await countOwned(db, parameters))[0]?.total ?? 0 };
}
