import { Hono } from 'hono';
import { z } from 'zod';
import type { Viewer } from '../../../db/sign-in.ts';
import { departmentsFor } from '../../../people/access.ts';
import type { Hand } from '../../../portfolio/on-record.ts';
import { onRecord } from '../../../portfolio/on-record.ts';
import { tellDeals } from '../../../portfolio/tell-deals.ts';
import { outreachMeans, tellOutreach } from '../../../portfolio/tell-outreach.ts';
import { tellPayments } from '../../../portfolio/tell-payments.ts';
import { refusedFact } from '../api/facts.ts';
import { readBody } from '../body.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe.ts';
import { HttpError } from '../errors.ts';
import { signedInToChange } from './auth.ts';
import { handOf } from './client-attach.ts';
import { visibleClient } from './client-routes.ts';
import { bodyErrors, changeErrors } from './every-day-query.ts';

/** `key`: the page's own id of the fact; a repeat is success. */
const told = { key: z.uuid(), at: z.iso.datetime({ offset: true }) };
const line = z.string().trim().min(1).max(100);
const money = { amount: z.int().min(0).max(1e15).describe('Minor units.'), currency: z.string().regex(/^[A-Z]{3}$/) };

const fact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('deal'),
    ...told,
    ...money,
    productLine: line,
    unrepresentative: z.boolean().default(false),
    project: z.boolean().default(false),
  }),
  z.strictObject({ type: z.literal('payment'), ...told, ...money, productLine: line, kind: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  z.strictObject({ type: z.literal('outreach'), ...told, means: z.enum(outreachMeans), contact: z.uuid().nullable().default(null) }),
]);
type Fact = z.output<typeof fact>;

const id = '01970a3e-1c00-7000-8000-000000000001';
const example = { type: 'outreach', key: id, at: '2026-03-02T09:00:00Z', means: 'call', contact: null };

/** What the company's systems do not tell, somebody of sales does: a deal, a payment, that they called or wrote. */
export function factRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.post(
    '/clients/:id/facts',
    describe({
      summary: 'Tell of a deal, a payment or outreach',
      description: 'By somebody of sales who sees the client, or a head.',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: fact.meta({ ref: 'DeskFact' }), example },
      answers: {
        200: {
          words: 'Kept.',
          schema: z.object({ id: z.uuid(), isNew: z.boolean() }).meta({ ref: 'DeskFactKept' }),
          example: { id, isNew: true },
        },
      },
      errors: [...bodyErrors, ...changeErrors, 'forbidden', 'client-not-found', 'contact-not-found', 'fact-differs'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const wish = await readBody(c, fact);
      const client = await visibleClient(deps, viewer, c.req.param('id'));
      if (!mayTell(viewer)) throw new HttpError('forbidden');
      const kept = await deps.db
        .transaction(async (tx) => {
          const hand = handOf(deps, viewer, tx);
          const [one] = await tell(hand, viewer, client.id, wish);
          await onRecord(hand, `fact.${wish.type}`, { kind: 'client', id: client.id }, { fact: one?.id ?? null });
          return one;
        })
        .catch(refusedFact);
      return c.json({ id: kept?.id, isNew: kept?.isNew ?? false });
    },
  );

  return app;
}

function mayTell(viewer: Viewer): boolean {
  const departments = departmentsFor(viewer, 'facts.tell');
  return viewer.department === 'sales' || departments === null || departments.length > 0;
}

function tell(hand: Hand, viewer: Viewer, id: string, wish: Fact) {
  const base = { externalId: `desk:${wish.key}`, at: new Date(wish.at), client: { id } };
  switch (wish.type) {
    case 'deal': {
      const { productLine, amount, currency, unrepresentative, project } = wish;
      return tellDeals(hand, [{ ...base, productLine, amount, currency, unrepresentative, project, specialist: null }]);
    }
    case 'payment': {
      const { productLine, amount, currency, kind } = wish;
      return tellPayments(hand, [{ ...base, productLine, amount, currency, kind, deal: null, corrects: null }]);
    }
    case 'outreach':
      return tellOutreach(hand, [{ ...base, contact: wish.contact, means: wish.means, specialist: viewer.id }]);
  }
}
