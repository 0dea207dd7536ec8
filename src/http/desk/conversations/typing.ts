import { Hono } from 'hono';
import { reachedBy } from '../../../db/conversations/reach.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { signedInToChange } from '../people/auth.ts';
import { visibleConversation } from './read.ts';

/** That somebody writes, before they have written. */
export function typingRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.post(
    '/conversations/:id/typing',
    describe({
      summary: 'Show the client that an answer is being written',
      description:
        'Where their channel can show it, for a few seconds; a hint that may be lost. Only of the person in charge; nothing is stored.',
      tag: 'desk',
      security: 'deskChange',
      answers: { 204: 'Heard.' },
      errors: ['unauthorized', 'csrf', 'cross-site', 'unknown-conversation', 'not-in-charge'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const { id } = await visibleConversation(deps, viewer, c.req.param('id'));
      const reached = await reachedBy(deps.db, id, viewer.id);
      if (reached === null) throw new HttpError('not-in-charge');
      deps.typing?.(reached.channel, reached.address);
      return c.body(null, 204);
    },
  );

  return app;
}
