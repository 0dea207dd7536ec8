import type { Schedule } from '../../domain/hours.ts';
import type { Queries } from '../db.ts';
import { bare } from '../names.ts';
import { schedule } from '../schema.ts';
import { statement } from '../statement.ts';

const s = bare(schedule);

const insert = statement(
  `insert into ${s} (${s.hash}, ${s.data}, ${s.createdAt})
   select distinct on (given.hash) given.hash, given.data, now() from json_to_recordset($1::text::json) as given(hash text, data jsonb)
   order by given.hash on conflict do nothing`,
);

/** Keeps working time by its hash, written once and never changed: holds name the one they were reckoned with. */
export async function keepSchedules(db: Queries, schedules: readonly { readonly hash: string; readonly data: Schedule }[]): Promise<void> {
  await insert(db, [JSON.stringify(schedules)]);
}
