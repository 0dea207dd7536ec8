import { SignJWT } from 'jose';
import { z } from 'zod';
import { siteContacts } from '../../db/clients/site-contacts.ts';
import { contactBySite } from '../../db/conversations/visitor.ts';
import type { Access } from '../access.ts';
import { HttpError } from '../errors.ts';
import { operation } from '../operation.ts';

const demoClients = z.object({ clients: z.array(z.object({ as: z.string(), name: z.string(), client: z.string() })) });
const demoLogin = z.object({ identity: z.string() });

/** Only while the demo company is served to this machine alone. */
const demoOnly: Access<object> = {
  by: 'anybody',
  errors: ['not-found'],
  async admit({ demo = false }) {
    if (!demo) throw new HttpError('not-found');
    return {};
  },
};

/** What a company's own site does for its logged-in clients, done for the demo site: a newcomer may see what a known client sees. */
export const demoOperations = [
  operation({
    method: 'get',
    path: '/demo/clients',
    access: demoOnly,
    tag: 'pages',
    summary: 'Whom the demo site can log in',
    answer: {
      status: 200,
      words: 'The contacts of the demo company.',
      schema: demoClients.meta({ ref: 'DemoClients' }),
      example: { clients: [{ as: 'demo-anna', name: 'Анна Корнеева', client: 'Кофейня «Угол»' }] },
    },
    handle: async ({ db }) => ({ clients: await siteContacts(db) }),
  }),

  operation({
    method: 'get',
    path: '/demo/login',
    access: demoOnly,
    tag: 'pages',
    summary: 'Log a client of the demo company in',
    query: z.strictObject({ as: z.string().min(1).max(200).describe('Whom, as `/demo/clients` names them.') }),
    answer: {
      status: 200,
      words: 'What the site would sign for them.',
      schema: demoLogin.meta({ ref: 'DemoLogin' }),
      example: { identity: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl' },
    },
    async handle({ db, now, keys }, { query: { as } }) {
      const contact = await contactBySite(db, as);
      if (contact === null) throw new HttpError('not-found');
      const ends = Math.floor(now().getTime() / 1000) + 8 * 3600;
      // Whoever tries the demo is many people at one browser: what the visitor wrote stays the visitor's.
      const jwt = new SignJWT({ okno_join: false }).setProtectedHeader({ alg: 'HS256' }).setSubject(as);
      return { identity: await jwt.setExpirationTime(ends).sign(keys.site) };
    },
  }),
] as const;
