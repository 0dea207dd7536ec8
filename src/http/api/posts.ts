import type { z } from 'zod';
import type { ContactId, Seq, SpecialistId } from '../../domain/ids.ts';
import { hasLeft } from '../../engine/company.ts';
import type { Submission } from '../../engine/submissions/submission.ts';
import { apiKey } from '../access.ts';
import type { Http } from '../deps.ts';
import { type ErrorCode, HttpError, refused } from '../errors.ts';
import { operation, reply } from '../operation.ts';
import * as contract from './contract.ts';
import { conversationIn, conversationParameter } from './conversations.ts';
import * as examples from './examples.ts';

const waits = ['too-many-requests', 'overloaded'] as const satisfies readonly ErrorCode[];

const answer = { status: 201, words: 'Posted.', schema: contract.posted, example: examples.posted } as const;

async function post(http: Http, submission: Submission) {
  const outcome = await http.submit(submission);
  if (outcome.type === 'refused') throw refused(outcome.code);
  const { conversation, seq, at } = outcome;
  if (conversation === null || seq === null) throw new Error('a message was posted nowhere');
  const body = { conversationId: conversation, seq, at: at.toISOString() };
  return reply(body, { headers: { location: `/api/v1/conversations/${conversation}` } });
}

/** Somebody who works here; whether they may say it is for the conversation to decide. */
function colleague({ company }: Http, id: string | null): SpecialistId {
  if (id === null) throw new HttpError('not-in-charge');
  if (hasLeft(company(), id as SpecialistId)) throw new HttpError('unknown-specialist');
  return id as SpecialistId;
}

function wordsOf({ text, quote }: z.output<typeof contract.newMessage>): { readonly text: string; readonly quote?: Seq } {
  return { text, ...(quote === undefined ? {} : { quote }) };
}

/** What the company's systems say in conversations, always as one of its people: the same way the desk says it. */
export const postOperations = [
  operation({
    method: 'post',
    path: '/api/v1/conversations',
    id: 'openConversation',
    access: apiKey('conversations:write'),
    tag: 'api',
    summary: 'Write to a contact as a specialist',
    description:
      'Opens a conversation in the charge of the specialist, with their message as its first. When they have one open with the contact already, the message goes there; when somebody else has, it is refused.',
    body: {
      schema: contract.newConversation,
      example: { contactId: examples.ids.contact, specialistId: examples.ids.specialist, text: 'Your invoice is ready.' },
    },
    answer,
    errors: ['contact-not-found', 'not-in-charge', 'unknown-specialist', ...waits],
    handle: (http, { body, key }) =>
      post(http, {
        type: 'opening',
        key,
        actor: colleague(http, body.specialistId),
        contact: body.contactId as ContactId,
        text: body.text,
      }),
  }),

  operation({
    method: 'post',
    path: '/api/v1/conversations/:conversation/messages',
    id: 'postMessage',
    access: apiKey('conversations:write'),
    tag: 'api',
    summary: 'Answer the client as the person in charge',
    description: 'A word in a resolved conversation opens it again.',
    params: conversationParameter,
    body: { schema: contract.newMessage, example: { text: 'The payment has arrived, thank you.' } },
    answer,
    errors: ['unknown-conversation', 'unknown-message', 'not-in-charge', 'conversation-closed', 'unknown-specialist', ...waits],
    async handle(http, { body, key, params }) {
      const { id, specialistId } = await conversationIn(http, params.conversation);
      const actor = colleague(http, body.specialistId ?? specialistId);
      return post(http, { type: 'desk', key, conversation: id, actor, command: { type: 'reply', ...wordsOf(body) } });
    },
  }),

  operation({
    method: 'post',
    path: '/api/v1/conversations/:conversation/notes',
    id: 'postNote',
    access: apiKey('conversations:write'),
    tag: 'api',
    summary: 'Leave an internal note',
    description: 'Colleagues read it at the desk; it never reaches the client.',
    params: conversationParameter,
    body: { schema: contract.newMessage, example: { text: 'Order 1042 was paid today.', specialistId: examples.ids.specialist } },
    answer,
    errors: ['unknown-conversation', 'unknown-message', 'not-in-charge', 'conversation-closed', 'unknown-specialist', ...waits],
    async handle(http, { body, key, params }) {
      const { id, specialistId } = await conversationIn(http, params.conversation);
      const actor = colleague(http, body.specialistId ?? specialistId);
      return post(http, { type: 'desk', key, conversation: id, actor, command: { type: 'note', ...wordsOf(body) } });
    },
  }),
] as const;
