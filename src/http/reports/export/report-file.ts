import type { Context } from 'hono';
import type { z } from 'zod';
import type { Http } from '../../deps.ts';
import { ask } from '../answer.ts';
import type { questionQuery } from '../question.ts';
import { currencyOf, refuseBeyond, sendSheet, type Taker } from './file.ts';
import { reportSheet } from './report-sheet.ts';
import type { Format } from './sheet.ts';

type Asked = z.output<typeof questionQuery> & { readonly language?: string | undefined };

/** A report as a file; `name` is what the address says, `response.csv`. */
export async function reportFile(http: Http, c: Context, name: string, format: Format, asked: Asked, asker: Taker): Promise<Response> {
  const { language: _, ...question } = asked;
  const answer = await ask(http, name.slice(0, -(format.length + 1)), question, asker);
  const sheet = reportSheet(answer, question.by, { ...asker, currency: currencyOf(http) });
  refuseBeyond(format, sheet.lines.length);
  return sendSheet(http, c, format, sheet, asker.language);
}
