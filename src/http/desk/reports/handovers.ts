import { Hono } from 'hono';
import { z } from 'zod';
import { decideHandover } from '../../../clients/decide-handover.ts';
import { type HandoverListed, listHandovers } from '../../../db/clients/handover-list.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { rateOf } from '../../../domain/commission.ts';
import { afterVerb, type HandoverVerb, handoverVerbs, monthsAfter } from '../../../domain/handover.ts';
import { departmentsFor, mayIn } from '../../../people/access.ts';
import { readBody, readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { clientTxOf } from '../clients/attach.ts';
import { readCursor, writeCursor } from '../conversations/cursor.ts';
import { signedIn, signedInToChange } from '../people/auth.ts';
import { bodyErrors, changeErrors, limit } from '../work/query.ts';
import * as contract from './handover-contract.ts';

const listQuery = z.strictObject({
  view: z.enum(['mine', 'department']).default('mine'),
  state: z.enum(['open', 'done']).default('open'),
  cursor: z.string().max(512).optional(),
  limit,
});

/** Handovers from sales to the client department: whose, when and why; what people say to them (R17, R18). */
export function handoverRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const { examples } = contract;

  app.get(
    '/handovers',
    describe({
      summary: 'List handovers',
      description: 'One’s own, or a head’s departments’; initial periods that go on are among the open ones.',
      tag: 'desk',
      security: 'deskSession',
      query: {
        view: 'mine (default) or department.',
        state: 'open (default) or done.',
        cursor: '`nextCursor` of the page before.',
        limit: '1 to 100, 50 when absent.',
      },
      answers: { 200: { words: 'A page.', schema: contract.handoverList.meta({ ref: 'HandoverList' }), example: examples.list } },
      errors: ['invalid-request', 'unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const { view, state, cursor, limit } = readQuery(c, listQuery);
      const list = `handovers ${view} ${state}`;
      const own = view === 'department' && seesAll(viewer) ? null : viewer.id;
      const after = cursor === undefined ? null : readCursor(list, cursor);
      const rows = await listHandovers(deps.db, { own, id: null, state, after, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        handovers: page.map((row) => inWords(viewer, row)),
        nextCursor: rows.length > limit && last !== undefined ? writeCursor(list, { group: 0, ...last }) : null,
      });
    },
  );

  app.post(
    '/handovers/:id/say',
    describe({
      summary: 'Say something to a handover',
      description:
        'The salesperson asks for it early; the head of the client department accepts or refuses that; the head of sales puts it off, keeps the client or resumes; either side says that the documents are in. Always with a reason.',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: contract.handoverWish.meta({ ref: 'HandoverWish' }), example: examples.wish },
      answers: { 200: { words: 'The handover.', schema: contract.handover.meta({ ref: 'Handover' }), example: examples.handover } },
      errors: [...bodyErrors, ...changeErrors, 'forbidden', 'unknown-handover', 'handover-elsewhere', 'not-ahead'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const { verb, reason, until } = await readBody(c, contract.handoverWish);
      const row = await visible(deps, viewer, c.req.param('id'));
      if (!roleAllows(viewer, row, verb)) throw new HttpError('forbidden');
      const wish = { verb, reason, until: until === null ? null : new Date(until) };
      const said = await deps.db.transaction((tx) => decideHandover(clientTxOf(deps, viewer, tx), row.id, row.clientId, wish));
      if (said.type === 'refused') throw new HttpError(said.code);
      deps.live.publish(
        [...new Set([row.fromId, row.toId])].flatMap((id) => (id === null ? [] : [{ topic: `specialist:${id}` } as const])),
      );
      return c.json(inWords(viewer, await visible(deps, viewer, row.id)));
    },
  );

  return app;
}

/** Heads of sales or of the client department see all handovers: each is between the two. */
function seesAll(viewer: Viewer): boolean {
  const departments = departmentsFor(viewer, 'handover.see');
  return departments === null || departments.includes('sales') || departments.includes('client');
}

async function visible({ db }: HttpDeps, viewer: Viewer, id: string): Promise<HandoverListed> {
  const own = seesAll(viewer) ? null : viewer.id;
  const [row] = z.uuid().safeParse(id).success ? await listHandovers(db, { own, id, state: null, after: null, limit: 1 }) : [];
  if (row === undefined) throw new HttpError('unknown-handover');
  return row;
}

/** Who may say what, wherever it stands: the salesperson asks, the receiving head grants, the giving head puts off (R8, R17). */
function roleAllows(viewer: Viewer, { fromId }: HandoverListed, verb: HandoverVerb): boolean {
  const heads = (department: string) =>
    departmentsFor(viewer, 'handover.see') === null || (mayIn(viewer, 'handover.see', department) && isHead(viewer));
  switch (verb) {
    case 'ask':
      return fromId === viewer.id || heads('sales');
    case 'accept':
    case 'refuse':
      return heads('client');
    case 'put-off':
    case 'keep':
    case 'resume':
      return heads('sales');
    case 'documents':
      return fromId === viewer.id || heads('sales') || heads('client');
  }
}

function isHead({ role, heads }: Viewer): boolean {
  return role === 'head' || heads.length > 0;
}

function inWords(viewer: Viewer, row: HandoverListed): z.output<typeof contract.handover> {
  const { handover: rule, commission } = row.terms;
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const person = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  return {
    id: row.id,
    client: { id: row.clientId, name: row.clientName },
    productLine: row.productLine,
    status: row.status,
    rule,
    why: row.why,
    waitsFor: row.waitsFor,
    beganAt: row.beganAt.toISOString(),
    expectedAt: 'months' in rule ? monthsAfter(row.beganAt, rule.months).toISOString() : null,
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
    may: handoverVerbs.filter((verb) => isUseful(row, verb) && afterVerb(row.status, verb) !== null && roleAllows(viewer, row, verb)),
  };
}

function isUseful({ isProject, documentsAt }: HandoverListed, verb: HandoverVerb): boolean {
  return verb !== 'documents' || (isProject && documentsAt === null);
}
