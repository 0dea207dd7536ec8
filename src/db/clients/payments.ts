import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { payment } from '../schema.ts';
import { statement } from '../statement.ts';

const p = named(payment, 'p');
const c = named(payment, 'c');

const shape = {
  id: p.id,
  amount: expression<number>(
    `coalesce((select ${c.amount} from ${c} where ${c.correctsId} = ${p.id} order by ${c.createdAt} desc, ${c.id} desc limit 1), ${p.amount})`,
  ),
};

const amounts = statement<RowOf<typeof shape>>(`select ${columns(shape)} from ${p} where ${p.id} = any($1::text::uuid[])`);

/** What payments come to now, in minor units: as they were corrected last. */
export async function amountsOf(db: Queries, payments: readonly string[]): Promise<Map<string, number>> {
  if (payments.length === 0) return new Map();
  const rows = await amounts(db, [uuids(payments)]);
  return new Map(rows.map(({ id, amount }) => [id, amount]));
}
