import { messagesAfter } from '../../db/conversations/listed-messages.ts';
import type { Seq, SpecialistId } from '../../domain/ids.ts';
import { hasLeft } from '../../engine/company.ts';
import type { EditCommand } from '../../engine/verbs/edit.ts';
import type { TakeBackCommand } from '../../engine/verbs/take-back.ts';
import { apiKey } from '../access.ts';
import type { Http } from '../deps.ts';
import { type ErrorCode, HttpError, refused } from '../errors.ts';
import { operation } from '../operation.ts';
import { wholeText } from '../whole.ts';
import type { Caller } from './caller.ts';
import * as contract from './contract.ts';
import { conversationIn, conversationParameter } from './conversations.ts';
import * as examples from './examples.ts';
import { showMessage } from './show.ts';

const params = { ...conversationParameter, seq: { words: 'The place of the message.', example: '2' } };

const errors = [
  'unknown-conversation',
  'unknown-message',
  'not-yours',
  'conversation-closed',
  'unknown-specialist',
  'too-many-requests',
  'overloaded',
] as const satisfies readonly ErrorCode[];

type Asked = { readonly caller: Caller; readonly params: { readonly conversation: string; readonly seq: string } };

/** A message that a key may read; internal ones only with the scope for them. */
async function messageIn({ db }: Http, conversation: Awaited<ReturnType<typeof conversationIn>>, { caller, params }: Asked) {
  const seq = wholeText.safeParse(params.seq);
  const internal = caller.scopes.has('conversations:internal');
  const [found] = seq.success ? await messagesAfter(db, conversation, { internal, after: seq.data - 1, limit: 1 }) : [];
  if (found === undefined || found.seq !== seq.data) throw new HttpError('unknown-message');
  return found;
}

/** Changes a message in the name of whoever wrote it: the same way the desk does, with the same refusals. */
async function change(http: Http, asked: Asked, commandAt: (seq: Seq) => EditCommand | TakeBackCommand) {
  const conversation = await conversationIn(http, asked.params.conversation);
  const { author, authorId, seq } = await messageIn(http, conversation, asked);
  if (author !== 'specialist') throw new HttpError('not-yours');
  const actor = authorId as SpecialistId;
  if (hasLeft(http.company(), actor)) throw new HttpError('unknown-specialist');
  const outcome = await http.submit({ type: 'desk', key: http.newId(), conversation: conversation.id, actor, command: commandAt(seq) });
  if (outcome.type === 'refused') throw refused(outcome.code);
  return showMessage(await messageIn(http, conversation, asked));
}

/** What the company’s systems do to messages of its people that are there already. */
export const messageChangeOperations = [
  operation({
    method: 'patch',
    path: '/api/v1/conversations/:conversation/messages/:seq',
    id: 'changeMessage',
    access: apiKey('conversations:write'),
    tag: 'api',
    summary: 'Change the words of a specialist’s message',
    description:
      'In the name of whoever wrote it, as long as they may still speak to the client; plain text. The words follow to wherever it was sent; where a channel does not take them, `deliveries` says so, and why, once it was tried.',
    params,
    body: { schema: contract.messageChange, example: { text: 'Your invoice is ready and sent.' } },
    answer: { status: 200, words: 'The message.', schema: contract.message, example: examples.message },
    errors: [...errors, 'not-in-charge'],
    handle: (http, { caller, params: at, body }) => change(http, { caller, params: at }, (seq) => ({ type: 'edit', seq, text: body.text })),
  }),

  operation({
    method: 'delete',
    path: '/api/v1/conversations/:conversation/messages/:seq',
    id: 'deleteMessage',
    access: apiKey('conversations:write'),
    tag: 'api',
    summary: 'Take back a specialist’s message',
    description:
      'In the name of whoever wrote it; again, it changes nothing. What has not left yet does not leave; the rest is deleted where the channel can (Telegram: for two days), and where it cannot, `deliveries` says so, and why, once it was tried.',
    params,
    answer: {
      status: 200,
      words: 'The message, without its words.',
      schema: contract.message,
      example: { ...examples.message, text: null, deleted: true },
    },
    errors,
    handle: (http, { caller, params: at }) => change(http, { caller, params: at }, (seq) => ({ type: 'delete', seq })),
  }),
] as const;
