import { z } from 'zod';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import { key, reason } from '../fields.ts';
import { act, doneAnswer } from './action.ts';
import { conversation } from './conversation.ts';

/** `reason`: why the client, who waits, needs no answer. */
const resolve = z.strictObject({ key, reason: z.string().trim().min(1).max(1000).optional() });

const handBack = z.strictObject({ key, reason });

/** How a conversation ends, and who finishes it. */
export const finishOperations = [
  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/resolve',
    access: session('conversation.steer', conversation),
    tag: 'desk',
    summary: 'Say it is solved',
    description: 'Who waits is answered first: else `reason` says why they need no answer. It stays inside.',
    body: { schema: resolve.meta({ ref: 'Resolve' }), example: { key: 'k3v9s0q5', reason: 'They said thank you' } },
    answer: doneAnswer,
    errors: ['not-in-charge', 'answer-owed', 'conversation-resolved', 'conversation-closed', 'overloaded'],
    handle: (http, { body: { reason, ...body }, ...call }) =>
      act(http, call, body, () => ({ type: 'resolve', ...(reason !== undefined && { reason }) })),
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/hand-back',
    access: session('conversation.join', conversation),
    tag: 'desk',
    summary: 'Hand it back to who was late',
    description:
      'For a conversation that a stand-in took over: one of the two asks, the other agrees with the same call, or the head of the department decides. Each gives a reason.',
    body: { schema: handBack.meta({ ref: 'HandBack' }), example: { key: 'k3v9s0qb', reason: 'Olga knows the contract by heart' } },
    answer: doneAnswer,
    errors: [
      'not-in-charge',
      'nothing-to-hand-back',
      'agreed-already',
      'unknown-specialist',
      'not-trained',
      'conversation-resolved',
      'conversation-closed',
      'overloaded',
    ],
    handle: (http, { body, ...call }) => act(http, call, body, () => ({ type: 'hand-back', reason: body.reason })),
  }),
] as const;
