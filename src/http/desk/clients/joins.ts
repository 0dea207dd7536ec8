import { z } from 'zod';
import { undoJoin } from '../../../db/clients/undo-join.ts';
import { showJoin } from '../../../engine/delivery/join-shown.ts';
import { session } from '../../access.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { contact } from './contact.ts';

/** Two who were taken for one person. */
export const joinOperations = [
  operation({
    method: 'post',
    path: '/desk/api/contacts/:id/joins/:join/undo',
    access: session('contact.part', contact),
    tag: 'desk',
    summary: 'Undo a join of two contacts',
    description:
      'By a head. What changed hands goes back; a conversation that ended for the sake of another stays ended, and whoever waits for an answer in it becomes a task.',
    answer: { status: 204, words: 'Undone, or undone already.' },
    async handle({ db, newId, now, live }, { c, viewer, object, params }) {
      const join = z.uuid().safeParse(params.join);
      if (!join.success) throw new HttpError('contact-not-found');
      const undone = await undoJoin(db, { contact: object.id, join: join.data, by: viewer.id, at: now(), newId });
      if (undone.type === 'unknown') throw new HttpError('contact-not-found');
      if (!undone.again) await showJoin({ db, live }, undone.windows);
      return c.body(null, 204);
    },
  }),
] as const;
