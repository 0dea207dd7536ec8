import { z } from 'zod';
import { finishTask } from '../../../clients/meetings/end.ts';
import { countTasks, listTasks } from '../../../db/work/tasks.ts';
import { meetingResults } from '../../../domain/engagement.ts';
import { session } from '../../access.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { pageOf, readCursor } from '../cursor.ts';
import { paging, reason } from '../fields.ts';
import { language, languageOf } from '../language.ts';
import { exampleTask, task, taskInWords, taskShown } from './task.ts';

const taskList = z.object({
  tasks: z.array(taskShown),
  nextCursor: z.string().nullable(),
  /** `mine`: mine that are open; `overdue`: those of them past due */
  counts: z.object({ mine: z.int(), overdue: z.int() }),
});

const taskDone = z.strictObject({
  outcome: reason,
  result: z.enum(meetingResults).optional().describe('How a meeting ended; `held` when absent.'),
});

export type TaskList = z.output<typeof taskList>;

/** What is to be done by a date: call-backs first of all (R31). */
export const taskOperations = [
  operation({
    method: 'get',
    path: '/desk/api/tasks',
    access: session('task.do'),
    tag: 'desk',
    summary: 'List tasks',
    description: 'Open ones by due date, done ones the newest first.',
    query: z.strictObject({
      view: z.enum(['mine', 'department']).default('mine').describe('mine (default) or department.'),
      state: z.enum(['open', 'done']).default('open').describe('open (default) or done.'),
      ...paging,
      language,
    }),
    answer: {
      status: 200,
      words: 'A page.',
      schema: taskList.meta({ ref: 'TaskList' }),
      example: { tasks: [exampleTask], nextCursor: null, counts: { mine: 1, overdue: 0 } },
    },
    async handle({ db, now }, { c, viewer, query: { view, state, cursor, limit } }) {
      const list = `tasks ${view} ${state}`;
      const after = cursor === undefined ? null : readCursor(list, cursor);
      const [rows, counts] = await Promise.all([
        listTasks(db, viewer, { view, state, after, limit: limit + 1 }),
        countTasks(db, viewer, now()),
      ]);
      const { page, nextCursor } = pageOf(list, rows, limit, (row) => row);
      return { tasks: page.map((row) => taskInWords(row, languageOf(c, viewer))), nextCursor, counts };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/tasks/:id/done',
    access: session('task.do', task),
    tag: 'desk',
    summary: 'A task is done',
    description:
      'Done already is success; the first outcome stays. A meeting that was held is the word of its person with the client: it answers what waits. What was asked of finance is answered by its outcome, which stands in the conversation, inside.',
    body: { schema: taskDone.meta({ ref: 'TaskDone' }), example: { outcome: 'Called back: they will pay on Monday.' } },
    answer: { status: 200, words: 'The task.', schema: taskShown.meta({ ref: 'Task' }), example: exampleTask },
    errors: ['overloaded'],
    async handle(http, { c, viewer, object, body: { outcome, result = null } }) {
      const row = await finishTask(http, viewer, { id: object.id, outcome, result });
      if (row === null) throw new HttpError('not-found');
      return taskInWords(row, languageOf(c, viewer));
    },
  }),
] as const;
