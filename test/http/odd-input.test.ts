import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import type { ErrorBody } from '../../src/http/errors.ts';
import { operations } from '../../src/http/operations.ts';
import { createStopping } from '../../src/http/stopping.ts';
import { addressOf } from './address.ts';

/* What no text of ours can be is refused by every operation, before it asks who is there: nothing stands behind this app. */
const log = { debug() {}, info() {}, warn() {}, error() {} };
const app = createApp({ metrics: new Registry(), stopping: createStopping(), log, newId: () => 'x' } as unknown as HttpDeps);

async function refusalOf(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await app.request(path, init);
  const { error } = (await response.json()) as ErrorBody;
  return [response.status, error.code, (error.details as { path: string }[])[0]?.path];
}

describe('odd input', () => {
  const routes = operations.map(({ method, path }) => [method.toUpperCase(), addressOf(path, () => 'x')] as const);

  it.each(routes)('NUL is refused by %s %s', async (method, path) => {
    expect(await refusalOf(`${path}?q=%00`, { method })).toEqual([400, 'invalid-request', 'url']);
  });

  it('is half a character, in the path too', async () => {
    expect(await refusalOf('/desk/api/conversations/%ED%A0%80x')).toEqual([400, 'invalid-request', 'url']);
    expect(await refusalOf('/api/v1/clients?q=%ed%bf%bf')).toEqual([400, 'invalid-request', 'url']);
  });

  it('is an address or a header of absurd length', async () => {
    expect(await refusalOf(`/healthz?q=${'x'.repeat(8192)}`)).toEqual([400, 'invalid-request', 'url']);
    const headers = { 'accept-language': 'en,'.repeat(2000) };
    expect(await refusalOf('/healthz', { headers })).toEqual([400, 'invalid-request', 'accept-language']);
  });

  it('is not what only looks like it', async () => {
    // 팀 is ed 8c 80: a whole character of three bytes that begins like half of one.
    expect((await app.request(`/openapi.json?q=${encodeURIComponent('팀 %00')}`)).status).toBe(200);
  });
});
