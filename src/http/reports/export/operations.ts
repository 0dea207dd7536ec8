import type { Context } from 'hono';
import { z } from 'zod';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { Language } from '../../../domain/language.ts';
import { apiKey, session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { language, languageAsked, languageOf } from '../../desk/language.ts';
import { operation } from '../../operation.ts';
import { codes, namesIn } from '../naming.ts';
import { evidenceFields, reportParams, sightOf } from '../operations.ts';
import { questionQuery } from '../question.ts';
import { evidenceFile } from './evidence-file.ts';
import type { Taker } from './file.ts';
import { reportFile } from './report-file.ts';
import { type Format, mostRows } from './sheet.ts';

const tableQuery = questionQuery.extend({ language });
const evidenceQuery = z.strictObject({ ...evidenceFields, language });

const types: Readonly<Record<Format, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const words: Readonly<Record<Format, string>> = {
  csv: 'UTF-8 with a mark, as spreadsheets open it: semicolons and decimal commas in Russian, commas and points in English. No cell is a formula. Shares are 0 to 1, durations seconds.',
  xlsx: 'Numbers, durations, shares and days as such; the header stays in view; a second sheet says what each number is.',
};

const errors = ['not-found', 'unknown-department', 'forbidden', 'too-many-rows'] as const;

const table = (format: Format) =>
  ({
    method: 'get',
    params: reportParams,
    errors,
    summary: `Read a report as ${format.toUpperCase()}`,
    description: `What the report's page shows: the same rows in the same order, the same columns, the other period beside. At most ${mostRows[format]} rows.`,
    query: tableQuery,
    answer: { status: 200, words: words[format], type: types[format] },
  }) as const;

const evidence = (format: Format) =>
  ({
    ...table(format),
    summary: `Read what is behind a number as ${format.toUpperCase()}`,
    description: `All of it, the newest first. At most ${mostRows[format]} rows.`,
    query: evidenceQuery,
  }) as const;

/** A program has keys and ids, and sees all. */
function system({ company }: Http, c: Context): Taker {
  return { sight: { type: 'all' }, naming: codes, language: languageAsked(c) ?? company().profile.language ?? 'ru', viewer: null };
}

/** Somebody signed in has names, and sees what is theirs to see. */
function person({ company }: Http, c: Context, viewer: Viewer): Taker {
  const spoken: Language = languageOf(c, viewer);
  return { sight: sightOf(viewer), naming: namesIn(company(), spoken), language: spoken, viewer };
}

const inFormat = (format: Format) =>
  [
    operation({
      ...table(format),
      path: `/api/v1/reports/:report{[a-z]+\\.${format}}`,
      access: apiKey('reports:read'),
      tag: 'api',
      handle: (http, { c, params, query }) => reportFile(http, c, params.report, format, query, system(http, c)),
    }),
    operation({
      ...evidence(format),
      path: `/api/v1/reports/:report/evidence.${format}`,
      access: apiKey('reports:read'),
      tag: 'api',
      handle: (http, { c, params, query }) => evidenceFile(http, c, params.report, format, query, system(http, c)),
    }),
  ] as const;

const inFormatAtDesk = (format: Format) =>
  [
    operation({
      ...table(format),
      path: `/desk/api/reports/:report{[a-z]+\\.${format}}`,
      access: session('report.see'),
      tag: 'desk',
      handle: (http, { c, viewer, params, query }) => reportFile(http, c, params.report, format, query, person(http, c, viewer)),
    }),
    operation({
      ...evidence(format),
      path: `/desk/api/reports/:report/evidence.${format}`,
      access: session('report.see'),
      tag: 'desk',
      handle: (http, { c, viewer, params, query }) => evidenceFile(http, c, params.report, format, query, person(http, c, viewer)),
    }),
  ] as const;

/** Reports to take along, for a system of the company. They stand before the reports themselves, which would take `response.csv` for a name. */
export const tableApiOperations = [...inFormat('csv'), ...inFormat('xlsx')] as const;

/** The same for somebody signed in. */
export const tableDeskOperations = [...inFormatAtDesk('csv'), ...inFormatAtDesk('xlsx')] as const;
