import { z } from 'zod';
import { roles } from '../../../domain/specialist.ts';
import { leave, rehire } from '../../../people/administer.ts';
import { returnConversations } from '../../../people/return-conversations.ts';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import { granted } from './granted.ts';
import { person } from './person.ts';
import { storingErrors } from './staff.ts';
import { exampleVersion, memberNow, shownMember, version } from './staff-member.ts';

const versioned = z.strictObject({ version });
const comeback = z.strictObject({
  version,
  department: z.string().min(1).max(64).nullable().optional(),
  role: z.enum(roles).optional(),
});

/** Leaving the company and coming back to it. */
export const leavingOperations = [
  operation({
    method: 'post',
    path: '/desk/api/staff/:id/leave',
    access: session('person.administer', person),
    tag: 'desk',
    summary: 'Somebody leaves the company',
    description: 'Sessions, links and PIN end at once, open streams too; conversations in their charge go back to their departments.',
    body: { schema: versioned.meta({ ref: 'Versioned' }), example: { version: exampleVersion } },
    answer: { status: 200, words: 'The person, who left.', ...shownMember },
    errors: [...storingErrors, 'has-left'],
    async handle(http, { c, viewer, object, body: { version } }) {
      granted(await leave(http, viewer, object, version));
      await returnConversations(http, viewer, object.id);
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
    async handle(http, { c, viewer, object, body: { version, ...to } }) {
      granted(await rehire(http, viewer, object, version, to));
      return memberNow(http, c, viewer, object.id);
    },
  }),
] as const;
