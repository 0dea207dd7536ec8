import { Hono } from 'hono';
import { z } from 'zod';
import { countTasks, endTask, listTasks, type TaskRow } from '../../../db/work/tasks.ts';
import type { Language } from '../../../domain/language.ts';
import { searchTexts } from '../../../texts/search.ts';
import { translator } from '../../../texts/translate.ts';
import { readBody, readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { detailsOf } from '../clients/client.ts';
import { readCursor, writeCursor } from '../conversations/cursor.ts';
import { languageOf } from '../conversations/words.ts';
import { signedIn, signedInToChange } from '../people/auth.ts';
import * as contract from './contract.ts';
import * as examples from './examples.ts';
import { bodyErrors, changeErrors, limit } from './query.ts';

const t = translator(searchTexts);

const listQuery = z.strictObject({
  view: z.enum(['mine', 'department']).default('mine'),
  state: z.enum(['open', 'done']).default('open'),
  cursor: z.string().max(512).optional(),
  limit,
  language: z.string().max(35).optional(),
});

export function taskInWords(row: TaskRow, language: Language): contract.Task {
  return {
    id: row.id,
    kind: row.kind,
    title: titleOf(row.kind, language),
    text: row.text,
    contact: row.contact_id === null ? null : { id: row.contact_id, name: row.contact_name },
    client: row.client_id === null || row.client_name === null ? null : { id: row.client_id, name: row.client_name },
    conversation: row.conversation_id,
    department: { key: row.department, name: row.department_name[language] },
    specialist: row.specialist_id === null || row.specialist_name === null ? null : { id: row.specialist_id, name: row.specialist_name },
    dueAt: row.due_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
    outcome: row.outcome,
    details: row.contact_id === null ? null : detailsOf(row),
  };
}

function titleOf(kind: string, language: Language): string {
  const key = `task.${kind}`;
  return t(language, isKnown(key) ? key : 'task.other');
}

function isKnown(key: string): key is keyof typeof searchTexts.en {
  return key in searchTexts.en;
}

/** What is to be done by a date: call-backs first of all (R31). */
export function taskRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get(
    '/tasks',
    describe({
      summary: 'List tasks',
      description: 'Open ones by due date, done ones the newest first.',
      tag: 'desk',
      security: 'deskSession',
      query: {
        view: 'mine (default) or department.',
        state: 'open (default) or done.',
        cursor: '`nextCursor` of the page before.',
        limit: '1 to 100, 50 when absent.',
        language: 'ru or en; before Accept-Language.',
      },
      answers: { 200: { words: 'A page.', schema: contract.taskList.meta({ ref: 'TaskList' }), example: examples.tasks } },
      errors: ['invalid-request', 'unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const { view, state, cursor, limit } = readQuery(c, listQuery);
      const list = `tasks ${view} ${state}`;
      const after = cursor === undefined ? null : readCursor(list, cursor);
      const [rows, counts] = await Promise.all([
        listTasks(deps.db, viewer, { view, state, after, limit: limit + 1 }),
        countTasks(deps.db, viewer, deps.now()),
      ]);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        tasks: page.map((row) => taskInWords(row, languageOf(c, viewer))),
        nextCursor: rows.length > limit && last !== undefined ? writeCursor(list, { group: 0, ...last }) : null,
        counts,
      });
    },
  );

  app.post(
    '/tasks/:id/done',
    describe({
      summary: 'A task is done',
      description: 'Done already is success; the first outcome stays.',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: contract.taskDone.meta({ ref: 'TaskDone' }), example: { outcome: 'Called back: they will pay on Monday.' } },
      answers: { 200: { words: 'The task.', schema: contract.task.meta({ ref: 'Task' }), example: examples.task } },
      errors: [...bodyErrors, ...changeErrors, 'not-found'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const { outcome } = await readBody(c, contract.taskDone);
      const id = c.req.param('id');
      const row = z.uuid().safeParse(id).success ? await endTask(deps.db, viewer, { id, outcome, at: deps.now() }) : null;
      if (row === null) throw new HttpError('not-found');
      return c.json(taskInWords(row, languageOf(c, viewer)));
    },
  );

  return app;
}
