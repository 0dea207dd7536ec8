import type { Terms } from '../../domain/product-line.ts';
import { texts } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const h = named(schema.handover, 'h');
const p = named(schema.payment, 'p');
const d = named(schema.deal, 'd');
const l = named(schema.commissionLine, 'l');
const c = named(schema.client, 'c');
const s = named(schema.specialist, 's');
const o = named(schema.ownership, 'o');
const dp = named(schema.department, 'dp');
const correction = named(schema.payment, 'correction');

const dealRefShape = { id: d.id, externalId: expression<string>(d.externalId), clientId: d.clientId };
const paymentRefShape = {
  id: p.id,
  externalId: expression<string>(p.externalId),
  clientId: p.clientId,
  productLine: p.productLine,
  currency: p.currency,
  /** the first of its chain of corrections */
  root: expression<string>(`coalesce(${p.correctsId}, ${p.id})`),
};

type DealRef = RowOf<typeof dealRefShape>;
type PaymentRef = RowOf<typeof paymentRefShape>;

const dealRefs = statement<DealRef>(`select ${columns(dealRefShape)} from ${d} where ${d.externalId} = any($1::text::text[])`);
const paymentRefs = statement<PaymentRef>(`select ${columns(paymentRefShape)} from ${p} where ${p.externalId} = any($1::text::text[])`);

/** Deals and payments by the company's own ids. */
export async function paymentsNamed(
  tx: Queries,
  deals: readonly string[],
  payments: readonly string[],
): Promise<{ deals: DealRef[]; payments: PaymentRef[] }> {
  return {
    deals: deals.length === 0 ? [] : await dealRefs(tx, [texts(deals)]),
    payments: payments.length === 0 ? [] : await paymentRefs(tx, [texts(payments)]),
  };
}

const linePaymentShape = {
  id: p.id,
  at: p.at,
  kind: p.kind,
  currency: p.currency,
  deal: p.dealId,
  /** after all corrections */
  amount: expression<number>(
    `coalesce((select ${correction.amount} from ${correction} where ${correction.correctsId} = ${p.id}
       order by ${correction.createdAt} desc, ${correction.id} desc limit 1), ${p.amount})`,
  ),
  /** who is paid: of the lines there are, else of its deal, else who owned the client in sales then; null: nobody */
  specialist: expression<string | null>(
    `coalesce((select ${l.specialistId} from ${l} where ${l.paymentId} = ${p.id} order by ${l.n} limit 1),
       (select ${d.specialistId} from ${d} where ${d.id} = ${p.dealId}),
       (select ${o.specialistId} from ${o} join ${dp} on ${dp.id} = ${o.departmentId} and ${dp.key} = 'sales'
         where ${o.clientId} = ${p.clientId}
         order by (${o.from} <= ${p.at}) desc, case when ${o.from} <= ${p.at} then ${o.from} end desc, ${o.from} limit 1),
       (select ${d.specialistId} from ${d} where ${d.clientId} = ${p.clientId} and ${d.productLine} = ${p.productLine}
         and ${d.specialistId} is not null order by (${d.at} <= ${p.at}) desc, ${d.at} desc limit 1))`,
  ),
  /** lines there are, and what they come to */
  lines: expression<number>(`(select count(*) from ${l} where ${l.paymentId} = ${p.id})::int`),
  paid: expression<number>(`(select coalesce(sum(${l.amount}), 0) from ${l} where ${l.paymentId} = ${p.id})::bigint`),
};

export type LinePayment = RowOf<typeof linePaymentShape>;

const lineDealShape = { id: d.id, at: d.at, unrepresentative: d.unrepresentative };

export interface LineBook {
  readonly terms: Terms;
  readonly deals: readonly RowOf<typeof lineDealShape>[];
  readonly payments: readonly LinePayment[];
}

const lineTerms = statement<{ terms: Terms }>(
  `select ${columns({ terms: h.terms })} from ${h} where ${h.clientId} = $1::text::uuid and ${h.productLine} = $2::text`,
);

const lineDeals = statement<RowOf<typeof lineDealShape>>(
  `select ${columns(lineDealShape)} from ${d} where ${d.clientId} = $1::text::uuid and ${d.productLine} = $2::text order by ${d.at}, ${d.id}`,
);

const linePayments = statement<LinePayment>(
  `select ${columns(linePaymentShape)}
   from ${p} where ${p.clientId} = $1::text::uuid and ${p.productLine} = $2::text and ${p.correctsId} is null order by ${p.at}, ${p.id}`,
);

/** All that the commission of a client's product line is computed from, in order of time; null before its initial period began. */
export async function lineBook(tx: Queries, client: string, line: string): Promise<LineBook | null> {
  const parameters = [client, line];
  const [[period], deals, payments] = await Promise.all([
    lineTerms(tx, parameters),
    lineDeals(tx, parameters),
    linePayments(tx, parameters),
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

const statementShape = {
  id: l.id,
  paymentId: l.paymentId,
  paymentExternalId: p.externalId,
  n: l.n,
  specialistId: l.specialistId,
  specialistName: s.name,
  clientId: l.clientId,
  clientName: c.name,
  productLine: l.productLine,
  kind: p.kind,
  amount: l.amount,
  currency: l.currency,
  base: l.base,
  rate: l.rate,
  rateBefore: l.rateBefore,
  rateAfter: l.rateAfter,
  rule: expression<'initial' | 'bonus' | 'bonus-over'>(l.rule),
  ordinal: l.ordinal,
  at: l.at,
  createdAt: l.createdAt,
};

export type StatementRow = RowOf<typeof statementShape>;

const lines = statement<StatementRow>(
  `select ${columns(statementShape)} from ${l} join ${p} on ${p.id} = ${l.paymentId}
     join ${s} on ${s.id} = ${l.specialistId} join ${c} on ${c.id} = ${l.clientId}
   where ($1::text is null or ${l.specialistId} = $1::text::uuid) and ${l.at} >= $2::text::timestamptz and ${l.at} < $3::text::timestamptz
     and ($4::text is null or (${l.at}, ${l.id}) > ($4::text::timestamptz, $5::text::uuid))
   order by ${l.at}, ${l.id} limit $6::text::int`,
);

/** Lines by the payments' dates, the oldest first. */
export function commissionLines(db: Queries, { specialist, from, until, after, limit }: Statement): Promise<StatementRow[]> {
  return lines(db, [
    specialist,
    from.toISOString(),
    until.toISOString(),
    after === null ? null : new Date(after.at).toISOString(),
    after?.id ?? null,
    String(limit),
  ]);
}
