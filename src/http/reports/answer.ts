import { z } from 'zod';
import type { SpecialistId } from '../../domain/ids.ts';
import { comparedWith } from '../../reports/compare.ts';
import { reportNamed } from '../../reports/registry.ts';
import {
  type Answer,
  type Column,
  dimensions,
  type Evidence,
  type Report,
  type ReportDeps,
  reportKeys,
  type Sight,
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
    by: z.array(z.enum(dimensions)).describe('What this report can be told apart by.'),
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

/** Asks a report, as somebody who sees so much. */
export async function ask(http: Http, key: string, { compare, ...asked }: Asked, sight: Sight): Promise<ReportAnswer> {
  const report = reportOf(key);
  const deps = depsOf(http);
  const question = questionOf(http, report, asked, sight);
  const answer = await report.answer(deps, question);
  const other = compare === undefined ? null : comparedWith(compare, question.from, question.until);
  return {
    report: report.key,
    from: question.from,
    until: question.until,
    timeZone: deps.calendar.zoneAt(deps.now),
    asOf: deps.now.toISOString(),
    columns: report.columns(deps).map((each: Column) => ({ ...each })),
    ...shown(answer),
    compared: other === null ? null : { ...other, ...shown(await report.answer(deps, { ...question, ...other })) },
  };
}

/** Names whoever stands in a report. */
export function withPeople({ company }: Http, answer: ReportAnswer): DeskReportAnswer {
  const ids = new Set([...answer.rows, ...(answer.compared?.rows ?? [])].flatMap(({ by }) => by['specialist'] ?? []));
  const { people } = company();
  const named = [...ids].flatMap((id) => people.get(id as SpecialistId) ?? []).map(({ id, name }) => ({ id, name }));
  return { ...answer, people: named, by: [...reportOf(answer.report).by] };
}

function shown({ rows, total }: Answer): Pick<ReportAnswer, 'rows' | 'total'> {
  return { rows: rows.map(({ by, values: of }) => ({ by: { ...by }, values: { ...of } })), total: { ...total } };
}

export function shownEvidence({ at, details, ...rest }: Evidence): z.output<typeof evidenceRow> {
  return { ...rest, at: at.toISOString(), details: { ...details } };
}
