import type { Context } from 'hono';
import { z } from 'zod';
import type { Queries } from '../../../db/db.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { addAudit } from '../../../db/reports/audit.ts';
import {
  excuseViolation,
  listViolations,
  type NewWord,
  replyToViolation,
  type ViolationId,
  type ViolationRow,
} from '../../../db/reports/violations.ts';
import { workingTime } from '../../../domain/hours.ts';
import type { Language } from '../../../domain/language.ts';
import { desk } from '../../../texts/posted-desk.ts';
import { translator } from '../../../texts/translate.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { spanFields, spanIn } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { pageOf, readCursor } from '../cursor.ts';
import { paging } from '../fields.ts';
import { language, languageOf } from '../language.ts';
import { departmentNamed, personNamed, sample } from '../named.ts';
import { mayAboutViolation, sightOf, unfiltered, violation, visibleViolation } from './violation.ts';

const t = translator(desk);

const word = z.object({ text: z.string(), at: z.iso.datetime(), by: personNamed });
const shownViolation = z
  .object({
    id: z.string().describe('Of the turn and the hold in it.'),
    at: z.iso.datetime(),
    kind: z.enum(['first', 'later', 'promise']).describe('Which deadline: the first answer, a later one, a promised time.'),
    dueAt: z.iso.datetime(),
    lateMinutes: z.int().describe('Working minutes by which it was late; so far, while `open`.'),
    open: z.boolean(),
    person: personNamed,
    department: departmentNamed,
    conversation: z.uuid(),
    title: z.string(),
    /** the title is more than what somebody calls themselves */
    proven: z.boolean(),
    reply: word.nullable(),
    excuse: word.nullable(),
    may: z.object({ reply: z.boolean(), excuse: z.boolean() }),
  })
  .meta({ ref: 'Violation' });
const violationPage = z.object({ violations: z.array(shownViolation), nextCursor: z.string().nullable() });

export type Violation = z.infer<typeof shownViolation>;
export type ViolationPage = z.infer<typeof violationPage>;

const example: Violation = {
  id: `${sample.id(21)}.1`,
  at: '2026-03-02T09:04:00.000Z',
  kind: 'first',
  dueAt: '2026-03-02T09:04:00.000Z',
  lateMinutes: 3,
  open: false,
  person: sample.anna,
  department: sample.department,
  conversation: sample.conversation,
  title: sample.client.name,
  proven: true,
  reply: { text: 'I was with a client.', at: '2026-03-02T09:30:00.000Z', by: sample.anna },
  excuse: null,
  may: { reply: true, excuse: false },
};
const shown = { schema: shownViolation, example };

const listQuery = z.strictObject({
  person: z.uuid().optional().describe('Only this person’s.'),
  department: z.string().min(1).max(64).optional().describe('Only of this department, by its key.'),
  kind: z.enum(['first', 'later', 'promise']).optional().describe('first, later or promise.'),
  excused: z.enum(['yes', 'no']).optional().describe('yes or no.'),
  ...spanFields,
  ...paging,
  language,
});
const listOf = ({ cursor: _, limit: __, language: ___, ...filters }: z.output<typeof listQuery>) => `violations ${JSON.stringify(filters)}`;

const sentence = z.string().trim().min(1).max(1000);

/** Late answers: seen by whom they concern, replied to, excused. What was said of one stands, and it stays (R16). */
export const violationOperations = [
  operation({
    method: 'get',
    path: '/desk/api/violations',
    access: session('violation.see'),
    tag: 'desk',
    summary: 'Answers that came late',
    description: 'One’s own; a head sees those of their people, the director all. The newest first.',
    query: listQuery,
    answer: {
      status: 200,
      words: 'A page.',
      schema: violationPage.meta({ ref: 'ViolationPage' }),
      example: { violations: [example], nextCursor: null },
    },
    async handle(http, { c, viewer, query }) {
      const { person = null, department = null, kind = null, excused, cursor, limit } = query;
      const after = cursor === undefined ? null : readCursor(listOf(query), cursor);
      const rows = await listViolations(http.db, {
        ...sightOf(viewer),
        ...unfiltered,
        person,
        department,
        kind,
        excused: excused === undefined ? null : excused === 'yes',
        ...spanIn(http.company().calendar, query),
        after: after === null ? null : { at: after.key, id: after.id },
        limit: limit + 1,
      });
      const { page, nextCursor } = pageOf(listOf(query), rows, limit, ({ at, turnId }) => ({ key: at.getTime(), id: turnId }));
      return {
        violations: page.map((row) => inWords(http, viewer, row, languageOf(c, viewer))),
        nextCursor,
      };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/violations/:id/reply',
    access: session('violation.reply', violation),
    tag: 'desk',
    summary: 'Say a sentence about a late answer of one’s own',
    description: 'Once: it stands as it was said.',
    body: { schema: z.strictObject({ text: sentence }).meta({ ref: 'ViolationReply' }), example: { text: 'I was with a client.' } },
    answer: { status: 200, words: 'Said.', ...shown },
    errors: ['already-said'],
    async handle(http, { c, viewer, object, body: { text } }) {
      await keep(http, viewer, object, { text, write: replyToViolation, action: 'violation-replied' });
      return violationNow(http, c, viewer, object);
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/violations/:id/excuse',
    access: session('violation.excuse', violation),
    tag: 'desk',
    summary: 'Excuse a late answer',
    description:
      'By the head of the person’s department, or the director. It stays in the list, marked. Once: the reason stands as it was given.',
    body: { schema: z.strictObject({ reason: sentence }).meta({ ref: 'ViolationExcuse' }), example: { reason: 'The line was down.' } },
    answer: { status: 200, words: 'Excused.', ...shown },
    errors: ['already-said'],
    async handle(http, { c, viewer, object, body: { reason } }) {
      await keep(http, viewer, object, { text: reason, write: excuseViolation, action: 'violation-excused' });
      return violationNow(http, c, viewer, object);
    },
  }),
] as const;

interface Word {
  readonly text: string;
  readonly action: 'violation-replied' | 'violation-excused';
  write(tx: Queries, word: NewWord): Promise<boolean>;
}

/** Keeps a word about one, on record, and lets its person's desk know. */
async function keep({ db, now, newId, live }: Http, viewer: Viewer, row: ViolationRow, { text, action, write }: Word): Promise<void> {
  const { turnId, n, person, conversation } = row;
  const at = now();
  await db.transaction(async (tx) => {
    // What was said stands: neither is a second word taken, nor the first one changed.
    if (!(await write(tx, { id: newId(), turnId, n, by: viewer.id, text, at }))) throw new HttpError('already-said');
    const actor = { actorKind: 'specialist', actorId: viewer.id } as const;
    const object = { objectKind: 'specialist', objectId: person.id, data: { turn: turnId, hold: n } };
    await addAudit(tx, { id: newId(), at, ...actor, action, ...object });
  });
  live.publish([{ topic: `specialist:${person.id}`, conversation, version: 0 }]);
}

async function violationNow(http: Http, c: Context, viewer: Viewer, one: ViolationId): Promise<Violation> {
  const row = await visibleViolation(http, viewer, one);
  if (row === null) throw new HttpError('not-found');
  return inWords(http, viewer, row, languageOf(c, viewer));
}

function inWords({ now }: Http, viewer: Viewer, row: ViolationRow, language: Language): Violation {
  const until = row.ended ?? now();
  const working = row.schedule === null ? null : workingTime(row.schedule);
  const late = working?.minutesBetween(row.due, until) ?? (until.getTime() - row.due.getTime()) / 60_000;
  const said = (word: ViolationRow['reply']) => (word === null ? null : { ...word, at: new Date(word.at).toISOString() });
  return {
    id: `${row.turnId}.${row.n}`,
    at: row.at.toISOString(),
    kind: row.kind,
    dueAt: row.due.toISOString(),
    lateMinutes: Math.max(1, Math.ceil(late)),
    open: row.ended === null,
    person: { id: row.person.id, name: row.person.name },
    department: { key: row.department.key, name: row.department.name[language] },
    conversation: row.conversation,
    title: row.title ?? t(language, 'stranger'),
    proven: row.proven,
    reply: said(row.reply),
    excuse: said(row.excuse),
    may: {
      reply: row.reply === null && mayAboutViolation(viewer, 'violation.reply', row),
      excuse: row.excuse === null && mayAboutViolation(viewer, 'violation.excuse', row),
    },
  };
}
