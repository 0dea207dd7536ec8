import { z } from 'zod';
import { outreachMeans } from '../../../clients/record-outreach.ts';
import { tellOutreach, tellsOutreach, withdrawOutreach } from '../../../clients/tell-outreach.ts';
import { listOutreach, type OutreachRow } from '../../../db/clients/outreach.ts';
import { outreachDays } from '../../../domain/lead.ts';
import { reachOf } from '../../../people/access.ts';
import { session } from '../../access.ts';
import { refusedFact } from '../../api/facts.ts';
import { newcomer } from '../../api/facts-contract.ts';
import type { Http } from '../../deps.ts';
import { momentText } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { key } from '../fields.ts';
import { personNamed, sample } from '../named.ts';
import { clientTxOf } from './client-tx.ts';
import { outreachRecord } from './outreach-record.ts';

const wish = z.strictObject({
  key,
  at: momentText,
  means: z.enum(outreachMeans),
  contact: z.uuid().nullable().default(null),
  client: z.uuid().nullable().default(null),
  newcomer: newcomer.optional().describe('Of somebody not known yet.'),
  closer: z.uuid().nullable().default(null).describe('Who goes on with them, where it is somebody else.'),
  note: z.string().trim().min(1).max(2000).optional(),
  corrects: z.uuid().nullable().default(null).describe('The record it puts right.'),
});

const states = ['waits', 'came', 'served', 'over'] as const;

const record = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  means: z.enum(outreachMeans),
  client: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  contact: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  newcomer: newcomer.nullable(),
  by: personNamed,
  /** who goes on with them */
  closer: personNamed,
  note: z.string().nullable(),
  /** waits: they have not come; came: to the one who closes; served: they have bought, and stay with whoever serves them; over: the days are */
  state: z.enum(states),
  /** until when it leads them to the one who closes */
  until: z.iso.datetime(),
  conversation: z.uuid().nullable(),
  cameAt: z.iso.datetime().nullable(),
});

const list = z.object({ records: z.array(record), tells: z.boolean(), seesAll: z.boolean() });
const kept = z.object({ id: z.uuid(), isNew: z.boolean() });

export type OutreachInput = z.input<typeof wish>;
export type OutreachList = z.output<typeof list>;
export type OutreachRecord = z.output<typeof record>;

const exampleRecord: OutreachRecord = {
  id: sample.id(8),
  at: sample.at,
  means: 'call',
  client: null,
  contact: null,
  newcomer: { person: 'Ivan Petrov', organisation: 'Green Garden', phone: '+79210000000' },
  by: sample.anna,
  closer: sample.anna,
  note: null,
  state: 'waits',
  until: sample.at,
  conversation: null,
  cameAt: null,
};

const most = 200;
const days = 86_400_000;
const example = { id: sample.id(8), isNew: true };

/** Cold calls and letters of sales, to anybody (R5): written down, put right, taken back, and what came of them. */
export const outreachOperations = [
  operation({
    method: 'get',
    path: '/desk/api/outreach',
    access: session('log.write'),
    tag: 'desk',
    summary: 'Outreach and what came of it',
    description: 'One’s own, made or to close; a head may see everybody’s.',
    query: z.strictObject({ of: z.enum(['mine', 'all']).default('mine') }),
    answer: {
      status: 200,
      words: 'The newest first.',
      schema: list.meta({ ref: 'OutreachList' }),
      example: { records: [exampleRecord], tells: true, seesAll: false },
    },
    async handle(http, { viewer, query: { of } }) {
      const seesAll = ['department', 'any'].includes(reachOf(viewer, 'facts.tell'));
      const rows = await listOutreach(http.db, of === 'all' && seesAll ? null : viewer.id, most);
      return { records: rows.map((row) => shown(http, row)), tells: tellsOutreach(viewer), seesAll };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/outreach',
    access: session('log.write'),
    tag: 'desk',
    summary: 'Write an outreach down',
    description: 'By a salesperson or a head, of anybody: a client, a contact, or somebody not known yet.',
    body: {
      schema: wish.meta({ ref: 'OutreachWish' }),
      example: {
        key: sample.id(8),
        at: '2026-03-02T09:00:00Z',
        means: 'call',
        newcomer: { organisation: 'Green Garden', phone: '8 921 000 00 00' },
      },
    },
    answer: { status: 200, words: 'Kept.', schema: kept.meta({ ref: 'OutreachKept' }), example },
    errors: [
      'not-sales',
      'client-not-found',
      'contact-not-found',
      'unknown-specialist',
      'unknown-detail',
      'nobody-named',
      'outreach-not-found',
      'outreach-corrected',
      'fact-differs',
    ],
    handle: (http, { viewer, body }) =>
      http.db
        .transaction(async (tx) => {
          const { id, isNew } = await tellOutreach(clientTxOf(http, viewer, tx), viewer, { ...body, at: new Date(body.at) });
          return { id, isNew };
        })
        .catch(refusedFact),
  }),

  operation({
    method: 'post',
    path: '/desk/api/outreach/:id/withdraw',
    access: session('facts.tell', outreachRecord),
    tag: 'desk',
    summary: 'Take an outreach back',
    body: { schema: z.strictObject({ key }).meta({ ref: 'OutreachWithdrawal' }), example: { key: sample.id(8) } },
    answer: { status: 200, words: 'Taken back.', schema: kept, example },
    errors: ['outreach-corrected', 'fact-differs'],
    handle: (http, { viewer, object, body }) =>
      http.db
        .transaction(async (tx) => {
          const { id, isNew } = await withdrawOutreach(clientTxOf(http, viewer, tx), viewer, object.id, body.key);
          return { id, isNew };
        })
        .catch(refusedFact),
  }),
] as const;

function shown({ company, now }: Http, row: OutreachRow): OutreachRecord {
  const until = new Date(row.at.getTime() + outreachDays(company().policy.data) * days);
  const { person, organisation, phone, email, telegram } = row;
  const of = Object.entries({ person, organisation, phone, email, telegram }).filter(([, value]) => value !== null);
  return {
    id: row.id,
    at: row.at.toISOString(),
    means: outreachMeans.find((each) => each === row.means) ?? 'call',
    client: row.client_id === null || row.client_name === null ? null : { id: row.client_id, name: row.client_name },
    contact: row.contact_id === null ? null : { id: row.contact_id, name: row.contact_name ?? '' },
    newcomer: of.length === 0 ? null : Object.fromEntries(of),
    by: { id: row.specialist_id, name: row.specialist_name },
    closer: { id: row.closer_id, name: row.closer_name },
    note: row.note,
    state: row.served ? 'served' : row.came_at !== null ? 'came' : until < now() ? 'over' : 'waits',
    until: until.toISOString(),
    conversation: row.conversation_id,
    cameAt: row.came_at?.toISOString() ?? null,
  };
}
