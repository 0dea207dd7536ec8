import type { Terms } from '../../domain/product-line.ts';
import { texts } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';

interface DealRef {
  readonly id: string;
  readonly externalId: string;
  readonly clientId: string;
}

interface PaymentRef extends DealRef {
  readonly productLine: string;
  readonly currency: string;
  /** the first of its chain of corrections */
  readonly root: string;
}

/** Deals and payments by the company's own ids. */
export async function paymentsNamed(
  tx: Queries,
  deals: readonly string[],
  payments: readonly string[],
): Promise<{ deals: DealRef[]; payments: PaymentRef[] }> {
  const named = async <Row>(columns: string, table: string, ids: readonly string[]): Promise<Row[]> =>
    ids.length === 0 ? [] : tx.query<Row>(`select ${columns} from ${table} where external_id = any($1::text::text[])`, [texts(ids)]);
  const own = 'id, external_id as "externalId", client_id as "clientId"';
  return {
    deals: await named<DealRef>(own, 'deal', deals),
    payments: await named<PaymentRef>(
      `${own}, product_line as "productLine", currency, coalesce(corrects_id, id) as root`,
      'payment',
      payments,
    ),
  };
}

export interface LinePayment {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  /** after all corrections */
  readonly amount: number;
  readonly currency: string;
  readonly deal: string | null;
  /** who is paid: of the lines there are, else of its deal, else who owned the client in sales then; null: nobody */
  readonly specialist: string | null;
  /** lines there are, and what they come to */
  readonly lines: number;
  readonly paid: number;
}

export interface LineBook {
  readonly terms: Terms;
  readonly deals: readonly { readonly id: string; readonly at: Date; readonly unrepresentative: boolean }[];
  readonly payments: readonly LinePayment[];
}

/** All that the commission of a client's product line is reckoned from, in order of time; null before its initial period began. */
export async function lineBook(tx: Queries, client: string, line: string): Promise<LineBook | null> {
  const of = [client, line];
  const [[period], deals, payments] = await Promise.all([
    tx.query<{ terms: Terms }>('select terms from handover where client_id = $1::text::uuid and product_line = $2::text', of),
    tx.query<LineBook['deals'][number]>(
      'select id, at, unrepresentative from deal where client_id = $1::text::uuid and product_line = $2::text order by at, id',
      of,
    ),
    tx.query<LinePayment>(
      `select p.id, p.at, p.kind, p.currency, p.deal_id as deal,
         coalesce((select c.amount from payment c where c.corrects_id = p.id order by c.created_at desc, c.id desc limit 1), p.amount) as amount,
         coalesce((select l.specialist_id from commission_line l where l.payment_id = p.id order by l.n limit 1),
           (select d.specialist_id from deal d where d.id = p.deal_id),
           (select o.specialist_id from ownership o join department dp on dp.id = o.department_id and dp.key = 'sales'
             where o.client_id = p.client_id
             order by (o."from" <= p.at) desc, case when o."from" <= p.at then o."from" end desc, o."from" limit 1),
           (select d.specialist_id from deal d where d.client_id = p.client_id and d.product_line = p.product_line
             and d.specialist_id is not null order by (d.at <= p.at) desc, d.at desc limit 1)) as specialist,
         (select count(*) from commission_line l where l.payment_id = p.id)::int as lines,
         (select coalesce(sum(l.amount), 0) from commission_line l where l.payment_id = p.id)::bigint as paid
       from payment p where p.client_id = $1::text::uuid and p.product_line = $2::text and p.corrects_id is null order by p.at, p.id`,
      of,
    ),
  ]);
  return period === undefined ? null : { terms: period.terms, deals, payments };
}

export const insertLines = inserter(schema.commissionLine);

export interface Statement {
  readonly specialist: string | null;
  readonly from: Date;
  readonly until: Date;
  readonly after: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
}

export interface StatementRow {
  readonly id: string;
  readonly paymentId: string;
  readonly paymentExternalId: string | null;
  readonly n: number;
  readonly specialistId: string;
  readonly specialistName: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly productLine: string;
  readonly kind: string;
  readonly amount: number;
  readonly currency: string;
  readonly base: number;
  readonly rate: number;
  readonly rateBefore: number;
  readonly rateAfter: number;
  readonly rule: 'initial' | 'bonus' | 'bonus-over';
  readonly ordinal: number;
  readonly at: Date;
  readonly createdAt: Date;
}

/** Lines by the payments' dates, the oldest first. */
export function commissionLines(db: Queries, { specialist, from, until, after, limit }: Statement): Promise<StatementRow[]> {
  return db.query(
    `select l.id, l.payment_id as "paymentId", p.external_id as "paymentExternalId", l.n, l.specialist_id as "specialistId",
       s.name as "specialistName", l.client_id as "clientId", c.name as "clientName", l.product_line as "productLine", p.kind, l.amount,
       l.currency, l.base, l.rate, l.rate_before as "rateBefore", l.rate_after as "rateAfter", l.rule, l.ordinal, l.at,
       l.created_at as "createdAt"
     from commission_line l join payment p on p.id = l.payment_id join specialist s on s.id = l.specialist_id join client c on c.id = l.client_id
     where ($1::text is null or l.specialist_id = $1::text::uuid) and l.at >= $2::text::timestamptz and l.at < $3::text::timestamptz
       and ($4::text is null or (l.at, l.id) > ($4::text::timestamptz, $5::text::uuid))
     order by l.at, l.id limit $6::text::int`,
    [
      specialist,
      from.toISOString(),
      until.toISOString(),
      after === null ? null : new Date(after.at).toISOString(),
      after?.id ?? null,
      String(limit),
    ],
  );
}
