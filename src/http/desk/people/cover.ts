import { z } from 'zod';
import { uncoveredIn } from '../../../people/departments.ts';
import { session } from '../../access.ts';
import { moment } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { language } from '../language.ts';
import { department } from './department.ts';

const cover = z.object({
  department: z.string(),
  timeZone: z.string(),
  uncovered: z.array(z.object({ from: z.iso.datetime(), until: z.iso.datetime() })),
});

export type Cover = z.infer<typeof cover>;

/** The longest stretch that is looked at, in days. */
const mostDays = 62;
const day = 86_400_000;

const span = z
  .strictObject({
    from: moment.describe('A moment.'),
    until: moment.describe(`A moment, at most ${mostDays} days later.`),
    language,
  })
  .refine(
    ({ from, until }) => from < until && until.getTime() - from.getTime() <= mostDays * day,
    `from before until, at most ${mostDays} days`,
  );

/** The gaps in a department's working time. */
export const coverOperations = [
  operation({
    method: 'get',
    path: '/desk/api/departments/:key/cover',
    access: session('cover.see', department),
    tag: 'desk',
    summary: 'Working time in which nobody is on shift',
    query: span,
    answer: {
      status: 200,
      words: 'The gaps, in order.',
      schema: cover.meta({ ref: 'Cover' }),
      example: {
        department: 'client',
        timeZone: 'Europe/Moscow',
        uncovered: [{ from: '2026-03-02T11:00:00.000Z', until: '2026-03-02T11:30:00.000Z' }],
      },
    },
    async handle(http, { object, query: { from, until } }) {
      const { key, timeZone } = object;
      const uncovered = await uncoveredIn(http, object, from, until);
      const gaps = uncovered.map(([start, end]) => ({ from: new Date(start).toISOString(), until: new Date(end).toISOString() }));
      return { department: key, timeZone, uncovered: gaps };
    },
  }),
] as const;
