import type { Db, Queries } from '../db/db.ts';
import { departmentKeys } from '../db/reports/departments.ts';
import {
  firstKnown,
  type LoadRow,
  type QueueRow,
  type ReadLoadFacts,
  readLoadFacts,
  takeStaleLoads,
  wantLoads,
  writeLoads,
} from '../db/reports/fold/loads.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Day } from '../domain/day.ts';
import type { SpecialistId } from '../domain/ids.ts';
import { type Capacity, type LoadFacts, loadOf } from '../domain/reports/load-of-day.ts';
import { lostOverTime, ownedOverTime } from '../domain/reports/owned-over-time.ts';
import { queuesOf } from '../domain/reports/queue-of-day.ts';

interface LoadDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly calendar: () => Calendar;
}

/** Days that are counted at a time. */
const most = 20;
/** A transaction may commit so much later than the time it writes: so long a day is counted again after its end. */
const lateCommitMs = 10 * 60_000;

/**
 * Counts loads and queues of the days whose stays, clients or staff have changed, and of today up to now. Returns whether there is more to
 * do right now.
 */
export async function addUpLoads({ db, now, calendar }: LoadDeps): Promise<boolean> {
  const at = now();
  const days = calendar();
  const today = days.dayOf(at);
  return db.transaction(async (tx) => {
    const first = await firstKnown(tx);
    if (first === null || first > at) return false;
    await wantLoads(tx, days.dayOf(first), today);
    const stale = await takeStaleLoads(tx, today, most);
    await countDays(tx, days, stale, { first, now: at });
    return stale.length === most;
  });
}

/** `first`: when anything is known of for the first time; before it no time is counted. */
async function countDays(
  tx: Queries,
  calendar: Calendar,
  stale: readonly Day[],
  known: { readonly first: Date; readonly now: Date },
): Promise<void> {
  const { first, now } = known;
  const [newest, oldest] = [stale[0], stale.at(-1)];
  if (newest === undefined || oldest === undefined) return;
  // Days that lie far apart are no span to read at once.
  if (stale.length > 1 && stale.length * 3 < (Date.parse(newest) - Date.parse(oldest)) / 86_400_000) {
    for (const day of stale) await countDays(tx, calendar, [day], known);
    return;
  }
  const whole = calendar.spanOfDays(oldest, newest);
  const facts = factsOf(await readLoadFacts(tx, whole.from, whole.until), await departmentKeys(tx), now);
  for (const day of stale) {
    const { from, until } = calendar.spanOf(day);
    const end = until < now ? until : now;
    const here = { ...facts, stays: facts.stays.filter((each) => each.from < end && (each.until === null || each.until >= from)) };
    const loads = loadOf(from, end, here).map(
      ({ department, specialist, ...sums }): LoadRow => ({ ...sums, day, departmentId: department, specialistId: specialist }),
    );
    const queues = queuesOf(from, end, here.stays).map(({ department, ...sums }): QueueRow => ({ ...sums, day, departmentId: department }));
    await writeLoads(
      tx,
      { day, seconds: secondsBetween(from < first ? first : from, end), isWhole: until.getTime() + lateCommitMs <= now.getTime() },
      loads,
      queues,
    );
  }
}

const secondsBetween = (from: Date, until: Date): number => Math.max(0, Math.round((until.getTime() - from.getTime()) / 1000));

function factsOf(read: ReadLoadFacts, keys: ReadonlyMap<string, string>, now: Date): LoadFacts {
  const [sizes, dedications, events] = [byClient(read.sizes), byClient(read.dedications), byClient(read.events)];
  const lost = new Map([...events].map(([client, marks]) => [client, lostOverTime(marks)]));
  const always = [{ from: new Date(0), until: null }];
  return {
    stays: read.stays,
    capacities: capacitiesOf(read.terms, now),
    owned: read.owned.flatMap(({ client, ...owned }) =>
      ownedOverTime({
        ...owned,
        sizes: sizes.get(client) ?? [],
        dedications: dedications.get(client) ?? [],
        lost: read.lostWithoutWord.has(client) ? always : (lost.get(client) ?? []),
      }),
    ),
    policies: read.policies,
    keyOf: (department) => keys.get(department) ?? '',
  };
}

/** When who took conversations where. Whoever has left, or takes none, has no capacity then. */
function capacitiesOf(terms: ReadLoadFacts['terms'], now: Date): Capacity[] {
  const people = new Map<SpecialistId, ReadLoadFacts['terms'][number][]>();
  for (const each of terms) people.set(each.specialist, [...(people.get(each.specialist) ?? []), each]);
  return [...people.values()].flatMap((rows) =>
    rows.flatMap(({ specialist, from, department, capacity, serves, leftAt }, i): Capacity[] => {
      const next = rows[i + 1]?.from ?? null;
      const gone = leftAt !== null && (next === null || leftAt < next) ? leftAt : next;
      if (department === null || !serves || capacity <= 0 || from > now || (gone !== null && gone <= from)) return [];
      return [{ specialist, department, capacity, from, until: gone }];
    }),
  );
}

function byClient<Row extends { readonly client: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.client);
    if (group === undefined) groups.set(row.client, [row]);
    else group.push(row);
  }
  return groups;
}
