import { z } from 'zod';
import { changeClient } from '../../clients/change-client.ts';
import { createClient } from '../../clients/create-client.ts';
import { lockForOwner } from '../../clients/set-owner.ts';
import { type ClientRow, findClient, listClients } from '../../db/clients/listed.ts';
import { clientStages, sizeClasses } from '../../domain/client.ts';
import { apiKey } from '../access.ts';
import { HttpError } from '../errors.ts';
import { operation, reply } from '../operation.ts';
import { clientParameter, clientRefOf } from './client-of.ts';
import { clientTxOf } from './client-tx.ts';
import * as contract from './contract.ts';
import { pageOf, readCursor } from './cursor.ts';
import { demandMatch, etagOf } from './etag.ts';
import * as examples from './examples.ts';
import { paging, plain } from './query.ts';
import { showClient } from './show.ts';

const filters = z.strictObject({
  externalId: plain(128).optional().describe('The one with this id of the company’s own.').meta({ example: 'CRM-7' }),
  q: plain(200).optional().describe('A part of the name, in any case.').meta({ example: 'romashka' }),
  size: z.enum(sizeClasses).optional().describe('Of this size.'),
  stage: z.enum(clientStages).optional().describe('At this stage.').meta({ example: 'served' }),
  productLine: plain(100).optional().describe('Of this product line.'),
  owner: z.uuid().optional().describe('Owned by this specialist, in any department.').meta({ example: examples.ids.specialist }),
  ...paging,
});

/** A client as an answer, with its version. */
export async function answerClient(row: ClientRow | null, headers: Readonly<Record<string, string>> = {}) {
  if (row === null) throw new HttpError('client-not-found');
  const body = showClient(row);
  return reply(body, { headers: { ...headers, etag: await etagOf(body) } });
}

const parameters = { client: clientParameter };
const one = { words: 'The client.', schema: contract.client, example: examples.client };

/** Companies and private persons the company serves. */
export const clientOperations = [
  operation({
    method: 'get',
    path: '/api/v1/clients',
    id: 'listClients',
    access: apiKey('clients:read'),
    tag: 'api',
    summary: 'List clients',
    description: 'The oldest first; a client made while you read comes at the end.',
    query: filters,
    answer: {
      status: 200,
      words: 'A page.',
      schema: contract.page(contract.client, 'ClientPage'),
      example: examples.pageOf(examples.client),
    },
    async handle(http, { query }) {
      const after = query.cursor === undefined ? null : await readCursor('clients', query, query.cursor, z.uuid());
      const rows = await listClients(http.db, query, after, query.limit + 1);
      return pageOf('clients', query, rows, (row) => row.id, showClient);
    },
  }),

  operation({
    method: 'post',
    path: '/api/v1/clients',
    id: 'createClient',
    access: apiKey('clients:write'),
    tag: 'api',
    summary: 'Create a client',
    description: 'An `externalId` that another client has is refused, with the `clientId` of that one.',
    body: { schema: contract.newClient, example: { name: 'Vasilek Ltd', size: 'small', externalId: 'CRM-1042' } },
    answer: { status: 201, ...one },
    tagged: true,
    errors: ['already-taken'],
    handle: (http, { caller, body, keep }) =>
      http.db.transaction(async (tx) => {
        const id = await createClient(clientTxOf(http, caller, tx), body);
        const made = await answerClient(await findClient(tx, { id }), { location: `/api/v1/clients/${id}` });
        await keep(tx, { status: 201, headers: made.headers, body: made.value });
        return made;
      }),
  }),

  operation({
    method: 'get',
    path: '/api/v1/clients/:client',
    id: 'readClient',
    access: apiKey('clients:read'),
    tag: 'api',
    summary: 'Read a client',
    params: parameters,
    answer: { status: 200, ...one },
    tagged: true,
    errors: ['client-not-found'],
    handle: async (http, { params }) => answerClient(await findClient(http.db, clientRefOf(params.client))),
  }),

  operation({
    method: 'patch',
    path: '/api/v1/clients/:client',
    id: 'changeClient',
    access: apiKey('clients:write'),
    tag: 'api',
    summary: 'Change a client',
    description: 'Only what is sent is changed. Another size counts at once in the portfolios of the owners.',
    params: parameters,
    body: { schema: contract.clientChange, example: { size: 'large', stage: 'served' } },
    answer: { status: 200, ...one },
    tagged: true,
    errors: ['client-not-found', 'already-taken'],
    handle: (http, { c, caller, body, params }) =>
      http.db.transaction(async (tx) => {
        const ctx = clientTxOf(http, caller, tx);
        const found = await lockForOwner(ctx, clientRefOf(params.client));
        if (found === null) throw new HttpError('client-not-found');
        await demandMatch(c, showClient(found));
        await changeClient(ctx, found, body);
        return answerClient(await findClient(tx, { id: found.id }));
      }),
  }),
] as const;
