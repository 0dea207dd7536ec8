import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { attach } from '../../../clients/attach.ts';
import { createContact } from '../../../clients/create-contact.ts';
import { detach } from '../../../clients/detach.ts';
import { type ClientTx, onRecord } from '../../../clients/recorded.ts';
import type { ClientFacts, Moved } from '../../../db/clients/attach.ts';
import { seesContact } from '../../../db/clients/card.ts';
import { addInvite } from '../../../db/clients/invites.ts';
import type { Queries } from '../../../db/db.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { sha256 } from '../../../domain/sha256.ts';
import type { Hint } from '../../../live/live.ts';
import { readBody } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { randomToken } from '../../keys.ts';
import { languageOf } from '../conversations/words.ts';
import { signedInToChange } from '../people/auth.ts';
import * as contract from '../work/contract.ts';
import * as examples from '../work/examples.ts';
import { bodyErrors, changeErrors } from '../work/query.ts';
import { visibleClient } from './clients.ts';

const day = 86_400_000;
/** An invite for a new employee is good this long. */
const inviteDays = 90;

/** Whose a contact is: attached, detached, invited (R6). */
export function attachRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const change = { tag: 'desk', security: 'deskChange' } as const;
  const answer = { schema: contract.attached.meta({ ref: 'Attached' }), example: examples.attached };

  app.post(
    '/contacts/:id/attach',
    describe({
      ...change,
      summary: 'Attach a contact to a client',
      description: 'On record, and undone by `detach` with the record. Where they are already is success.',
      body: {
        schema: contract.attach.meta({ ref: 'Attach' }),
        example: { client: examples.attached.client?.id, role: 'accountant', reason: 'They named the contract number.' },
      },
      answers: { 200: { words: 'They belong there now.', ...answer } },
      errors: [...bodyErrors, ...changeErrors, 'contact-not-found', 'client-not-found'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const { client, newClient, role, reason } = await readBody(c, contract.attach);
      const contact = await visibleContact(deps, viewer, c.req.param('id'));
      const to = newClient === undefined ? { client: (await visibleClient(deps, viewer, client)).id } : { newClient };
      const done = await deps.db.transaction((tx) => attach(clientTxOf(deps, viewer, tx), { contact, to, role: role ?? null, reason }));
      if (done.type === 'refused') throw new HttpError(done.code);
      return answered(deps, c, contact, done);
    },
  );

  app.post(
    '/contacts/:id/detach',
    describe({
      ...change,
      summary: 'Undo an attachment',
      description: 'Whom the contact belonged to before the record, they belong to again.',
      body: {
        schema: contract.detach.meta({ ref: 'Detach' }),
        example: { record: examples.attached.record, reason: 'Another company of the same name.' },
      },
      answers: { 200: { words: 'As before.', ...answer } },
      errors: [...bodyErrors, ...changeErrors, 'contact-not-found', 'not-attached'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const wish = await readBody(c, contract.detach);
      const contact = await visibleContact(deps, viewer, c.req.param('id'));
      const done = await deps.db.transaction((tx) => detach(clientTxOf(deps, viewer, tx), { contact, ...wish }));
      if (done.type === 'refused') throw new HttpError(done.code);
      return answered(deps, c, contact, done);
    },
  );

  app.post(
    '/clients/:id/invite',
    describe({
      ...change,
      summary: 'Invite a new employee of the client',
      description: 'A contact of the client, and a personal link into their window. The link is shown once.',
      body: { schema: contract.invite.meta({ ref: 'Invite' }), example: { name: 'Olga Petrova', role: 'accountant' } },
      answers: { 201: { words: 'Invited.', schema: contract.invited.meta({ ref: 'Invited' }), example: examples.invited } },
      errors: [...bodyErrors, ...changeErrors, 'client-not-found'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const { name, role, language } = await readBody(c, contract.invite);
      const client = await visibleClient(deps, viewer, c.req.param('id'));
      const token = randomToken();
      const tokenHash = await sha256(token);
      const at = deps.now();
      const expiresAt = new Date(at.getTime() + inviteDays * day);
      const contact = await deps.db.transaction(async (tx) => {
        const ctx = clientTxOf(deps, viewer, tx);
        const addresses = { email: null, phone: null, siteId: null, telegramId: null };
        const id = await createContact(ctx, client.id, {
          name,
          role: role ?? null,
          language: language ?? languageOf(c, viewer),
          ...addresses,
        });
        await addInvite(tx, { tokenHash, contact: id, createdAt: at, expiresAt });
        await onRecord(ctx, 'contact.invited', { kind: 'contact', id }, { client: client.id });
        return id;
      });
      const origin = deps.publicOrigin ?? new URL(c.req.url).origin;
      const bot = deps.telegram?.username() ?? null;
      const telegram = bot === null ? null : `https://t.me/${bot}?start=${token}`;
      return c.json({ contact, link: `${origin}/?invite=${token}`, telegram, expiresAt: expiresAt.toISOString() }, 201);
    },
  );

  return app;
}

/** The id of a contact this viewer has to do with, else 404: whether it exists is not told. */
export async function visibleContact({ db }: HttpDeps, viewer: Viewer, id: string): Promise<string> {
  if (z.uuid().safeParse(id).success && (await seesContact(db, viewer, id))) return id;
  throw new HttpError('contact-not-found');
}

/** With what a specialist's wish is carried out in a transaction. */
export function clientTxOf({ now, newId, company }: HttpDeps, viewer: Viewer, tx: Queries): ClientTx {
  const { data: policy, version: policyVersion } = company().policy;
  return { tx, now: now(), newId, policy, policyVersion, actor: { kind: 'specialist', id: viewer.id } };
}

interface Done {
  readonly client: ClientFacts | null;
  readonly record: string | null;
  readonly moved: readonly Moved[];
}

/** The desks concerned hear of it, and the answer says whose the contact is now. */
function answered({ live }: HttpDeps, c: Context, contact: string, { client, record, moved }: Done): Response {
  live.publish(
    moved.flatMap(({ id: conversation, version, specialist, department }): Hint[] => {
      const about = { conversation, version };
      const own: Hint[] = specialist === null ? [] : [{ topic: `specialist:${specialist}`, ...about }];
      return [{ topic: 'all', ...about }, { topic: `department:${department}`, ...about }, ...own];
    }),
  );
  return c.json({ contact, client: client === null ? null : { id: client.id, name: client.name, size: client.size }, record });
}
