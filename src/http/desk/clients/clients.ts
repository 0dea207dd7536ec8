import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type ClientRow, findClient, timelineOf } from '../../../db/clients/card.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { readCursor, writeCursor } from '../conversations/cursor.ts';
import { languageOf } from '../conversations/words.ts';
import { signedIn } from '../people/auth.ts';
import * as contract from '../work/contract.ts';
import * as examples from '../work/examples.ts';
import { limit } from '../work/query.ts';
import { clientCardOf, pastInWords } from './client.ts';

const timelineQuery = z.strictObject({ cursor: z.string().max(512).optional(), limit, language: z.string().max(35).optional() });

/** A client this viewer has to do with, else 404: whether it exists is not told. */
export async function visibleClient({ db }: HttpDeps, viewer: Viewer, id: string | undefined): Promise<ClientRow> {
  const row = z.uuid().safeParse(id).success ? await findClient(db, viewer, String(id)) : null;
  if (row === null) throw new HttpError('client-not-found');
  return row;
}

/** The client's card and whole history, over all contacts and channels. */
export function clientRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const read = { tag: 'desk', security: 'deskSession' } as const;
  const inLanguage = { language: 'ru or en; before Accept-Language.' };
  const found = async (c: Context) => {
    const viewer = await signedIn(deps, c);
    return { viewer, client: await visibleClient(deps, viewer, c.req.param('id')), language: languageOf(c, viewer) };
  };

  app.get(
    '/clients/:id',
    describe({
      ...read,
      summary: 'The card of a client',
      description:
        'Its contacts, who owns it and who did, what it may be offered, what is to be done. Details of contacts only for whom they are.',
      query: inLanguage,
      answers: { 200: { words: 'The card.', schema: contract.clientCard.meta({ ref: 'DeskClient' }), example: examples.clientCard } },
      errors: ['unauthorized', 'client-not-found'],
    }),
    async (c) => {
      const { viewer, client, language } = await found(c);
      return c.json(await clientCardOf(deps, viewer, client, language));
    },
  );

  app.get(
    '/clients/:id/timeline',
    describe({
      ...read,
      summary: 'Everything that was with a client',
      description: 'Conversations of all its contacts over all channels, the newest first.',
      query: { cursor: '`nextCursor` of the page before.', limit: '1 to 100, 50 when absent.', ...inLanguage },
      answers: { 200: { words: 'A page.', schema: contract.timeline.meta({ ref: 'Timeline' }), example: examples.timeline } },
      errors: ['invalid-request', 'unauthorized', 'client-not-found'],
    }),
    async (c) => {
      const { viewer, client, language } = await found(c);
      const { cursor, limit } = readQuery(c, timelineQuery);
      const list = `timeline ${client.id}`;
      const after = cursor === undefined ? null : readCursor(list, cursor);
      const rows = await timelineOf(deps.db, viewer, { client: client.id, after, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        conversations: page.map((row) => pastInWords(row, language)),
        nextCursor: rows.length > limit && last !== undefined ? writeCursor(list, { group: 0, ...last }) : null,
      });
    },
  );

  return app;
}
