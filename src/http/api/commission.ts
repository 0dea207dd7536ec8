import { z } from 'zod';
import { commissionLines, type StatementRow } from '../../db/clients/commission.ts';
import { apiKey } from '../access.ts';
import { month } from '../moment.ts';
import { operation } from '../operation.ts';
import { placeInList } from '../whole.ts';
import { page } from './contract.ts';
import { pageOf, readCursor } from './cursor.ts';
import { pageOf as examplePage, ids } from './examples.ts';
import * as contract from './facts-contract.ts';
import * as examples from './facts-examples.ts';
import { paging } from './query.ts';

const filters = z.strictObject({
  month: month.describe('Of the company’s time zone.').meta({ example: '2026-03' }),
  specialist: z.uuid().optional().describe('Of this salesperson.').meta({ example: ids.specialist }),
  ...paging,
});

const place = z.tuple([placeInList, z.uuid()]);

/** What salespeople earned on the payments of their clients, explained line by line (R18). */
export const commissionOperations = [
  operation({
    method: 'get',
    path: '/api/v1/commission',
    id: 'listCommission',
    access: apiKey('facts:read'),
    tag: 'api',
    summary: 'List a month’s commission',
    description: 'The oldest first. A line is never changed: what a correction changes is a line of its own.',
    query: filters,
    answer: {
      status: 200,
      words: 'A page.',
      schema: page(contract.commissionLine, 'CommissionPage'),
      example: examplePage(examples.commissionLine),
    },
    async handle(http, { query }) {
      const [at, id] = query.cursor === undefined ? [] : await readCursor('commission', query, query.cursor, place);
      const after = at === undefined || id === undefined ? null : { at, id };
      const rows = await commissionLines(http.db, {
        specialist: query.specialist ?? null,
        ...http.company().calendar.spanOf(query.month),
        after,
        limit: query.limit + 1,
      });
      return pageOf('commission', query, rows, (row) => [row.at.getTime(), row.id], showLine);
    },
  }),
] as const;

export function showLine({ specialistName: _, clientName: __, kind: ___, createdAt: ____, at, ...row }: StatementRow) {
  return { ...row, at: at.toISOString() };
}
