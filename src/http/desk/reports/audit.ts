import { z } from 'zod';
import { type AuditListed, listAudit } from '../../../db/reports/audit.ts';
import type { Language } from '../../../domain/language.ts';
import { departmentsFor } from '../../../people/access.ts';
import { audit } from '../../../texts/audit.ts';
import { translator } from '../../../texts/translate.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { spanFields, spanIn } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { pageOf, readCursor } from '../cursor.ts';
import { paging } from '../fields.ts';
import { language, languageOf } from '../language.ts';
import { sample } from '../named.ts';

type Key = keyof (typeof audit)['ru'];
const t = translator<Key>(audit);

const auditEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(['specialist', 'api-key', 'terminal', 'system']), id: z.uuid().nullable(), name: z.string().nullable() }),
  action: z.string().describe('Such as `signed-in`, `sign-in-refused`, `person-changed`.'),
  words: z.string().describe('In the viewer’s language; the code itself where it has no words yet.'),
  object: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  data: z.record(z.string(), z.unknown()).describe('Ids and codes, such as the names of changed fields.'),
});
const auditPage = z.object({ entries: z.array(auditEntry), nextCursor: z.string().nullable() });

export type AuditEntry = z.infer<typeof auditEntry>;
export type AuditPage = z.infer<typeof auditPage>;

const example: AuditPage = {
  entries: [
    {
      id: sample.id(13),
      at: sample.at,
      actor: { kind: 'specialist', id: sample.id(11), name: 'Boris Lazarev' },
      action: 'person-changed',
      words: 'Changes to the person: Anna Orlova',
      object: { kind: 'specialist', ...sample.anna },
      data: { fields: ['capacity'] },
    },
  ],
  nextCursor: null,
};

const auditQuery = z.strictObject({
  actor: z.uuid().optional().describe('Only what this person did.'),
  object: z.string().min(1).max(64).optional().describe('Only what was done to this one.'),
  action: z.string().min(1).max(64).optional().describe('Only this, such as signed-in or person-changed.'),
  ...spanFields,
  ...paging,
  language,
});

/** A cursor is of one list: the same filters, else it means nothing. */
const listOf = ({ cursor: _, limit: __, language: ___, ...filters }: z.output<typeof auditQuery>) => `audit ${JSON.stringify(filters)}`;

/** Who did what: sign-ins, and what was changed about people, departments and the rules. */
export const auditOperations = [
  operation({
    method: 'get',
    path: '/desk/api/audit',
    access: session('audit.read'),
    tag: 'desk',
    summary: 'Who did what',
    description: 'Everything for directors and admins; for a head what their people did and had done to them. The newest first.',
    query: auditQuery,
    answer: { status: 200, words: 'A page.', schema: auditPage.meta({ ref: 'AuditPage' }), example },
    async handle(http, { c, viewer, query }) {
      const { actor = null, object = null, action = null, cursor, limit } = query;
      const after = cursor === undefined ? null : readCursor(listOf(query), cursor);
      const rows = await listAudit(http.db, {
        departments: departmentsFor(viewer, 'audit.read'),
        viewer: viewer.id,
        actor,
        object,
        action,
        ...spanIn(http.company().calendar, query),
        after: after === null ? null : { at: after.key, id: after.id },
        limit: limit + 1,
      });
      const { page, nextCursor } = pageOf(listOf(query), rows, limit, ({ at, id }) => ({ key: at.getTime(), id }));
      const language = languageOf(c, viewer);
      const departments = departmentNames(http, language);
      return {
        entries: page.map((row) => inWords(row, language, departments)),
        nextCursor,
      };
    },
  }),
] as const;

function departmentNames({ company }: Http, language: Language): ReadonlyMap<string, string> {
  return new Map(company().departments.map((each) => [each.key, each.name[language]]));
}

function inWords(row: AuditListed, language: Language, departments: ReadonlyMap<string, string>) {
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
