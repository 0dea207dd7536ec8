import type { HandoverStatus, HandoverWhy, WaitsFor } from '../../domain/handover.ts';
import type { Terms } from '../../domain/product-line.ts';
import type { Queries } from '../db.ts';

export interface HandoverListed {
  readonly id: string;
  readonly key: number;
  readonly clientId: string;
  readonly clientName: string;
  readonly productLine: string;
  readonly terms: Terms;
  readonly status: HandoverStatus;
  readonly why: HandoverWhy | null;
  readonly waitsFor: WaitsFor | null;
  readonly beganAt: Date;
  readonly dueAt: Date | null;
  readonly putOffUntil: Date | null;
  readonly doneAt: Date | null;
  readonly isProject: boolean;
  readonly documentsAt: Date | null;
  readonly fromId: string | null;
  readonly fromName: string | null;
  readonly toId: string | null;
  readonly toName: string | null;
  readonly words:
    | readonly { readonly kind: string; readonly by: string; readonly reason: string; readonly until: string | null; readonly at: string }[]
    | null;
}

export interface HandoverFilter {
  /** whose own they are; null: everybody's */
  readonly own: string | null;
  readonly id: string | null;
  readonly state: 'open' | 'done' | null;
  readonly after: { readonly key: number; readonly id: string } | null;
  readonly limit: number;
}

const from = `coalesce((select o.specialist_id from ownership o join department d on d.id = o.department_id and d.key = 'sales'
  where o.client_id = h.client_id and o.until is null and h.status <> 'done'), h.from_id)`;
const key = `-(extract(epoch from coalesce(h.done_at, h.due_at, h.began_at)) * 1000)::bigint`;

/** The newest first: by when they were done, or due, or the period began. */
export function listHandovers(db: Queries, { own, id, state, after, limit }: HandoverFilter): Promise<HandoverListed[]> {
  return db.query(
    `select h.id, ${key} as key, h.client_id as "clientId", c.name as "clientName", h.product_line as "productLine", h.terms, h.status, h.why,
       h.waits_for as "waitsFor", h.began_at as "beganAt", h.due_at as "dueAt", h.put_off_until as "putOffUntil", h.done_at as "doneAt",
       h.is_project as "isProject", h.documents_at as "documentsAt", f.id as "fromId", f.name as "fromName", t.id as "toId", t.name as "toName",
       (select json_agg(json_build_object('kind', w.kind, 'by', s.name, 'reason', w.reason, 'until', to_json(w.until), 'at', to_json(w.at)) order by w.at, w.id)
         from handover_word w join specialist s on s.id = w.by where w.handover_id = h.id) as words
     from handover h join client c on c.id = h.client_id left join specialist f on f.id = ${from} left join specialist t on t.id = h.to_id
     where ($1::text is null or f.id = $1::text::uuid or t.id = $1::text::uuid) and ($2::text is null or h.id = $2::text::uuid)
       and ($3::text is null or (h.status = 'done') = ($3::text = 'done'))
       and ($4::text is null or (${key}, h.id) > ($4::text::bigint, $5::text::uuid))
     order by ${key}, h.id limit $6::text::int`,
    [own, id, state, after === null ? null : String(after.key), after?.id ?? null, String(limit)],
  );
}
