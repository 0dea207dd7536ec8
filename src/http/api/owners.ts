import { z } from 'zod';
import { giveClient } from '../../clients/give-client.ts';
import { lockForOwner } from '../../clients/set-owner.ts';
import { findClient, ownershipsOf } from '../../db/clients/listed.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { objections } from '../../domain/objection.ts';
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
      'A key with this scope speaks for the company’s own record of who owns whom: it is so at once, in any department, whether or not they are full or away, and nobody is asked to accept it. It is on record as any change by hand, with its reason, and heads undo it at the desk; the new owner finds it among their tasks. To ask first: `POST /api/v1/clients/{client}/proposals`. The one before is closed with today’s date. Conversations now open stay with whoever has them. If-Match takes the ETag of the client.',
    params: { client: clientParameter, department: { words: 'The department’s key.', example: 'client' } },
    body: { schema: contract.newOwner, example: { specialistId: examples.ids.specialist, reason: 'Knows their trade' } },
    answer: { status: 200, words: 'The client.', schema: contract.client, example: examples.client },
    tagged: true,
    errors: ['client-not-found', 'unknown-department', 'unknown-specialist', 'owns-no-clients', 'not-owned-there'],
    async handle(http, { c, caller, body: { specialistId, reason, instead }, params }) {
      const { department } = params;
      const wish = { department, specialist: specialistId as SpecialistId, instead, reason, knowingly: objections };
      const { client, before } = await http.db.transaction(async (tx) => {
        const ctx = clientTxOf(http, caller, tx);
        const found = await lockForOwner(ctx, clientRefOf(params.client));
        if (found === null) throw new HttpError('client-not-found');
        await demandMatch(c, showClient(found));
        const given = await giveClient(ctx, http.company(), found, wish);
        if (given.type === 'refused') throw new HttpError(given.code);
        return { client: await findClient(tx, { id: found.id }), before: given.type === 'given' ? given.before : null };
      });
      const concerned = [before, wish.specialist].flatMap((each) => each ?? []);
      http.live.publish(concerned.map((id) => ({ topic: `specialist:${id}` }) as const));
      return answerClient(client);
    },
  }),
] as const;
