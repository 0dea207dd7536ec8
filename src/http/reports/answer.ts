import { z } from 'zod';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { inOrderOf, type Naming, type Order, orderOf } from '../../domain/reports/rows.ts';
import { comparedWith } from '../../reports/compare.ts';
import { reportNamed } from '../../reports/registry.ts';
import {
  type Answer,
  allDimensions,
  type Column,
  type Evidence,
  type Report,
  type ReportDeps,
  reportKeys,
  type Sight,
  type Values,
} from '../../reports/report.ts';
import type { Http } from '../deps.ts';
import { personNamed } from '../desk/named.ts';
import { HttpError } from '../errors.ts';
import { questionOf, type questionQuery } from './question.ts';

const value = z.number().nullable().describe('null: unknown, such as a median of nothing.');
const values = z.record(z.string(), value);
const row = z.object({
  by: z.record(z.string(), z.string().nullable()).describe('A value for each of `by`; null: none.'),
  values,
});
const compared = z.object({ from: z.iso.date(), until: z.iso.date(), rows: z.array(row), total: values });

export const reportAnswer = z
  .object({
    report: z.enum(reportKeys),
    from: z.iso.date(),
    until: z.iso.date().describe('Included.'),
    timeZone: z.string().describe('The company’s: days, weeks and months are those of it.'),
    asOf: z.iso.datetime().describe('Everything that happened a minute before it is in the numbers.'),
    columns: z.array(
      z.object({
        key: z.string(),
        unit: z.enum(['count', 'share', 'seconds', 'days', 'units', 'money', 'ratio', 'score']),
        name: z.object({ ru: z.string(), en: z.string() }),
        definition: z.object({ ru: z.string(), en: z.string() }),
      }),
    ),
    rows: z.array(row),
    total: values,
    compared: compared.nullable().describe('The same of the period that `compare` names.'),
  })
  .meta({ ref: 'Report' });

export type ReportAnswer = z.output<typeof reportAnswer>;

/** The same at the desk, with names of the people in it: of those who left, too. */
export const deskReportAnswer = reportAnswer
  .extend({
    people: z.array(personNamed),
    by: z.array(z.enum(allDimensions)).describe('What this report can be told apart by.'),
  })
  .meta({ ref: 'ReportShown' });

export type DeskReportAnswer = z.output<typeof deskReportAnswer>;

export const evidenceRow = z.object({
  at: z.iso.datetime(),
  conversation: z.uuid().nullable(),
  client: z.uuid().nullable(),
  department: z.string().nullable(),
  specialist: z.uuid().nullable(),
  state: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const evidencePage = z
  .object({ rows: z.array(evidenceRow), total: z.int().describe('All there are.') })
  .meta({ ref: 'ReportEvidence' });

type Asked = z.output<typeof questionQuery>;

export function depsOf({ db, company, now }: Http): ReportDeps {
  const at = company();
  return { db, company: at, calendar: at.calendar, now: now() };
}

/** The report an address names. */
export function reportOf(key: string): Report {
  const found = reportKeys.find((each) => each === key);
  const report = found === undefined ? undefined : reportNamed(found);
  if (report === undefined) throw new HttpError('not-found');
  return report;
}

/** Who asks a report: what they may see, and by which names, in which language, rows are put in order. */
export interface Asker {
  readonly sight: Sight;
  readonly naming: Naming;
  readonly language: Language;
}

/** Asks a report, as somebody who sees so much. */
export async function ask(
  http: Http,
  key: string,
  { compare, sort, columns: wanted, ...asked }: Asked,
  asker: Asker,
): Promise<ReportAnswer> {
  const report = reportOf(key);
  const deps = depsOf(http);
  const question = questionOf(http, report, asked, asker.sight);
  const all = report.columns(deps);
  const columns = wanted === undefined ? all : wanted.map((each) => columnNamed(all, each));
  const order = sort === undefined ? null : orderIn(orderOf(sort), all, question.by);
  const answer = await report.answer(deps, question);
  const rows = order === null ? answer.rows : inOrderOf(answer.rows, order, asker.naming, asker.language);
  const other = compare === undefined ? null : comparedWith(compare, question.from, question.until);
  return {
    report: report.key,
    from: question.from,
    until: question.until,
    timeZone: deps.calendar.zoneAt(deps.now),
    asOf: deps.now.toISOString(),
    columns: columns.map((each: Column) => ({ ...each })),
    ...shown({ ...answer, rows }, columns),
    compared: other === null ? null : { ...other, ...shown(await report.answer(deps, { ...question, ...other }), columns) },
  };
}

function columnNamed(columns: readonly Column[], key: string): Column {
  const found = columns.find((each) => each.key === key);
  if (found === undefined) throw new HttpError('invalid-request', { issues: [{ path: ['columns'], message: `no column ${key}` }] });
  return found;
}

function orderIn(order: Order, columns: readonly Column[], by: readonly string[]): Order {
  if (by.includes(order.key) || columns.some(({ key }) => key === order.key)) return order;
  throw new HttpError('invalid-request', { issues: [{ path: ['sort'], message: `no column ${order.key}` }] });
}

/** Names whoever stands in a report. */
export function withPeople({ company }: Http, answer: ReportAnswer): DeskReportAnswer {
  const ids = new Set([...answer.rows, ...(answer.compared?.rows ?? [])].flatMap(({ by }) => by['specialist'] ?? []));
  const { people } = company();
  const named = [...ids].flatMap((id) => people.get(id as SpecialistId) ?? []).map(({ id, name }) => ({ id, name }));
  return { ...answer, people: named, by: [...reportOf(answer.report).by] };
}

function shown({ rows, total }: Answer, columns: readonly Column[]): Pick<ReportAnswer, 'rows' | 'total'> {
  const of = (all: Values) => Object.fromEntries(columns.map(({ key }) => [key, all[key] ?? null]));
  return { rows: rows.map(({ by, values: each }) => ({ by: { ...by }, values: of(each) })), total: of(total) };
}

export function shownEvidence({ at, details, ...rest }: Evidence): z.output<typeof evidenceRow> {
  return { ...rest, at: at.toISOString(), details: { ...details } };
}
