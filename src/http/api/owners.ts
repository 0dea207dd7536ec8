import { z } from 'zod';
import { lockForOwner, setOwner } from '../../clients/set-owner.ts';
import { findClient, ownershipsOf } from '../../db/clients/listed.ts';
import { apiKey } from '../access.ts';
import { HttpError } from '../errors.ts';
import { operation } from '../operation.ts';
import { clientParameter, clientRefOf } from './client-of.ts';
import { clientTxOf } from './client-tx.ts';
import { answerClient } from './clients.ts';
import * as contract from './contract.ts';
import { demandMatch } from './etag.ts';
import * as examples from './examples.ts';
import { showClient, showOwnership } from './show.ts';

/** Who serves a client, department by department. */
export const ownerOperations = [
  operation({
    method: 'get',
    path: '/api/v1/clients/:client/owners',
    id: 'listOwners',
    access: apiKey('clients:read'),
    tag: 'api',
    summary: 'Who owned a client when',
    description: 'The newest first; `until` is null for those who own it now.',
    params: { client: clientParameter },
    answer: {
      status: 200,
      words: 'All of them.',
      schema: z.object({ items: z.array(contract.ownership) }).meta({ ref: 'Owners' }),
      example: { items: [examples.ownership] },
    },
    errors: ['client-not-found'],
    async handle(http, { params }) {
      const found = await findClient(http.db, clientRefOf(params.client));
      if (found === null) throw new HttpError('client-not-found');
      return { items: (await ownershipsOf(http.db, found.id)).map(showOwnership) };
    },
  }),

  operation({
    method: 'put',
    path: '/api/v1/clients/:client/owners/:department',
    id: 'setOwner',
    access: apiKey('clients:write'),
    tag: 'api',
    summary: 'Set the owner in a department',
    description:
      'The one before is closed with today’s date and stays on record, with the reason of the change. Conversations now open stay with whoever has them. If-Match takes the ETag of the client.',
    params: { client: clientParameter, department: { words: 'The department’s key.', example: 'client' } },
    body: { schema: contract.newOwner, example: { specialistId: examples.ids.specialist, reason: 'Knows their trade' } },
    answer: { status: 200, words: 'The client.', schema: contract.client, example: examples.client },
    tagged: true,
    errors: ['client-not-found', 'unknown-department', 'unknown-specialist', 'owns-no-clients'],
    handle: (http, { c, caller, body, params }) =>
      http.db.transaction(async (tx) => {
        const ctx = clientTxOf(http, caller, tx);
        const found = await lockForOwner(ctx, clientRefOf(params.client));
        if (found === null) throw new HttpError('client-not-found');
        await demandMatch(c, showClient(found));
        const department = params.department;
        if (!/^[a-z0-9-]+$/.test(department)) throw new HttpError('unknown-department');
        const set = await setOwner(ctx, found, { department, specialist: body.specialistId, reason: body.reason });
        if (set.type === 'refused') throw new HttpError(set.code);
        return answerClient(await findClient(tx, { id: found.id }));
      }),
  }),
] as const;
