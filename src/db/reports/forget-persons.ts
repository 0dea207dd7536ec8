import type { Day } from '../../domain/day.ts';
import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const f = bare(schema.reportFact);
const st = bare(schema.reportStay);
const sp = bare(schema.reportSpan);
const ld = named(schema.reportLoad, 'ld');
const load = bare(schema.reportLoad);
const s = named(schema.specialist, 's');

const forgetFacts = statement<{ day: string }>(
  `update ${f} set ${f.specialistId} = null where ${f.day} < $1::text::date and ${f.specialistId} is not null returning ${f.day}::text as day`,
);
const makeStale = statement(
  `insert into ${sp} (${sp.grain}, ${sp.start}, ${sp.isStale})
   select 'day', day::date, true from unnest($1::text::text[]) as day union select 'month', date_trunc('month', day::date)::date, true from unnest($1::text::text[]) as day
   on conflict (${sp.grain}, ${sp.start}) do update set ${sp.isStale} = true`,
);
/** Who had it is forgotten; that it was somebody's is not, so that no queue grows by it. */
const forgetStays = statement(
  `update ${st} set ${st.specialistId} = '00000000-0000-0000-0000-000000000000' where ${st.until} < $1::text::date and ${st.specialistId} is not null
     and ${st.specialistId} <> '00000000-0000-0000-0000-000000000000'`,
);
/** Whoever they were, they stay apart from one another within a month: a department's evenness is made of that. */
const forgetLoads = statement(
  `update ${ld} set ${load.specialistId} = k.nobody from (
     select ${load.specialistId} as known, date_trunc('month', ${load.day}) as month, gen_random_uuid() as nobody from ${load}
     where ${load.day} < $1::text::date and ${load.specialistId} in (select ${s.id} from ${s}) group by 1, 2) k
   where ${ld.specialistId} = k.known and date_trunc('month', ${ld.day}) = k.month and ${ld.day} < $1::text::date`,
);

/** Takes persons out of what is counted of the days before; days and months are added up anew. Numbers of departments stay as they are. */
export async function forgetPersons(tx: Queries, before: Day): Promise<void> {
  const days = await forgetFacts(tx, [before]);
  if (days.length > 0) await makeStale(tx, [`{${[...new Set(days.map(({ day }) => day))].join(',')}}`]);
  await forgetStays(tx, [before]);
}

/** The same with loads, whenever they were counted: those of a day that is counted again have persons again. */
export async function forgetLoaded(tx: Queries, before: Day): Promise<void> {
  await forgetLoads(tx, [before]);
}
