import type { ClientId } from '../../../domain/ids.ts';
import type { Queries } from '../../db.ts';
import { columns, expression, named, type RowOf } from '../../names.ts';
import { payment } from '../../schema.ts';
import { statement } from '../../statement.ts';

const p = named(payment, 'p');
const c = named(payment, 'c');

const shape = {
  id: p.id,
  client: expression<ClientId>(p.clientId),
  at: p.at,
  currency: p.currency,
  amount: expression<number>(
    `coalesce((select ${c.amount} from ${c} where ${c.correctsId} = ${p.id} order by ${c.createdAt} desc, ${c.id} desc limit 1), ${p.amount})`,
  ),
};

/** A payment as it was corrected last. */
export type PaidRow = RowOf<typeof shape>;

const between = statement<PaidRow>(
  `select ${columns(shape)} from ${p} where ${p.correctsId} is null and ${p.at} >= $1::text::timestamptz and ${p.at} < $2::text::timestamptz
   order by ${p.at}, ${p.id}`,
);

/** Lists payments that came in a span of time, of all clients. */
export async function paidBetween(db: Queries, { from, until }: { readonly from: Date; readonly until: Date }): Promise<PaidRow[]> {
  const rows = await between(db, [from.toISOString(), until.toISOString()]);
  return rows.filter(({ amount }) => amount > 0);
}
