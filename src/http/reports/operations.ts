import { z } from 'zod';
import type { Viewer } from '../../db/people/sign-in.ts';
import { departmentsFor } from '../../people/access.ts';
import { reportKeys, type Sight } from '../../reports/report.ts';
import { apiKey, session } from '../access.ts';
import { plain } from '../api/query.ts';
import type { Http } from '../deps.ts';
import { languageOf } from '../desk/language.ts';
import { sample } from '../desk/named.ts';
import { HttpError } from '../errors.ts';
import { limit } from '../limit.ts';
import { operation } from '../operation.ts';
import { ask, depsOf, deskReportAnswer, evidencePage, reportAnswer, reportOf, shownEvidence, withPeople } from './answer.ts';
import { deskEvidence, deskEvidencePage, namedFor } from './desk-evidence.ts';
import * as examples from './examples.ts';
import { explained, isOfAssignments } from './explained.ts';
import { codes, namesIn } from './naming.ts';
import { questionFields, questionOf, questionQuery } from './question.ts';

/** Whose numbers somebody signed in sees: their own, those of their departments, everybody's. */
export function sightOf(viewer: Viewer): Sight {
  const departments = departmentsFor(viewer, 'report.see');
  if (departments === null) return { type: 'all' };
  return departments.length === 0 ? { type: 'person', id: viewer.id } : { type: 'departments', keys: departments };
}

export const reportParams = { report: { words: `${reportKeys.join(', ')}.`, example: 'response' } } as const;

/** What is asked of what is behind a number. */
export const evidenceFields = {
  ...questionFields,
  metric: plain(100).describe('Key of a column.').meta({ example: 'firstResponse.n' }),
};

const evidenceQuery = z.strictObject({
  ...evidenceFields,
  offset: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .default(0)
    .describe('How many to pass over.')
    .meta({ example: 0, shown: { type: 'integer', minimum: 0 } }),
  limit,
});

const reading = {
  method: 'get',
  summary: 'Read a report',
  description:
    'Numbers of a period, each defined beside it. Days are the company’s. What is unanswered is no part of a median or a share, and stands beside them. Empty where nothing happened: a count is 0, a median or a share is null.',
  params: reportParams,
  query: questionQuery,
  errors: ['not-found', 'unknown-department', 'forbidden', 'persons-hidden'],
  answer: { status: 200, words: 'The numbers.', schema: reportAnswer, example: examples.report },
} as const;

const evidence = {
  method: 'get',
  summary: 'Read what is behind a number',
  description: 'The turns, assignments, deadlines or payments that a number was made of, as many as it says, the newest first.',
  params: reportParams,
  query: evidenceQuery,
  errors: ['not-found', 'unknown-department', 'forbidden', 'persons-hidden'],
  answer: { status: 200, words: 'A page.', schema: evidencePage, example: examples.evidence },
} as const;

/** For a system of the company, which sees all. */
export const reportApiOperations = [
  operation({
    ...reading,
    path: '/api/v1/reports/:report',
    access: apiKey('reports:read'),
    tag: 'api',
    handle: (http, { params: { report }, query }) => ask(http, report, query, { sight: { type: 'all' }, naming: codes, language: 'en' }),
  }),
  operation({
    ...evidence,
    path: '/api/v1/reports/:report/evidence',
    access: apiKey('reports:read'),
    tag: 'api',
    async handle(http, { params: { report }, query }) {
      const { rows, total } = await askWhy(http, report, query, { type: 'all' });
      return { rows: rows.map(shownEvidence), total };
    },
  }),
] as const;

/** The same for somebody signed in, who sees what is theirs to see. */
export const reportDeskOperations = [
  operation({
    ...reading,
    path: '/desk/api/reports/:report',
    access: session('report.see'),
    tag: 'desk',
    answer: { ...reading.answer, schema: deskReportAnswer, example: { ...examples.report, people: [sample.anna], by: ['department'] } },
    async handle(http, { c, viewer, params: { report }, query }) {
      const language = languageOf(c, viewer);
      const asker = { sight: sightOf(viewer), naming: namesIn(http.company(), language), language };
      return withPeople(http, await ask(http, report, query, asker));
    },
  }),
  operation({
    ...evidence,
    path: '/desk/api/reports/:report/evidence',
    access: session('report.see'),
    tag: 'desk',
    answer: { ...evidence.answer, schema: deskEvidencePage, example: deskEvidence },
    async handle(http, { c, viewer, params: { report }, query }) {
      const page = await askWhy(http, report, query, sightOf(viewer));
      if (!isOfAssignments(report, query.metric)) return namedFor(http, viewer, page);
      return namedFor(http, viewer, page, (readable) => explained(http, readable, languageOf(c, viewer)));
    },
  }),
] as const;

async function askWhy(http: Http, key: string, { metric, offset, limit: most, ...asked }: z.output<typeof evidenceQuery>, sight: Sight) {
  const report = reportOf(key);
  const page = await report.evidence(depsOf(http), questionOf(http, report, asked, sight), metric, { offset, limit: most });
  if (page === null) throw new HttpError('not-found');
  return page;
}
