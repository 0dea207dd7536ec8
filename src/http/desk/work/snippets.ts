import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type CardRow, departmentsOf, seesAll } from '../../../db/conversations/list.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { addAudit } from '../../../db/reports/audit.ts';
import { deleteSnippet, findSnippet, listSnippets, type SnippetRow, saveSnippet } from '../../../db/work/snippets.ts';
import type { Language } from '../../../domain/language.ts';
import { renderSnippet, unknownVariables } from '../../../domain/snippet.ts';
import { readBody, readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { visibleConversation } from '../conversations/read.ts';
import { languageOf } from '../conversations/words.ts';
import { signedIn, signedInToChange } from '../people/auth.ts';
import * as contract from './contract.ts';
import * as examples from './examples.ts';
import { bodyErrors, changeErrors } from './query.ts';

const listQuery = z.strictObject({ conversation: z.string().max(64).optional(), language: z.string().max(35).optional() });
const input = contract.snippetInput;
const inputExample = { title: 'Greeting', body: { en: 'Hello, {contact}! How can I help?' }, department: 'client' };

/** Ready sentences: one's department's and those for everybody. */
export function snippetRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const change = { tag: 'desk', security: 'deskChange' } as const;
  const one = { schema: contract.snippet.meta({ ref: 'Snippet' }), example: examples.snippet };
  const body = { schema: input.meta({ ref: 'SnippetInput' }), example: inputExample };

  app.get(
    '/snippets',
    describe({
      summary: 'List snippets',
      tag: 'desk',
      security: 'deskSession',
      query: {
        conversation: 'An id: each snippet also comes as `text`, ready to be sent in it.',
        language: 'ru or en; before Accept-Language.',
      },
      answers: { 200: { words: 'By title.', schema: contract.snippetList.meta({ ref: 'SnippetList' }), example: examples.snippets } },
      errors: ['invalid-request', 'unauthorized', 'unknown-conversation'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const { conversation } = readQuery(c, listQuery);
      const row = conversation === undefined ? null : await visibleConversation(deps, viewer, conversation);
      const rows = await listSnippets(deps.db, seesAll(viewer) ? null : departmentsOf(viewer));
      return c.json({ snippets: rows.map((each) => inWords(viewer, each, languageOf(c, viewer), row)) });
    },
  );

  app.post(
    '/snippets',
    describe({
      ...change,
      summary: 'Add a snippet',
      description: 'For one’s own department; for everybody (`department: null`) by heads and the director.',
      body,
      answers: { 201: { words: 'Added.', ...one } },
      errors: [...bodyErrors, ...changeErrors, 'forbidden', 'unknown-department'],
    }),
    async (c) => c.json(await save(deps, c, null), 201),
  );

  app.put(
    '/snippets/:id',
    describe({
      ...change,
      summary: 'Change a snippet',
      body,
      answers: { 200: { words: 'Changed.', ...one } },
      errors: [...bodyErrors, ...changeErrors, 'forbidden', 'unknown-department', 'not-found'],
    }),
    async (c) => c.json(await save(deps, c, c.req.param('id'))),
  );

  app.delete(
    '/snippets/:id',
    describe({
      ...change,
      summary: 'Delete a snippet',
      answers: { 204: 'It is gone.' },
      errors: [...changeErrors, 'forbidden', 'not-found'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const { id } = await changeable(deps, viewer, c.req.param('id'));
      await deps.db.transaction(async (tx) => {
        await deleteSnippet(tx, id, deps.now());
        await addAudit(tx, auditOf(deps, viewer, 'snippet.deleted', id));
      });
      return c.body(null, 204);
    },
  );

  return app;
}

async function save(deps: HttpDeps, c: Context, changed: string | null): Promise<contract.Snippet> {
  const viewer = await signedInToChange(deps, c);
  const { title, body, department } = await readBody(c, input);
  const wrong = Object.entries(body).flatMap(([language, text]) =>
    unknownVariables(text ?? '').map((name) => ({ path: `body.${language}`, message: `unknown variable {${name}}` })),
  );
  if (wrong.length > 0) throw new HttpError('invalid-request', wrong);
  if (department !== null && !deps.company().departments.some((each) => each.key === department)) throw new HttpError('unknown-department');
  if (!mayChange(viewer, department)) throw new HttpError('forbidden');
  const id = changed === null ? deps.newId<'snippet'>() : (await changeable(deps, viewer, changed)).id;
  const texts = { ...(body.ru === undefined ? {} : { ru: body.ru }), ...(body.en === undefined ? {} : { en: body.en }) };
  await deps.db.transaction(async (tx) => {
    await saveSnippet(tx, { id, title, body: texts, department, by: viewer.id, at: deps.now() });
    await addAudit(tx, auditOf(deps, viewer, changed === null ? 'snippet.added' : 'snippet.changed', id));
  });
  const row = await findSnippet(deps.db, id);
  if (row === null) throw new HttpError('not-found');
  return inWords(viewer, row, languageOf(c, viewer), null);
}

/** A snippet the viewer sees and may change. */
async function changeable({ db }: HttpDeps, viewer: Viewer, id: string): Promise<SnippetRow> {
  const row = z.uuid().safeParse(id).success ? await findSnippet(db, id) : null;
  const isSeen = row !== null && (row.department === null || seesAll(viewer) || departmentsOf(viewer).includes(row.department));
  if (row === null || !isSeen) throw new HttpError('not-found');
  if (!mayChange(viewer, row.department)) throw new HttpError('forbidden');
  return row;
}

function mayChange(viewer: Viewer, department: string | null): boolean {
  if (seesAll(viewer)) return true;
  return department === null ? viewer.heads.length > 0 : departmentsOf(viewer).includes(department);
}

function inWords(viewer: Viewer, row: SnippetRow, language: Language, conversation: CardRow | null): contract.Snippet {
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    department: row.department === null ? null : { key: row.department, name: row.department_name?.[language] ?? row.department },
    ...(conversation === null ? {} : { text: filledIn(viewer, row, conversation) }),
    mayChange: mayChange(viewer, row.department),
  };
}

/** In the contact's language, if the snippet is there in it. */
function filledIn(viewer: Viewer, { body }: SnippetRow, conversation: CardRow): string {
  const language =
    body[conversation.contact_language] === undefined ? (body.ru === undefined ? 'en' : 'ru') : conversation.contact_language;
  return renderSnippet(body[language] ?? '', {
    contact: conversation.contact_name,
    specialist: viewer.name,
    department: conversation.department_name[language],
    client: conversation.client_name,
  });
}

function auditOf({ newId, now }: HttpDeps, viewer: Viewer, action: string, id: string) {
  return {
    id: newId<'audit'>(),
    at: now(),
    actorKind: 'specialist' as const,
    actorId: viewer.id,
    action,
    objectKind: 'snippet',
    objectId: id,
    data: null,
  };
}
