import { Hono } from 'hono';
import { z } from 'zod';
import { seesContact } from '../../../db/clients/card.ts';
import { undoJoin } from '../../../db/clients/undo-join.ts';
import type { ContactId } from '../../../domain/ids.ts';
import { reachOf } from '../../../people/access.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { signedInToChange } from '../people/auth.ts';
import { changeErrors } from '../work/query.ts';

/** Two who were taken for one person. */
export function joinRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.post(
    '/contacts/:id/joins/:join/undo',
    describe({
      summary: 'Undo a join of two contacts',
      description: 'By a head. What changed hands goes back; a conversation that ended for the sake of another stays ended.',
      tag: 'desk',
      security: 'deskChange',
      answers: { 204: 'Undone, or undone already.' },
      errors: [...changeErrors, 'contact-not-found', 'forbidden'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const [contact, join] = [c.req.param('id'), c.req.param('join')].map((each) => z.uuid().safeParse(each).data);
      if (contact === undefined || join === undefined || !(await seesContact(deps.db, viewer, contact)))
        throw new HttpError('contact-not-found');
      if (reachOf(viewer, 'contact.part') === 'none') throw new HttpError('forbidden');
      const { db, newId, now, live } = deps;
      const undone = await undoJoin(db, { contact: contact as ContactId, join, by: viewer.id, at: now(), newId });
      if (undone.type === 'unknown') throw new HttpError('contact-not-found');
      if (!undone.again) live.publish([...undone.windows.map((window) => ({ topic: `window:${window}` as const })), { topic: 'all' }]);
      return c.body(null, 204);
    },
  );

  return app;
}
