import type { SizeClass } from '../../../domain/client.ts';
import type { ClientId, DepartmentId, SpecialistId } from '../../../domain/ids.ts';
import type { Policy } from '../../../domain/policy.ts';
import { uuids } from '../../arrays.ts';
import type { Queries } from '../../db.ts';
import { bare, columns, expression, named, type RowOf } from '../../names.ts';
import { inserter, type RowToWrite } from '../../rows.ts';
import * as schema from '../../schema.ts';
import { statement } from '../../statement.ts';

/* What a day's load is made of, and where it is put. */

export type LoadRow = RowToWrite<typeof schema.reportLoad>;
export type QueueRow = RowToWrite<typeof schema.reportQueue>;

const y = named(schema.reportStay, 'y');
const t = named(schema.specialistTerms, 't');
const o = named(schema.ownership, 'o');
const z = named(schema.clientSize, 'z');
const r = named(schema.clientDedication, 'r');
const ce = named(schema.clientEvent, 'ce');
const cl = named(schema.client, 'cl');
const p = named(schema.policy, 'p');
const s = named(schema.reportSpan, 's');
const span = bare(schema.reportSpan);
const load = bare(schema.reportLoad);
const queue = bare(schema.reportQueue);

const firstDay = statement<{ first: Date | null }>(
  `select least((select min(${t.from}) from ${t}), (select min(${y.from}) from ${y})) as first`,
);

/** When anything is known of for the first time; null: there is nobody yet. */
export async function firstKnown(tx: Queries): Promise<Date | null> {
  return (await firstDay(tx))[0]?.first ?? null;
}

const wantDays = statement(
  `insert into ${span} (${span.grain}, ${span.start}, ${span.isStale})
   select 'load', d::date, true from generate_series($1::text::date, $2::text::date, '1 day') d
   on conflict (${span.grain}, ${span.start}) do nothing`,
);

/** Has every day counted up to this one that has not been yet. */
export async function wantLoads(tx: Queries, first: string, last: string): Promise<void> {
  await wantDays(tx, [first, last]);
}

const take = statement<{ start: string }>(
  `select ${s.start}::text as start from ${s} where ${s.grain} = 'load' and ${s.isStale} and ${s.start} <= $1::text::date
   order by ${s.start} desc limit $2::text::int for update skip locked`,
);

/** Takes days whose load is not right, or not whole, for this transaction: the newest first. */
export async function takeStaleLoads(tx: Queries, last: string, limit: number): Promise<string[]> {
  return (await take(tx, [last, String(limit)])).map(({ start }) => start);
}

const stayShape = {
  department: y.departmentId,
  specialist: y.specialistId,
  origin: y.origin,
  from: y.from,
  until: y.until,
  isNew: y.isNew,
};

/** `&&` of an empty range is never true: one that began and ended in a moment is found by that. */
const stays = statement<RowOf<typeof stayShape>>(
  `select ${columns(stayShape)} from ${y}
   where tstzrange(${y.from}, ${y.until}) && tstzrange($1::text::timestamptz, $2::text::timestamptz)
   union all
   select ${columns(stayShape)} from ${y}
   where ${y.from} = ${y.until} and ${y.from} >= $1::text::timestamptz and ${y.from} < $2::text::timestamptz`,
);

const termsShape = {
  specialist: t.specialistId,
  from: t.from,
  department: t.departmentId,
  capacity: t.capacity,
  serves: t.serves,
  leftAt: t.leftAt,
};

const terms = statement<RowOf<typeof termsShape>>(`select ${columns(termsShape)} from ${t} order by ${t.specialistId}, ${t.from}`);

const ownedShape = {
  client: expression<ClientId>(o.clientId),
  department: expression<DepartmentId>(o.departmentId),
  specialist: expression<SpecialistId>(o.specialistId),
  from: o.from,
  until: o.until,
  size: expression<SizeClass>(cl.size),
};

export type OwnedRow = RowOf<typeof ownedShape>;

const owned = statement<OwnedRow>(
  `select ${columns(ownedShape)} from ${o} join ${cl} on ${cl.id} = ${o.clientId}
   where ${o.from} < $2::text::timestamptz and (${o.until} is null or ${o.until} > $1::text::timestamptz)`,
);

const sizeShape = { client: expression<ClientId>(z.clientId), from: z.from, size: expression<SizeClass>(z.size) };

const sizes = statement<RowOf<typeof sizeShape>>(
  `select ${columns(sizeShape)} from ${z} where ${z.clientId} in (select unnest($1::text::uuid[])) order by ${z.clientId}, ${z.from}`,
);

const dedicationShape = {
  client: expression<ClientId>(r.clientId),
  department: expression<DepartmentId>(r.departmentId),
  from: r.from,
  until: r.until,
};

const dedications = statement<RowOf<typeof dedicationShape>>(
  `select ${columns(dedicationShape)} from ${r} where ${r.clientId} in (select unnest($1::text::uuid[])) order by ${r.from}`,
);

const eventShape = {
  client: expression<ClientId>(ce.clientId),
  at: ce.at,
  type: ce.type,
  key: expression<string | null>(`${ce.data}->>'key'`),
  stage: expression<string | null>(`${ce.data}->>'stage'`),
};

const lostOnce = `(${ce.data}->>'key' = 'gone' or ${ce.data}->>'stage' = 'lost')`;

/** Of clients that were lost at any time: few ever are. */
const events = statement<RowOf<typeof eventShape>>(
  `select ${columns(eventShape)} from ${ce} where ${ce.clientId} in (
     select ${ce.clientId} from ${ce} where ${lostOnce} and ${ce.clientId} in (select unnest($1::text::uuid[])))
   order by ${ce.clientId}, ${ce.n}`,
);

const lostShape = { client: expression<ClientId>(cl.id) };

const lostWithoutWord = statement<RowOf<typeof lostShape>>(
  `select ${columns(lostShape)} from ${cl} where ${cl.id} in (select unnest($1::text::uuid[])) and ${cl.stage} = 'lost'
     and not exists (select 1 from ${ce} where ${lostOnce} and ${ce.clientId} = ${cl.id})`,
);

const policyShape = { from: p.activatedAt, data: expression<Policy>(p.data) };

const policies = statement<RowOf<typeof policyShape>>(`select ${columns(policyShape)} from ${p} order by ${p.version}`);

/** Reads all that loads within a span are made of, each with when it was so. */
export async function readLoadFacts(tx: Queries, from: Date, until: Date) {
  const span = [from.toISOString(), until.toISOString()];
  const owners = await owned(tx, span);
  const clients = [uuids(new Set(owners.map(({ client }) => client)))];
  return {
    stays: await stays(tx, span),
    terms: await terms(tx),
    owned: owners,
    sizes: await sizes(tx, clients),
    dedications: await dedications(tx, clients),
    events: await events(tx, clients),
    lostWithoutWord: new Set((await lostWithoutWord(tx, clients)).map(({ client }) => client)),
    policies: await policies(tx),
  };
}

export type ReadLoadFacts = Awaited<ReturnType<typeof readLoadFacts>>;

const clearLoads = statement(`delete from ${load} where ${load.day} = $1::text::date`);
const clearQueues = statement(`delete from ${queue} where ${queue.day} = $1::text::date`);
const insertLoads = inserter(schema.reportLoad);
const insertQueues = inserter(schema.reportQueue);

const counted = statement(
  `update ${span} set ${span.isStale} = $2::text::boolean, ${span.seconds} = $3::text::int
   where ${span.grain} = 'load' and ${span.start} = $1::text::date`,
);

/** Puts a day's load and queues in the place of what was there. `seconds`: how long the day was, or is by now; `isWhole`: nothing can be added to it any more. */
export async function writeLoads(
  tx: Queries,
  day: { readonly day: string; readonly seconds: number; readonly isWhole: boolean },
  loads: readonly LoadRow[],
  queues: readonly QueueRow[],
): Promise<void> {
  await clearLoads(tx, [day.day]);
  await clearQueues(tx, [day.day]);
  await insertLoads(tx, loads);
  await insertQueues(tx, queues);
  await counted(tx, [day.day, day.isWhole ? 'false' : 'true', String(day.seconds)]);
}
