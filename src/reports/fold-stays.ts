import type { Queries } from '../db/db.ts';
import { departmentsEver, type MarkRow, marksOf, type StayRow, spoilLoads, writeStays } from '../db/reports/fold/stays.ts';
import type { Calendar } from '../domain/calendar.ts';
import { type Day, daysAfter } from '../domain/day.ts';
import type { ConversationId, DepartmentId, SpecialistId } from '../domain/ids.ts';
import { type StayMark, staysOf, type WorksIn } from '../domain/reports/stays.ts';

/** Makes the stays of conversations of their logs, and has the loads of the days they changed counted anew. */
export async function foldStays(tx: Queries, calendar: Calendar, conversations: readonly ConversationId[], now: Date): Promise<void> {
  const worksIn = await workedIn(tx);
  const logs = new Map<ConversationId, MarkRow[]>();
  for (const mark of await marksOf(tx, conversations)) logs.set(mark.conversation, [...(logs.get(mark.conversation) ?? []), mark]);
  const rows = [...logs].flatMap(([id, marks]) => rowsOf(id, marks, worksIn, calendar));
  const gone = await writeStays(tx, conversations, rows);
  const days = daysBetween(gone, rows, calendar, now);
  if (days.size > 0) await spoilLoads(tx, days);
}

async function workedIn(tx: Queries): Promise<WorksIn> {
  const terms = new Map<SpecialistId, { readonly from: Date; readonly department: DepartmentId | null }[]>();
  for (const { specialist, ...each } of await departmentsEver(tx)) terms.set(specialist, [...(terms.get(specialist) ?? []), each]);
  return (specialist, at) => {
    const known = terms.get(specialist) ?? [];
    return (known.findLast(({ from }) => from <= at) ?? known[0])?.department ?? null;
  };
}

function rowsOf(conversationId: ConversationId, marks: readonly MarkRow[], worksIn: WorksIn, calendar: Calendar): StayRow[] {
  const origin = marks[0]?.origin ?? 'live';
  return staysOf(marks as readonly StayMark[], worksIn).map(({ department, specialist, ...stay }) => ({
    ...stay,
    conversationId,
    departmentId: department,
    specialistId: specialist,
    day: calendar.dayOf(stay.from),
    origin,
  }));
}

/** Days of which the load is another one than before: where a stay ended meanwhile, those since its end. */
function daysBetween(before: readonly StayRow[], after: readonly StayRow[], calendar: Calendar, now: Date): Set<Day> {
  const keyOf = ({ conversationId, n }: StayRow) => `${conversationId} ${n}`;
  const former = new Map(before.map((row) => [keyOf(row), row]));
  const days = new Set<Day>();
  const note = (from: Date, until: Date) => {
    const last = calendar.dayOf(until);
    for (let day = calendar.dayOf(from); day <= last; day = daysAfter(day, 1)) days.add(day);
  };
  for (const row of after) {
    const was = former.get(keyOf(row));
    former.delete(keyOf(row));
    const until = row.until ?? now;
    if (was === undefined || !isSame(was, row))
      note(earlier(row.from, was?.from), later(until, was === undefined ? until : (was.until ?? now)));
    else if (was.until?.getTime() !== row.until?.getTime()) note(earlier(until, was.until ?? undefined), later(until, was.until ?? now));
  }
  for (const row of former.values()) note(row.from, row.until ?? now);
  return days;
}

/** But for its end. */
function isSame(a: StayRow, b: StayRow): boolean {
  return (
    a.specialistId === b.specialistId &&
    a.departmentId === b.departmentId &&
    a.from.getTime() === b.from.getTime() &&
    a.isNew === b.isNew &&
    a.origin === b.origin
  );
}

const earlier = (a: Date, b: Date | undefined): Date => (b !== undefined && b < a ? b : a);
const later = (a: Date, b: Date): Date => (b > a ? b : a);
