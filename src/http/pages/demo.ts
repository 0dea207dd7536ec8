import { Hono } from 'hono';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { siteContacts } from '../../db/clients/site-contacts.ts';
import { contactBySite } from '../../db/conversations/thread.ts';
import { readQuery } from '../body.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe-old.ts';
import { HttpError } from '../errors.ts';
import { apiHeaders } from '../middleware/security-headers.ts';

const login = z.strictObject({ as: z.string().min(1).max(200) });
const answers = {
  clients: z.object({ clients: z.array(z.object({ as: z.string(), name: z.string(), client: z.string() })) }),
  login: z.object({ identity: z.string() }),
};

/**
 * What a company's own site does for its logged-in clients, done for the demo site: so that a newcomer may see what a known
 * client sees. Only while the demo company is served to this machine alone.
 */
export function demoRoutes({ db, keys, now, demo = false }: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use('/demo/*', apiHeaders);
  app.get(
    '/demo/clients',
    describe({
      summary: 'Whom the demo site can log in',
      tag: 'pages',
      answers: {
        200: {
          words: 'The contacts of the demo company.',
          schema: answers.clients.meta({ ref: 'DemoClients' }),
          example: { clients: [{ as: 'demo-anna', name: 'Анна Корнеева', client: 'Кофейня «Угол»' }] },
        },
      },
      errors: ['not-found'],
    }),
    async (c) => {
      if (!demo) throw new HttpError('not-found');
      return c.json({ clients: await siteContacts(db) });
    },
  );
  app.get(
    '/demo/login',
    describe({
      summary: 'Log a client of the demo company in',
      tag: 'pages',
      query: { as: 'Whom, as `/demo/clients` names them.' },
      answers: {
        200: {
          words: 'What the site would sign for them.',
          schema: answers.login.meta({ ref: 'DemoLogin' }),
          example: { identity: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl' },
        },
      },
      errors: ['invalid-request', 'not-found'],
    }),
    async (c) => {
      if (!demo) throw new HttpError('not-found');
      const contact = await contactBySite(db, readQuery(c, login).as);
      if (contact === null) throw new HttpError('not-found');
      const ends = Math.floor(now().getTime() / 1000) + 8 * 3600;
      // Whoever tries the demo is many people at one browser: what the visitor wrote stays the visitor's.
      const jwt = new SignJWT({ okno_join: false }).setProtectedHeader({ alg: 'HS256' }).setSubject(readQuery(c, login).as);
      return c.json({ identity: await jwt.setExpirationTime(ends).sign(keys.site) });
    },
  );
  return app;
}
