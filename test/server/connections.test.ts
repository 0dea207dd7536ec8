import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { closeServer, listen } from '../../src/server/listen.ts';

describe('connections of one address', () => {
  const sockets: Socket[] = [];
  let close: () => Promise<void> = async () => {};
  afterEach(async () => {
    for (const each of sockets.splice(0)) each.destroy();
    await close();
  });

  async function opened(port: number): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  }

  /** what the server says to a request on this connection; null when it closed it */
  async function asks(socket: Socket): Promise<string | null> {
    socket.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n');
    const answer = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => null)]);
    return answer === null ? null : String(answer[0]).split('\r\n', 1).join();
  }

  it('are told to come back later beyond the cap, then closed, and have room again when one ends', async () => {
    const { server, port } = await listen(() => new Response('here'), { host: '127.0.0.1', port: 0, connectionsPerAddress: 2 });
    close = () => closeServer(server);
    const [first, second] = [await opened(port), await opened(port)];
    expect(await asks(first)).toBe('HTTP/1.1 200 OK');
    expect(await asks(second)).toBe('HTTP/1.1 200 OK');
    const beyond = await fetch(`http://127.0.0.1:${port}/`);
    expect([beyond.status, beyond.headers.get('retry-after'), beyond.headers.get('connection')]).toEqual([503, '10', 'close']);
    expect(await beyond.json()).toMatchObject({ error: { code: 'overloaded' } });
    for (let i = 0; i < 2; i++) await opened(port);
    expect(await asks(await opened(port))).toBe(null);
    for (const each of sockets.splice(2)) each.destroy();
    first.destroy();
    await expect.poll(async () => asks(await opened(port))).toBe('HTTP/1.1 200 OK');
  });

  it('are not counted for a proxy of the company’s own', async () => {
    const isTrusted = (address: string) => address === '127.0.0.1';
    const where = { host: '127.0.0.1', port: 0, connectionsPerAddress: 1, isTrusted };
    const { server, port } = await listen(() => new Response('here'), where);
    close = () => closeServer(server);
    for (let i = 0; i < 5; i++) expect(await asks(await opened(port))).toBe('HTTP/1.1 200 OK');
  });

  it('are not counted with a cap of 0', async () => {
    const { server, port } = await listen(() => new Response('here'), { host: '127.0.0.1', port: 0, connectionsPerAddress: 0 });
    close = () => closeServer(server);
    for (let i = 0; i < 5; i++) expect(await asks(await opened(port))).toBe('HTTP/1.1 200 OK');
  });
});
