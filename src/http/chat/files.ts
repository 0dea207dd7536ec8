import { z } from 'zod';
import { fileInWindows } from '../../db/files.ts';
import { visitor } from '../access.ts';
import { HttpError } from '../errors.ts';
import { exampleFile, file } from '../files/file.ts';
import { linked } from '../files/link.ts';
import { upload } from '../files/upload.ts';
import { operation } from '../operation.ts';
import { threadOf, uploaderOf } from './thread.ts';

const chatFile = file.meta({ ref: 'ChatFile' });

/** Files of a visitor: sent up before the message they go with. */
export const fileOperations = [
  operation({
    method: 'post',
    path: '/chat/v1/files',
    access: visitor,
    tag: 'chat',
    summary: 'Send a file up',
    description:
      'The body is the file, 20 MB at most. Then name its `id` among the `files` of a message; unused ones are forgotten after a day.',
    headers: { 'x-file-name': 'Its name, percent-encoded.' },
    body: { type: 'application/octet-stream' },
    answer: { status: 201, words: 'Stored; its type is what its bytes say.', schema: chatFile, example: exampleFile },
    errors: ['empty-file', 'too-large', 'too-many-requests', 'uploads-spent', 'disk-full'],
    handle: (http, { c, visitor }) => upload(http, c, { by: uploaderOf(visitor), isStranger: visitor.contact === null }),
  }),

  operation({
    method: 'get',
    path: '/chat/v1/files/:id',
    access: visitor,
    tag: 'chat',
    summary: 'A fresh link to a file',
    answer: { status: 200, words: 'The file.', schema: chatFile, example: exampleFile },
    errors: ['unknown-file'],
    async handle(http, { visitor, params: { id } }) {
      const thread = await threadOf(http, visitor);
      const windows = (thread?.windows ?? []).map((each) => each.id);
      const found = z.uuid().safeParse(id).success ? await fileInWindows(http.db, id, uploaderOf(visitor), windows) : null;
      if (found === null) throw new HttpError('unknown-file');
      return linked(http, found);
    },
  }),
] as const;
