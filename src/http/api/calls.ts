import { z } from 'zod';
import { noteCall } from '../../people/calls.ts';
import { apiKey } from '../access.ts';
import { HttpError } from '../errors.ts';
import { momentText } from '../moment.ts';
import { operation } from '../operation.ts';
import * as examples from './examples.ts';
import { plain } from './query.ts';

const newCall = z
  .strictObject({
    externalId: plain(128).describe('The telephony’s own id of the call, the same in all that is told of it.'),
    specialist: z
      .union([z.strictObject({ id: z.uuid() }), z.strictObject({ email: plain(254) })])
      .describe('Who is on the call, by our id or by e-mail.'),
    state: z.enum(['started', 'ended']),
    at: momentText.describe('When it was so.'),
  })
  .meta({ ref: 'NewCall' });

const kept = z.object({ externalId: z.string() }).meta({ ref: 'CallKept' });

/** What telephony tells: who is on a call takes no new conversations meanwhile (R16). */
export const callOperations = [
  operation({
    method: 'post',
    path: '/api/v1/calls',
    id: 'tellCall',
    access: apiKey('facts:write'),
    tag: 'api',
    summary: 'Tell that a call started or ended',
    description:
      'While it lasts its person is away, and back by themselves: when it ends, or after 20 minutes (the policy says how many) of which nothing more is heard. `started` again with a later `at` lets it last longer. Told twice, or in another order, it changes nothing: a call that has ended does not begin again.',
    body: {
      schema: newCall,
      example: {
        externalId: 'pbx-20260302-118',
        specialist: { id: examples.ids.specialist },
        state: 'started',
        at: '2026-03-02T09:00:00Z',
      },
    },
    answer: { status: 200, words: 'Kept.', schema: kept, example: { externalId: 'pbx-20260302-118' } },
    errors: ['unknown-person'],
    async handle(http, { body: { externalId, specialist, state, at } }) {
      const noted = await noteCall(http, { key: externalId, specialist, state, at: new Date(at) });
      if (noted.type === 'refused') throw new HttpError(noted.code);
      return { externalId };
    },
  }),
] as const;
