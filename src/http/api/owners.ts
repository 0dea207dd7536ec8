import { z } from 'zod';
import { lockForOwner, setOwner } from '../../clients/set-owner.ts';
import { findClient, ownershipsOf } from '../../db/clients/listed.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { clientParameter, clientRefOf } from './client-of.ts';
import { handOf } from './client-tx.ts';
import { answerClient } from './clients.ts';
import * as contract from './contract.ts';
import { demandMatch } from './etag.ts';
import * as examples from './examples.ts';
import type { Operate } from './operation.ts';
import { showClient, showOwnership } from './show.ts';

/** Who serves a client, department by department. */
export function ownerOperations(operate: Operate, deps: HttpDeps): void {
  const { db } = deps;

  operate({
    method: 'get',
    path: '/clients/:client/owners',
    id: 'listOwners',
    scope: 'clients:read',
    summary: 'Who owned a client when',
    description: 'The newest first; `until` is null for those who own it now.',
    parameters: { client: clientParameter },
    answer: {
      status: 200,
      words: 'All of them.',
      schema: z.object({ items: z.array(contract.ownership) }).meta({ ref: 'Owners' }),
      example: { items: [examples.ownership] },
    },
    errors: ['client-not-found'],
    async handle({ c }) {
      const found = await findClient(db, clientRefOf(c.req.param('client') ?? ''));
      if (found === null) throw new HttpError('client-not-found');
      return { body: { items: (await ownershipsOf(db, found.id)).map(showOwnership) } };
    },
  });

  operate({
    method: 'put',
    path: '/clients/:client/owners/:department',
    id: 'setOwner',
    scope: 'clients:write',
    summary: 'Set the owner in a department',
    description:
      'The one before is closed with today’s date and stays on record, with the reason of the change. Conversations now open stay with whoever has them. If-Match takes the ETag of the client.',
    parameters: { client: clientParameter, department: { words: 'The department’s key.', example: 'client' } },
    body: { schema: contract.newOwner, example: { specialistId: examples.ids.specialist, reason: 'Knows their trade' } },
    answer: { status: 200, words: 'The client.', schema: contract.client, example: examples.client },
    tagged: true,
    errors: ['client-not-found', 'unknown-department', 'unknown-specialist', 'owns-no-clients'],
    handle: ({ c, caller, body }) =>
      db.transaction(async (tx) => {
        const ctx = handOf(deps, caller, tx);
        const found = await lockForOwner(ctx, clientRefOf(c.req.param('client') ?? ''));
        if (found === null) throw new HttpError('client-not-found');
        await demandMatch(c, showClient(found));
        const department = c.req.param('department') ?? '';
        if (!/^[a-z0-9-]+$/.test(department)) throw new HttpError('unknown-department');
        const set = await setOwner(ctx, found, { department, specialist: body.specialistId, reason: body.reason });
        if (set.type === 'refused') throw new HttpError(set.code);
        return answerClient(await findClient(tx, { id: found.id }));
      }),
  });
}
