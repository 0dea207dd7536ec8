import { type HandoverFilter, type HandoverRead, type HandoverStep, handoversRead } from '../db/reports/handovers.ts';
import { periodOf } from '../domain/day.ts';
import { columnOf, factsReport } from './facts-report.ts';
import { countOf } from './measure.ts';
import { filled, inOrder } from './of-facts.ts';
import type { Answer, Dimension, Evidence, Question, Report, ReportDeps, Row, Sight, Unit, Values } from './report.ts';

interface HandoverColumn {
  readonly key: string;
  readonly unit: Unit;
  /** what stands behind it */
  is(row: HandoverRead): boolean;
  value(rows: readonly HandoverRead[]): number | null;
}

const dayMs = 86_400_000;

function count(key: string, step: HandoverStep, is: (row: HandoverRead) => boolean = () => true): HandoverColumn {
  const counts = (row: HandoverRead) => row.step === step && is(row);
  return { key, unit: 'count', is: counts, value: (rows) => rows.filter(counts).length };
}

const isDone = ({ step }: HandoverRead): boolean => step === 'done';
const isOpen = ({ status }: HandoverRead): boolean => status === 'due' || status === 'put-off';

/** How long the client had been with those who handed it over; `share`: 0.5 is the median. */
function daysUntil(key: string, share: number): HandoverColumn {
  return {
    key,
    unit: 'days',
    is: isDone,
    value: (rows) => {
      const days = rows.filter(isDone).map(({ at, beganAt }) => (at.getTime() - beganAt.getTime()) / dayMs);
      return days.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(days.length * share) - 1)] ?? null;
    },
  };
}

/** Mean of the percentages as shares, of the handovers for which commission is paid. */
function rate(key: string, of: (row: HandoverRead) => number | null): HandoverColumn {
  const is = (row: HandoverRead) => isDone(row) && of(row) !== null;
  return {
    key,
    unit: 'share',
    is,
    value: (rows) => {
      const rates = rows.filter(is).map((row) => (of(row) ?? 0) / 100);
      return rates.length === 0 ? null : rates.reduce((sum, each) => sum + each, 0) / rates.length;
    },
  };
}

const own: readonly HandoverColumn[] = [
  count('cameDue.n', 'due'),
  count('cameDue.open', 'due', isOpen),
  count('asked.early', 'ask'),
  count('asked.refused', 'refuse'),
  count('putOff.n', 'put-off'),
  count('kept.n', 'keep'),
  count('done.n', 'done'),
  daysUntil('done.medianDays', 0.5),
  daysUntil('done.p90Days', 0.9),
  count('done.notMet', 'done', ({ isMet }) => !isMet),
  rate('commission.before', ({ fullPercent }) => fullPercent),
  rate('commission.after', ({ bonusPercent }) => bonusPercent),
];

/** Conversations that changed hands, from the same facts as the report on assignments. */
const ofFacts = [countOf('handedOn.n', 'transfer'), countOf('takenOver.n', 'assignment', ['done'], 'stand-in')];
const conversations = factsReport('handovers', ofFacts, []);

/** How clients move from one department to another, what that does to commission, and how conversations change hands (R17, R18). */
export const handovers: Report = {
  key: 'handovers',
  by: ['department', 'specialist', 'size', 'rule', 'day', 'week', 'month'],
  columns: () => [...own, ...ofFacts].map(columnOf),
  answer: answerOfHandovers,
  async evidence(deps, question, metric, page) {
    const column = own.find(({ key }) => key === metric);
    if (column === undefined) return conversations.evidence(deps, question, metric, page);
    const rows = (await read(deps, question)).filter((each) => column.is(each));
    return { total: rows.length, rows: rows.slice(page.offset, page.offset + page.limit).map(evidenceOf) };
  },
};

async function answerOfHandovers(deps: ReportDeps, question: Question): Promise<Answer> {
  const found = await read(deps, question);
  const facts = await conversations.answer(deps, question);
  const rows = new Map<string, { readonly by: Row['by']; readonly steps: HandoverRead[]; facts: Values }>();
  const rowOf = (by: Row['by']) => {
    const row = rows.get(JSON.stringify(by)) ?? { by, steps: [], facts: noFacts };
    rows.set(JSON.stringify(by), row);
    return row;
  };
  if (question.by.length > 0) {
    for (const by of filled(question)) rowOf(by);
    for (const step of found) rowOf(Object.fromEntries(question.by.map((each) => [each, told(deps, step, each)]))).steps.push(step);
    // Assignments of other rules than a stand-in's are told apart as well, and are nothing here.
    for (const { by, values } of facts.rows) if (Object.values(values).some((each) => each !== 0)) rowOf(by).facts = values;
  }
  return {
    rows: inOrder([...rows.values()].map(({ by, steps, facts: beside }) => ({ by, values: { ...valuesOf(steps), ...beside } }))),
    total: { ...valuesOf(found), ...facts.total },
  };
}

const noFacts: Values = Object.fromEntries(ofFacts.map(({ key }) => [key, 0]));

function valuesOf(steps: readonly HandoverRead[]): Values {
  return Object.fromEntries(own.map((each) => [each.key, each.value(steps)]));
}

/** Whose handovers somebody asks for and may see. A head sees those from and to their departments; a person those they give and get. */
async function read({ db, calendar }: ReportDeps, { from, until, filter, origins, sight }: Question): Promise<HandoverRead[]> {
  const { specialist, department = null, size = null, rule = null } = filter;
  if (sight.type === 'person' && specialist !== undefined && specialist !== sight.id) return [];
  const asked: HandoverFilter = {
    ...calendar.spanOfDays(from, until),
    ...{ origins, department, size, why: rule },
    seen: sight.type === 'departments' ? sight.keys : null,
    specialist: sight.type === 'person' ? sight.id : (specialist ?? null),
  };
  return (await handoversRead(db, asked)).map((each) => (seesPay(sight, each) ? each : { ...each, fullPercent: null, bonusPercent: null }));
}

/** What somebody is paid is for them and their head, not for those who get the client. */
function seesPay(sight: Sight, { from, fromDepartment }: HandoverRead): boolean {
  if (sight.type === 'all') return true;
  return sight.type === 'person' ? from === sight.id : sight.keys.includes(fromDepartment);
}

/** The department and the person who hand over. */
function told({ calendar }: ReportDeps, { at, size, why, from, fromDepartment }: HandoverRead, dimension: Dimension): string | null {
  switch (dimension) {
    case 'day':
    case 'week':
      return periodOf(dimension, calendar.dayOf(at));
    case 'month':
      return periodOf('month', calendar.dayOf(at));
    case 'department':
      return fromDepartment;
    case 'specialist':
      return from;
    case 'size':
      return size;
    default:
      return why;
  }
}

function evidenceOf({ at, client, fromDepartment, from, step, ...rest }: HandoverRead): Evidence {
  const { id, line, why, status, toDepartment, to, beganAt, fullPercent, bonusPercent, isMet } = rest;
  return {
    ...{ at, conversation: null, client, department: fromDepartment, specialist: from, state: step },
    details: { handover: id, line, why, status, toDepartment, to, beganAt: beganAt.toISOString(), fullPercent, bonusPercent, isMet },
  };
}
