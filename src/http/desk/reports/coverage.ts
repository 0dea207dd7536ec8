import { Hono } from 'hono';
import { z } from 'zod';
import { onRecord } from '../../../clients/recorded.ts';
import { type Coverage, coverage } from '../../../db/clients/coverage.ts';
import { languagesOf } from '../../../db/people/known.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { addTask } from '../../../db/work/add-task.ts';
import { sizeClasses } from '../../../domain/client.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import { departmentsFor } from '../../../people/access.ts';
import { handoverWords } from '../../../texts/handover.ts';
import { translator } from '../../../texts/translate.ts';
import { readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { signedIn, signedInToChange } from '../../session.ts';
import { clientTxOf } from '../clients/client-tx.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { changeErrors, limit } from '../work/query.ts';

const t = translator(handoverWords);

const role = z.enum(['sales', 'client', 'head-sales', 'head-client']);
const item = z.object({
  client: z.object({ id: z.uuid(), name: z.string() }),
  size: z.enum(sizeClasses),
  known: z.array(z.string()).describe('Names of who knows them.'),
  missing: z.array(z.object({ role, who: z.object({ id: z.uuid(), name: z.string() }).nullable() })),
  task: z.boolean().describe('There is a task to mend it.'),
});
const list = z.object({ clients: z.array(item), nextCursor: z.string().nullable() });

export type CoverageItem = z.output<typeof item>;
export type CoverageList = z.output<typeof list>;

const id = '01970a3e-1c00-7000-8000-000000000001';
const example = {
  client: { id, name: 'Romashka Ltd' },
  size: 'key',
  known: ['Anton'],
  missing: [{ role: 'client', who: { id, name: 'Irina' } }],
  task: false,
} as const;

const query = z.strictObject({ cursor: z.string().max(512).optional(), limit });

/** Working time to get to know a client, in days. */
const withinMs = 14 * 86_400_000;

/** Clients too few of us know (R19): each must be known by sales and the client department, a key client by one more. */
export function coverageRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get(
    '/coverage',
    describe({
      summary: 'Clients too few people know',
      description: 'One’s own, or a head’s departments’. Knowing is a delivered exchange, a logged call or visit.',
      tag: 'desk',
      security: 'deskSession',
      query: { cursor: '`nextCursor` of the page before.', limit: '1 to 100, 50 when absent.' },
      answers: { 200: { words: 'A page.', schema: list.meta({ ref: 'Coverage' }), example: { clients: [example], nextCursor: null } } },
      errors: ['invalid-request', 'unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const { cursor, limit } = readQuery(c, query);
      const after = cursor === undefined ? null : readCursor('coverage', cursor).id;
      const rows = await coverage(deps.db, { ...sightOf(viewer), client: null, after, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const nextCursor = rows.length > limit && last !== undefined ? writeCursor('coverage', { group: 0, key: 0, id: last.id }) : null;
      return c.json({ clients: page.map((row) => inWords(deps, row)), nextCursor });
    },
  );

  app.post(
    '/coverage/:id/task',
    describe({
      summary: 'Let somebody get to know a client',
      description: 'A task for the first who ought to know them and does not; there already is success.',
      tag: 'desk',
      security: 'deskChange',
      answers: { 200: { words: 'The client as it stands now.', schema: item.meta({ ref: 'CoverageItem' }), example } },
      errors: [...changeErrors, 'client-not-found'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const client = z.uuid().safeParse(c.req.param('id'));
      const read = async () => {
        if (!client.success) return undefined;
        return (await coverage(deps.db, { ...sightOf(viewer), client: client.data, after: null, limit: 1 }))[0];
      };
      const row = await read();
      if (row === undefined) throw new HttpError('client-not-found');
      if (!row.task) await mend(deps, viewer, row);
      return c.json(inWords(deps, (await read()) ?? row));
    },
  );

  return app;
}

function sightOf(viewer: Viewer): { departments: readonly string[] | null; owner: string | null } {
  return { departments: departmentsFor(viewer, 'handover.see'), owner: viewer.id };
}

async function mend(deps: HttpDeps, viewer: Viewer, row: Coverage): Promise<void> {
  const first = row.missing.find(({ who }) => who !== null) ?? row.missing[0];
  const department = first?.role === 'sales' || first?.role === 'head-sales' ? 'sales' : 'client';
  const specialist = (first?.who ?? null) as SpecialistId | null;
  const now = deps.now();
  await deps.db.transaction(async (tx) => {
    const ctx = clientTxOf(deps, viewer, tx);
    const language = specialist === null ? 'ru' : ((await languagesOf(tx, [specialist])).get(specialist) ?? 'ru');
    const text = t(language, 'task.acquaint', { client: row.name });
    const of = { client: row.id, contact: null, department, specialist, text, by: viewer.id };
    await addTask(tx, { ...of, id: deps.newId(), kind: 'acquaint', dueAt: new Date(now.getTime() + withinMs), now });
    await onRecord(ctx, 'client.acquaint', { kind: 'client', id: row.id }, { specialist });
  });
  if (specialist !== null) deps.live.publish([{ topic: `specialist:${specialist}` }]);
}

function inWords({ company }: HttpDeps, row: Coverage) {
  const person = (who: string | null) => {
    const found = who === null ? undefined : company().people.get(who as SpecialistId);
    return found === undefined ? null : { id: found.id, name: found.name };
  };
  return {
    client: { id: row.id, name: row.name },
    size: row.size,
    known: row.known,
    missing: row.missing.map(({ role, who }) => ({ role, who: person(who) })),
    task: row.task,
  };
}
