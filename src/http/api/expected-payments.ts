import { z } from 'zod';
import { type ExpectedOf, expectedPayments } from '../../clients/expected-payments.ts';
import { findClient } from '../../db/clients/listed.ts';
import { apiKey } from '../access.ts';
import { HttpError } from '../errors.ts';
import { momentText } from '../moment.ts';
import { operation } from '../operation.ts';
import { clientParameter, clientRefOf } from './client-of.ts';
import * as contract from './facts-contract.ts';
import * as examples from './facts-examples.ts';

/** What is expected of a client, and what of it has come (R32). */
export const expectedPaymentOperations = [
  operation({
    method: 'get',
    path: '/api/v1/clients/:client/expected-payments',
    id: 'listExpectedPayments',
    access: apiKey('facts:read'),
    tag: 'api',
    summary: 'What a client is to pay, and what is late',
    description:
      'By due date, two months ahead. Payments cover the oldest unpaid first, in the same product line and currency, of the kind the schedule names; as they were corrected last.',
    params: { client: clientParameter },
    query: z.strictObject({
      at: momentText.optional().describe('As of this moment; now when absent.').meta({ example: '2026-03-12T09:00:00Z' }),
    }),
    answer: { status: 200, words: 'All of them.', schema: contract.expectedPayments, example: examples.expectedPayments },
    errors: ['client-not-found'],
    async handle(http, { params, query }) {
      const found = await findClient(http.db, clientRefOf(params.client));
      if (found === null) throw new HttpError('client-not-found');
      const at = query.at === undefined ? http.now() : new Date(query.at);
      const [expected] = await expectedPayments(http.db, http.company(), [found.id], at);
      return expected === undefined ? { today: '', expected: [], left: [] } : showExpected(expected);
    },
  }),
] as const;

/** Shows what is expected of a client as it travels. */
export function showExpected({ today, expected, left }: ExpectedOf): z.output<typeof contract.expectedPayments> {
  return {
    today,
    expected: expected.map(({ schedule, covers, documentsAt, ...each }) => ({
      ...each,
      documentsAt: documentsAt?.toISOString() ?? null,
      scheduleId: schedule,
      covers: covers.map(({ payment, ...cover }) => ({ ...cover, paymentId: payment })),
    })),
    left: left.map(({ payment, ...each }) => ({ ...each, paymentId: payment })),
  };
}
