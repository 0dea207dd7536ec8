import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { clientAddress, trusting } from '../../src/server/client-address.ts';
import { closeServer, listen } from '../../src/server/listen.ts';

describe('whoever asks', () => {
  let close = async () => {};
  afterEach(() => close());

  /** the address that a server before which these proxies stand takes the request to come from */
  async function addressBehind(proxies: readonly string[], forwarded?: string): Promise<unknown> {
    const warned: object[] = [];
    const app = new Hono();
    const addressOf = clientAddress(trusting(proxies), { warn: (fields) => void warned.push(fields) });
    app.get('/', (c) => c.json({ address: addressOf(c), warned: warned.length }));
    const { server, port } = await listen(app.fetch, { host: '127.0.0.1', port: 0 });
    close = () => closeServer(server);
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    const { address } = (await (await fetch(`http://127.0.0.1:${port}/`, { headers })).json()) as { address: unknown };
    expect(warned).toHaveLength(proxies.length === 0 && forwarded !== undefined ? 1 : 0);
    return address;
  }

  const here = ['127.0.0.0/8', '10.0.0.0/8'];

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    // What the client wrote itself stands before what the proxy added.
    ['198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['10.9.9.9, 203.0.113.7:4711, 127.0.0.1', '203.0.113.7'],
    ['[2001:db8::5]:443', '2001:db8::5'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['203.0.113.7, unknown', null],
    ['10.1.2.3', null],
    ['', null],
  ])('is, behind a trusted proxy that says %j, %s', async (forwarded, address) => {
    expect(await addressBehind(here, forwarded)).toBe(address);
  });

  it('is nobody in particular where a trusted proxy names nobody', async () => {
    expect(await addressBehind(here)).toBeNull();
  });

  it('is the peer where nobody is trusted, whatever it says of itself', async () => {
    expect(await addressBehind([], '203.0.113.7')).toBe('127.0.0.1');
    await close();
    expect(await addressBehind([])).toBe('127.0.0.1');
  });
});
