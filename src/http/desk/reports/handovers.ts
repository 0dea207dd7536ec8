import { z } from 'zod';
import { decideHandover } from '../../../clients/decide-handover.ts';
import { type HandoverListed, listHandovers } from '../../../db/clients/handover-list.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { rateOf } from '../../../domain/commission.ts';
import { afterVerb, type HandoverVerb, handoverStatuses, handoverVerbs } from '../../../domain/handover.ts';
import type { Language } from '../../../domain/language.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { momentIn, saidText } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { clientTxOf } from '../clients/client-tx.ts';
import { pageOf, readCursor } from '../cursor.ts';
import { paging } from '../fields.ts';
import { languageOf } from '../language.ts';
import { departmentNamed, personNamed, sample } from '../named.ts';
import { handover, handoversFor, mayDecide, visibleHandover } from './handover.ts';

const time = z.iso.datetime();

const shownHandover = z
  .object({
    id: z.uuid(),
    client: z.object({ id: z.uuid(), name: z.string() }),
    productLine: z.string().nullable().describe('null: by the client’s size, whatever it buys.'),
    departments: z.object({ from: departmentNamed, to: departmentNamed }),
    status: z.enum(handoverStatuses),
    rule: z.object({
      deal: z.int().optional(),
      payment: z.object({ kind: z.string(), nth: z.int() }).optional(),
      months: z.int().optional(),
    }),
    why: z.enum(['deal', 'payment', 'months', 'asked', 'segment']).nullable(),
    waitsFor: z.enum(['documents', 'open-conversation', 'hours', 'nobody']).nullable(),
    beganAt: time,
    expectedAt: time.nullable().describe('Where the rule names a time.'),
    dueAt: time.nullable(),
    putOffUntil: time.nullable(),
    doneAt: time.nullable(),
    isProject: z.boolean(),
    documentsAt: time.nullable(),
    from: personNamed.nullable(),
    to: personNamed.nullable(),
    rates: z.object({ before: z.number(), after: z.number() }).nullable().describe('Percent.'),
    words: z.array(z.object({ kind: z.enum(handoverVerbs), by: z.string(), reason: z.string(), until: time.nullable(), at: time })),
    may: z.array(z.enum(handoverVerbs)),
  })
  .meta({ ref: 'Handover' });

const handoverList = z.object({ handovers: z.array(shownHandover), nextCursor: z.string().nullable() });

const handoverWish = z.strictObject({
  verb: z.enum(handoverVerbs),
  reason: z.string().trim().min(1).max(1000),
  until: saidText.nullable().default(null).describe('With put-off: a moment, or a day of the company’s time zone.'),
});

export type HandoverShown = z.output<typeof shownHandover>;
export type HandoverWish = z.input<typeof handoverWish>;

const example: HandoverShown = {
  id: sample.id(31),
  client: { id: sample.client.id, name: sample.client.name },
  productLine: 'subscription',
  departments: { from: { key: 'sales', name: 'Sales' }, to: sample.department },
  status: 'due',
  rule: { payment: { kind: 'monthly', nth: 2 } },
  why: 'payment',
  waitsFor: 'open-conversation',
  beganAt: sample.at,
  expectedAt: null,
  dueAt: sample.at,
  putOffUntil: null,
  doneAt: null,
  isProject: false,
  documentsAt: null,
  from: { id: sample.id(32), name: 'Anton' },
  to: null,
  rates: { before: 10, after: 2 },
  words: [],
  may: ['put-off', 'keep'],
};

/** Handovers from sales to the client department: whose, when and why; what people decide about them (R17, R18). */
export const handoverOperations = [
  operation({
    method: 'get',
    path: '/desk/api/handovers',
    access: session('handover.see'),
    tag: 'desk',
    summary: 'List handovers',
    description: 'One’s own, or a head’s departments’; initial periods that go on are among the open ones.',
    query: z.strictObject({
      view: z.enum(['mine', 'department']).default('mine').describe('mine (default) or department.'),
      state: z.enum(['open', 'done']).default('open').describe('open (default) or done.'),
      ...paging,
    }),
    answer: {
      status: 200,
      words: 'A page.',
      schema: handoverList.meta({ ref: 'HandoverList' }),
      example: { handovers: [example], nextCursor: null },
    },
    async handle(http, { c, viewer, query: { view, state, cursor, limit } }) {
      const list = `handovers ${view} ${state}`;
      const which = view === 'department' ? handoversFor(viewer) : { own: viewer.id, departments: [] };
      const after = cursor === undefined ? null : readCursor(list, cursor);
      const rows = await listHandovers(http.db, { ...which, id: null, state, after, limit: limit + 1 });
      const { page, nextCursor } = pageOf(list, rows, limit, (row) => row);
      return { handovers: page.map((row) => inWords(http, viewer, row, languageOf(c, viewer))), nextCursor };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/handovers/:id/say',
    access: session('handover.decide', handover),
    tag: 'desk',
    summary: 'Say something to a handover',
    description:
      'The salesperson asks for it early; the head of the client department accepts or refuses that; the head of sales puts it off, keeps the client or resumes; either side says that the documents are in. Always with a reason.',
    body: {
      schema: handoverWish.meta({ ref: 'HandoverWish' }),
      example: { verb: 'put-off', reason: 'They open a second office in April', until: '2027-04-15T09:00:00Z' },
    },
    answer: { status: 200, words: 'The handover.', schema: shownHandover, example },
    errors: ['handover-elsewhere', 'not-ahead'],
    async handle(http, { c, viewer, object, body: { verb, reason, until } }) {
      // Somebody who may say one thing may not say all.
      if (!mayDecide(viewer, object, verb)) throw new HttpError('forbidden');
      const wish = { verb, reason, until: until === null ? null : momentIn(http.company().calendar, until, 'until') };
      const said = await http.db.transaction((tx) => decideHandover(clientTxOf(http, viewer, tx), object.id, object.clientId, wish));
      if (said.type === 'refused') throw new HttpError(said.code);
      const concerned = new Set([object.fromId, object.toId].filter((id) => id !== null));
      http.live.publish([...concerned].map((id) => ({ topic: `specialist:${id}` }) as const));
      const row = await visibleHandover(http, viewer, object.id);
      if (row === null) throw new HttpError('unknown-handover');
      return inWords(http, viewer, row, languageOf(c, viewer));
    },
  }),
] as const;

function inWords({ company }: Pick<Http, 'company'>, viewer: Viewer, row: HandoverListed, language: Language): HandoverShown {
  const { commission = null } = row.terms;
  const rule: HandoverShown['rule'] = row.terms.handover ?? {};
  const department = (key: string) => ({ key, name: company().departments.find((each) => each.key === key)?.name[language] ?? key });
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const person = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  return {
    id: row.id,
    client: { id: row.clientId, name: row.clientName },
    productLine: row.productLine,
    departments: { from: department(row.fromDepartment), to: department(row.toDepartment) },
    status: row.status,
    rule,
    why: row.why,
    waitsFor: row.waitsFor,
    beganAt: row.beganAt.toISOString(),
    expectedAt: rule.months !== undefined ? company().calendar.monthsAfter(row.beganAt, rule.months).toISOString() : null,
    dueAt: iso(row.dueAt),
    putOffUntil: iso(row.putOffUntil),
    doneAt: iso(row.doneAt),
    isProject: row.isProject,
    documentsAt: iso(row.documentsAt),
    from: person(row.fromId, row.fromName),
    to: person(row.toId, row.toName),
    rates: commission === null ? null : { before: rateOf(commission.fullPercent) / 100, after: rateOf(commission.bonusPercent) / 100 },
    words: (row.words ?? []).map((each) => ({
      ...each,
      kind: each.kind as HandoverVerb,
      until: each.until === null ? null : new Date(each.until).toISOString(),
      at: new Date(each.at).toISOString(),
    })),
    may: handoverVerbs.filter((verb) => isUseful(row, verb) && afterVerb(row.status, verb) !== null && mayDecide(viewer, row, verb)),
  };
}

function isUseful({ isProject, documentsAt }: HandoverListed, verb: HandoverVerb): boolean {
  return verb !== 'documents' || (isProject && documentsAt === null);
}
