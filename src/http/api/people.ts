import { z } from 'zod';
import { departments, type SpecialistRow, specialistsAfter } from '../../db/people/listed.ts';
import { apiKey } from '../access.ts';
import { operation } from '../operation.ts';
import * as contract from './contract.ts';
import { pageOf, readCursor } from './cursor.ts';
import * as examples from './examples.ts';
import { paging, plain } from './query.ts';

const filters = z.strictObject({
  department: plain(64).optional().describe('Of the department with this key.').meta({ example: 'client' }),
  email: plain(254).optional().describe('With this address, in any case.'),
  ...paging,
});

/** Who works here, and where. */
export const peopleOperations = [
  operation({
    method: 'get',
    path: '/api/v1/departments',
    id: 'listDepartments',
    access: apiKey('people:read'),
    tag: 'api',
    summary: 'List departments',
    answer: {
      status: 200,
      words: 'All of them, in order of key.',
      schema: z.object({ items: z.array(contract.departmentShown) }).meta({ ref: 'Departments' }),
      example: { items: [examples.department] },
    },
    async handle(http) {
      const rows = await departments(http.db);
      return { items: rows.map(({ id, key, name, inSentence, timeZone, headId }) => ({ id, key, name, inSentence, timeZone, headId })) };
    },
  }),

  operation({
    method: 'get',
    path: '/api/v1/specialists',
    id: 'listSpecialists',
    access: apiKey('people:read'),
    tag: 'api',
    summary: 'List specialists',
    description: 'Everybody who works here now, heads and directors too.',
    query: filters,
    answer: {
      status: 200,
      words: 'A page.',
      schema: contract.page(contract.specialist, 'SpecialistPage'),
      example: examples.pageOf(examples.specialist),
    },
    async handle(http, { query }) {
      const after = query.cursor === undefined ? null : await readCursor('specialists', query, query.cursor, z.uuid());
      const rows = await specialistsAfter(http.db, query, after, query.limit + 1);
      return pageOf('specialists', query, rows, (row) => row.id, show);
    },
  }),
] as const;

function show({ id, name, email, role, department, languages, serves }: SpecialistRow) {
  return { id, name, email, role, department, languages, serves };
}
