import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { closeServer, listen } from '../../src/server/listen.ts';
import { until } from '../support/until.ts';

const local = { host: '127.0.0.1', port: 0 };
const impatient = { requestMs: 150, uploadMs: 30_000, checkMs: 20, keepAliveMs: 60_000 };

async function dial(port: number, text: string): Promise<{ socket: Socket; received: () => string }> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString();
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  return { socket, received: () => received };
}

describe('the listener', () => {
  it.each([
    ['headers', 'GET / HTTP/1.1\r\nhost: x\r\nx-slow: '],
    ['a body', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf'],
  ])('closes on one who is slow with %s', async (_, text) => {
    const { server, port } = await listen(async (request) => new Response(await request.text()), local, impatient);
    const { socket, received } = await dial(port, text);
    await until('the connection is closed', () => socket.closed || socket.readableEnded, 5_000);
    expect(received()).toMatch(/^(HTTP\/1.1 408|$)/);
    await closeServer(server);
  });

  it('waits for a file that comes over a slow line', async () => {
    const { server, port } = await listen(async (request) => new Response(`${(await request.text()).length} bytes`), local, impatient);
    const { socket, received } = await dial(
      port,
      'POST /chat/v1/files HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 40\r\n\r\n',
    );
    let sent = 0;
    const timer = setInterval(() => {
      sent += 1;
      socket.write('x');
      if (sent === 40) clearInterval(timer);
    }, 10);
    await until('the answer is here', () => received().includes('40 bytes'), 10_000);
    await closeServer(server);
  });

  it('lets an answer stream longer than a request may take', async () => {
    let beats = 0;
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const body = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          const timer = setInterval(() => {
            beats += 1;
            controller.enqueue(new TextEncoder().encode(`${beats}\n`));
            if (beats < 20) return;
            clearInterval(timer);
            controller.close();
            resolve();
          }, 25);
        },
      });
    const { server, port } = await listen(() => new Response(body()), local, impatient);
    const text = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    await enough;
    expect(text.trim().split('\n')).toHaveLength(20);
    await closeServer(server);
  });

  it('finishes what is in flight when it closes, and takes nothing new', async () => {
    const { promise: release, resolve } = Promise.withResolvers<void>();
    let arrived = false;
    const answer = async () => {
      arrived = true;
      await release;
      return new Response('done');
    };
    const { server, port } = await listen(answer, local);
    const inFlight = fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());
    await until('it is in flight', () => arrived);
    const closed = closeServer(server);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    resolve();
    expect(await inFlight).toBe('done');
    await closed;
  });

  it('says when the port is taken', async () => {
    const { server, port } = await listen(() => new Response(), local);
    await expect(listen(() => new Response(), { host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await closeServer(server);
  });
});
