import type { PaymentSchedule, Recurrence } from '../../domain/payment-schedule.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { payment, paymentSchedule } from '../schema.ts';
import { statement } from '../statement.ts';

const s = named(paymentSchedule, 's');
const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

const shape = {
  id: s.id,
  externalId: s.externalId,
  clientId: expression<string>(s.clientId),
  root: expression<string>(`coalesce(${s.replacesId}, ${s.id})`),
  productLine: s.productLine,
  kind: s.kind,
  invoice: s.invoice,
  recurrence: expression<Recurrence>(s.recurrence),
  amount: s.amount,
  currency: s.currency,
  from: expression<string>(day(s.from)),
  until: expression<string | null>(day(s.until)),
};

const ofClients = statement<RowOf<typeof shape>>(
  `select ${columns(shape)} from ${s} where ${s.clientId} = any($1::text::uuid[]) order by ${s.createdAt}, ${s.id}`,
);

/** Reads the payment schedules of clients, in the order they were told. */
export function schedulesOf(
  db: Queries,
  clients: readonly string[],
): Promise<(PaymentSchedule & { readonly clientId: string; readonly externalId: string | null })[]> {
  return ofClients(db, [uuids(clients)]);
}

const p = named(payment, 'p');
const c = named(payment, 'c');

const receivedShape = {
  id: p.id,
  clientId: expression<string>(p.clientId),
  productLine: p.productLine,
  kind: p.kind,
  currency: p.currency,
  at: p.at,
  /** as it was told last */
  invoice: expression<string | null>(
    `coalesce((select ${c.invoice} from ${c} where ${c.correctsId} = ${p.id} and ${c.invoice} is not null
       order by ${c.createdAt} desc, ${c.id} desc limit 1), ${p.invoice})`,
  ),
  amount: expression<number>(
    `coalesce((select ${c.amount} from ${c} where ${c.correctsId} = ${p.id} order by ${c.createdAt} desc, ${c.id} desc limit 1), ${p.amount})`,
  ),
};

export type ReceivedRow = RowOf<typeof receivedShape>;

const receivedOf = statement<ReceivedRow>(
  `select ${columns(receivedShape)} from ${p} where ${p.clientId} = any($1::text::uuid[]) and ${p.correctsId} is null`,
);

/** Reads what came from clients, each payment as it was corrected last. */
export function paymentsReceived(db: Queries, clients: readonly string[]): Promise<ReceivedRow[]> {
  return receivedOf(db, [uuids(clients)]);
}

const withSchedules = statement<{ client: string }>(
  `select distinct ${s.clientId} as client from ${s} where $1::text is null or ${s.clientId} > $1::text::uuid order by 1 limit $2::text::int`,
);

/** Lists clients of whom payments are expected, in order of id. */
export async function clientsWithSchedules(db: Queries, after: string | null, limit: number): Promise<string[]> {
  return (await withSchedules(db, [after, String(limit)])).map((each) => each.client);
}
