import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Queries } from '../../../db/db.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { addAudit } from '../../../db/reports/audit.ts';
import {
  excuseViolation,
  listViolations,
  type NewWord,
  replyToViolation,
  type ViolationFilter,
  type ViolationRow,
} from '../../../db/reports/violations.ts';
import { workingTime } from '../../../domain/hours.ts';
import type { Language } from '../../../domain/language.ts';
import type { Role } from '../../../domain/specialist.ts';
import { departmentsFor, mayAbout } from '../../../people/access.ts';
import { desk } from '../../../texts/posted-desk.ts';
import { translator } from '../../../texts/translate.ts';
import { readBody, readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { readCursor, writeCursor } from '../conversations/cursor.ts';
import { languageOf } from '../conversations/words.ts';
import { signedIn, signedInToChange } from '../people/auth.ts';
import { bodyErrors, changeErrors, limit } from '../work/query.ts';
import * as contract from './violations-contract.ts';
import * as examples from './violations-examples.ts';

const t = translator(desk);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const query = z.strictObject({
  person: z.uuid().optional(),
  department: z.string().min(1).max(64).optional(),
  kind: z.enum(['first', 'later', 'promise']).optional(),
  excused: z.enum(['yes', 'no']).optional(),
  from: instant.optional(),
  until: instant.optional(),
  cursor: z.string().max(512).optional(),
  limit,
  language: z.string().max(35).optional(),
});

const none = { person: null, department: null, kind: null, excused: null, from: null, until: null, one: null, after: null } as const;
const listOf = ({ cursor: _, limit: __, language: ___, ...filters }: z.output<typeof query>) => `violations ${JSON.stringify(filters)}`;

/** Late answers: seen by whom they concern, replied to, excused. */
export function violationRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const one = { schema: contract.violation.meta({ ref: 'Violation' }), example: examples.violation };

  app.get(
    '/violations',
    describe({
      summary: 'Answers that came late',
      description: 'One’s own; a head sees those of their people, the director all. The newest first.',
      tag: 'desk',
      security: 'deskSession',
      query: {
        person: 'Only this person’s.',
        department: 'Only of this department, by its key.',
        kind: 'first, later or promise.',
        excused: 'yes or no.',
        from: 'An instant: not earlier.',
        until: 'An instant: earlier.',
        cursor: '`nextCursor` of the page before.',
        limit: '1 to 100, 50 when absent.',
        language: 'ru or en; before Accept-Language.',
      },
      answers: {
        200: { words: 'A page.', schema: contract.violationPage.meta({ ref: 'ViolationPage' }), example: examples.violationPage },
      },
      errors: ['invalid-request', 'unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const wish = readQuery(c, query);
      const { person = null, department = null, kind = null, excused, from = null, until = null, cursor } = wish;
      const place = cursor === undefined ? null : readCursor(listOf(wish), cursor);
      const rows = await listViolations(deps.db, {
        ...sight(viewer),
        ...none,
        person,
        department,
        kind,
        excused: excused === undefined ? null : excused === 'yes',
        from,
        until,
        after: place === null ? null : { at: place.key, id: place.id },
        limit: wish.limit + 1,
      });
      const page = rows.slice(0, wish.limit);
      const last = page.at(-1);
      const more = rows.length > wish.limit && last !== undefined;
      return c.json({
        violations: page.map((row) => violationView(deps, viewer, row, languageOf(c, viewer))),
        nextCursor: more ? writeCursor(listOf(wish), { group: 0, key: last.at.getTime(), id: last.turnId }) : null,
      });
    },
  );

  /** Says a word about one; who may is told by the row. */
  const word = async (
    c: Context,
    doing: 'reply' | 'excuse',
    read: () => Promise<string>,
    write: (tx: Queries, word: NewWord) => Promise<boolean>,
  ) => {
    const viewer = await signedInToChange(deps, c);
    const text = await read();
    const row = await find(deps, viewer, c.req.param('id') ?? '');
    if (!rightsOf(viewer, row)[doing]) throw new HttpError('forbidden');
    const { turnId, n } = row;
    const at = deps.now();
    await deps.db.transaction(async (tx) => {
      // What was said stands: neither is a second word taken, nor the first one changed.
      if (!(await write(tx, { id: deps.newId(), turnId, n, by: viewer.id, text, at }))) throw new HttpError('already-said');
      const action = doing === 'reply' ? 'violation-replied' : 'violation-excused';
      const actor = { actorKind: 'specialist', actorId: viewer.id } as const;
      const object = { objectKind: 'specialist', objectId: row.person.id, data: { turn: turnId, hold: n } };
      await addAudit(tx, { id: deps.newId(), at, ...actor, action, ...object });
    });
    deps.live.publish([{ topic: `specialist:${row.person.id}`, conversation: row.conversation, version: 0 }]);
    return c.json(violationView(deps, viewer, await find(deps, viewer, c.req.param('id') ?? ''), languageOf(c, viewer)));
  };

  app.post(
    '/violations/:id/reply',
    describe({
      summary: 'Say a sentence about a late answer of one’s own',
      description: 'Once: it stands as it was said.',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: contract.violationReply.meta({ ref: 'ViolationReply' }), example: { text: 'Был на выезде у клиента.' } },
      answers: { 200: { words: 'Said.', ...one } },
      errors: [...bodyErrors, ...changeErrors, 'forbidden', 'not-found', 'already-said'],
    }),
    (c) => word(c, 'reply', async () => (await readBody(c, contract.violationReply)).text, replyToViolation),
  );

  app.post(
    '/violations/:id/excuse',
    describe({
      summary: 'Excuse a late answer',
      description:
        'By the head of the person’s department, or the director. It stays in the list, marked. Once: the reason stands as it was given.',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: contract.violationExcuse.meta({ ref: 'ViolationExcuse' }), example: { reason: 'Не работала связь в офисе.' } },
      answers: { 200: { words: 'Excused.', ...one } },
      errors: [...bodyErrors, ...changeErrors, 'forbidden', 'not-found', 'already-said'],
    }),
    (c) => word(c, 'excuse', async () => (await readBody(c, contract.violationExcuse)).reason, excuseViolation),
  );

  return app;
}

function sight(viewer: Viewer): Pick<ViolationFilter, 'departments' | 'viewer'> {
  return { departments: departmentsFor(viewer, 'violation.see'), viewer: viewer.id };
}

async function find({ db }: HttpDeps, viewer: Viewer, id: string): Promise<ViolationRow> {
  const [turnId = '', n = ''] = id.split('.');
  const known = z.uuid().safeParse(turnId).success && /^\d{1,4}$/.test(n);
  const rows = known ? await listViolations(db, { ...sight(viewer), ...none, one: { turnId, n: Number(n) }, limit: 1 }) : [];
  const row = rows[0];
  if (row === undefined) throw new HttpError('not-found');
  return row;
}

/** A reply is the person's own; nobody excuses themselves. */
function rightsOf(viewer: Viewer, { person }: ViolationRow): contract.Violation['may'] {
  const isMine = person.id === viewer.id;
  const subject = { id: person.id, role: person.role as Role, department: person.department };
  return { reply: isMine, excuse: !isMine && mayAbout(viewer, 'violation.excuse', subject) };
}

function violationView({ now }: Pick<HttpDeps, 'now'>, viewer: Viewer, row: ViolationRow, language: Language): contract.Violation {
  const until = row.ended ?? now();
  const working = row.schedule === null ? null : workingTime(row.schedule);
  const late = working?.minutesBetween(row.due, until) ?? (until.getTime() - row.due.getTime()) / 60_000;
  const rights = rightsOf(viewer, row);
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
    reply: said(row.reply),
    excuse: said(row.excuse),
    may: { reply: rights.reply && row.reply === null, excuse: rights.excuse && row.excuse === null },
  };
}
