import { z } from 'zod';
import { departments, type SpecialistRow, specialistsAfter } from '../../db/people/listed.ts';
import type { HttpDeps } from '../deps.ts';
import * as contract from './contract.ts';
import { pageOf, readCursor } from './cursor.ts';
import * as examples from './examples.ts';
import type { Operate } from './operation.ts';
import { paging, plain } from './query.ts';

const filters = z.strictObject({
  department: plain(64).optional().describe('Of the department with this key.').meta({ example: 'client' }),
  email: plain(254).optional().describe('With this address, in any case.'),
  ...paging,
});

/** Who works here, and where. */
export function peopleOperations(operate: Operate, { db }: HttpDeps): void {
  operate({
    method: 'get',
    path: '/departments',
    id: 'listDepartments',
    scope: 'people:read',
    summary: 'List departments',
    answer: {
      status: 200,
      words: 'All of them, in order of key.',
      schema: z.object({ items: z.array(contract.departmentShown) }).meta({ ref: 'Departments' }),
      example: { items: [examples.department] },
    },
    async handle() {
      const rows = await departments(db);
      return { body: { items: rows.map(({ id, key, name, timeZone, headId }) => ({ id, key, name, timeZone, headId })) } };
    },
  });

  operate({
    method: 'get',
    path: '/specialists',
    id: 'listSpecialists',
    scope: 'people:read',
    summary: 'List specialists',
    description: 'Everybody who works here now, heads and directors too.',
    query: filters,
    answer: {
      status: 200,
      words: 'A page.',
      schema: contract.page(contract.specialist, 'SpecialistPage'),
      example: examples.pageOf(examples.specialist),
    },
    async handle({ query }) {
      const after = query.cursor === undefined ? null : await readCursor('specialists', query, query.cursor, z.uuid());
      const rows = await specialistsAfter(db, query, after, query.limit + 1);
      return { body: await pageOf('specialists', query, rows, (row) => row.id, show) };
    },
  });
}

function show({ id, name, email, role, department, languages, serves }: SpecialistRow) {
  return { id, name, email, role, department, languages, serves };
}
