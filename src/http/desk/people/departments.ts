import type { Context } from 'hono';
import { z } from 'zod';
import { type DepartmentRow, departmentRows } from '../../../db/people/departments.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { mayIn } from '../../../people/access.ts';
import { changeDepartment } from '../../../people/departments.ts';
import { worded } from '../../../policy/form-text.ts';
import { session } from '../../access.ts';
import { day } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { inLanguage, languageOf } from '../language.ts';
import { departmentNamed, personNamed, sample } from '../named.ts';
import { department } from './department.ts';
import { granted } from './granted.ts';
import { exampleHours, hours, weekly, weeklyOf } from './hours.ts';
import { exampleVersion, namedPerson, version } from './staff-member.ts';

const shownDepartment = z
  .object({
    ...departmentNamed.shape,
    version,
    names: z.object({ ru: z.string(), en: z.string() }).describe('Its name in both languages.'),
    inSentence: z
      .object({ ru: z.string(), en: z.string() })
      .nullable()
      .describe('As a sentence to a client calls it; null: made of the name.'),
    timeZone: z.string(),
    head: personNamed.nullable(),
    hours: weekly.describe('null: round the clock.'),
    holidays: z.array(z.string()),
    may: z.object({ change: z.boolean(), cover: z.boolean() }),
  })
  .meta({ ref: 'DeskDepartment' });

export type DepartmentView = z.infer<typeof shownDepartment>;

const departmentChange = z.strictObject({
  version,
  head: z.uuid().nullable().optional(),
  hours: hours.optional(),
  holidays: z.array(day).max(400).optional(),
  inSentence: worded.nullable().optional(),
});

const working = { hours: exampleHours, holidays: ['2027-01-01'] };
const boris = { id: sample.id(11), name: 'Boris Lazarev' };
const example = {
  ...sample.department,
  version: exampleVersion,
  names: { ru: 'Клиентский отдел', en: 'Client department' },
  inSentence: { ru: 'отдел по работе с клиентами', en: 'the client department' },
  timeZone: 'Europe/Moscow',
  head: boris,
  ...working,
  may: { change: true, cover: true },
};

/** The departments: who heads them and when they work. */
export const departmentOperations = [
  operation({
    method: 'get',
    path: '/desk/api/departments',
    access: session('company.see'),
    tag: 'desk',
    summary: 'The departments and their working time',
    query: inLanguage,
    answer: {
      status: 200,
      words: 'By key.',
      schema: z.object({ departments: z.array(shownDepartment) }).meta({ ref: 'DeskDepartments' }),
      example: { departments: [example] },
    },
    async handle({ db }, { c, viewer }) {
      return { departments: (await departmentRows(db)).map((row) => inWords(c, viewer, row)) };
    },
  }),

  operation({
    method: 'patch',
    path: '/desk/api/departments/:key',
    access: session('department.change', department),
    tag: 'desk',
    summary: 'Change who heads a department, when it works and what clients read it is called',
    body: { schema: departmentChange.meta({ ref: 'DepartmentChange' }), example: { version: exampleVersion, head: boris.id, ...working } },
    answer: { status: 200, words: 'The department as it is now.', schema: shownDepartment, example },
    errors: ['unknown-person', 'changed-meanwhile', 'not-a-head'],
    async handle(http, { c, viewer, object, body: { version, ...wish } }) {
      return inWords(c, viewer, granted(await changeDepartment(http, viewer, object, version, wish)));
    },
  }),
] as const;

function inWords(c: Context, viewer: Viewer, row: DepartmentRow): DepartmentView {
  return {
    key: row.key,
    version: row.version,
    name: row.name[languageOf(c, viewer)],
    names: row.name,
    inSentence: row.inSentence,
    timeZone: row.timeZone,
    head: namedPerson(row.headId, row.headName),
    hours: weeklyOf(row.hours),
    holidays: [...row.holidays],
    may: { change: mayIn(viewer, 'department.change', row.key), cover: mayIn(viewer, 'cover.see', row.key) },
  };
}
