import type { SpecialistId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { absence, department, specialist } from '../schema.ts';
import { statement } from '../statement.ts';
import { headToCall } from './head-to-call.ts';

const s = named(specialist, 's');
const d = named(department, 'd');
const a = named(absence, 'a');

const shape = {
  name: s.name,
  department: d.key,
  /** whose task it is to name another */
  headId: expression<SpecialistId | null>(headToCall(d.id, '$4::text::uuid')),
  /** of a planned absence; null: whenever they are away */
  from: expression<Date | null>('gap."from"'),
  until: expression<Date | null>('gap.until'),
};

export type UncoveredRow = RowOf<typeof shape>;

const uncovered = statement<UncoveredRow>(
  `select ${columns(shape)} from ${s} join ${d} on ${d.id} = ${s.departmentId} join lateral (
     select null::timestamptz as "from", null::timestamptz as until
       where ${s.deputyId} is null and ${s.id} in (select unnest($1::text::uuid[]))
     union all
     select ${a.from}, ${a.until} from ${a} where ${a.specialistId} = ${s.id} and ${a.id} in (select unnest($2::text::uuid[]))
       and ${a.deputyId} is null and ${a.cancelledAt} is null and ${a.until} > $3::text::timestamptz) gap on true
   where ${s.leftAt} is null order by ${s.name}, gap."from" nulls first`,
);

/** Lists who has no deputy any more, of these people, and in which of these absences, now that `deputy` is gone. */
export function uncoveredOf(
  db: Queries,
  {
    deputy,
    people,
    absences,
    now,
  }: {
    readonly deputy: string;
    readonly people: readonly string[];
    readonly absences: readonly string[];
    readonly now: Date;
  },
): Promise<UncoveredRow[]> {
  return uncovered(db, [uuids(people), uuids(absences), now.toISOString(), deputy]);
}

const standsIn = statement<{ name: string }>(
  `select distinct ${s.name} as name from ${s} left join ${a} on ${a.specialistId} = ${s.id} and ${a.deputyId} = $1::text::uuid
     and ${a.cancelledAt} is null and ${a.until} > $2::text::timestamptz
   where ${s.leftAt} is null and (${s.deputyId} = $1::text::uuid or ${a.id} is not null) order by 1`,
);

/** Names whom somebody stands in for, now or in an absence to come. */
export async function uncoveredIfLeft(db: Queries, specialist: string, now: Date): Promise<string[]> {
  return (await standsIn(db, [specialist, now.toISOString()])).map(({ name }) => name);
}
