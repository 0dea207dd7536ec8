import { createServer } from 'node:http';

export interface CompanySite {
  readonly url: string;
  close(): Promise<void>;
}

/** A company's own page under a strict policy, with styles and a shortcut of its own, and the desk's chat on it. */
export async function openCompanySite(desk: string, identity: string): Promise<CompanySite> {
  const page = `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Кофейня</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/site.css"><script src="/site.js"></script>
<h1>Кофейня «Угол»</h1><script src="${desk}/widget.js" data-identity="${identity}" async></script></html>`;
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': ['text/html', page],
    '/site.css': ['text/css', '* { color: rgb(255, 0, 0) !important; } textarea, .row { display: none !important; }'],
    '/site.js': ['text/javascript', `document.addEventListener('keydown', () => { document.title = 'a key was heard'; });`],
  };
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', ''];
    response.writeHead(body === '' ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': `default-src 'none'; style-src 'self'; script-src 'self' ${desk}; connect-src ${desk}; img-src data:`,
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
