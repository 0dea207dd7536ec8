import { Hono } from 'hono';
import { recordDeals } from '../../../clients/record-deals.ts';
import { recordOutreach } from '../../../clients/record-outreach.ts';
import { recordPayments } from '../../../clients/record-payments.ts';
import type { ClientTx } from '../../../clients/recorded.ts';
import { onRecord } from '../../../clients/recorded.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { refusedFact } from '../../api/facts.ts';
import { readBody } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { signedIn, signedInToChange } from '../people/auth.ts';
import { bodyErrors, changeErrors } from '../work/query.ts';
import { clientTxOf } from './attach.ts';
import { visibleClient } from './clients.ts';
import * as contract from './fact-contract.ts';
import { factsOf, mayRecord } from './facts.ts';

/** What the company's systems do not tell, somebody of sales does: a deal, a payment, that they called or wrote. */
export function factRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const { examples } = contract;

  app.get(
    '/clients/:id/facts',
    describe({
      summary: 'What happened with a client',
      description: 'Deals, payments and outreach, the newest 50 first, and what may be told by this viewer.',
      tag: 'desk',
      security: 'deskSession',
      answers: { 200: { words: 'The facts.', schema: contract.facts.meta({ ref: 'DeskFacts' }), example: examples.facts } },
      errors: ['unauthorized', 'client-not-found'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const client = await visibleClient(deps, viewer, c.req.param('id'));
      return c.json(await factsOf(deps, viewer, client.id));
    },
  );

  app.post(
    '/clients/:id/facts',
    describe({
      summary: 'Tell of a deal, a payment or outreach',
      description:
        'By a head; by a salesperson of their own client, or one nobody in sales owns, and of outreach of their own to any they see.',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: contract.fact.meta({ ref: 'DeskFact' }), example: examples.fact },
      answers: {
        200: { words: 'Kept.', schema: contract.kept.meta({ ref: 'DeskFactKept' }), example: examples.kept },
      },
      errors: [...bodyErrors, ...changeErrors, 'forbidden', 'client-not-found', 'contact-not-found', 'fact-differs'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const wish = await readBody(c, contract.fact);
      const client = await visibleClient(deps, viewer, c.req.param('id'));
      if (!(await mayRecord(deps, viewer, client.id))[wish.type]) throw new HttpError('forbidden');
      const kept = await deps.db
        .transaction(async (tx) => {
          const ctx = clientTxOf(deps, viewer, tx);
          const [one] = await recordFact(ctx, viewer, client.id, wish);
          await onRecord(ctx, `fact.${wish.type}`, { kind: 'client', id: client.id }, { fact: one?.id ?? null });
          return one;
        })
        .catch(refusedFact);
      return c.json({ id: kept?.id, isNew: kept?.isNew ?? false });
    },
  );

  return app;
}

function recordFact(ctx: ClientTx, viewer: Viewer, id: string, wish: contract.Fact) {
  const base = { externalId: `desk:${wish.key}`, at: new Date(wish.at), client: { id } };
  switch (wish.type) {
    case 'deal': {
      const { productLine, amount, currency, unrepresentative, project } = wish;
      return recordDeals(ctx, [{ ...base, productLine, amount, currency, unrepresentative, project, specialist: null }]);
    }
    case 'payment': {
      const { productLine, amount, currency, kind } = wish;
      return recordPayments(ctx, [{ ...base, productLine, amount, currency, kind, deal: null, corrects: null }]);
    }
    case 'outreach':
      return recordOutreach(ctx, [{ ...base, contact: wish.contact, means: wish.means, specialist: viewer.id }]);
  }
}
