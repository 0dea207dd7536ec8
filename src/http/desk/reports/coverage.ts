import { z } from 'zod';
import { onRecord } from '../../../clients/recorded.ts';
import { type Coverage, coverage } from '../../../db/clients/coverage.ts';
import { languagesOf } from '../../../db/people/known.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { addTask } from '../../../db/work/add-task.ts';
import { type SizeClass, sizeClasses } from '../../../domain/client.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import { handoverWords } from '../../../texts/handover.ts';
import { translator } from '../../../texts/translate.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { operation } from '../../operation.ts';
import { clientTxOf } from '../clients/client-tx.ts';
import { pageOf, readCursor } from '../cursor.ts';
import { paging } from '../fields.ts';
import { personNamed, sample } from '../named.ts';
import { littleKnownClient, sightOf, stillLittleKnown } from './little-known-client.ts';

const t = translator(handoverWords);

const role = z.enum(['sales', 'client', 'head-sales', 'head-client']);
const coverageItem = z
  .object({
    client: z.object({ id: z.uuid(), name: z.string() }),
    size: z.enum(sizeClasses),
    known: z.array(z.string()).describe('Names of who knows them.'),
    missing: z.array(z.object({ role, who: personNamed.nullable() })),
    task: z.boolean().describe('There is a task to mend it.'),
  })
  .meta({ ref: 'CoverageItem' });
const coverageList = z.object({ clients: z.array(coverageItem), nextCursor: z.string().nullable() });

export type CoverageItem = z.output<typeof coverageItem>;

const example: CoverageItem = {
  client: { id: sample.client.id, name: sample.client.name },
  size: 'key',
  known: ['Anton'],
  missing: [{ role: 'client', who: sample.anna }],
  task: false,
};

/** Working time to get to know a client. */
const withinMs = 14 * 86_400_000;

/** Clients too few of us know (R19): each must be known by sales and the client department, a key client by one more. */
export const coverageOperations = [
  operation({
    method: 'get',
    path: '/desk/api/coverage',
    access: session('handover.see'),
    tag: 'desk',
    summary: 'Clients too few people know',
    description: 'One’s own, or a head’s departments’. Knowing is a delivered exchange, a logged call or visit.',
    query: z.strictObject(paging),
    answer: {
      status: 200,
      words: 'A page.',
      schema: coverageList.meta({ ref: 'Coverage' }),
      example: { clients: [example], nextCursor: null },
    },
    async handle(http, { viewer, query: { cursor, limit } }) {
      const after = cursor === undefined ? null : readCursor('coverage', cursor).id;
      const rows = await coverage(http.db, { ...sightOf(viewer), client: null, after, limit: limit + 1 });
      const { page, nextCursor } = pageOf('coverage', rows, limit, ({ id }) => ({ key: 0, id }));
      return {
        clients: page.map((row) => inWords(http, row)),
        nextCursor,
      };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/coverage/:id/task',
    access: session('client.acquaint', littleKnownClient),
    tag: 'desk',
    summary: 'Let somebody get to know a client',
    description: 'A task for the first who ought to know them and does not; there already is success.',
    answer: { status: 200, words: 'The client as it stands now.', schema: coverageItem, example },
    async handle(http, { viewer, object }) {
      if (!object.task) await letAcquaint(http, viewer, object);
      return inWords(http, (await stillLittleKnown(http, viewer, object.id)) ?? object);
    },
  }),
] as const;

/** Makes the task, on record, and lets whoever is to do it know. */
async function letAcquaint(http: Http, viewer: Viewer, row: Coverage): Promise<void> {
  const first = row.missing.find(({ who }) => who !== null) ?? row.missing[0];
  const department = first?.role === 'sales' || first?.role === 'head-sales' ? 'sales' : 'client';
  const specialist = (first?.who ?? null) as SpecialistId | null;
  const now = http.now();
  await http.db.transaction(async (tx) => {
    const ctx = clientTxOf(http, viewer, tx);
    const language = specialist === null ? 'ru' : ((await languagesOf(tx, [specialist])).get(specialist) ?? 'ru');
    const text = t(language, 'task.acquaint', { client: row.name });
    const of = { client: row.id, contact: null, department, specialist, text, by: viewer.id };
    await addTask(tx, { ...of, id: http.newId(), kind: 'acquaint', dueAt: new Date(now.getTime() + withinMs), now });
    await onRecord(ctx, 'client.acquaint', { kind: 'client', id: row.id }, { specialist });
  });
  if (specialist !== null) http.live.publish([{ topic: `specialist:${specialist}` }]);
}

function inWords({ company }: Http, row: Coverage): CoverageItem {
  const person = (who: string | null) => {
    const found = who === null ? undefined : company().people.get(who as SpecialistId);
    return found === undefined ? null : { id: found.id, name: found.name };
  };
  return {
    client: { id: row.id, name: row.name },
    size: row.size as SizeClass,
    known: [...row.known],
    missing: row.missing.map(({ role: each, who }) => ({ role: role.parse(each), who: person(who) })),
    task: row.task,
  };
}
