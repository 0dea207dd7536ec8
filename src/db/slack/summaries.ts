import type { SpecialistId } from '../../domain/ids.ts';
import type { SummaryKind, SummaryWish } from '../../domain/summary-time.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, type RowOf } from '../names.ts';
import { department, slackSummary, specialist, summaryWish } from '../schema.ts';
import { statement } from '../statement.ts';

const s = named(specialist, 's');
const d = named(department, 'd');
const own = named(department, 'own');
const w = named(summaryWish, 'w');
const m = named(slackSummary, 'm');

const readerShape = {
  id: expression<SpecialistId>(s.id),
  /** whose hours they begin the day with: of what they head, else where they work; null: of the client department */
  department: expression<string | null>(`coalesce((select min(${d.key}) from ${d} where ${d.headId} = ${s.id}), ${own.key})`),
  daily: nullable(w.daily),
  weekly: nullable(w.weekly),
  hour: nullable(w.hour),
};

const isHead = `(${s.role} in ('head', 'director') or exists (select 1 from ${d} where ${d.headId} = ${s.id}))`;
const readers = `select ${columns(readerShape)} from ${s} left join ${own} on ${own.id} = ${s.departmentId} left join ${w} on ${w.specialistId} = ${s.id}
  where ${s.leftAt} is null and ${isHead}`;

const listReaders = statement<RowOf<typeof readerShape>>(`${readers} and ${s.slackUser} is not null`);

/** Lists heads and directors whom Slack reaches, with what they wish; null where they have not said. */
export function summaryReaders(db: Queries): Promise<RowOf<typeof readerShape>[]> {
  return listReaders(db, []);
}

const findReader = statement<RowOf<typeof readerShape> & { inSlack: boolean }>(
  `select r.*, exists (select 1 from ${s} where ${s.id} = r."id" and ${s.slackUser} is not null) as "inSlack"
   from (${readers} and ${s.id} = $1::text::uuid) r`,
);

/** Finds what somebody wishes; null: summaries are not for them. */
export async function summaryReader(db: Queries, id: string) {
  return (await findReader(db, [id]))[0] ?? null;
}

const setWish = bare(summaryWish);
const saveWish = statement(
  `insert into ${setWish} (${setWish.specialistId}, ${setWish.daily}, ${setWish.weekly}, ${setWish.hour})
   values ($1::text::uuid, $2::text::boolean, $3::text::boolean, $4::text::int)
   on conflict (${setWish.specialistId}) do update set ${setWish.daily} = excluded.${setWish.daily},
     ${setWish.weekly} = excluded.${setWish.weekly}, ${setWish.hour} = excluded.${setWish.hour}`,
);

/** Keeps what somebody wishes to be told. */
export async function keepSummaryWish(db: Queries, id: string, { daily, weekly, hour }: SummaryWish): Promise<void> {
  await saveWish(db, [id, String(daily), String(weekly), hour === null ? null : String(hour)]);
}

const set = bare(slackSummary);
const want = statement(
  `insert into ${set} (${[set.id, set.specialistId, set.kind, set.day, set.dueAt, set.createdAt].join(', ')})
   values ($1::text::uuid, $2::text::uuid, $3::text, $4::text::date, $5::text::timestamptz, $5::text::timestamptz) on conflict do nothing`,
);

/** Notes that somebody is to have a summary; the same of a day is noted once. */
export async function wantSummary(
  db: Queries,
  { id, specialist: whose, kind, day, now }: { id: string; specialist: SpecialistId; kind: SummaryKind; day: string; now: Date },
): Promise<void> {
  await want(db, [id, whose, kind, day, now.toISOString()]);
}

const dueShape = {
  id: m.id,
  specialist: expression<SpecialistId>(m.specialistId),
  kind: expression<SummaryKind>(m.kind),
  day: expression<string>(`to_char(${m.day}, 'YYYY-MM-DD')`),
  attempts: m.attempts,
  createdAt: m.createdAt,
  slackUser: s.slackUser,
};

export type DueSummary = RowOf<typeof dueShape>;

const due = statement<DueSummary>(
  `select ${columns(dueShape)} from ${m} join ${s} on ${s.id} = ${m.specialistId}
   where ${m.settledAt} is null and ${m.dueAt} <= $1::text::timestamptz order by ${m.dueAt}, ${m.id} limit $2::text::int`,
);

export function dueSummaries(db: Queries, now: Date, limit: number): Promise<DueSummary[]> {
  return due(db, [now.toISOString(), String(limit)]);
}

const settleOne = statement(`update ${set} set ${set.settledAt} = $2::text::timestamptz where ${set.id} = $1::text::uuid`);

/** It stands there, or nobody is to have it any more. */
export async function settleSummary(db: Queries, id: string, at: Date): Promise<void> {
  await settleOne(db, [id, at.toISOString()]);
}

const tried = statement(`update ${set} set ${set.attempts} = ${set.attempts} + 1 where ${set.id} = $1::text::uuid`);

/** Notes, before it is posted, that it is about to be: what comes of it may get lost. */
export async function summaryTried(db: Queries, id: string): Promise<void> {
  await tried(db, [id]);
}

const postpone = statement(
  `update ${set} set ${set.dueAt} = $2::text::timestamptz, ${set.attempts} = case when $3::text = 'lost' then ${set.attempts} else 0 end
   where ${set.id} = $1::text::uuid`,
);

/** Tries again later; `isLost`: nobody knows what became of the last try. */
export async function postponeSummary(db: Queries, id: string, until: Date, { isLost }: { readonly isLost: boolean }): Promise<void> {
  await postpone(db, [id, until.toISOString(), isLost ? 'lost' : 'known']);
}
