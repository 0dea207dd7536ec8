import type { Context } from 'hono';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { Language } from '../../../domain/language.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import type { Asker } from '../answer.ts';
import { sayReport } from '../naming.ts';
import { csvHead, csvLines } from './csv.ts';
import { type Format, type Line, mostRows, type Sheet } from './sheet.ts';
import { xlsxOf } from './xlsx.ts';

/** Who takes a table along. */
export interface Taker extends Asker {
  /** null: a system of the company */
  readonly viewer: Viewer | null;
}

const mediaTypes: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The currency of amounts in a table. */
export function currencyOf({ company }: Http): string {
  const { profile, policy } = company();
  return profile.currency ?? policy.data.segments?.currency ?? 'RUB';
}

export function refuseBeyond(format: Format, rows: number): void {
  if (rows > mostRows[format]) throw new HttpError('too-many-rows', { rows, most: mostRows[format] });
}

/** A table as a file. */
export async function sendSheet(http: Http, c: Context, format: Format, sheet: Sheet, language: Language): Promise<Response> {
  const currency = currencyOf(http);
  if (format === 'csv') return sendBody(c, format, sheet.file, csvHead(sheet.header, language) + csvLines(sheet.lines, language, currency));
  return sendBody(c, format, sheet.file, await xlsxOf(sheet, language, currency, sayReport(language, 'about.title')));
}

/** A long table as it comes, so that nobody else waits until all of it is written. */
export function streamCsv(
  c: Context,
  file: string,
  header: readonly string[],
  parts: AsyncIterable<readonly Line[]>,
  asker: Taker & { readonly currency: string },
): Response {
  const encoder = new TextEncoder();
  const iterator = parts[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(csvHead(header, asker.language))),
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(csvLines(value, asker.language, asker.currency)));
    },
  });
  return sendBody(c, 'csv', file, body);
}

function sendBody(c: Context, format: Format, file: string, body: string | ArrayBuffer | ReadableStream): Response {
  return c.body(body, 200, {
    'content-type': mediaTypes[format],
    'content-disposition': `attachment; filename="${file}.${format}"`,
  });
}
