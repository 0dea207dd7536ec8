import type { Schedule } from '../../domain/hours.ts';
import type { Queries } from '../db.ts';

/** Working time by its hash, written once and never changed: holds name the one they were reckoned with. */
export async function keepSchedules(db: Queries, schedules: readonly { readonly hash: string; readonly data: Schedule }[]): Promise<void> {
  await db.query(
    `insert into schedule (hash, data, created_at)
     select distinct on (s.hash) s.hash, s.data, now() from json_to_recordset($1::text::json) as s(hash text, data jsonb)
     order by s.hash on conflict do nothing`,
    [JSON.stringify(schedules)],
  );
}
