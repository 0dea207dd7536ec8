import { z } from 'zod';
import { markExpected } from '../../../clients/mark-expected.ts';
import { session } from '../../access.ts';
import { plain } from '../../api/query.ts';
import { HttpError } from '../../errors.ts';
import { expectedNamed, expectedParams } from '../../expected-named.ts';
import { operation } from '../../operation.ts';
import { client } from './client.ts';
import { clientTxOf } from './client-tx.ts';

const mark = z
  .strictObject({
    invoice: plain(128).nullable().optional().describe('Number of its invoice; null: none of its own; absent: as it was.'),
    documents: z.boolean().optional().describe('Whether invoice and documents are with the client; absent: as it was.'),
  })
  .refine((said) => Object.keys(said).length > 0, 'one of them at least');

/** The client's specialist sees to it that invoice and documents have arrived before a payment is due (R32). */
export const markExpectedOperations = [
  operation({
    method: 'patch',
    path: '/desk/api/clients/:id/expected-payments/:schedule/:due',
    access: session('schedule.tell', client),
    tag: 'desk',
    summary: 'Note the invoice and documents of an expected payment',
    description: 'By whoever owns the client, whoever works in finance, and heads. What was said before stays on record.',
    params: expectedParams,
    body: { schema: mark.meta({ ref: 'DeskExpectedMark' }), example: { documents: true } },
    answer: { status: 204, words: 'It is noted.' },
    errors: ['unknown-expected-payment'],
    async handle(http, { c, viewer, object, params, body: { invoice, documents } }) {
      const wish = {
        ...(invoice !== undefined && { invoice }),
        ...(documents !== undefined && { documentsAt: documents ? http.now() : null }),
      };
      const isKnown = await http.db.transaction((tx) => markExpected(clientTxOf(http, viewer, tx), object.id, expectedNamed(params), wish));
      if (!isKnown) throw new HttpError('unknown-expected-payment');
      return c.body(null, 204);
    },
  }),
] as const;
