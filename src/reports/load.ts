import { type LoadFilter, loadsOf, queuesRead, type Time, timeCounted, type WaitRead, waitsOf } from '../db/reports/loads.ts';
import { origins as allOrigins } from '../domain/origin.ts';
import { columnOf } from './facts-report.ts';
import { type LoadSeen, loadColumns } from './load-columns.ts';
import { loadEvidence } from './load-evidence.ts';
import { filled, filterOf, inOrder } from './of-facts.ts';
import type { Dimension, Question, Report, ReportDeps, Row, Values } from './report.ts';

const times = ['day', 'week', 'month'] as const satisfies readonly Dimension[];

/** What people had to do over time, against both budgets; how evenly; who waited in queues, and for how long (R11, R12, R28). */
export const load: Report = {
  key: 'load',
  by: ['department', 'specialist', ...times],
  columns: () => loadColumns.map(columnOf),
  async answer(deps, question) {
    const filter = loadFilter(deps, question);
    if (filter === null) return { rows: [], total: valuesOf(nothing(filter)) };
    const [all] = await seenBy(deps, filter, []);
    const rows = question.by.length === 0 ? [] : await seenBy(deps, filter, question.by, filled(question));
    return {
      rows: inOrder(rows.map(({ by, seen }): Row => ({ by, values: valuesOf(seen) }))),
      total: valuesOf(all?.seen ?? nothing(filter)),
    };
  },
  async evidence(deps, question, metric, page) {
    const column = loadColumns.find((each) => each.key === metric);
    if (column === undefined) return null;
    const filter = loadFilter(deps, question);
    return filter === null ? { rows: [], total: 0 } : loadEvidence(deps, filter, column.behind, page);
  },
};

/** Whose loads somebody asks for and may see; null: nobody’s. A `specialist` of '' is nobody, which is who a queue waits with. */
function loadFilter({ company }: ReportDeps, question: Question): LoadFilter | null {
  const filter = filterOf(company, [], question);
  if (filter === null) return null;
  const { from, until, origins, only } = filter;
  return { from, until, origins, departments: only.department ?? null, specialist: only.specialist?.[0] ?? null };
}

const isPersons = ({ specialist }: Pick<LoadFilter, 'specialist'>): boolean => specialist !== null && specialist !== '';

interface SeenBy {
  readonly by: Record<string, string | null>;
  readonly seen: LoadSeen;
}

/** Reads all that the rows are made of, told apart by up to two things. Without any it is one row. `always`: rows there are in any case. */
async function seenBy(
  deps: ReportDeps,
  filter: LoadFilter,
  by: readonly Dimension[],
  always: readonly Record<string, string>[] = [{}],
): Promise<SeenBy[]> {
  const { db, company } = deps;
  const told = new Set(by);
  const isByDepartment = told.has('department');
  const isOne = isByDepartment || (filter.departments ?? company.departments).length === 1;
  const hasQueue = !told.has('specialist') && !isPersons(filter);
  const rows = new Map<string, SeenBy>();
  const rowOf = (values: Readonly<Record<string, string | null>>): LoadSeen => {
    const row = rows.get(JSON.stringify(values)) ?? { by: values, seen: blank(hasQueue, isOne && hasQueue) };
    rows.set(JSON.stringify(values), row);
    return row.seen;
  };
  const keyOf = (id: string) => company.departments.find((each) => each.id === id)?.key ?? null;
  const place = (part: Time & { readonly department: string; readonly specialist?: string }): LoadSeen => {
    const values: Readonly<Record<string, string | null>> = {
      ...part,
      department: keyOf(part.department),
      specialist: part.specialist ?? null,
    };
    return rowOf(Object.fromEntries(by.map((each) => [each, values[each] ?? null])));
  };
  for (const each of always) rowOf(each);
  for (const each of await loadsOf(db, filter, told)) place(each).people.push(each);
  if (hasQueue) await addQueues(deps, filter, told, place);
  const counted = new Map((await timeCounted(db, filter, told)).map(({ seconds, ...time }) => [timeOf(time), seconds]));
  for (const row of rows.values()) row.seen.seconds = counted.get(timeOf(row.by)) ?? 0;
  return [...rows.values()];
}

async function addQueues(
  { db }: ReportDeps,
  filter: LoadFilter,
  told: ReadonlySet<Dimension>,
  place: (part: Time & { readonly department: string }) => LoadSeen,
): Promise<void> {
  const isTogether = allOrigins.every((each) => filter.origins.includes(each));
  for (const each of await queuesRead(db, filter, told, isTogether)) {
    const { queue } = place(each);
    if (queue !== null) Object.assign(queue, { waited: each.waited, most: each.most });
  }
  for (const each of await waitsOf(db, filter, told)) {
    const { queue } = place(each);
    if (queue !== null) queue.wait = each satisfies WaitRead;
  }
}

/** Names a time, as rows and as what is read have it. */
const timeOf = (of: Readonly<Partial<Record<string, string | null>>>): string => times.map((each) => of[each] ?? '').join(' ');

function blank(hasQueue: boolean, isEvenAsked: boolean): LoadSeen {
  return { seconds: 0, people: [], isEvenAsked, queue: hasQueue ? { waited: 0, most: 0, wait: null } : null };
}

const nothing = (filter: LoadFilter | null): LoadSeen => blank(filter !== null && !isPersons(filter), false);

function valuesOf(seen: LoadSeen): Values {
  return Object.fromEntries(loadColumns.map((each) => [each.key, each.value(seen)]));
}
