import { SignJWT } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { sweepFiles } from '../../../src/db/files.ts';
import { forgetAddresses } from '../../../src/db/uploads.ts';
import type { UploadCaps } from '../../../src/files/caps.ts';
import { databases } from '../../support/database.ts';
import { type House, house, json, refusal, siteSecret, type Visitor } from '../house.ts';
import { raw } from './file-hand.ts';

const kilo = 1024;
const mega = kilo * kilo;
const piece = 512 * kilo;
const bytes = new Uint8Array(piece).fill(7);
const hour = 3600_000;

describe.each(databases())('caps on what is sent up, on %s', (kind) => {
  let home: House;
  afterEach(() => home.close());

  const open = async (caps: Partial<UploadCaps>) => {
    home = await house(
      { specialists: [{ name: 'Olga' }], clients: [{ name: 'Romashka', contacts: ['Anna'], owner: { client: 'Olga' } }] },
      { caps: { sender: null, address: null, strangers: null, ...caps }, addressOf: (c) => c.req.header('x-from') ?? null },
      kind,
    );
  };
  /** a file of half a megabyte, from a network address; a stream does not say how long it is */
  const sends = (visitor: Visitor, from = '192.0.2.1', body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> = bytes) => {
    const length = body instanceof Uint8Array ? { 'content-length': String(body.length) } : {};
    return home.request(
      '/chat/v1/files',
      raw(body, 'x.bin', { authorization: `Bearer ${visitor.session.token}`, 'x-from': from, ...length }),
    );
  };
  const statuses = (answers: readonly Response[]) => answers.map((each) => each.status).toSorted();
  const stored = async () => {
    const [row] = await home.world.db.query<{ bytes: number }>(
      'select coalesce(sum(length(bytes)), 0)::int as bytes from attachment_chunk',
    );
    return row?.bytes ?? 0;
  };

  it('hold for one session, however many files come at once', async () => {
    await open({ sender: 2 * mega });
    const visitor = await home.visitor();
    const answers = await Promise.all(Array.from({ length: 12 }, () => sends(visitor)));
    expect(statuses(answers)).toEqual([...Array(4).fill(201), ...Array(8).fill(429)]);
    expect(await stored()).toBe(2 * mega);
    const refused = answers.find((each) => each.status === 429);
    expect(refused?.headers.get('retry-after')).toBe('3600');
    expect(refused === undefined ? null : await json<{ error: object }>(refused)).toMatchObject({
      error: { code: 'uploads-spent', details: { cap: 'sender' } },
    });
    expect((await sends(await home.visitor())).status).toBe(201);
  });

  it('let twenty files of one session wait for a message, however many come at once', async () => {
    await open({});
    const visitor = await home.visitor();
    const answers = await Promise.all(Array.from({ length: 30 }, () => sends(visitor, '192.0.2.1', new Uint8Array(1))));
    expect(statuses(answers)).toEqual([...Array(20).fill(201), ...Array(10).fill(429)]);
  });

  it('hold for strangers of one network address, whatever sessions they open', async () => {
    await open({ address: 2 * mega });
    const strangers = await Promise.all(Array.from({ length: 8 }, () => home.visitor()));
    expect(statuses(await Promise.all(strangers.map((each) => sends(each))))).toEqual([...Array(4).fill(201), ...Array(4).fill(429)]);
    expect((await sends(await home.visitor(), '192.0.2.2')).status).toBe(201);
  });

  it('hold for all strangers together, and never for a client who is known', async () => {
    await open({ strangers: 2 * mega });
    const strangers = await Promise.all(Array.from({ length: 8 }, () => home.visitor()));
    const answers = await Promise.all(strangers.map((each, i) => sends(each, `192.0.2.${i}`)));
    expect(statuses(answers)).toEqual([...Array(4).fill(201), ...Array(4).fill(429)]);
    const identity = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('Anna')
      .setExpirationTime(Math.floor(home.world.clock.at.getTime() / 1000) + 3600)
      .sign(new TextEncoder().encode(siteSecret));
    const anna = await home.visitor({ identity });
    expect((await sends(anna)).status).toBe(201);
  });

  it('count what announced more than it brought, what broke off, and files that went with a message', async () => {
    await open({ sender: 21 * mega + 600 * kilo });
    const visitor = await home.visitor();
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes),
      pull: (controller) => controller.error(new Error('gone')),
    });
    await sends(visitor, '192.0.2.1', broken).catch(() => null);
    const file = await json<{ id: string }>(await sends(visitor));
    await visitor.post('/messages', { id: 'one', files: [file.id] });
    const [charged] = await home.world.db.query<{ sum: number }>('select sum(charged)::int as sum from attachment');
    expect(charged?.sum).toBe(2 * piece);
    const unsaid = () => sends(visitor, '192.0.2.1', new Blob([bytes]).stream());
    // One that does not say how long it is counts as the longest there may be, while it comes.
    expect(statuses([await unsaid(), await unsaid(), await unsaid()])).toEqual([201, 201, 429]);
  });

  it('give the room back after a day, when nobody knows any more where files came from', async () => {
    await open({ sender: mega, address: mega, strangers: mega });
    const visitor = await home.visitor();
    await sends(visitor);
    await sends(visitor);
    expect(await refusal(await sends(visitor))).toEqual([429, 'uploads-spent']);
    const { clock, db } = home.world;
    clock.at = new Date(clock.at.getTime() + 25 * hour);
    expect(await sweepFiles(db, new Date(clock.at.getTime() - 24 * hour), 10)).toBe(2);
    await forgetAddresses(db, clock.at);
    expect(await stored()).toBe(0);
    expect((await sends(await home.visitor())).status).toBe(201);
  });
});
