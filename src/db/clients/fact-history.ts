import type { Queries } from '../db.ts';

export interface FactShownRow {
  readonly type: 'deal' | 'payment' | 'outreach';
  readonly id: string;
  readonly at: Date;
  readonly told_by: string;
  readonly person: string | null;
  readonly product_line: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly kind: string | null;
  readonly means: string | null;
  readonly unrepresentative: boolean | null;
  readonly corrects: boolean;
}

/** What is known to have happened with a client, the newest first; outreach to its contacts too. */
export function factHistory(db: Queries, client: string, limit: number): Promise<FactShownRow[]> {
  return db.query(
    `select f.type, f.id, f.at, f.by_kind as told_by, s.name as person, f.product_line, f.amount, f.currency, f.kind, f.means, f.unrepresentative, f.corrects
     from (
       select 'deal' as type, id, at, by_kind, coalesce(specialist_id, by_id) as who, product_line, amount, currency, null as kind, null as means,
         unrepresentative, false as corrects from deal where client_id = $1::text::uuid
       union all
       select 'payment', id, at, by_kind, by_id, product_line, amount, currency, kind, null, null, corrects_id is not null from payment
         where client_id = $1::text::uuid
       union all
       select 'outreach', o.id, o.at, o.by_kind, o.specialist_id, null, null, null, null, o.means, null, false from outreach o
         where o.client_id = $1::text::uuid or o.contact_id in
           (select contact_id from contact_client where client_id = $1::text::uuid and until is null)
     ) f left join specialist s on s.id = f.who order by f.at desc, f.id desc limit $2::text::int`,
    [client, String(limit)],
  );
}

/** In what currency this client, else any, was dealt with last. */
export async function lastCurrency(db: Queries, client: string): Promise<string | null> {
  const [row] = await db.query<{ currency: string }>(
    'select currency from deal order by (client_id = $1::text::uuid) desc, id desc limit 1',
    [client],
  );
  return row?.currency ?? null;
}
