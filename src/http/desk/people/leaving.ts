import { z } from 'zod';
import { roles } from '../../../domain/specialist.ts';
import { leave, rehire } from '../../../people/administer.ts';
import { haveBack } from '../../../people/come-back.ts';
import { settleLeavings } from '../../../people/settle-leavings.ts';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import { clientTxOf } from '../clients/client-tx.ts';
import { granted } from './granted.ts';
import { person } from './person.ts';
import { storingErrors } from './staff.ts';
import { exampleVersion, memberNow, shownMember, version } from './staff-member.ts';

const leaving = z.strictObject({
  version,
  clients: z
    .enum(['give', 'head'])
    .default('give')
    .describe('give: their clients go to colleagues at once; head: it is a task of the head, with a deadline.'),
});
const comeback = z.strictObject({
  version,
  department: z.string().min(1).max(64).nullable().optional(),
  role: z.enum(roles).optional(),
  clients: z.boolean().optional().describe('They get back what their leaving gave to others; absent: when they left less than a day ago.'),
});

/** Leaving the company and coming back to it. */
export const leavingOperations = [
  operation({
    method: 'post',
    path: '/desk/api/staff/:id/leave',
    access: session('person.administer', person),
    tag: 'desk',
    summary: 'Somebody leaves the company',
    description:
      'Sessions, links and PIN end at once, open streams too. Their clients get owners among the colleagues, who are introduced; where there is nobody to have them, or it is wished, it is a task of the head. Then each conversation in their charge goes on, once.',
    body: { schema: leaving.meta({ ref: 'Leaving' }), example: { version: exampleVersion } },
    answer: { status: 200, words: 'The person, who left.', ...shownMember },
    errors: [...storingErrors, 'has-left'],
    async handle(http, { c, viewer, object, body: { version, clients } }) {
      granted(await leave(http, viewer, object, version, clients === 'head'));
      await settleLeavings(http, 10);
      return memberNow(http, c, viewer, object.id);
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/staff/:id/rehire',
    access: session('person.administer', person),
    tag: 'desk',
    summary: 'Somebody comes back',
    body: { schema: comeback.meta({ ref: 'Rehire' }), example: { version: exampleVersion, department: 'client' } },
    answer: { status: 200, words: 'The person, who is back.', ...shownMember },
    errors: [...storingErrors, 'not-left'],
    async handle(http, { c, viewer, object, body: { version, clients, ...to } }) {
      granted(await rehire(http, viewer, object, version, to));
      const had = await http.db.transaction((tx) => haveBack(clientTxOf(http, viewer, tx), http.company(), object.id, clients));
      http.live.publish(had?.hints ?? []);
      return memberNow(http, c, viewer, object.id);
    },
  }),
] as const;
