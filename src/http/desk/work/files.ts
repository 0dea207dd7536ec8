import { Hono } from 'hono';
import { z } from 'zod';
import { fileForViewer } from '../../../db/files.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { exampleFile } from '../../files/example.ts';
import { linked } from '../../files/link.ts';
import { upload } from '../../files/upload.ts';
import { signedIn, signedInToChange } from '../people/auth.ts';
import { file } from './contract.ts';

/** Whose the files are that somebody of the desk uploads. */
export function uploaderOf(specialist: string): string {
  return `specialist:${specialist}`;
}

const answer = { schema: file.meta({ ref: 'File' }), example: exampleFile };

/** Files of the desk: sent up before the reply or note they go with. */
export function fileRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.post(
    '/files',
    describe({
      summary: 'Send a file up',
      description:
        'The body is the file, 20 MB at most. Then name its `id` among the `files` of a reply or note; unused ones are forgotten after a day.',
      tag: 'desk',
      security: 'deskChange',
      headers: { 'x-file-name': 'Its name, percent-encoded.' },
      body: { type: 'application/octet-stream' },
      answers: { 201: { words: 'Stored; its type is what its bytes say.', ...answer } },
      errors: ['unauthorized', 'csrf', 'cross-site', 'invalid-request', 'too-large', 'too-many-requests'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      return c.json(await upload(deps, c, uploaderOf(viewer.id)), 201);
    },
  );

  app.get(
    '/files/:id',
    describe({
      summary: 'A fresh link to a file',
      tag: 'desk',
      security: 'deskSession',
      answers: { 200: { words: 'The file.', ...answer } },
      errors: ['unauthorized', 'unknown-file'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const id = c.req.param('id');
      const found = z.uuid().safeParse(id).success ? await fileForViewer(deps.db, id, uploaderOf(viewer.id), viewer) : null;
      if (found === null) throw new HttpError('unknown-file');
      return c.json(await linked(deps, found));
    },
  );

  return app;
}
