import { z } from 'zod';
import { findClient } from '../../db/clients/listed.ts';
import { conversationsAfter, findConversationById } from '../../db/conversations/listed.ts';
import { messagesAfter } from '../../db/conversations/listed-messages.ts';
import { apiKey } from '../access.ts';
import type { Http } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { momentText } from '../moment.ts';
import { operation } from '../operation.ts';
import { count } from '../whole.ts';
import { clientName, clientRefOf } from './client-of.ts';
import * as contract from './contract.ts';
import { pageOf, readCursor } from './cursor.ts';
import * as examples from './examples.ts';
import { paging, plain } from './query.ts';
import { showConversation, showMessage } from './show.ts';

const filters = z.strictObject({
  status: z.enum(['open', 'resolved', 'closed']).optional().describe('Open: neither resolved nor closed.').meta({ example: 'open' }),
  department: plain(64).optional().describe('In the department with this key.').meta({ example: 'client' }),
  specialist: z.uuid().optional().describe('In the charge of this specialist.').meta({ example: examples.ids.specialist }),
  client: clientName.optional().meta({ example: examples.ids.client }),
  contact: z.uuid().optional().describe('With this contact.').meta({ example: examples.ids.contact }),
  topic: plain(64).optional().describe('About this, a key of the company’s list; `none`: nobody has said.').meta({ example: 'invoice' }),
  openedFrom: momentText.optional().describe('Opened at this time or later.').meta({ example: '2026-03-01T00:00:00Z' }),
  openedBefore: momentText.optional().describe('Opened before this time.'),
  activeFrom: momentText.optional().describe('With a message at this time or later.'),
  ...paging,
});

export const conversationParameter = { conversation: { words: 'The id.', example: examples.ids.conversation } };

export async function conversationIn(deps: Http, name: string | undefined) {
  const found = z.uuid().safeParse(name).success ? await findConversationById(deps.db, String(name)) : null;
  if (found === null) throw new HttpError('unknown-conversation');
  return found;
}

/** What was said, and how it stands. */
export const conversationOperations = [
  operation({
    method: 'get',
    path: '/api/v1/conversations',
    id: 'listConversations',
    access: apiKey('conversations:read'),
    tag: 'api',
    summary: 'List conversations',
    description: 'The oldest first; one opened while you read comes at the end.',
    query: filters,
    answer: {
      status: 200,
      words: 'A page.',
      schema: contract.page(contract.conversation, 'ConversationPage'),
      example: examples.pageOf(examples.conversation),
    },
    errors: ['client-not-found'],
    async handle(http, { query }) {
      const { client, specialist, contact, cursor, limit, ...others } = query;
      const after = cursor === undefined ? null : await readCursor('conversations', query, cursor, z.uuid());
      const found = client === undefined ? undefined : await findClient(http.db, clientRefOf(client));
      if (found === null) throw new HttpError('client-not-found');
      const filter = { ...others, specialistId: specialist, contactId: contact, clientId: found?.id };
      const rows = await conversationsAfter(http.db, filter, after, limit + 1);
      return pageOf('conversations', query, rows, (row) => row.id, showConversation);
    },
  }),

  operation({
    method: 'get',
    path: '/api/v1/conversations/:conversation',
    id: 'readConversation',
    access: apiKey('conversations:read'),
    tag: 'api',
    summary: 'Read a conversation',
    params: conversationParameter,
    answer: { status: 200, words: 'The conversation.', schema: contract.conversation, example: examples.conversation },
    errors: ['unknown-conversation'],
    handle: async (http, { params }) => showConversation(await conversationIn(http, params.conversation)),
  }),

  operation({
    method: 'get',
    path: '/api/v1/conversations/:conversation/messages',
    id: 'listMessages',
    access: apiKey('conversations:read'),
    tag: 'api',
    summary: 'Read its messages',
    description: 'In the order they came. Internal ones only with the scope `conversations:internal`.',
    params: conversationParameter,
    query: z.strictObject(paging),
    answer: {
      status: 200,
      words: 'A page.',
      schema: contract.page(contract.message, 'MessagePage'),
      example: examples.pageOf(examples.message),
    },
    errors: ['unknown-conversation'],
    async handle(http, { caller, query, params }) {
      const conversation = await conversationIn(http, params.conversation);
      const list = `messages ${conversation.id}`;
      const after = query.cursor === undefined ? 0 : await readCursor(list, query, query.cursor, count);
      const internal = caller.scopes.has('conversations:internal');
      const rows = await messagesAfter(http.db, conversation, { internal, after, limit: query.limit + 1 });
      return pageOf(list, query, rows, (row) => row.seq, showMessage);
    },
  }),
] as const;
