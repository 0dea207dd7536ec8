import { z } from 'zod';
import { type ContactDetail, detailKinds, detailOf } from '../../domain/contact-detail.ts';
import type { ClientId, ConversationId } from '../../domain/ids.ts';
import { visitor } from '../access.ts';
import { HttpError, refused } from '../errors.ts';
import { operation } from '../operation.ts';
import { threadOf, webchat } from './thread.ts';

/** A way to be reached, left by the client; never a proof of who they are. */
const postContact = z.union([
  z.strictObject({ kind: z.enum(detailKinds), value: z.string().min(1).max(254) }),
  /** they would rather not: it is not offered again in this conversation */
  z.strictObject({ skip: z.literal(true) }),
]);

/** How they found a conversation that is settled; the last word counts. */
const postRating = z.strictObject({ conversation: z.uuid(), score: z.int().min(1).max(5) });

/** What went to finance because of who wrote it, and is not about money (R10). */
const postNotMoney = z.strictObject({ conversation: z.uuid() });

export type PostContact = z.output<typeof postContact>;

/** Which of their clients they write for. */
const postClient = z.strictObject({ client: z.uuid() });

/** A visitor's answers: to the offer to be reached elsewhere (R31), and to how it was (R23). */
export const answerOperations = [
  operation({
    method: 'post',
    path: '/chat/v1/contact',
    access: visitor,
    tag: 'chat',
    summary: 'Answer the offer to be reached elsewhere',
    description:
      'A phone number, an e-mail or a Telegram name by which the desk may reach them should they leave, or `skip`. It proves nothing.',
    body: { schema: postContact.meta({ ref: 'PostContact' }), example: { kind: 'phone', value: '+7 912 000-00-00' } },
    answer: { status: 204, words: 'Noted.' },
    errors: ['unknown-conversation', 'unknown-detail', 'too-many-requests', 'overloaded'],
    async handle(http, { c, visitor: { address }, body }) {
      const outcome = await http.submit({ type: 'offer-answer', account: webchat, address, detail: detailIn(body) });
      if (outcome.type === 'refused') throw refused(outcome.code);
      return c.body(null, 204);
    },
  }),

  operation({
    method: 'post',
    path: '/chat/v1/not-about-money',
    access: visitor,
    tag: 'chat',
    summary: 'Say that it is not about money',
    description:
      'Where a message offers it (`notMoney`): what was said last goes to whoever else serves the client, and so does what they write next.',
    body: { schema: postNotMoney.meta({ ref: 'PostNotAboutMoney' }), example: { conversation: '0198a1f2-0000-7000-8000-000000000010' } },
    answer: { status: 204, words: 'It is so.' },
    errors: ['unknown-conversation', 'conversation-resolved', 'nothing-to-send', 'too-many-requests', 'overloaded'],
    async handle(http, { c, visitor: { address }, body: { conversation } }) {
      const said = { type: 'not-about-money', account: webchat, address, conversation: conversation as ConversationId } as const;
      const outcome = await http.submit(said);
      if (outcome.type === 'refused') throw refused(outcome.code);
      return c.body(null, 204);
    },
  }),

  operation({
    method: 'post',
    path: '/chat/v1/client',
    access: visitor,
    tag: 'chat',
    summary: 'Say for which of their clients somebody writes',
    description: 'Of what nobody has answered yet, else of what they write next; `state.clients` has the choice.',
    body: { schema: postClient.meta({ ref: 'PostClient' }), example: { client: '0198a1f2-0000-7000-8000-000000000002' } },
    answer: { status: 204, words: 'Noted.' },
    errors: ['contact-not-found', 'not-their-client', 'too-many-requests', 'overloaded'],
    async handle(http, { c, visitor, body: { client } }) {
      const thread = await threadOf(http, visitor);
      if (thread === null) throw refused('contact-not-found');
      const outcome = await http.submit({ type: 'choose-client', window: thread.current, client: client as ClientId });
      if (outcome.type === 'refused') throw refused(outcome.code);
      return c.body(null, 204);
    },
  }),

  operation({
    method: 'post',
    path: '/chat/v1/rating',
    access: visitor,
    tag: 'chat',
    summary: 'Rate a conversation',
    description: 'From 1 to 5, once a message asks for it (`rate`); the last word counts.',
    body: { schema: postRating.meta({ ref: 'PostRating' }), example: { conversation: '0198a1f2-0000-7000-8000-000000000010', score: 5 } },
    answer: { status: 204, words: 'Noted.' },
    errors: ['unknown-conversation', 'too-many-requests', 'overloaded'],
    async handle(http, { c, visitor: { address }, body: { conversation, score } }) {
      const rating = { type: 'rating', account: webchat, address, conversation: conversation as ConversationId, score } as const;
      const outcome = await http.submit(rating);
      if (outcome.type === 'refused') throw refused(outcome.code);
      return c.body(null, 204);
    },
  }),

  operation({
    method: 'post',
    path: '/chat/v1/same-matter',
    access: visitor,
    tag: 'chat',
    summary: 'Say that it is about the former matter',
    description:
      'What they wrote after a matter was settled is a new one, unless they say within the policy’s hours that it is the same: then that one goes on, with whoever had it.',
    answer: { status: 204, words: 'It goes on.' },
    errors: ['unknown-conversation', 'no-former-matter', 'too-many-requests', 'overloaded'],
    async handle(http, { c, visitor: { address } }) {
      const outcome = await http.submit({ type: 'same-matter', account: webchat, address });
      if (outcome.type === 'refused') throw refused(outcome.code);
      return c.body(null, 204);
    },
  }),
] as const;

function detailIn(body: PostContact): ContactDetail | null {
  if ('skip' in body) return null;
  const detail = detailOf(body.kind, body.value);
  if (detail === null) throw new HttpError('unknown-detail');
  return detail;
}
