import { reachedBy } from '../../../db/conversations/reach.ts';
import { session } from '../../access.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { conversation } from './conversation.ts';

/** That somebody writes, before they have written. */
export const typingOperations = [
  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/typing',
    access: session('conversation.answer', conversation),
    tag: 'desk',
    summary: 'Show the client that an answer is being written',
    description:
      'Where their channel can show it, for a few seconds; a hint that may be lost. Only of the person in charge; nothing is stored.',
    answer: { status: 204, words: 'Heard.' },
    errors: ['not-in-charge'],
    async handle({ db, typing }, { c, viewer, object }) {
      const reached = await reachedBy(db, object.id, viewer.id);
      if (reached === null) throw new HttpError('not-in-charge');
      typing?.(reached.channel, reached.address, reached.thread);
      return c.body(null, 204);
    },
  }),
] as const;
