import type { Context } from 'hono';
import { anybody } from '../access.ts';
import type { Http } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { answerFile } from '../files/files.ts';
import { operation } from '../operation.ts';

const names = '{[a-z0-9-]+\\.(?:svg|png|ico|txt|webmanifest|js|css|map|woff2)}';

function page<const Path extends string>(path: Path, summary: string, fileOf: (name: string) => string) {
  return operation({
    method: 'get',
    path,
    access: anybody,
    tag: 'pages',
    summary,
    answer: { status: 200, words: 'The file.', type: '*/*' },
    also: { 304: 'It has not changed.' },
    errors: ['not-found'],
    handle: ({ files }: Http, { c }: { readonly c: Context }) => {
      const file = files(fileOf(c.req.param('name') ?? ''));
      if (file === null) throw new HttpError('not-found');
      return answerFile(c, file);
    },
  });
}

/** A page in a folder, as people type it. */
function folder<const Path extends string>(path: Path, id: string, summary: string) {
  return operation({
    method: 'get',
    path,
    id,
    access: anybody,
    tag: 'pages',
    summary,
    answer: { status: 308, words: `It is at ${path}/.` },
    handle: (_: Http, { c }: { readonly c: Context }) => c.redirect(`${path}/`, 308),
  });
}

/** The built pages: the demo site, the desk and the API's reference. */
export const pageOperations = [
  page('/', 'The demo site with the chat', () => 'index.html'),
  page('/assets/:name', 'Parts of the demo site', (name) => `assets/${name}`),
  page(`/:name${names}`, 'Other files of the demo site', (name) => name),
  page('/desk/', 'The desk', () => 'desk/index.html'),
  page('/desk/assets/:name', 'Parts of the desk', (name) => `desk/assets/${name}`),
  page(`/desk/:name${names}`, 'Other files of the desk', (name) => `desk/${name}`),
  page('/api/', 'The reference of the API', () => 'api/index.html'),
  page('/api/assets/:name', 'Parts of the reference', (name) => `api/assets/${name}`),
  folder('/desk', 'goToDesk', 'The desk'),
  folder('/api', 'goToReference', 'The reference of the API'),
] as const;

export const widgetOperations = [page('/widget.js', 'The chat, for `<script src>` on any site', () => 'widget.js')] as const;
