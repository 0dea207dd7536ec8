import { z } from 'zod';
import { recordDeals } from '../../../clients/record-deals.ts';
import { outreachMeans, recordOutreach } from '../../../clients/record-outreach.ts';
import { recordPayments } from '../../../clients/record-payments.ts';
import { type ClientTx, onRecord } from '../../../clients/recorded.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { currency } from '../../../policy/form-text.ts';
import { session } from '../../access.ts';
import { refusedFact } from '../../api/facts.ts';
import { HttpError } from '../../errors.ts';
import { momentText } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { sample } from '../named.ts';
import { client, mayRecord } from './client.ts';
import { clientTxOf } from './client-tx.ts';

/** `key`: the page's own id of the fact; a repeat is success. */
const told = { key: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/), at: momentText };
const productLine = z.string().trim().min(1).max(100);
const money = { amount: z.int().min(0).max(1e15).describe('Minor units.'), currency };

const fact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('deal'),
    ...told,
    ...money,
    productLine,
    unrepresentative: z.boolean().default(false),
    project: z.boolean().default(false),
  }),
  z.strictObject({ type: z.literal('payment'), ...told, ...money, productLine, kind: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  z.strictObject({ type: z.literal('outreach'), ...told, means: z.enum(outreachMeans), contact: z.uuid().nullable().default(null) }),
]);

const kept = z.object({ id: z.uuid(), isNew: z.boolean() });

export type FactInput = z.input<typeof fact>;

/** What the company's systems do not tell, somebody of sales does: a deal, a payment, that they called or wrote. */
export const recordFactOperations = [
  operation({
    method: 'post',
    path: '/desk/api/clients/:id/facts',
    access: session('facts.tell', client),
    tag: 'desk',
    summary: 'Tell of a deal, a payment or outreach',
    description:
      'By a head; by a salesperson of their own client, or one nobody in sales owns, and of outreach of their own to any they see.',
    body: {
      schema: fact.meta({ ref: 'DeskFact' }),
      example: { type: 'outreach', key: sample.id(8), at: '2026-03-02T09:00:00Z', means: 'call', contact: null },
    },
    answer: { status: 200, words: 'Kept.', schema: kept.meta({ ref: 'DeskFactKept' }), example: { id: sample.id(8), isNew: true } },
    errors: ['contact-not-found', 'fact-differs'],
    async handle(http, { viewer, object, body }) {
      // What may be told depends on what it is, which the body says.
      if (!(await mayRecord(http, viewer, object.id))[body.type]) throw new HttpError('forbidden');
      return http.db
        .transaction(async (tx) => {
          const ctx = clientTxOf(http, viewer, tx);
          const [one] = await recordFact(ctx, viewer, object.id, body);
          if (one === undefined) throw new Error('one fact was told, none was kept');
          await onRecord(ctx, `fact.${body.type}`, { kind: 'client', id: object.id }, { fact: one.id });
          return { id: one.id, isNew: one.isNew };
        })
        .catch(refusedFact);
    },
  }),
] as const;

function recordFact(ctx: ClientTx, viewer: Viewer, id: string, wish: z.output<typeof fact>) {
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
