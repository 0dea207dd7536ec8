import { z } from 'zod';
import type { CardRow } from '../../../db/conversations/card.ts';
import { departmentsOf, seesAll } from '../../../db/conversations/visible.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { addAudit } from '../../../db/reports/audit.ts';
import { deleteSnippet, findSnippet, listSnippets, type SnippetRow, saveSnippet } from '../../../db/work/snippets.ts';
import type { Language } from '../../../domain/language.ts';
import { renderSnippet, unknownVariables } from '../../../domain/snippet.ts';
import type { AuditAction } from '../../../texts/audit.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { visibleConversation } from '../conversations/conversation.ts';
import { shortText } from '../fields.ts';
import { language, languageOf } from '../language.ts';
import { departmentNamed, sample } from '../named.ts';
import { mayChangeIn, snippet } from './snippet.ts';

/** What may stand in a snippet: `{contact}`, `{specialist}`, `{department}`, `{client}`. */
const snippetBody = z
  .strictObject({ ru: z.string().trim().min(1).max(4000).optional(), en: z.string().trim().min(1).max(4000).optional() })
  .refine((each) => each.ru !== undefined || each.en !== undefined, 'at least one language');

/** `department: null`: for everybody */
const snippetInput = z.strictObject({ title: shortText, body: snippetBody, department: z.string().max(64).nullable() });

const snippetShown = z.object({
  id: z.uuid(),
  title: z.string(),
  body: z.object({ ru: z.string().optional(), en: z.string().optional() }),
  /** null: for everybody */
  department: departmentNamed.nullable(),
  text: z.string().optional(),
  mayChange: z.boolean(),
});

const snippetList = z.object({ snippets: z.array(snippetShown) });

export type SnippetInput = z.input<typeof snippetInput>;
export type Snippet = z.output<typeof snippetShown>;
export type SnippetList = z.output<typeof snippetList>;

const example: Snippet = {
  id: sample.id(7),
  title: 'Greeting',
  body: { ru: 'Здравствуйте, {contact}! Чем помочь?', en: 'Hello, {contact}! How can I help?' },
  department: sample.department,
  text: 'Hello, Peter! How can I help?',
  mayChange: true,
};

const one = { schema: snippetShown.meta({ ref: 'Snippet' }), example };
const body = {
  schema: snippetInput.meta({ ref: 'SnippetInput' }),
  example: { title: 'Greeting', body: { en: 'Hello, {contact}! How can I help?' }, department: 'client' },
};

/** Ready sentences: one's department's and those for everybody. */
export const snippetOperations = [
  operation({
    method: 'get',
    path: '/desk/api/snippets',
    access: session('snippet.see'),
    tag: 'desk',
    summary: 'List snippets',
    query: z.strictObject({
      conversation: z.string().max(64).optional().describe('An id: each snippet also comes as `text`, ready to be sent in it.'),
      language,
    }),
    answer: { status: 200, words: 'By title.', schema: snippetList.meta({ ref: 'SnippetList' }), example: { snippets: [example] } },
    errors: ['unknown-conversation'],
    async handle(http, { c, viewer, query: { conversation } }) {
      const row = conversation === undefined ? null : await visibleConversation(http, viewer, conversation);
      if (conversation !== undefined && row === null) throw new HttpError('unknown-conversation');
      const rows = await listSnippets(http.db, seesAll(viewer) ? null : departmentsOf(viewer));
      return { snippets: rows.map((each) => inWords(viewer, each, languageOf(c, viewer), row)) };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/snippets',
    access: session('snippet.change'),
    tag: 'desk',
    summary: 'Add a snippet',
    description: 'For one’s own department; for everybody (`department: null`) by heads and the director.',
    body,
    answer: { status: 201, words: 'Added.', ...one },
    errors: ['unknown-department'],
    async handle(http, { c, viewer, body }) {
      const row = await save(http, viewer, body, null);
      return inWords(viewer, row, languageOf(c, viewer), null);
    },
  }),

  operation({
    method: 'put',
    path: '/desk/api/snippets/:id',
    access: session('snippet.change', snippet),
    tag: 'desk',
    summary: 'Change a snippet',
    body,
    answer: { status: 200, words: 'Changed.', ...one },
    errors: ['unknown-department'],
    async handle(http, { c, viewer, object, body }) {
      const row = await save(http, viewer, body, object.id);
      return inWords(viewer, row, languageOf(c, viewer), null);
    },
  }),

  operation({
    method: 'delete',
    path: '/desk/api/snippets/:id',
    access: session('snippet.change', snippet),
    tag: 'desk',
    summary: 'Delete a snippet',
    answer: { status: 204, words: 'It is gone.' },
    async handle(http, { c, viewer, object: { id } }) {
      await http.db.transaction(async (tx) => {
        await deleteSnippet(tx, id, http.now());
        await addAudit(tx, auditOf(http, viewer, 'snippet.deleted', id));
      });
      return c.body(null, 204);
    },
  }),
] as const;

/** Adds a snippet, or changes the one of this id. The department it is to be of counts as much as the one it was of. */
async function save(http: Http, viewer: Viewer, wish: z.output<typeof snippetInput>, changed: string | null): Promise<SnippetRow> {
  const { title, body, department } = wish;
  refuseUnknownVariables(body);
  if (department !== null && !http.company().departments.some((each) => each.key === department)) throw new HttpError('unknown-department');
  if (!mayChangeIn(viewer, department)) throw new HttpError('forbidden');
  const id = changed ?? http.newId<'snippet'>();
  const texts = { ...(body.ru === undefined ? {} : { ru: body.ru }), ...(body.en === undefined ? {} : { en: body.en }) };
  await http.db.transaction(async (tx) => {
    await saveSnippet(tx, { id, title, body: texts, department, by: viewer.id, at: http.now() });
    await addAudit(tx, auditOf(http, viewer, changed === null ? 'snippet.added' : 'snippet.changed', id));
  });
  const row = await findSnippet(http.db, id);
  if (row === null) throw new HttpError('not-found');
  return row;
}

function refuseUnknownVariables(body: z.output<typeof snippetBody>): void {
  const wrong = Object.entries(body).flatMap(([language, text]) =>
    unknownVariables(text ?? '').map((name) => ({ path: `body.${language}`, message: `unknown variable {${name}}` })),
  );
  if (wrong.length > 0) throw new HttpError('invalid-request', wrong);
}

function inWords(viewer: Viewer, row: SnippetRow, language: Language, conversation: CardRow | null): Snippet {
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    department: row.department === null ? null : { key: row.department, name: row.department_name?.[language] ?? row.department },
    ...(conversation === null ? {} : { text: filledIn(viewer, row, conversation) }),
    mayChange: mayChangeIn(viewer, row.department),
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

function auditOf({ newId, now }: Http, viewer: Viewer, action: AuditAction, id: string) {
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
