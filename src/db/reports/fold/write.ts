import type { ConversationId } from '../../../domain/ids.ts';
import { texts, uuids } from '../../arrays.ts';
import type { Queries } from '../../db.ts';
import { bare, named } from '../../names.ts';
import { inserter, type RowToWrite } from '../../rows.ts';
import * as schema from '../../schema.ts';
import { statement } from '../../statement.ts';

export type FactRow = RowToWrite<typeof schema.reportFact>;
export type FoldedRow = RowToWrite<typeof schema.reportConversation>;

const f = named(schema.reportFact, 'f');
const facts = bare(schema.reportFact);
const k = bare(schema.reportConversation);
const s = bare(schema.reportSpan);

const remove = statement<{ day: string }>(
  `with gone as (delete from ${f} where ${f.conversationId} in (select unnest($1::text::uuid[])) returning ${facts.day})
   select distinct day::text as day from gone`,
);

const insert = inserter(schema.reportFact);

const note = inserter(
  schema.reportConversation,
  `on conflict (${k.conversationId}) do update
     set ${k.events} = excluded.${k.events}, ${k.foldedAt} = excluded.${k.foldedAt}, ${k.isAwaited} = excluded.${k.isAwaited}`,
);

const spoil = statement(
  `insert into ${s} (${s.grain}, ${s.start}, ${s.isStale})
   select 'day', d::date, true from unnest($1::text::text[]) d
   union select 'month', date_trunc('month', d::date)::date, true from unnest($1::text::text[]) d
   on conflict (${s.grain}, ${s.start}) do update set ${s.isStale} = true`,
);

/** Puts facts in the place of all there were of these conversations; the days of both have to be added up again. */
export async function writeFacts(
  tx: Queries,
  conversations: readonly ConversationId[],
  rows: readonly FactRow[],
  folded: readonly FoldedRow[],
): Promise<void> {
  const gone = await remove(tx, [uuids(conversations)]);
  await insert(tx, rows);
  await note(tx, folded);
  const days = new Set([...gone.map(({ day }) => day), ...rows.map(({ day }) => day)]);
  if (days.size > 0) await spoil(tx, [texts(days)]);
}
