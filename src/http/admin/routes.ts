import { type Context, Hono } from 'hono';
import type { CompanyVerbs } from '../../company/verbs.ts';
import { readBody } from '../body.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe-old.ts';
import { HttpError } from '../errors.ts';
import * as contract from './contract.ts';
import { permit } from './permit.ts';

/** Longest table or company file, in bytes. */
const most = 32 * 1024 * 1024;
const errors = [
  'bad-json',
  'invalid-request',
  'unsupported-media-type',
  'too-large',
  'token-missing',
  'token-invalid',
  'not-found',
] as const;
const operation = { tag: 'operation', security: 'adminToken' } as const;

/** The company command through a server. From anywhere but this machine there is nothing here. */
export function adminRoutes({ admin }: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const verbs = async (c: Context): Promise<CompanyVerbs> => (await permit(admin, c)).verbs;

  for (const verb of ['plan', 'apply'] as const) {
    app.post(
      `/${verb}`,
      describe({
        ...operation,
        summary: verb === 'plan' ? 'What applying a company file would change' : 'Make the company as a file wants it',
        body: { schema: contract.companyFilesBody, example: contract.files },
        answers: { 200: { words: 'What changes, or changed.', schema: contract.planAnswer, example: contract.planExample } },
        errors: [...errors, 'company-mistakes'],
      }),
      async (c) => {
        const allowed = await verbs(c);
        return c.json(withoutMistakes(await allowed[verb](await readBody(c, contract.companyFilesBody, most))));
      },
    );
  }
  app.post(
    '/import',
    describe({
      ...operation,
      summary: 'Add clients and contacts of a CSV table',
      body: { schema: contract.importBody, example: { name: 'clients.csv', text: 'name\nHarbour Tea\n', apply: false } },
      answers: { 200: { words: 'What is new, doubled or wrong.', schema: contract.importAnswer, example: contract.importExample } },
      errors: [...errors, 'company-mistakes'],
    }),
    async (c) => {
      const allowed = await verbs(c);
      const { apply, ...file } = await readBody(c, contract.importBody, most);
      return c.json(withoutMistakes(await allowed.importClients(file, apply)));
    },
  );
  app.post(
    '/import-facts',
    describe({
      ...operation,
      summary: 'Tell deals, payments, usage and outreach of a CSV table',
      body: { schema: contract.importBody, example: { name: 'facts.csv', text: 'type,external_id\n', apply: false } },
      answers: { 200: { words: 'What is new, known or wrong.', schema: contract.factsAnswer, example: contract.factsExample } },
      errors: [...errors, 'company-mistakes'],
    }),
    async (c) => {
      const allowed = await verbs(c);
      const { apply, ...file } = await readBody(c, contract.importBody, most);
      return c.json(withoutMistakes(await allowed.importFacts(file, apply)));
    },
  );
  app.post(
    '/link',
    describe({
      ...operation,
      summary: 'Make a one-time sign-in link',
      body: { schema: contract.linkBody, example: { email: 'olga@acme.example' } },
      answers: { 200: { words: 'Its token.', schema: contract.linkAnswer, example: contract.linkExample } },
      errors: [...errors, 'unknown-specialist'],
    }),
    async (c) => {
      const allowed = await verbs(c);
      const linked = await allowed.link((await readBody(c, contract.linkBody)).email);
      if (linked.type !== 'linked') throw new HttpError('unknown-specialist', linked);
      return c.json(linked);
    },
  );
  app.post(
    '/invites',
    describe({
      ...operation,
      summary: 'Make personal links for contacts',
      body: { schema: contract.invitesBody, example: { again: false } },
      answers: { 200: { words: 'The invites made now.', schema: contract.invitesAnswer, example: contract.invitesExample } },
      errors,
    }),
    async (c) => {
      const allowed = await verbs(c);
      return c.json({ invites: await allowed.invites((await readBody(c, contract.invitesBody)).again) });
    },
  );
  return app;
}

function withoutMistakes<Outcome extends { readonly type: string }>(outcome: Outcome): Exclude<Outcome, { readonly type: 'mistakes' }> {
  if (outcome.type === 'mistakes') throw new HttpError('company-mistakes', 'mistakes' in outcome ? outcome.mistakes : []);
  return outcome as Exclude<Outcome, { readonly type: 'mistakes' }>;
}
