import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { named } from '../names.ts';
import { deal, payment, specialistTerms } from '../schema.ts';
import { statement } from '../statement.ts';
import { ownerThen } from './owner-then.ts';

const p = named(payment, 'p');
const c = named(payment, 'c');
const e = named(payment, 'e');
const g = named(payment, 'g');
const d = named(deal, 'd');
const t = named(specialistTerms, 't');

/** What a payment is after all corrections, in minor units. */
const rightOf = (p: string, c: { id: string; amount: string; correctsId: string; createdAt: string; table: string }, amount: string) =>
  `coalesce((select ${c.amount} from ${c.table} where ${c.correctsId} = ${p} order by ${c.createdAt} desc, ${c.id} desc limit 1), ${amount})`;

const amountOf = rightOf(p.id, { ...c, table: String(c) }, p.amount);
const earlierAmount = rightOf(e.id, { ...g, table: String(g) }, e.amount);

/** Payments received in a time, each once: as corrected, whose client it was, and whether the client had paid before. */
const received = `select ${p.id} as id, ${p.clientId} as client_id, ${p.at} as at, ${p.currency} as currency, ${amountOf} as amount,
    w.department_id, w.specialist_id,
    exists (select from ${e} where ${e.clientId} = ${p.clientId} and ${e.correctsId} is null
      and (${e.at} < ${p.at} or (${e.at} = ${p.at} and ${e.id} < ${p.id})) and ${earlierAmount} > 0) as is_repeat
  from ${p} left join lateral (${ownerThen(p.clientId, p.at)}) w on true
  where ${p.correctsId} is null and ${p.at} >= $1::text::timestamptz and ${p.at} < $2::text::timestamptz`;

/** Deals made in a time: whose they are, and in which department. */
const made = `select ${d.id} as id, ${d.clientId} as client_id, ${d.at} as at, ${d.currency} as currency, ${d.amount} as amount,
    coalesce(${d.specialistId}, w.specialist_id) as specialist_id,
    case when ${d.specialistId} is null or ${d.specialistId} = w.specialist_id then w.department_id else
      coalesce((select ${t.departmentId} from ${t} where ${t.specialistId} = ${d.specialistId} and ${t.departmentId} is not null
        order by (${t.from} <= ${d.at}) desc, case when ${t.from} <= ${d.at} then ${t.from} end desc, ${t.from} limit 1), w.department_id) end as department_id
  from ${d} left join lateral (${ownerThen(d.clientId, d.at)}) w on true
  where ${d.at} >= $1::text::timestamptz and ${d.at} < $2::text::timestamptz`;

/** A time to add up: of one department, under a name of the asker's. */
export interface MoneySpan {
  readonly department: string;
  readonly key: string;
  readonly from: Date;
  readonly until: Date;
}

export interface MoneySum {
  readonly department: string;
  readonly key: string;
  readonly specialist: string | null;
  readonly n: number;
  /** minor units of the currency asked for; what came in others is not in it */
  readonly amount: number;
  readonly repeatAmount: number;
}

const spans = `unnest($3::text::uuid[], $4::text::text[], $5::text::timestamptz[], $6::text::timestamptz[]) as s(department, key, "from", until)`;

const sumsOf = (rows: string, repeat: string, counts: string) => `with r as materialized (${rows})
  select s.department as department, s.key as key, r.specialist_id as specialist, count(*)::int as n,
    coalesce(sum(r.amount) filter (where r.currency = $7::text), 0)::float8 as amount,
    coalesce(sum(r.amount) filter (where r.currency = $7::text and ${repeat}), 0)::float8 as "repeatAmount"
  from ${spans} join r on r.department_id = s.department and r.at >= s."from" and r.at < s.until and ${counts}
  group by 1, 2, 3`;

const paymentSums = statement<MoneySum>(sumsOf(received, 'r.is_repeat', 'r.amount > 0'));
const dealSums = statement<MoneySum>(sumsOf(made, 'false', 'true'));

/** Adds up payments of times, by department and whose client it was then. */
export function paymentsOfSpans(db: Queries, of: readonly MoneySpan[], currency: string | null): Promise<MoneySum[]> {
  return ask(db, paymentSums, of, currency);
}

/** Adds up deals of times, by department and specialist. */
export function dealsOfSpans(db: Queries, of: readonly MoneySpan[], currency: string | null): Promise<MoneySum[]> {
  return ask(db, dealSums, of, currency);
}

async function ask(db: Queries, sums: typeof paymentSums, of: readonly MoneySpan[], currency: string | null): Promise<MoneySum[]> {
  if (of.length === 0) return [];
  const times = of.map((each) => [each.from.getTime(), each.until.getTime()] as const);
  const first = times.reduce((least, [from]) => Math.min(least, from), Number.POSITIVE_INFINITY);
  const last = times.reduce((most, [, until]) => Math.max(most, until), Number.NEGATIVE_INFINITY);
  return sums(db, [
    new Date(first).toISOString(),
    new Date(last).toISOString(),
    uuids(of.map(({ department }) => department)),
    texts(of.map(({ key }) => key)),
    texts(of.map(({ from }) => from.toISOString())),
    texts(of.map(({ until }) => until.toISOString())),
    currency ?? '',
  ]);
}

/** One payment or deal, and whose it is. */
export interface MoneyRow {
  readonly id: string;
  readonly client: string;
  readonly at: Date;
  readonly currency: string;
  readonly amount: number;
  readonly department: string | null;
  readonly specialist: string | null;
  readonly isRepeat: boolean;
}

const listed = (rows: string, repeat: string, counts: string) => `with r as (${rows})
  select r.id as id, r.client_id as client, r.at as at, r.currency as currency, r.amount::float8 as amount,
    r.department_id as department, r.specialist_id as specialist, ${repeat} as "isRepeat"
  from r where ${counts} order by r.at desc, r.id desc`;

const paymentRows = statement<MoneyRow>(listed(received, 'r.is_repeat', 'r.amount > 0'));
const dealRows = statement<MoneyRow>(listed(made, 'false', 'true'));

/** Lists payments received in a time, the newest first; cancelled ones are none. */
export function paymentsReceivedIn(db: Queries, { from, until }: { readonly from: Date; readonly until: Date }): Promise<MoneyRow[]> {
  return paymentRows(db, [from.toISOString(), until.toISOString()]);
}

export function dealsMadeIn(db: Queries, { from, until }: { readonly from: Date; readonly until: Date }): Promise<MoneyRow[]> {
  return dealRows(db, [from.toISOString(), until.toISOString()]);
}

const owners = statement<{ n: number; department: string | null; specialist: string | null }>(
  `select a.n::int as n, w.department_id as department, w.specialist_id as specialist
     from unnest($1::text::uuid[], $2::text::timestamptz[]) with ordinality as a(client, at, n)
     left join lateral (${ownerThen('a.client', 'a.at')}) w on true order by a.n`,
);

export interface OwnerThen {
  readonly department: string | null;
  readonly specialist: string | null;
}

/** Says whose clients were at moments, in the order they are asked for. */
export function ownersThen(db: Queries, asked: readonly { readonly client: string; readonly at: Date }[]): Promise<OwnerThen[]> {
  return asked.length === 0
    ? Promise.resolve([])
    : owners(db, [uuids(asked.map(({ client }) => client)), texts(asked.map(({ at }) => at.toISOString()))]);
}

const used = statement<{ currency: string }>(
  `select currency from (
     (select ${d.currency} as currency, ${d.createdAt} as at from ${d} order by ${d.id} desc limit 500)
     union all (select ${p.currency}, ${p.createdAt} from ${p} order by ${p.id} desc limit 500)) f
   group by currency order by count(*) desc, max(at) desc limit 1`,
);

/** Names the currency that most of the last deals and payments were told in: one in another does not change it; null: there was none. */
export async function currencyUsedMost(db: Queries): Promise<string | null> {
  return (await used(db, []))[0]?.currency ?? null;
}
