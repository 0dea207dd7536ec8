import { z } from 'zod';
import { type Content, maxFilesPerMessage, maxTextLength } from '../../../domain/content.ts';
import type { ClientId, SpecialistId } from '../../../domain/ids.ts';
import { marksFromTyped } from '../../../domain/typed-marks.ts';
import type { Command } from '../../../engine/submissions/submission.ts';
import { session } from '../../access.ts';
import { momentText } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { whole } from '../../whole.ts';
import { key, meetingMinutes, reason } from '../fields.ts';
import { knowingly } from '../objected.ts';
import { act, doneAnswer } from './action.ts';
import { conversation } from './conversation.ts';
import { quoteOf } from './messages.ts';

/** With files the text may be left out. */
const words = z
  .strictObject({
    key,
    text: z.string().max(maxTextLength).default(''),
    files: z.array(z.uuid()).max(maxFilesPerMessage).default([]),
    quote: whole.optional().describe('seq of the message it answers; the client sees it quoted.'),
  })
  .refine(({ text, files }) => text !== '' || files.length > 0, 'a text, files or both');

const transfer = z.strictObject({
  key,
  department: z.string().min(1).max(64),
  specialist: z.uuid().optional(),
  knowingly,
  reason,
  /** what the next one needs to know */
  summary: z.string().trim().max(4000).optional(),
  /** to sales: a meeting with the client, a task of whoever gets it (R4) */
  meeting: z.strictObject({ at: momentText, minutes: meetingMinutes.optional(), text: z.string().trim().min(1).max(1000) }).optional(),
});

/** "I will answer by …": the client is told, and it replaces the deadline (R13). */
const promise = z.strictObject({ key, until: momentText });

/** The client's last words need no answer. */
const noReplyNeeded = z.strictObject({ key, reason: z.string().trim().min(1).max(1000) });

/** Which of the contact's clients it is about. */
const ofClient = z.strictObject({ key, client: z.uuid() });

const onlyKey = z.strictObject({ key });

/**
 * `from`: who was seen in charge, null for nobody; if it is somebody else by now the conversation stays with them. `reason`: why whoever met
 * the client does not wait for the one who was called, and can still come (R7).
 */
const take = z.strictObject({ key, from: z.uuid().nullable().optional(), knowingly, reason: reason.optional() });

/** What the desk does to a conversation: every verb carries a key, and the same key again is a repeat. */
export const verbOperations = [
  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/reply',
    access: session('conversation.answer', conversation),
    tag: 'desk',
    summary: 'Answer the client',
    body: { schema: words.meta({ ref: 'Reply' }), example: { key: 'k3v9s0q1', text: 'Good morning! Two more people fit your plan.' } },
    answer: doneAnswer,
    errors: ['unknown-file', 'file-used', 'unknown-message', 'not-in-charge', 'conversation-resolved', 'conversation-closed', 'overloaded'],
    async handle(http, { body, ...call }) {
      const quote = await quoteOf(http, call.object, body.quote);
      return act(http, call, body, (files) => ({ type: 'reply', ...wordsOf(body.text), ...files, ...quote }));
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/note',
    access: session('conversation.join', conversation),
    tag: 'desk',
    summary: 'Leave an internal note',
    body: { schema: words.meta({ ref: 'Note' }), example: { key: 'k3v9s0q2', text: 'They asked about the price twice.' } },
    answer: doneAnswer,
    errors: ['unknown-file', 'file-used', 'unknown-message', 'conversation-closed', 'overloaded'],
    async handle(http, { body, ...call }) {
      const quote = await quoteOf(http, call.object, body.quote);
      return act(http, call, body, (files) => ({ type: 'note', ...wordsOf(body.text), ...files, ...quote }));
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/take',
    access: session('conversation.join', conversation),
    tag: 'desk',
    summary: 'Take it',
    body: { schema: take.meta({ ref: 'Take' }), example: { key: 'k3v9s0q3', from: null } },
    answer: doneAnswer,
    errors: [
      'already-in-charge',
      'taken-meanwhile',
      'owner-can-come',
      'stand-in-finishes',
      'conversation-resolved',
      'conversation-closed',
      'unknown-department',
      'unknown-specialist',
      'not-trained',
      'specialist-unavailable',
      'overloaded',
    ],
    handle: (http, { body, ...call }) =>
      act(http, call, body, () => ({
        type: 'take',
        ...(body.from === undefined ? {} : { from: body.from as SpecialistId | null }),
        ...(body.knowingly === undefined ? {} : { knowingly: body.knowingly }),
        ...(body.reason === undefined ? {} : { reason: body.reason }),
      })),
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/admit',
    access: session('conversation.join', conversation),
    tag: 'desk',
    summary: 'Accept the client beyond a portfolio',
    description:
      'For the head of the department it waits for: portfolios no longer keep anybody from being given it. Where no place is free either, the next that comes free is theirs.',
    body: { schema: onlyKey.meta({ ref: 'Admit' }), example: { key: 'k3v9s0qa' } },
    answer: doneAnswer,
    errors: ['not-head', 'not-queued', 'conversation-resolved', 'conversation-closed', 'overloaded'],
    handle: (http, { body, ...call }) => act(http, call, body, () => ({ type: 'admit' })),
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/transfer',
    access: session('conversation.steer', conversation),
    tag: 'desk',
    summary: 'Hand it on',
    body: {
      schema: transfer.meta({ ref: 'Transfer' }),
      example: { key: 'k3v9s0q4', department: 'finance', reason: 'A question about an invoice' },
    },
    answer: doneAnswer,
    errors: [
      'not-in-charge',
      'transfer-to-self',
      'only-sales-meet',
      'meeting-passed',
      'stand-in-finishes',
      'conversation-resolved',
      'conversation-closed',
      'unknown-department',
      'unknown-specialist',
      'not-trained',
      'specialist-unavailable',
      'overloaded',
    ],
    handle: (http, { body, ...call }) => act(http, call, body, () => transferOf(body)),
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/promise',
    access: session('conversation.answer', conversation),
    tag: 'desk',
    summary: 'Promise an answer by a time',
    body: { schema: promise.meta({ ref: 'Promise' }), example: { key: 'k3v9s0q6', until: '2026-03-02T15:40:00Z' } },
    answer: doneAnswer,
    errors: ['not-in-charge', 'conversation-closed', 'nothing-to-answer', 'promise-out-of-range', 'overloaded'],
    handle: (http, { body, ...call }) => act(http, call, body, () => ({ type: 'promise', until: new Date(body.until) })),
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/waive',
    access: session('conversation.answer', conversation),
    tag: 'desk',
    summary: 'Say that it needs no answer',
    body: { schema: noReplyNeeded.meta({ ref: 'Waive' }), example: { key: 'k3v9s0q7', reason: 'They said thank you' } },
    answer: doneAnswer,
    errors: ['not-in-charge', 'conversation-closed', 'nothing-to-answer', 'overloaded'],
    handle: (http, { body, ...call }) => act(http, call, body, () => ({ type: 'waive', reason: body.reason })),
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/client',
    access: session('conversation.steer', conversation),
    tag: 'desk',
    summary: 'Say which of the contact’s clients it is about',
    description: 'Whoever serves that client has it while the contact waits; who answered already finishes it.',
    body: { schema: ofClient.meta({ ref: 'OfClient' }), example: { key: 'k3v9s0r1', client: '0198a1f2-0000-7000-8000-000000000002' } },
    answer: doneAnswer,
    errors: ['not-in-charge', 'conversation-closed', 'not-their-client', 'overloaded'],
    handle: (http, { body, ...call }) => act(http, call, body, () => ({ type: 'client', client: body.client as ClientId })),
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/same-matter',
    access: session('conversation.steer', conversation),
    tag: 'desk',
    summary: 'Say that it is the former matter',
    description: 'The matter that was settled before goes on with what the client wrote, with whoever had it; this one ends.',
    body: { schema: onlyKey.meta({ ref: 'SameMatter' }), example: { key: 'k3v9s0qb' } },
    answer: doneAnswer,
    errors: ['not-in-charge', 'no-former-matter', 'conversation-closed', 'overloaded'],
    handle: (http, { body, ...call }) => act(http, call, body, () => ({ type: 'same-matter' })),
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/new-matter',
    access: session('conversation.steer', conversation),
    tag: 'desk',
    summary: 'Say that it is another matter',
    description: 'What the client wrote last begins a conversation of its own, which goes to their owner; this one is settled as before.',
    body: { schema: onlyKey.meta({ ref: 'NewMatter' }), example: { key: 'k3v9s0qc' } },
    answer: doneAnswer,
    errors: ['not-in-charge', 'nothing-to-answer', 'conversation-closed', 'overloaded'],
    handle: (http, { body, ...call }) => act(http, call, body, () => ({ type: 'new-matter' })),
  }),
] as const;

/** Bold and the like as light signs in what was typed: nobody is ever shown the signs. */
function wordsOf(typed: string): Pick<Content, 'text' | 'marks'> {
  const { text, marks } = marksFromTyped(typed);
  return marks.length === 0 ? { text } : { text, marks };
}

function transferOf({ department, specialist, knowingly, reason, summary, meeting }: z.output<typeof transfer>): Command {
  return {
    type: 'transfer',
    department,
    ...(summary === undefined || summary === '' ? {} : { summary }),
    ...(meeting === undefined
      ? {}
      : {
          meeting: { at: new Date(meeting.at), text: meeting.text, ...(meeting.minutes === undefined ? {} : { minutes: meeting.minutes }) },
        }),
    ...(specialist === undefined ? {} : { specialist: specialist as SpecialistId }),
    ...(knowingly === undefined ? {} : { knowingly }),
    reason,
  };
}
