import type { ContactId, SpecialistId } from '../../domain/ids.ts';
import type { Submission } from '../../engine/submissions/submission.ts';
import type { HttpDeps } from '../deps.ts';
import { type ErrorCode, HttpError, refused } from '../errors.ts';
import * as contract from './contract.ts';
import { conversationIn, conversationParameter } from './conversations.ts';
import * as examples from './examples.ts';
import type { Operate } from './operation.ts';

const waits = ['too-many-requests', 'overloaded'] as const satisfies readonly ErrorCode[];

/** What the company's systems say in conversations, always as one of its people: the same way the desk says it. */
export function postOperations(operate: Operate, deps: HttpDeps): void {
  const answer = { status: 201, words: 'Posted.', schema: contract.posted, example: examples.posted } as const;

  async function post(submission: Submission) {
    const outcome = await deps.submit(submission);
    if (outcome.type === 'refused') throw refused(outcome.code);
    const { conversation, seq, at } = outcome;
    if (conversation === null || seq === null) throw new Error('a message was posted nowhere');
    return {
      body: { conversationId: conversation, seq, at: at.toISOString() },
      headers: { location: `/api/v1/conversations/${conversation}` },
    };
  }

  /** Somebody who works here; whether they may say it is for the conversation to decide. */
  function colleague(id: string | null): SpecialistId {
    if (id === null) throw new HttpError('not-in-charge');
    if (!deps.company().people.has(id as SpecialistId)) throw new HttpError('unknown-specialist');
    return id as SpecialistId;
  }

  operate({
    method: 'post',
    path: '/conversations',
    id: 'openConversation',
    scope: 'conversations:write',
    summary: 'Write to a contact as a specialist',
    description:
      'Opens a conversation in the charge of the specialist, with their message as its first. When they have one open with the contact already, the message goes there; when somebody else has, it is refused.',
    body: {
      schema: contract.newConversation,
      example: { contactId: examples.ids.contact, specialistId: examples.ids.specialist, text: 'Your invoice is ready.' },
    },
    answer,
    errors: ['contact-not-found', 'not-in-charge', 'unknown-specialist', ...waits],
    handle: ({ body, key }) =>
      post({ type: 'opening', key, actor: colleague(body.specialistId), contact: body.contactId as ContactId, text: body.text }),
  });

  operate({
    method: 'post',
    path: '/conversations/:conversation/messages',
    id: 'postMessage',
    scope: 'conversations:write',
    summary: 'Answer the client as the person in charge',
    description: 'A word in a resolved conversation opens it again.',
    parameters: conversationParameter,
    body: { schema: contract.newMessage, example: { text: 'The payment has arrived, thank you.' } },
    answer,
    errors: ['unknown-conversation', 'not-in-charge', 'conversation-closed', 'unknown-specialist', ...waits],
    async handle({ c, body, key }) {
      const { id, specialistId } = await conversationIn(deps, c.req.param('conversation'));
      const actor = colleague(body.specialistId ?? specialistId);
      return post({ type: 'desk', key, conversation: id, actor, command: { type: 'reply', text: body.text } });
    },
  });

  operate({
    method: 'post',
    path: '/conversations/:conversation/notes',
    id: 'postNote',
    scope: 'conversations:write',
    summary: 'Leave an internal note',
    description: 'Colleagues read it at the desk; it never reaches the client.',
    parameters: conversationParameter,
    body: { schema: contract.newMessage, example: { text: 'Order 1042 was paid today.', specialistId: examples.ids.specialist } },
    answer,
    errors: ['unknown-conversation', 'not-in-charge', 'conversation-closed', 'unknown-specialist', ...waits],
    async handle({ c, body, key }) {
      const { id, specialistId } = await conversationIn(deps, c.req.param('conversation'));
      const actor = colleague(body.specialistId ?? specialistId);
      return post({ type: 'desk', key, conversation: id, actor, command: { type: 'note', text: body.text } });
    },
  });
}
