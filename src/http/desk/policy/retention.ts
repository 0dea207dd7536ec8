import { z } from 'zod';
import { wouldErase } from '../../../clients/erasure/retain.ts';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';

const months = (words: string) =>
  z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().max(240))
    .default(0)
    .describe(words)
    .meta({ example: 24, shown: { type: 'integer', minimum: 0, maximum: 240 } });

const counts = z.object({ conversations: z.int(), contacts: z.int() }).meta({ ref: 'Retention' });

/** What a policy would erase, before it is switched on. */
export const retentionOperations = [
  operation({
    method: 'get',
    path: '/desk/api/retention',
    access: session('policy.change'),
    tag: 'desk',
    summary: 'Count what a policy would erase now',
    description: 'Nothing is erased by asking.',
    query: z.strictObject({
      wordsMonths: months('Words and files of conversations that ended so long ago; 0: none.'),
      contactMonths: months('Contacts with whom nothing has happened for so long; 0: none.'),
    }),
    answer: { status: 200, words: 'How many.', schema: counts, example: { conversations: 120, contacts: 14 } },
    handle: (http, { query }) => wouldErase(http, query),
  }),
] as const;
