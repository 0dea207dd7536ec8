import type { HandoverStatus, HandoverWhy, WaitsFor } from '../../domain/handover.ts';
import type { Terms } from '../../domain/product-line.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const h = named(schema.handover, 'h');
const c = named(schema.client, 'c');
const o = named(schema.ownership, 'o');
const d = named(schema.department, 'd');
const w = named(schema.handoverWord, 'w');
const s = named(schema.specialist, 's');
const f = named(schema.specialist, 'f');
const t = named(schema.specialist, 't');

/** Whoever hands over: until it is done, the client's owner there as they are now. */
const from = `coalesce((select ${o.specialistId} from ${o} join ${d} on ${d.id} = ${o.departmentId} and ${d.key} = ${h.fromDepartment}
  where ${o.clientId} = ${h.clientId} and ${o.until} is null and ${h.status} not in ('done', 'withdrawn')), ${h.fromId})`;
const key = `-(extract(epoch from coalesce(${h.doneAt}, ${h.dueAt}, ${h.beganAt})) * 1000)::bigint`;

type Word = { readonly kind: string; readonly by: string; readonly reason: string; readonly until: string | null; readonly at: string };

const words = expression<readonly Word[] | null>(
  `(select json_agg(json_build_object('kind', ${w.kind}, 'by', ${s.name}, 'reason', ${w.reason}, 'until', to_json(${w.until}), 'at', to_json(${w.at}))
      order by ${w.at}, ${w.id})
    from ${w} join ${s} on ${s.id} = ${w.by} where ${w.handoverId} = ${h.id})`,
);

const shape = {
  id: h.id,
  key: expression<number>(key),
  clientId: h.clientId,
  clientName: c.name,
  productLine: h.productLine,
  fromDepartment: h.fromDepartment,
  toDepartment: h.toDepartment,
  /** {} without a product line */
  terms: expression<Partial<Terms>>(h.terms),
  status: expression<HandoverStatus>(h.status),
  why: expression<HandoverWhy | null>(h.why),
  waitsFor: expression<WaitsFor | null>(h.waitsFor),
  beganAt: h.beganAt,
  dueAt: h.dueAt,
  putOffUntil: h.putOffUntil,
  doneAt: h.doneAt,
  isProject: h.isProject,
  documentsAt: h.documentsAt,
  fromId: nullable(f.id),
  fromName: nullable(f.name),
  toId: nullable(t.id),
  toName: nullable(t.name),
  words,
};

export type HandoverListed = RowOf<typeof shape>;

export interface HandoverFilter {
  /** whose own they are; null: everybody's */
  readonly own: string | null;
  /** … or of these departments, by key */
  readonly departments: readonly string[];
  readonly id: string | null;
  readonly state: 'open' | 'done' | null;
  readonly after: { readonly key: number; readonly id: string } | null;
  readonly limit: number;
}

const list = statement<HandoverListed>(
  `select ${columns(shape)}
   from ${h} join ${c} on ${c.id} = ${h.clientId} left join ${f} on ${f.id} = ${from} left join ${t} on ${t.id} = ${h.toId}
   where ($1::text is null or ${f.id} = $1::text::uuid or ${t.id} = $1::text::uuid
       or ${h.fromDepartment} in (select json_array_elements_text($7::text::json))
       or ${h.toDepartment} in (select json_array_elements_text($7::text::json))) and ($2::text is null or ${h.id} = $2::text::uuid)
     and ($3::text is null or (${h.status} in ('done', 'withdrawn')) = ($3::text = 'done'))
     and ($4::text is null or (${key}, ${h.id}) > ($4::text::bigint, $5::text::uuid))
   order by ${key}, ${h.id} limit $6::text::int`,
);

/** The newest first: by when they were done, or due, or the period began. */
export function listHandovers(db: Queries, { own, departments, id, state, after, limit }: HandoverFilter): Promise<HandoverListed[]> {
  return list(db, [
    own,
    id,
    state,
    after === null ? null : String(after.key),
    after?.id ?? null,
    String(limit),
    JSON.stringify(departments),
  ]);
}
