import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import type { StaticFile } from '../../src/http/files/files.ts';
import { createStopping } from '../../src/http/stopping.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (text: string, type: string, immutable = false): StaticFile => ({
  body: bytes(text),
  gzip: bytes('zipped'),
  type,
  etag: `"${text}"`,
  immutable,
});
const files = new Map([
  ['index.html', file('site', 'text/html; charset=utf-8')],
  ['widget.js', file('widget', 'text/javascript; charset=utf-8')],
  ['assets/site-1a2b.css', file('style', 'text/css; charset=utf-8', true)],
  ['desk/index.html', file('desk', 'text/html; charset=utf-8')],
  ['desk/assets/desk-3c4d.js', file('script', 'text/javascript; charset=utf-8', true)],
  ['desk/icon.svg', file('icon', 'image/svg+xml')],
]);
const log = { debug() {}, info() {}, warn() {}, error() {} };

function app(secure = false) {
  const deps = {
    metrics: new Registry(),
    stopping: createStopping(),
    newId: () => 'request-id',
    log,
    secure,
    files: (path: string) => files.get(path) ?? null,
  };
  return createApp(deps as unknown as HttpDeps);
}

describe('the pages', () => {
  it.each([
    ['/', 'site'],
    ['/widget.js', 'widget'],
    ['/assets/site-1a2b.css', 'style'],
    ['/desk/', 'desk'],
    ['/desk/?view=queue', 'desk'],
    ['/desk/assets/desk-3c4d.js', 'script'],
    ['/desk/icon.svg', 'icon'],
  ])('200 for %s', async (path, text) => {
    const response = await app().request(path);
    expect([response.status, await response.text()]).toEqual([200, text]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['/assets/none.js', '/desk/assets/none.js', '/none.txt', '/desk/assets/%2e%2e%2findex.html', '/index.html.bak'])(
    '404 for %s',
    async (path) => {
      expect((await app().request(path)).status).toBe(404);
    },
  );

  it('308 leads /desk to /desk/', async () => {
    const response = await app().request('/desk');
    expect([response.status, response.headers.get('location')]).toEqual([308, '/desk/']);
  });

  it('may be kept for ever where the name changes with the content, else are asked about again', async () => {
    const control = async (path: string) => (await app().request(path)).headers.get('cache-control');
    expect(await control('/desk/assets/desk-3c4d.js')).toContain('immutable');
    for (const path of ['/', '/desk/', '/widget.js']) expect(await control(path)).toBe('no-cache');
  });

  it('304 when they have not changed', async () => {
    const response = await app().request('/widget.js', { headers: { 'if-none-match': 'W/"other", "widget"' } });
    expect([response.status, await response.text(), response.headers.get('etag')]).toEqual([304, '', '"widget"']);
  });

  it('are zipped for those who take it', async () => {
    const response = await app().request('/widget.js', { headers: { 'accept-encoding': 'br, gzip' } });
    expect([response.headers.get('content-encoding'), await response.text(), response.headers.get('vary')]).toEqual([
      'gzip',
      'zipped',
      'accept-encoding',
    ]);
  });

  it('run nothing but our own scripts, and are framed by nobody', async () => {
    for (const path of ['/', '/desk/']) {
      const policy = (await app().request(path)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe/);
    }
  });

  it('are told to stay with https only when they are served over it', async () => {
    const header = async (secure: boolean) => (await app(secure).request('/')).headers.get('strict-transport-security');
    expect([await header(true), await header(false)]).toEqual(['max-age=31536000', null]);
  });

  it('let the widget be loaded by any site, and nothing else', async () => {
    const headers = async (path: string) => (await app().request(path)).headers;
    expect((await headers('/widget.js')).get('cross-origin-resource-policy')).toBe('cross-origin');
    expect((await headers('/widget.js')).get('access-control-allow-origin')).toBe('*');
    expect((await headers('/desk/')).get('cross-origin-resource-policy')).toBe('same-origin');
    expect((await headers('/desk/')).get('access-control-allow-origin')).toBeNull();
  });
});
