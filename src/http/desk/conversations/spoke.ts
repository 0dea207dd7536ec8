import { z } from 'zod';
import { maxTextLength } from '../../../domain/content.ts';
import { loggedContactKinds } from '../../../domain/logged-contact.ts';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import { key } from '../fields.ts';
import { act, doneAnswer } from './action.ts';
import { conversation } from './conversation.ts';

/** The client was spoken with, on the phone or in person: it is the answer. */
const spoken = z.strictObject({ key, kind: z.enum(loggedContactKinds), note: z.string().trim().min(1).max(maxTextLength).optional() });

/** What was said on the phone or in person is an answer too (R13). */
export const spokeOperations = [
  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/spoke',
    access: session('conversation.answer', conversation),
    tag: 'desk',
    summary: 'Say that one has spoken with the client',
    description: 'On the phone or in person. It answers what waits, and nothing is sent; the note stays inside.',
    body: { schema: spoken.meta({ ref: 'Spoke' }), example: { key: 'k3v9s0qb', kind: 'call', note: 'They take two more places.' } },
    answer: doneAnswer,
    errors: ['not-in-charge', 'conversation-closed', 'overloaded'],
    handle: (http, { body, ...call }) => act(http, call, body, () => ({ type: 'spoke', kind: body.kind, note: body.note ?? null })),
  }),
] as const;
