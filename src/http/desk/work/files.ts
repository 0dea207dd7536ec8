import { session } from '../../access.ts';
import { exampleFile, file as fileShown } from '../../files/file.ts';
import { linked } from '../../files/link.ts';
import { upload } from '../../files/upload.ts';
import { operation } from '../../operation.ts';
import { file, uploaderOf } from './file.ts';

const shown = { schema: fileShown.meta({ ref: 'File' }), example: exampleFile };

/** Files of the desk: sent up before the reply or note they go with. */
export const fileOperations = [
  operation({
    method: 'post',
    path: '/desk/api/files',
    access: session('self'),
    tag: 'desk',
    summary: 'Send a file up',
    description:
      'The body is the file, 20 MB at most. Then name its `id` among the `files` of a reply or note; unused ones are forgotten after a day.',
    headers: { 'x-file-name': 'Its name, percent-encoded.' },
    body: { type: 'application/octet-stream' },
    answer: { status: 201, words: 'Stored; its type is what its bytes say.', ...shown },
    errors: ['empty-file', 'too-large', 'too-many-requests', 'uploads-spent', 'disk-full'],
    handle: (http, { c, viewer }) => upload(http, c, { by: uploaderOf(viewer.id), isStranger: false }),
  }),

  operation({
    method: 'get',
    path: '/desk/api/files/:id',
    access: session('file.see', file),
    tag: 'desk',
    summary: 'A fresh link to a file',
    answer: { status: 200, words: 'The file.', ...shown },
    handle: (http, { object }) => linked(http, object),
  }),
] as const;
