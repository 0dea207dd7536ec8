import { Hono } from 'hono';
import { z } from 'zod';
import { fileInWindows } from '../../db/files.ts';
import { file } from '../chat/contract.ts';
import { threadOf, uploaderOf } from '../chat/thread.ts';
import { chatTokens } from '../chat/tokens.ts';
import { bearer } from '../chat/verified.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe-old.ts';
import { HttpError } from '../errors.ts';
import { exampleFile } from './example.ts';
import { linked } from './link.ts';
import { upload } from './upload.ts';

const tokenErrors = ['token-missing', 'token-invalid', 'token-expired'] as const;
const answer = { schema: file.meta({ ref: 'ChatFile' }), example: exampleFile };

/** Files of a visitor: sent up before the message they go with. */
export function chatFileRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const visitorOf = bearer(chatTokens(deps.keys), deps.now);
  const app = new Hono<HttpEnv>();

  app.post(
    '/files',
    describe({
      summary: 'Send a file up',
      description:
        'The body is the file, 20 MB at most. Then name its `id` among the `files` of a message; unused ones are forgotten after a day.',
      tag: 'chat',
      security: 'chatToken',
      headers: { 'x-file-name': 'Its name, percent-encoded.' },
      body: { type: 'application/octet-stream' },
      answers: { 201: { words: 'Stored; its type is what its bytes say.', ...answer } },
      errors: [...tokenErrors, 'invalid-request', 'too-large', 'too-many-requests'],
    }),
    async (c) => {
      const visitor = await visitorOf(c.req.header('authorization'));
      return c.json(await upload(deps, c, uploaderOf(visitor)), 201);
    },
  );

  app.get(
    '/files/:id',
    describe({
      summary: 'A fresh link to a file',
      tag: 'chat',
      security: 'chatToken',
      answers: { 200: { words: 'The file.', ...answer } },
      errors: [...tokenErrors, 'unknown-file'],
    }),
    async (c) => {
      const visitor = await visitorOf(c.req.header('authorization'));
      const id = c.req.param('id');
      const thread = await threadOf(deps, visitor);
      const windows = (thread?.windows ?? []).map((each) => each.id);
      const found = z.uuid().safeParse(id).success ? await fileInWindows(deps.db, id, uploaderOf(visitor), windows) : null;
      if (found === null) throw new HttpError('unknown-file');
      return c.json(await linked(deps, found));
    },
  );

  return app;
}
