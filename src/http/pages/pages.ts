import { Hono } from 'hono';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe-old.ts';
import { HttpError } from '../errors.ts';
import { answerFile } from '../files/files.ts';
import { pageHeaders, widgetHeaders } from '../middleware/security-headers.ts';

/** Where each built page is served: the address, the file, what it is. */
const pages = [
  ['/', () => 'index.html', 'The demo site with the chat'],
  ['/widget.js', () => 'widget.js', 'The chat, for `<script src>` on any site'],
  ['/assets/:name', (name: string) => `assets/${name}`, 'Parts of the demo site'],
  ['/:name{[a-z0-9-]+\\.(?:svg|png|ico|txt|webmanifest|js|css|map|woff2)}', (name: string) => name, 'Other files of the demo site'],
  ['/desk/', () => 'desk/index.html', 'The desk'],
  ['/desk/assets/:name', (name: string) => `desk/assets/${name}`, 'Parts of the desk'],
  [
    '/desk/:name{[a-z0-9-]+\\.(?:svg|png|ico|txt|webmanifest|js|css|map|woff2)}',
    (name: string) => `desk/${name}`,
    'Other files of the desk',
  ],
  ['/api/', () => 'api/index.html', 'The reference of the API'],
  ['/api/assets/:name', (name: string) => `api/assets/${name}`, 'Parts of the reference'],
] as const;

/** Pages in folders, as people type them. */
const folders = [
  ['/desk', 'goToDesk', 'The desk'],
  ['/api', 'goToReference', 'The reference of the API'],
] as const;

/** The built pages: the demo site, the widget, the desk and the API's reference. */
export function pageRoutes({ files, secure }: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const headers = pageHeaders(secure);
  for (const [path, fileOf, summary] of pages) {
    app.get(
      path,
      path === '/widget.js' ? widgetHeaders : headers,
      describe({
        summary,
        tag: 'pages',
        answers: { 200: { words: 'The file.', type: '*/*' }, 304: 'It has not changed.' },
        errors: ['not-found'],
      }),
      (c) => {
        const file = files(fileOf(c.req.param('name') ?? ''));
        if (file === null) throw new HttpError('not-found');
        return answerFile(c, file);
      },
    );
  }
  for (const [path, id, summary] of folders) {
    const at = `${path}/`;
    app.get(path, describe({ id, summary, tag: 'pages', answers: { 308: `It is at ${at}.` } }), (c) => c.redirect(at, 308));
  }
  return app;
}
