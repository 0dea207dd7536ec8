import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../../scripts/support/postgres.ts';
import { cloneDatabase } from '../../scripts/support/postgres-clone.ts';
import { type Server, startServer } from '../../scripts/support/server.ts';
import { temporaryFolder } from '../../scripts/support/temporary.ts';
import { openDb } from '../../src/db/open.ts';
import { scopes } from '../../src/domain/scope.ts';
import { makeKey } from '../../src/http/api/secret.ts';
import type { ChatHistory, ChatSession } from '../../src/http/chat/protocol.ts';
import type { AnyOperation } from '../../src/http/operation.ts';
import { operations } from '../../src/http/operations.ts';
import { newId } from '../http/house.ts';
import { type DeskUser, signIn } from '../support/desk-user.ts';
import { until } from '../support/until.ts';
import { type Visitor, visitorWith } from '../support/visitor.ts';

function nameOf({ method, path }: AnyOperation): string {
  return `${method.toUpperCase()} ${path}`;
}

/** What is answered without the database: what the process knows by itself, and channels that are off here. */
const withoutDatabase = new Set([
  'GET /healthz',
  'GET /metrics',
  'GET /openapi.json',
  'GET /schemas/company.json',
  'GET /schemas/policy.json',
  'POST /telegram/webhook',
  'POST /slack/events',
  // Telegram is off, and systems of this machine come to the database itself.
  'POST /chat/v1/continue',
  ...operations.filter((each) => each.path.startsWith('/admin/')).map((each) => nameOf(each)),
]);

describe('a server whose Postgres has stopped', () => {
  let postgres: Postgres;
  let server: Server;
  let release = async () => {};
  let olga: DeskUser;
  let visitor: Visitor;
  let key: string;
  let link: string;
  const answers = new Map<string, Response>();

  beforeAll(async () => {
    postgres = await startPostgres();
    const folder = await temporaryFolder('away');
    release = folder.remove;
    const { url: databaseUrl } = await cloneDatabase(postgres.url);
    server = await startServer({ dataFolder: folder.path, databaseUrl });
    const db = await openDb({ databaseUrl, dataFolder: folder.path });
    const random = crypto.getRandomValues(new Uint8Array(32));
    key = (await makeKey(db, newId, new Date(), random, { name: 'CRM', scopes, rateLimit: 1000, createdBy: null })).secret;
    await db.close();
    olga = await signIn((await until('the links are there', () => server.signInLinks()))[1]?.url ?? '');
    const opened = await fetch(`${server.url}/chat/v1/session`, posting({ language: 'en' }));
    visitor = visitorWith(server.url, (await opened.json()) as ChatSession);
    const file = await fetch(`${server.url}/chat/v1/files`, { method: 'POST', headers: bearer(visitor.session.token), body: 'words' });
    link = ((await file.json()) as { url: string }).url;
    await postgres.stop('immediate');
    for (const each of operations) answers.set(nameOf(each), await ask(each));
  });
  afterAll(async () => {
    await server?.kill('SIGKILL');
    await postgres?.remove();
    await release();
  });

  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const posting = (body: unknown) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  /** Asks as whoever may, with what the document gives as an example. */
  function ask({ method, path, access, body }: AnyOperation): Promise<Response> {
    const address = path.startsWith('/files/')
      ? link
      : path.replaceAll(/:\w+(\{[^/]*\})?/g, newId()) + (path === '/demo/login' ? '?as=anna' : '');
    const json = body !== undefined && 'example' in body;
    const init = {
      method: method.toUpperCase(),
      ...(json ? { body: JSON.stringify(body.example) } : body === undefined ? {} : { body: 'words' }),
    };
    const headers = { 'content-type': json ? 'application/json' : 'application/octet-stream', 'idempotency-key': newId() };
    if (access.by === 'session') return olga.request(address, { ...init, headers });
    const token = access.by === 'visitor' ? bearer(visitor.session.token) : access.by === 'api-key' ? bearer(key) : {};
    return fetch(`${server.url}${address}`, { ...init, redirect: 'manual', headers: { ...headers, ...token } });
  }

  it.each(operations.map(nameOf))('answers %s with 503 and when to try again, unless it needs no database', async (name) => {
    const answer = answers.get(name);
    if (withoutDatabase.has(name)) return expect(answer?.status).toBeLessThan(500);
    expect([name, answer?.status]).toEqual([name, 503]);
    expect(Number(answer?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer?.json()).toMatchObject({ error: { code: expect.stringMatching(/^(not-ready|overloaded)$/) } });
  });

  it('serves again by itself once it is back, and a message that was refused can be sent again', async () => {
    await postgres.start();
    await until('the server is ready', async () => (await fetch(`${server.url}/readyz`)).ok);
    expect((await visitor.post({ text: 'hello' })).status).toBe(201);
    expect((await olga.request('/desk/api/me')).status).toBe(200);
    const history = await fetch(`${server.url}/chat/v1/messages`, { headers: bearer(visitor.session.token) });
    expect(((await history.json()) as ChatHistory).messages.map((each) => each.text)).toContain('hello');
  });
});
