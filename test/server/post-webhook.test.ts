import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createPostWebhook } from '../../src/server/post-webhook.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const each of servers.splice(0)) {
    each.closeAllConnections();
    await new Promise((resolve) => each.close(resolve));
  }
});

/** A receiver on this machine; returns its port. */
async function listens(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const post = createPostWebhook({ local: true });
const request = (url: string) => ({ url, headers: { 'webhook-id': 'a' }, body: '{"type":"webhook.test"}' });

describe('a webhook leaves Node', () => {
  it('whole, with its headers, and brings back status, Retry-After and the beginning of the answer', async () => {
    const seen: unknown[] = [];
    const port = await listens((req, res) => {
      let body = '';
      req.on('data', (piece) => (body += piece));
      req.on('end', () => {
        seen.push(req.method, req.url, req.headers['webhook-id'], req.headers['content-type'], body);
        res.writeHead(429, { 'retry-after': '7' }).end('é'.repeat(5000));
      });
    });
    const answered = await post(request(`http://localhost:${port}/okno?a=b`));
    expect(seen).toEqual(['POST', '/okno?a=b', 'a', 'application/json', '{"type":"webhook.test"}']);
    expect(answered).toMatchObject({ type: 'answered', code: 429, retryAfterMs: 7000, answer: 'é'.repeat(512) });
  });

  it('and follows nobody elsewhere', async () => {
    const asked: string[] = [];
    const port = await listens((req, res) => {
      asked.push(req.url ?? '');
      res.writeHead(302, { location: '/inside' }).end();
    });
    expect(await post(request(`http://localhost:${port}/`))).toMatchObject({ code: 302 });
    expect(asked).toEqual(['/']);
  });

  it('and takes a status that has come for the answer, whatever trickles behind it', async () => {
    const port = await listens((_, res) => void res.writeHead(200).write('o'));
    const answered = await post(request(`http://localhost:${port}/`));
    expect(answered).toMatchObject({ type: 'answered', code: 200, answer: 'o' });
  });

  it('for no address inside, whatever name leads there, and asks the name once', async () => {
    const asked: string[] = [];
    const port = await listens((_, res) => void res.end());
    const leading = (...addresses: readonly string[]) =>
      createPostWebhook({
        local: true,
        resolve: async (name) => {
          asked.push(name);
          return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
        },
      })(request(`https://crm.example.com:${port}/`));
    for (const address of ['127.0.0.1', '10.0.0.5', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fd00:ec2::254'])
      expect(await leading(address)).toMatchObject({ type: 'failed', error: 'address' });
    // One way out and one way in is a way in.
    expect(await leading('93.184.216.34', '10.0.0.5')).toMatchObject({ error: 'address' });
    expect(await leading()).toMatchObject({ error: 'name' });
    expect(asked).toHaveLength(8);
  });

  it('for this machine only where a server of development allows it', async () => {
    const port = await listens((_, res) => void res.end());
    const strict = createPostWebhook({ local: false });
    expect(await strict(request(`http://localhost:${port}/`))).toMatchObject({ type: 'failed', error: 'address' });
    expect(await strict(request(`https://127.0.0.1:${port}/`))).toMatchObject({ type: 'failed', error: 'address' });
    expect(await strict(request('https://[::1]/'))).toMatchObject({ type: 'failed', error: 'address' });
  });

  it('and says why nobody answered', async () => {
    const port = await listens((req) => req.socket.destroy());
    expect(await post(request(`http://localhost:${port}/`))).toMatchObject({ type: 'failed', error: 'connection' });
    expect(await post(request(`https://localhost:${port}/`))).toMatchObject({ type: 'failed', error: 'certificate' });
    const nowhere = createPostWebhook({ local: false, resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })) });
    expect(await nowhere(request('https://nowhere.example.com/'))).toMatchObject({ type: 'failed', error: 'name' });
  });

  it('and waits for nobody who never answers', async () => {
    const port = await listens(() => {});
    const impatient = createPostWebhook({ local: true, patienceMs: 100 });
    expect(await impatient(request(`http://localhost:${port}/`))).toMatchObject({ type: 'failed', error: 'timeout' });
    const silent = createPostWebhook({ local: false, patienceMs: 100, resolve: () => new Promise(() => {}) });
    expect(await silent(request('https://crm.example.com/'))).toMatchObject({ type: 'failed', error: 'timeout' });
  });
});
