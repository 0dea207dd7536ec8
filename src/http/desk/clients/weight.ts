import { z } from 'zod';
import { dedicate } from '../../../clients/dedicate.ts';
import { mayIn } from '../../../people/access.ts';
import { session } from '../../access.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { client } from './client.ts';
import { clientTxOf } from './client-tx.ts';

const weightWish = z.strictObject({
  department: z.string().min(1).max(40).describe('Key of the department whose specialist owns the client.'),
  whole: z.boolean().describe('true: the whole work of one person; false: by its size again.'),
  reason: z.string().trim().min(1).max(1000),
});

/** A key client as the whole work of one person, and back (R12). */
export const weightOperations = [
  operation({
    method: 'post',
    path: '/desk/api/clients/:id/weight',
    access: session('client.raise', client),
    tag: 'desk',
    summary: 'Raise a key client, or lower it again',
    description: 'By a head of the owning department. The owner’s portfolio changes with it; what is so already is success.',
    body: {
      schema: weightWish.meta({ ref: 'ClientWeight' }),
      example: { department: 'sales', whole: true, reason: 'Opening in three countries this year' },
    },
    answer: { status: 204, words: 'It weighs so from now on.' },
    errors: ['unknown-department', 'not-a-key-client', 'not-owned-there'],
    async handle(http, { c, viewer, object, body }) {
      // A client may be owned in several departments; the body says which one is meant.
      if (!mayIn(viewer, 'client.raise', body.department)) throw new HttpError('forbidden');
      const done = await http.db.transaction((tx) => dedicate(clientTxOf(http, viewer, tx), { client: object.id, ...body }));
      if (done.type === 'refused') throw new HttpError(done.code);
      return c.body(null, 204);
    },
  }),
] as const;
