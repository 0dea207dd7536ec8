import { Hono } from 'hono';
import { z } from 'zod';
import { type AuditListed, listAudit } from '../../../db/reports/audit.ts';
import type { Language } from '../../../domain/language.ts';
import { departmentsFor, reachOf } from '../../../people/access.ts';
import { audit } from '../../../texts/audit.ts';
import { translator } from '../../../texts/translate.ts';
import { readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { readCursor, writeCursor } from '../conversations/cursor.ts';
import { languageOf } from '../conversations/words.ts';
import { signedIn } from '../people/auth.ts';
import * as contract from '../people/contract.ts';
import * as examples from '../people/examples.ts';

type Key = keyof (typeof audit)['ru'];
const t = translator<Key>(audit);

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const query = z.strictObject({
  actor: z.uuid().optional(),
  object: z.string().min(1).max(64).optional(),
  action: z.string().min(1).max(64).optional(),
  from: instant.optional(),
  until: instant.optional(),
  cursor: z.string().max(512).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .default(50),
  language: z.string().max(35).optional(),
});

/** A cursor is of one list: the same filters, else it means nothing. */
const list = ({ cursor: _, limit: __, language: ___, ...filters }: z.output<typeof query>) => `audit ${JSON.stringify(filters)}`;

/** Who did what: sign-ins, and what was changed about people and departments. */
export function auditRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get(
    '/audit',
    describe({
      summary: 'Who did what',
      description: 'Everything for directors and admins; for a head what their people did and had done to them. The newest first.',
      tag: 'desk',
      security: 'deskSession',
      query: {
        actor: 'Only what this person did.',
        object: 'Only what was done to this one.',
        action: 'Only this, such as signed-in or person-changed.',
        from: 'An instant: not earlier.',
        until: 'An instant: earlier.',
        cursor: '`nextCursor` of the page before.',
        limit: '1 to 100, 50 when absent.',
        language: 'ru or en; before Accept-Language.',
      },
      answers: { 200: { words: 'A page.', schema: contract.auditPage.meta({ ref: 'AuditPage' }), example: examples.auditPage } },
      errors: ['invalid-request', 'unauthorized', 'forbidden'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      if (reachOf(viewer, 'audit.read') === 'none') throw new HttpError('forbidden');
      const wish = readQuery(c, query);
      const { actor = null, object = null, action = null, from = null, until = null, cursor, limit } = wish;
      const place = cursor === undefined ? null : readCursor(list(wish), cursor);
      const rows = await listAudit(deps.db, {
        departments: departmentsFor(viewer, 'audit.read'),
        viewer: viewer.id,
        actor,
        object,
        action,
        from,
        until,
        after: place === null ? null : { at: place.key, id: place.id },
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const language = languageOf(c, viewer);
      return c.json({
        entries: page.map((row) => entryOf(row, language, departmentNames(deps, language))),
        nextCursor:
          rows.length > limit && last !== undefined ? writeCursor(list(wish), { group: 0, key: last.at.getTime(), id: last.id }) : null,
      });
    },
  );
  return app;
}

function departmentNames({ company }: HttpDeps, language: Language): ReadonlyMap<string, string> {
  return new Map(company().departments.map((each) => [each.key, each.name[language]]));
}

function entryOf(row: AuditListed, language: Language, departments: ReadonlyMap<string, string>) {
  const name = row.objectKind === 'department' ? (departments.get(row.objectName ?? '') ?? row.objectName) : row.objectName;
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    words: Object.hasOwn(audit.ru, row.action) ? t(language, row.action as Key, { object: name ?? row.objectId }) : row.action,
    object: { kind: row.objectKind, id: row.objectId, name },
    data: row.data ?? {},
  };
}
