import { z } from 'zod';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import { key, reason } from '../fields.ts';
import { act, doneAnswer } from './action.ts';
import { conversation } from './conversation.ts';

/** A matter of finance in parallel to this conversation (R10). */
const parallel = z.strictObject({ key, track: z.literal('finance'), reason });

/** A question to finance, inside (R10). */
const asking = z.strictObject({ key, question: z.string().trim().min(1).max(1000) });

const onlyKey = z.strictObject({ key });

/** What runs beside a conversation because it is about money, or is not (R10). */
export const financeOperations = [
  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/beside',
    access: session('conversation.answer', conversation),
    tag: 'desk',
    summary: 'Begin a matter of finance beside it',
    body: {
      schema: parallel.meta({ ref: 'Beside' }),
      example: { key: 'k3v9s0q8', track: 'finance', reason: 'They ask for a closing invoice of February' },
    },
    answer: doneAnswer,
    errors: ['not-in-charge', 'conversation-closed', 'already-beside', 'overloaded'],
    handle: (http, { body, ...call }) => act(http, call, body, () => ({ type: 'beside', track: body.track, reason: body.reason })),
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/ask-finance',
    access: session('conversation.join', conversation),
    tag: 'desk',
    summary: 'Ask finance internally',
    description: 'A task of whoever answers about money; the client sees neither the question nor the answer.',
    body: { schema: asking.meta({ ref: 'AskFinance' }), example: { key: 'k3v9s0qc', question: 'Has their June payment arrived?' } },
    answer: doneAnswer,
    errors: ['conversation-closed', 'overloaded'],
    handle: (http, { body, ...call }) => act(http, call, body, () => ({ type: 'ask-finance', question: body.question })),
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/send-over',
    access: session('conversation.steer', conversation),
    tag: 'desk',
    summary: 'Send the client’s last words to finance, or from there to whoever serves the client',
    description: 'What they write next goes there too.',
    body: { schema: onlyKey.meta({ ref: 'SendOver' }), example: { key: 'k3v9s0qd' } },
    answer: doneAnswer,
    errors: ['not-in-charge', 'nothing-to-send', 'conversation-resolved', 'conversation-closed', 'overloaded'],
    handle: (http, { body, ...call }) => act(http, call, body, () => ({ type: 'send-over' })),
  }),
] as const;
