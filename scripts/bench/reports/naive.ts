import type { Db } from '../../../src/db/db.ts';
import type { Day } from '../../../src/domain/day.ts';

/** The numbers of a period as anybody would compute them from turns, holds and the log, without facts or cells. */
export interface Naive {
  readonly counts: Readonly<Record<string, number>>;
  readonly percentiles: Readonly<Record<string, number | null>>;
}

const day = `(t.opened_at at time zone $3)::date between $1::date and $2::date`;

const byTurns = (name: string, which: string) => `
  select '${name}' as name, count(*) filter (where answered_at is not null)::int as n, count(*) filter (where closed_reason = 'waived')::int as waived,
    count(*) filter (where answered_at is null and closed_reason is distinct from 'waived')::int as unanswered,
    percentile_disc(0.5) within group (order by seconds) as median, percentile_disc(0.9) within group (order by seconds) as p90
  from (select t.answered_at, t.closed_reason, round(extract(epoch from t.answered_at - t.opened_at))::int as seconds
        from turn t join conversation c on c.id = t.conversation_id where ${which} and ${day}) turns`;

interface Row {
  readonly name: string;
  readonly n: number;
  readonly waived: number;
  readonly unanswered: number;
  readonly median: number | null;
  readonly p90: number | null;
}

/** Reads everything there is of the days. */
export async function naively(db: Db, from: Day, until: Day, zone: string): Promise<Naive> {
  const asked = [from, until, zone];
  const rows = [
    ...(await db.query<Row>(byTurns('firstResponse', 't.n = 1'), asked)),
    ...(await db.query<Row>(byTurns('nextResponse', 't.n > 1'), asked)),
  ];
  const [late] = await db.query<{ n: number; excused: number }>(
    `select count(*)::int as n, count(w.id)::int as excused from turn_hold h left join violation_word w on w.turn_id = h.turn_id and w.n = h.n and w.kind = 'excuse'
     where (h.lapsed_at at time zone $3)::date between $1::date and $2::date`,
    asked,
  );
  const [opened] = await db.query<{ n: number }>(
    `select count(*)::int as n from conversation where (opened_at at time zone $3)::date between $1::date and $2::date`,
    asked,
  );
  return {
    counts: {
      ...Object.fromEntries(
        rows.flatMap(({ name, n, waived, unanswered }) => [
          [`${name}.n`, n],
          [`${name}.waived`, waived],
          [`${name}.unanswered`, unanswered],
        ]),
      ),
      'violations.n': late?.n ?? 0,
      'violations.excused': late?.excused ?? 0,
      'opened.n': opened?.n ?? 0,
    },
    percentiles: Object.fromEntries(
      rows.flatMap(({ name, median, p90 }) => [
        [`${name}.calendar.medianSeconds`, median],
        [`${name}.calendar.p90Seconds`, p90],
      ]),
    ),
  };
}
