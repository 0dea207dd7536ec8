import { z } from 'zod';
import type { CardRow } from '../../../db/conversations/card.ts';
import { deskMessagesBefore, deskMessagesChanged } from '../../../db/conversations/messages.ts';
import { threadOfContact } from '../../../db/conversations/thread.ts';
import { retrySend } from '../../../db/delivery/retry-send.ts';
import { maxTextLength } from '../../../domain/content.ts';
import type { Seq, WindowId } from '../../../domain/ids.ts';
import { marksFromTyped } from '../../../domain/typed-marks.ts';
import { shownTo } from '../../../engine/delivery/shown.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { wholeText } from '../../whole.ts';
import { key, paging } from '../fields.ts';
import { language } from '../language.ts';
import { act, doneAnswer } from './action.ts';
import { conversation } from './conversation.ts';
import { deskMessages, deskMessagesOf, exampleMessages } from './message.ts';

const query = z
  .strictObject({
    after: wholeText.optional().describe('A change number: what changed since, in order of change.'),
    before: wholeText.optional().describe('A seq: older messages, oldest first.'),
    limit: paging.limit,
    language,
  })
  .refine((each) => (each.after === undefined) !== (each.before === undefined), 'exactly one of after and before');

const editMessage = z.strictObject({ key, text: z.string().min(1).max(maxTextLength) });
const deleteMessage = z.strictObject({ key });

/** Messages of a conversation: read on, and what a specialist does to one that is there already. */
export const messageOperations = [
  operation({
    method: 'get',
    path: '/desk/api/conversations/:id/messages',
    access: session('conversation.read', conversation),
    tag: 'desk',
    summary: 'Read on in the thread',
    query,
    answer: { status: 200, words: 'A page.', schema: deskMessages.meta({ ref: 'DeskMessages' }), example: exampleMessages },
    async handle(http, { viewer, object, query: { after, before, limit } }) {
      const thread = await threadOfContact(http.db, object.contact_id);
      if (thread === null) return { messages: [], more: false };
      const rows =
        after === undefined
          ? await deskMessagesBefore(http.db, viewer, thread, before ?? 0, limit + 1)
          : await deskMessagesChanged(http.db, viewer, thread, after, limit + 1);
      const messages = await deskMessagesOf(http, rows.slice(0, limit));
      if (after === undefined) messages.reverse();
      return { messages, more: rows.length > limit };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/messages/:seq/edit',
    access: session('conversation.join', conversation),
    tag: 'desk',
    summary: 'Change a message of one’s own',
    description: 'It follows to wherever it was sent; where the channel cannot, `deliveries` says why.',
    body: {
      schema: editMessage.meta({ ref: 'EditMessage' }),
      example: { key: 'k3v9s0q8', text: 'Good morning! Three more people fit.' },
    },
    answer: doneAnswer,
    errors: ['unknown-message', 'not-yours', 'not-in-charge', 'conversation-closed', 'overloaded'],
    async handle(http, { viewer, object, params, body }) {
      const { seq } = await placeOf(http, object, params.seq);
      const { text, marks } = marksFromTyped(body.text);
      const { duplicate } = await act(http, { viewer, object }, body, () => ({ type: 'edit', seq, text, marks }));
      return { conversation: object.id, seq: Number(params.seq), duplicate };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/messages/:seq/delete',
    access: session('conversation.join', conversation),
    tag: 'desk',
    summary: 'Take back a message of one’s own',
    description: 'What has not left yet does not leave; the rest is deleted where the channel can.',
    body: { schema: deleteMessage.meta({ ref: 'DeleteMessage' }), example: { key: 'k3v9s0q9' } },
    answer: doneAnswer,
    errors: ['unknown-message', 'not-yours', 'conversation-closed', 'overloaded'],
    async handle(http, { viewer, object, params, body }) {
      const { seq } = await placeOf(http, object, params.seq);
      const { duplicate } = await act(http, { viewer, object }, body, () => ({ type: 'delete', seq }));
      return { conversation: object.id, seq: Number(params.seq), duplicate };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/messages/:seq/retry',
    access: session('conversation.answer', conversation),
    tag: 'desk',
    summary: 'Send again what a channel refused',
    description: 'By the person in charge. A message nothing of which was refused is left as it is: 404.',
    answer: doneAnswer,
    errors: ['unknown-message', 'not-in-charge'],
    async handle(http, { viewer, object, params }) {
      if (object.specialist_id !== viewer.id) throw new HttpError('not-in-charge');
      const { db, now, live } = http;
      const { window, seq } = await placeOf(http, object, params.seq);
      const version = await retrySend(db, { conversation: object.id, window, seq, now: now() });
      if (version === null) throw new HttpError('unknown-message');
      live.publish(shownTo({ conversation: object.id, version, department: object.department, specialist: viewer.id }));
      return { conversation: object.id, seq: Number(params.seq), duplicate: false };
    },
  }),
] as const;

/** The number of a message that is to be quoted, in the conversation's own window; nothing where nothing is. */
export async function quoteOf(http: Http, row: CardRow, quote: number | undefined): Promise<{ readonly quote?: Seq }> {
  return quote === undefined ? {} : { quote: (await placeOf(http, row, String(quote))).seq };
}

/** The message's number in the conversation's own window: the desk counts in the line of all of a contact's windows. */
async function placeOf({ db }: Http, row: CardRow, asked: string): Promise<{ window: WindowId; seq: Seq }> {
  const seq = wholeText.safeParse(asked);
  const thread = seq.success ? await threadOfContact(db, row.contact_id) : null;
  const window = thread?.windows.find((each) => each.id === row.window_id);
  if (!seq.success || window === undefined) throw new HttpError('unknown-message');
  return { window: window.id, seq: seq.data + window.offset };
}
