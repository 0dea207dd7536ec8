import type { Context } from 'hono';
import type { z } from 'zod';
import type { Evidence } from '../../../reports/report.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { depsOf, reportOf, shownEvidence } from '../answer.ts';
import { namedFor } from '../desk-evidence.ts';
import { sayReport } from '../naming.ts';
import type { evidenceFields } from '../operations.ts';
import { questionOf } from '../question.ts';
import { evidenceHeader, evidenceLine } from './evidence-sheet.ts';
import { currencyOf, refuseBeyond, sendSheet, streamCsv, type Taker } from './file.ts';
import { type Format, type Line, mostRows } from './sheet.ts';

type Asked = z.output<z.ZodObject<typeof evidenceFields>> & { readonly language?: string | undefined };

/** How many conversations are named at once. */
const part = 1000;

/** Everything behind a number as a file, with the names whoever asks may know. */
export async function evidenceFile(http: Http, c: Context, key: string, format: Format, asked: Asked, asker: Taker): Promise<Response> {
  const { language: _, metric, ...question } = asked;
  const report = reportOf(key);
  const deps = depsOf(http);
  const of = questionOf(http, report, question, asker.sight);
  const column = report.columns(deps).find((each) => each.key === metric);
  const page = await report.evidence(deps, of, metric, { offset: 0, limit: mostRows[format] });
  if (page === null || column === undefined) throw new HttpError('not-found');
  refuseBeyond(format, page.total);
  const wording = { language: asker.language, naming: asker.naming, zoneAt: deps.calendar.zoneAt, now: deps.now };
  const details = [...new Set(page.rows.flatMap((row) => Object.keys(row.details)))];
  const header = evidenceHeader(details, asker.viewer !== null, wording);
  const parts = async function* (): AsyncGenerator<readonly Line[]> {
    for (let from = 0; from < page.rows.length; from += part) {
      const rows = await shown(http, asker, page.rows.slice(from, from + part));
      yield rows.map((row) => evidenceLine(row, details, wording));
    }
  };
  const file = `${report.key}-${metric}-${of.from}-${of.until}`;
  if (format === 'csv') return streamCsv(c, file, header, parts(), { ...asker, currency: currencyOf(http) });
  const title = sayReport(asker.language, `report.${report.key}`);
  const about = [
    [sayReport(asker.language, 'about.metric'), '', column.name[asker.language]],
    ['', '', column.definition[asker.language]],
  ];
  return sendSheet(http, c, format, { file, title, header, lines: (await Array.fromAsync(parts())).flat(), about }, asker.language);
}

async function shown(http: Http, { viewer }: Taker, rows: readonly Evidence[]) {
  return viewer === null ? rows.map(shownEvidence) : (await namedFor(http, viewer, { rows, total: rows.length })).rows;
}
