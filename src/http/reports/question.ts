import { z } from 'zod';
import { type Day, daysAfter } from '../../domain/day.ts';
import { origins } from '../../domain/origin.ts';
import { comparisons } from '../../reports/compare.ts';
import { asksForPersons, hidesPersons } from '../../reports/persons.ts';
import { allDimensions, type Filter, type Question, type Report, type Sight } from '../../reports/report.ts';
import { plain } from '../api/query.ts';
import type { Http } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { day } from '../moment.ts';

/** The longest period a report is asked about. */
const mostDays = 1100;
/** What a report is about where nobody says: four weeks until today. */
const usualDays = 28;

const dimension = z.enum(allDimensions);

/** By what numbers are told apart: `department,day`. */
const by = z
  .string()
  .max(60)
  .transform((text) => (text === '' ? [] : text.split(',')))
  .pipe(z.array(dimension).max(2))
  .refine((all) => new Set(all).size === all.length, 'each once')
  .default([])
  .describe(`Up to two of ${allDimensions.join(', ')}, with a comma between.`)
  .meta({ example: 'department,day', shown: { type: 'string' } });

/** What every report is asked. */
export const questionFields = {
  from: day
    .optional()
    .describe('The first day, in the company’s time zone; four weeks until `until` where it is absent.')
    .meta({ example: '2026-03-01' }),
  until: day.optional().describe('The last day, included; today where it is absent.').meta({ example: '2026-03-31' }),
  department: plain(64).optional().describe('Key of a department.'),
  specialist: z
    .union([z.uuid(), z.literal('none')])
    .optional()
    .describe('Id of a specialist; `none` where nobody is in charge.'),
  channel: plain(32).optional(),
  size: plain(32).optional().describe('Size of the client; `none` for who is no client.'),
  topic: plain(64).optional().describe('Key of a topic; `none` where nobody has said yet.'),
  hour: z
    .string()
    .regex(/^([01]\d|2[0-3])$/)
    .optional()
    .describe('Hour of the day, 00 to 23, where the report can be read by it.'),
  weekday: z
    .string()
    .regex(/^[1-7]$/)
    .optional()
    .describe('1, Monday, to 7, where the report can be read by it.'),
  rule: plain(64).optional().describe('Rule of an assignment, deadline of a violation, where the report can be read by it.'),
  tree: plain(64).optional().describe('Version of the questions, by its hash, of the report on them.'),
  question: plain(64).optional().describe('Id of a question.'),
  answer: plain(64).optional().describe('Id of an option, `typed` for words, `none` for no answer.'),
  leaf: plain(64).optional().describe('Where answers led, by its id; `none` for nowhere.'),
  stage: plain(32).optional().describe('Stage of a client, where the report can be read by it.'),
  origin: z.enum(origins).optional().describe('Only what came about like that: live, demo, imported.'),
  by,
};

export const questionQuery = z.strictObject({
  ...questionFields,
  compare: z.enum(comparisons).optional().describe('Beside it the same of the period before, or of a year ago.'),
  sort: z
    .string()
    .regex(/^-?[a-zA-Z][\w.]{0,99}$/)
    .optional()
    .describe('A column, or what rows are told apart by; with `-` before it the greatest first. What is unknown comes last.')
    .meta({ example: '-firstResponse.n' }),
  columns: z
    .string()
    .max(2000)
    .transform((text) => text.split(','))
    .optional()
    .describe('Only these columns, in this order, with a comma between.')
    .meta({ example: 'firstResponse.n,firstResponse.medianSeconds', shown: { type: 'string' } }),
});

const filters = [
  'department',
  'specialist',
  'channel',
  'size',
  'topic',
  'hour',
  'weekday',
  'rule',
  'tree',
  'question',
  'answer',
  'leaf',
  'stage',
] as const satisfies readonly (keyof Filter)[];

/** Filters of what only some reports can be told apart by. */
const narrowing = filters.filter((each) => each !== 'department' && each !== 'specialist');

type Asked = Omit<z.output<typeof questionQuery>, 'compare' | 'sort' | 'columns'>;

/** The question as a report takes it; what it cannot be asked is refused. */
export function questionOf({ company, now }: Http, report: Report, asked: Asked, sight: Sight): Question {
  const until = asked.until ?? today({ company, now });
  const from = asked.from ?? daysAfter(until, 1 - usualDays);
  if (from > until) throw new HttpError('invalid-request', { issues: [{ path: ['from'], message: 'after until' }] });
  if (daysAfter(from, mostDays) < until)
    throw new HttpError('invalid-request', { issues: [{ path: ['from'], message: `at most ${mostDays} days` }] });
  const unknown = asked.by.find((each) => !report.by.includes(each));
  if (unknown !== undefined)
    throw new HttpError('invalid-request', { issues: [{ path: ['by'], message: `not by ${unknown}: by ${report.by.join(', ')}` }] });
  // What a report cannot be told apart by it cannot be narrowed to: the same numbers for any channel would be wrong for each.
  const beyond = narrowing.find((each) => asked[each] !== undefined && !report.by.includes(each));
  if (beyond !== undefined)
    throw new HttpError('invalid-request', { issues: [{ path: [beyond], message: `only by ${report.by.join(', ')}` }] });
  const { department, specialist, origin } = asked;
  if (department !== undefined && !company().departments.some(({ key }) => key === department)) throw new HttpError('unknown-department');
  if (!sees(sight, department, specialist)) throw new HttpError('forbidden');
  if (hidesPersons(company(), { sight }) && asksForPersons({ by: asked.by, filter: asked })) throw new HttpError('persons-hidden');
  return {
    from,
    until,
    by: asked.by,
    sight,
    origins: origin === undefined ? origins : [origin],
    filter: Object.fromEntries(filters.flatMap((each) => (asked[each] === undefined ? [] : [[each, asked[each]]]))),
  };
}

function today({ company, now }: Pick<Http, 'company' | 'now'>): Day {
  return company().calendar.dayOf(now());
}

/** Whose numbers are asked for is tried at the door, and by the report once more. */
function sees(sight: Sight, department: string | undefined, specialist: string | undefined): boolean {
  if (sight.type === 'all') return true;
  if (sight.type === 'person') return specialist === undefined || specialist === sight.id;
  return department === undefined || sight.keys.includes(department);
}
