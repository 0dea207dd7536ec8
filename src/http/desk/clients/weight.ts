import { Hono } from 'hono';
import { z } from 'zod';
import { dedicate } from '../../../clients/dedicate.ts';
import { mayIn } from '../../../people/access.ts';
import { readBody } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { signedInToChange } from '../people/auth.ts';
import { bodyErrors, changeErrors } from '../work/query.ts';
import { clientTxOf } from './attach.ts';
import { visibleClient } from './clients.ts';

export const weightWish = z.strictObject({
  department: z.string().min(1).max(40).describe('Key of the department whose specialist owns the client.'),
  whole: z.boolean().describe('true: the whole work of one person; false: by its size again.'),
  reason: z.string().trim().min(1).max(1000),
});

const example = { department: 'sales', whole: true, reason: 'Opening in three countries this year' };

/** A key client as the whole work of one person, and back (R12). */
export function weightRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.post(
    '/clients/:id/weight',
    describe({
      summary: 'Raise a key client, or lower it again',
      description: 'By a head of the owning department. The owner’s portfolio changes with it; what is so already is success.',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: weightWish.meta({ ref: 'ClientWeight' }), example },
      answers: { 204: 'It weighs so from now on.' },
      errors: [
        ...bodyErrors,
        ...changeErrors,
        'forbidden',
        'client-not-found',
        'unknown-department',
        'not-a-key-client',
        'not-owned-there',
      ],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const wish = await readBody(c, weightWish);
      const client = await visibleClient(deps, viewer, c.req.param('id'));
      if (!mayIn(viewer, 'client.raise', wish.department)) throw new HttpError('forbidden');
      const done = await deps.db.transaction((tx) => dedicate(clientTxOf(deps, viewer, tx), { client: client.id, ...wish }));
      if (done.type === 'refused') throw new HttpError(done.code);
      return c.body(null, 204);
    },
  );

  return app;
}
