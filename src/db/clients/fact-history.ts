import type { Queries } from '../db.ts';
import { type Column, columns, expression, type Named, named, nullable, of, type RowOf } from '../names.ts';
import { contactClient, deal, outreach, payment, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const d = named(deal, 'd');
const p = named(payment, 'p');
const o = named(outreach, 'o');
const cc = named(contactClient, 'cc');
const s = named(specialist, 's');

type FactType = 'deal' | 'payment' | 'outreach';

/** What only some kinds of facts have: null for the others. */
const none = {
  product_line: expression<string | null>('null'),
  amount: expression<number | null>('null'),
  currency: expression<string | null>('null'),
  kind: expression<string | null>('null'),
  means: expression<string | null>('null'),
  unrepresentative: expression<boolean | null>('null'),
  corrects: expression<boolean>('false'),
};

/** The same columns in the same order for every kind of fact; `who`: whose fact it is. */
function factColumns(
  type: FactType,
  { id, at }: Pick<Named<typeof deal>, 'id' | 'at'>,
  who: Column,
  own: { readonly [Key in keyof typeof none]?: Column },
): string {
  return columns({ type: `'${type}'`, id, at, who, ...none, ...own });
}

const f = of('f', { type: expression<FactType>('type'), id: d.id, at: d.at, who: d.specialistId, ...none });
const { who, ...shown } = f;
const factShape = { ...shown, person: nullable(s.name) };

export type FactShownRow = RowOf<typeof factShape>;

const history = statement<FactShownRow>(
  `select ${columns(factShape)} from (
     select ${factColumns('deal', d, `coalesce(${d.specialistId}, ${d.byId})`, {
       product_line: d.productLine,
       amount: d.amount,
       currency: d.currency,
       unrepresentative: d.unrepresentative,
     })} from ${d} where ${d.clientId} = $1::text::uuid
     union all
     select ${factColumns('payment', p, p.byId, {
       product_line: p.productLine,
       amount: p.amount,
       currency: p.currency,
       kind: p.kind,
       corrects: `${p.correctsId} is not null`,
     })} from ${p} where ${p.clientId} = $1::text::uuid
     union all
     select ${factColumns('outreach', o, o.specialistId, { means: o.means })} from ${o} where ${o.clientId} = $1::text::uuid or ${o.contactId} in
       (select ${cc.contactId} from ${cc} where ${cc.clientId} = $1::text::uuid and ${cc.until} is null)
   ) ${f} left join ${s} on ${s.id} = ${who} order by ${f.at} desc, ${f.id} desc limit $2::text::int`,
);

/** What happened with a client as far as it was recorded, the newest first; outreach to its contacts too. */
export function factHistory(db: Queries, client: string, limit: number): Promise<FactShownRow[]> {
  return history(db, [client, String(limit)]);
}

const lastShape = { currency: d.currency, isTheirs: expression<boolean>(`${d.clientId} = $1::text::uuid`) };

export type LastCurrency = RowOf<typeof lastShape>;

const newestCurrency = statement<LastCurrency>(
  `select ${columns(lastShape)} from ${d} order by (${d.clientId} = $1::text::uuid) desc, ${d.id} desc limit 1`,
);

/** In what currency this client, else any, made its last deal. */
export async function lastCurrency(db: Queries, client: string): Promise<LastCurrency | null> {
  const [row] = await newestCurrency(db, [client]);
  return row ?? null;
}
