import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import { expectedMark, paymentSchedule } from '../schema.ts';
import { statement } from '../statement.ts';

const m = named(expectedMark, 'm');
const s = named(paymentSchedule, 's');

export const insertExpectedMarks = inserter(expectedMark);

const shape = {
  schedule: expression<string>(m.scheduleId),
  due: expression<string>(`to_char(${m.due}, 'YYYY-MM-DD')`),
  invoice: m.invoice,
  documentsAt: m.documentsAt,
};

const ofClients = statement<RowOf<typeof shape>>(
  `select distinct on (${m.scheduleId}, ${m.due}) ${columns(shape)} from ${m}
   where ${m.scheduleId} in (select ${s.id} from ${s} where ${s.clientId} = any($1::text::uuid[]))
   order by ${m.scheduleId}, ${m.due}, ${m.createdAt} desc, ${m.id} desc`,
);

/** Reads what is known of single payments expected of clients, as it was told last. */
export function expectedMarksOf(db: Queries, clients: readonly string[]): Promise<RowOf<typeof shape>[]> {
  return ofClients(db, [uuids(clients)]);
}
