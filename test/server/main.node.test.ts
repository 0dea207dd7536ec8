import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Server, startServer } from '../../scripts/support/server.ts';
import type { ChatSession } from '../../src/http/chat/protocol.ts';
import { type DatabaseLocation, newPlace } from '../support/database.ts';
import { signIn } from '../support/desk-user.ts';
import { until } from '../support/until.ts';
import { type Visitor, visitorWith } from '../support/visitor.ts';

const root = join(import.meta.dirname, '../..');

async function openVisitor(url: string): Promise<Visitor> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  return visitorWith(url, (await (await fetch(`${url}/chat/v1/session`, init)).json()) as ChatSession);
}

/** Runs the server with these settings until it ends by itself. */
async function failing(settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const env = { PATH: process.env.PATH, ...settings };
  const child = spawn(process.execPath, ['src/main.node.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  return { code: await promise, said };
}

describe('a start with settings that cannot be used', () => {
  it('ends with 1 and names each of them', async () => {
    const { code, said } = await failing({ PORT: 'eighty', OKNO_DAAT: './data', OKNO_SECRET: 'too short' });
    expect(code).toBe(1);
    for (const name of ['PORT', 'OKNO_DAAT', 'OKNO_SECRET']) expect(said).toContain(name);
    expect(said).not.toContain('too short');
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('speaks the language of the shell', async () => {
    expect((await failing({ PORT: 'eighty', LANG: 'ru_RU.UTF-8' })).said).toContain('Настройки не подходят');
  });
});

describe('a server', () => {
  let place: DatabaseLocation;
  let server: Server;
  beforeAll(async () => {
    place = await newPlace('pglite');
    server = await startServer({ dataFolder: place.dataFolder });
  });
  afterAll(async () => {
    await server.kill('SIGKILL');
    await place.release();
  });

  it('prints links for a specialist and the director, which work once', async () => {
    const links = await until('the links are printed', () => server.signInLinks().length === 2 && server.signInLinks());
    expect(links.map((each) => /director/.test(each.label))).toEqual([false, true]);
    const [specialist, director] = [await signIn(links[0]?.url ?? ''), await signIn(links[1]?.url ?? '')];
    expect([specialist.me.specialist.role, director.me.specialist.role]).toEqual(['specialist', 'director']);
    await expect(signIn(links[0]?.url ?? '')).rejects.toThrow('410');
  });

  it('says which channels are off, and what will turn them on', async () => {
    await until('the start-up text is there', () => server.output().includes('SLACK_BOT_TOKEN'));
    for (const name of ['TELEGRAM_BOT_TOKEN', 'SLACK_BOT_TOKEN']) expect(server.output()).toContain(name);
  });

  it('keeps its secret to itself', async () => {
    const { mode } = await stat(join(place.dataFolder, 'secret'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('tells another one that the port, or the folder, is taken', async () => {
    const port = new URL(server.url).port;
    const folder = await failing({ OKNO_DATA: place.dataFolder, PORT: '0' });
    expect([folder.code, folder.said]).toEqual([1, expect.stringContaining('in use by another process')]);
    const other = await newPlace('pglite');
    const taken = await failing({ OKNO_DATA: other.dataFolder, PORT: port });
    await other.release();
    expect([taken.code, taken.said]).toEqual([1, expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`)]);
  });

  it('answers unbroken through a restart: tokens and sessions stay good', async () => {
    const visitor = await openVisitor(server.url);
    await visitor.post({ text: 'before' });
    await server.kill('SIGTERM');
    await server.restart();
    expect((await visitor.post({ text: 'after' })).status).toBe(201);
    const texts = (await visitor.history()).filter((each) => each.from === 'client').map((each) => each.text);
    expect(texts).toEqual(['before', 'after']);
  });

  it('stops in order when asked, and ends the streams', async () => {
    const { session } = await openVisitor(server.url);
    const stream = await fetch(`${server.url}/chat/v1/events`, { headers: { authorization: `Bearer ${session.token}` } });
    const rest = stream.text();
    const began = performance.now();
    await server.kill('SIGTERM');
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(await rest).toContain('event: state');
  });
});
