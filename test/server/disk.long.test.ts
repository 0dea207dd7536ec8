import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Server, startServer } from '../../scripts/support/server.ts';
import { temporaryFolder } from '../../scripts/support/temporary.ts';
import type { ChatSession } from '../../src/http/chat/protocol.ts';
import { newPlace } from '../support/database.ts';
import { until } from '../support/until.ts';
import { type Visitor, visitorWith } from '../support/visitor.ts';

const run = promisify(execFile);
const mega = 1024 * 1024;
/** below it no files are taken, below half of it no messages, below a quarter nothing is written */
const floor = 100;

const disk = await temporaryFolder('disk');
const isMounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk.path]).then(
  () => true,
  () => false,
);

// Where mounting is refused, this is shown as skipped.
describe.skipIf(!isMounted)('the embedded database on a disk of 400 MB (needs to mount one)', () => {
  let server: Server;
  let visitor: Visitor;
  const accepted: string[] = [];
  const filler = join(disk.path, 'filler');

  beforeAll(async () => {
    const place = await newPlace('pglite');
    await run('cp', ['-r', `${place.dataFolder}/.`, disk.path]);
    await place.release();
    server = await startServer({ dataFolder: disk.path, settings: { OKNO_FREE_SPACE: String(floor), OKNO_UPLOADS_PER_SENDER: '0' } });
    const opened = await fetch(`${server.url}/chat/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    visitor = visitorWith(server.url, (await opened.json()) as ChatSession);
  });
  afterAll(async () => {
    await server?.kill('SIGKILL');
    if (isMounted) await run('umount', [disk.path]);
    await disk.remove();
  });

  const free = async () => {
    const { bavail, bsize } = await statfs(disk.path);
    return (bavail * bsize) / mega;
  };
  /** somebody else fills the disk, down to so many megabytes */
  const leave = async (megabytes: number) => {
    await rm(filler, { force: true });
    await writeFile(filler, new Uint8Array(Math.floor(((await free()) - megabytes) * mega)));
    await sleep(300);
  };
  const says = async (text: string): Promise<Response> => {
    const response = await fetch(`${server.url}/chat/v1/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${visitor.session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: randomUUID(), text }),
    });
    if (response.status === 201) accepted.push(text);
    return response;
  };
  const uploads = (bytes: number) =>
    fetch(`${server.url}/chat/v1/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${visitor.session.token}` },
      body: new Uint8Array(bytes),
    });
  const health = async () => (await fetch(`${server.url}/healthz`, { signal: AbortSignal.timeout(2000) })).text();
  const heard = async () => (await visitor.history()).filter((each) => each.from === 'client').map((each) => each.text);

  it('takes files until the floor is reached, then answers 507 to them, and goes on taking words', async () => {
    const statuses: number[] = [];
    await leave(floor + 40);
    for (let i = 0; i < 20 && statuses.at(-1) !== 507; i++) statuses.push((await uploads(8 * mega)).status);
    expect(statuses.at(-1)).toBe(507);
    expect(await free()).toBeGreaterThan(floor / 2);
    expect((await says('words')).status).toBe(201);
    expect(await health()).toBe('ok, but too little room on the disk: files are refused');
  });

  it('refuses words below half of it, before any is accepted, and shows what there is', async () => {
    await leave(floor * 0.4);
    const refused = await says('no room');
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([503, 15]);
    expect(await health()).toBe('ok, but too little room on the disk: messages and changes are refused');
    expect(await heard()).toEqual(accepted);
  });

  it('writes nothing below a quarter of it, and answers all the while', async () => {
    await leave(floor * 0.05);
    for (let i = 0; i < 5; i++) {
      expect(await health()).toContain('refused');
      expect((await says(`full ${i}`)).status).toBe(503);
      await sleep(500);
    }
    expect(await free()).toBeGreaterThan(floor * 0.02);
  });

  it('does not start on a full disk, and says why', async () => {
    await server.kill('SIGKILL');
    await expect(server.restart()).rejects.toThrow(/too little room/);
  });

  it('goes on by itself when there is room, with all that was accepted', async () => {
    await leave(floor * 2);
    await server.restart();
    await leave(floor * 0.4);
    expect((await says('again no room')).status).toBe(503);
    await leave(floor * 2);
    await until('words are taken', async () => (await says('room')).status === 201);
    expect((await uploads(mega)).status).toBe(201);
    expect(await health()).toBe('ok');
    expect(await heard()).toEqual(accepted);
  });
});
