import { z } from 'zod';
import { expectedPayments } from '../../clients/expected-payments.ts';
import { markExpected } from '../../clients/mark-expected.ts';
import { findClient } from '../../db/clients/listed.ts';
import { apiKey } from '../access.ts';
import { HttpError } from '../errors.ts';
import { expectedNamed, expectedParams } from '../expected-named.ts';
import { momentText } from '../moment.ts';
import { operation } from '../operation.ts';
import { clientParameter, clientRefOf } from './client-of.ts';
import { clientTxOf } from './client-tx.ts';
import { showExpected } from './expected-payments.ts';
import * as contract from './facts-contract.ts';
import * as examples from './facts-examples.ts';
import { plain } from './query.ts';

const mark = z
  .strictObject({
    invoice: plain(128).nullable().optional().describe('Number of its invoice; null: none of its own; absent: as it was.'),
    documentsAt: momentText
      .nullable()
      .optional()
      .describe('Since when invoice and documents are with the client; null: they are not; absent: as it was.'),
  })
  .refine((said) => Object.keys(said).length > 0, 'one of them at least')
  .meta({ ref: 'ExpectedPaymentMark' });

/** What the company's systems know of a payment that is expected: its invoice, and that the documents have arrived (R32). */
export const markExpectedOperations = [
  operation({
    method: 'patch',
    path: '/api/v1/clients/:client/expected-payments/:schedule/:due',
    id: 'markExpectedPayment',
    access: apiKey('facts:write'),
    tag: 'api',
    summary: 'Tell of the invoice and documents of an expected payment',
    description:
      'Of one payment, named by its schedule and the day it is due. A payment that names the invoice covers it before all others. What was said before stays on record; the same again changes nothing.',
    params: { client: clientParameter, ...expectedParams },
    body: { schema: mark, example: { invoice: 'INV-310', documentsAt: '2026-03-03T08:00:00Z' } },
    answer: {
      status: 200,
      words: 'All that is expected of the client.',
      schema: contract.expectedPayments,
      example: examples.expectedPayments,
    },
    errors: ['client-not-found', 'unknown-expected-payment'],
    async handle(http, { caller, params, body: { invoice, documentsAt } }) {
      const found = await findClient(http.db, clientRefOf(params.client));
      if (found === null) throw new HttpError('client-not-found');
      const wish = {
        ...(invoice !== undefined && { invoice }),
        ...(documentsAt !== undefined && { documentsAt: documentsAt === null ? null : new Date(documentsAt) }),
      };
      const isKnown = await http.db.transaction((tx) => markExpected(clientTxOf(http, caller, tx), found.id, expectedNamed(params), wish));
      if (!isKnown) throw new HttpError('unknown-expected-payment');
      const [expected] = await expectedPayments(http.db, http.company(), [found.id], http.now());
      if (expected === undefined) throw new Error('payments are expected of a client, and none are read');
      return showExpected(expected);
    },
  }),
] as const;
