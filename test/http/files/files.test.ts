import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepFiles } from '../../../src/db/files.ts';
import type { ChatHistory } from '../../../src/http/chat/protocol.ts';
import type { ConversationView } from '../../../src/http/desk/conversations/card-contract.ts';
import type { ShownFile as File } from '../../../src/http/files/file.ts';
import { type DeskHand, type House, house, json, newId, refusal, type Visitor } from '../house.ts';
import { addressOf, deskSends, png, raw, servedConversation, stored, visitorSends } from './file-hand.ts';

let home: House;
let olga: DeskHand;
beforeAll(async () => {
  home = await house({
    specialists: [{ name: 'Olga' }, { name: 'Fedor', department: 'finance' }],
    policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 1000, sales: 1000, finance: 1000 } } }),
  });
  olga = await home.signIn('Olga');
});
afterAll(() => home.close());

const posts = (visitor: Visitor, body: object) => visitor.post('/messages', { id: newId(), ...body });
const sent = async (visitor: Visitor, bytes: BodyInit = png, name = 'photo.png') => stored(await visitorSends(home, visitor, bytes, name));

describe('a visitor’s file', () => {
  it('goes with a message without words, and both sides have it', async () => {
    const visitor = await home.visitor();
    const file = await sent(visitor, png, 'Снимок экрана.png');
    expect(file).toMatchObject({ name: 'Снимок экрана.png', mediaType: 'image/png', size: png.length });
    expect((await posts(visitor, { files: [file.id] })).status).toBe(201);
    const [message] = (await visitor.history()).messages;
    expect(message).toMatchObject({ text: '', files: [{ id: file.id, name: 'Снимок экрана.png' }] });
    const read = await home.request(message?.files?.[0]?.url ?? '');
    expect([read.status, read.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await read.arrayBuffer()).equals(Buffer.from(png))).toBe(true);
  });

  it('is told with the message’s repeat as with the message', async () => {
    const visitor = await home.visitor();
    const file = await sent(visitor);
    const body = { id: newId(), text: 'see', files: [file.id] };
    const [first, again] = [await visitor.post('/messages', body), await visitor.post('/messages', body)];
    expect([first.status, again.status]).toEqual([201, 200]);
    expect((await json<{ seq: number }>(again)).seq).toBe((await json<{ seq: number }>(first)).seq);
  });

  it('409 file-used for a second message, 404 unknown-file for somebody else’s', async () => {
    const [visitor, other] = [await home.visitor(), await home.visitor()];
    const file = await sent(visitor);
    expect(await refusal(await posts(other, { files: [file.id] }))).toEqual([404, 'unknown-file']);
    expect((await posts(visitor, { files: [file.id] })).status).toBe(201);
    expect(await refusal(await posts(visitor, { files: [file.id] }))).toEqual([409, 'file-used']);
    expect(await refusal(await posts(visitor, { files: [newId()] }))).toEqual([404, 'unknown-file']);
  });

  it('belongs to one of two messages sent at once', async () => {
    const visitor = await home.visitor();
    const file = await sent(visitor);
    const statuses = await Promise.all([posts(visitor, { files: [file.id] }), posts(visitor, { files: [file.id] })]);
    expect(statuses.map((each) => each.status).toSorted()).toEqual([201, 409]);
  });

  it('stays with the message that is being sent, when that is asked for with another file, too', async () => {
    const visitor = await home.visitor();
    const file = await sent(visitor);
    const id = newId();
    await home.world.db.query(
      `update attachment set claimed_by = split_part(uploaded_by, ':', 2) || '/' || $1::text where id = $2::text::uuid`,
      [id, file.id],
    );
    expect(await refusal(await visitor.post('/messages', { id, files: [file.id, newId()] }))).toEqual([404, 'unknown-file']);
    expect(await refusal(await posts(visitor, { files: [file.id] }))).toEqual([409, 'file-used']);
    expect((await visitor.post('/messages', { id, files: [file.id] })).status).toBe(201);
  });

  it('is free again when its message was refused', async () => {
    const visitor = await home.visitor();
    const conversation = await servedConversation(home, visitor);
    const file = await stored(await deskSends(home, await home.signIn('Fedor'), png, 'x.png'));
    const mine = await stored(await deskSends(home, olga, png, 'x.png'));
    const reply = (files: string[]) => olga.post(`/conversations/${conversation}/reply`, { key: newId(), text: 'here', files });
    expect(await refusal(await reply([mine.id, file.id]))).toEqual([404, 'unknown-file']);
    expect((await reply([mine.id])).status).toBe(200);
  });

  it('400 for a message with neither words nor files, for words with a choice, for eleven files', async () => {
    const visitor = await home.visitor();
    const eleven = Array.from({ length: 11 }, () => newId());
    for (const body of [{}, { files: [] }, { files: [newId()], choice: { question: 'who', option: 'myself' } }, { files: eleven }])
      expect(await refusal(await posts(visitor, body))).toEqual([400, 'invalid-request']);
  });

  it('has a fresh link for its visitor, and for nobody else', async () => {
    const [visitor, other] = [await home.visitor(), await home.visitor()];
    const file = await sent(visitor);
    await posts(visitor, { files: [file.id] });
    expect((await json<File>(await visitor.get(`/files/${file.id}`))).id).toBe(file.id);
    expect(await refusal(await other.get(`/files/${file.id}`))).toEqual([404, 'unknown-file']);
    expect(await refusal(await other.get('/files/nonsense'))).toEqual([404, 'unknown-file']);
  });

  it('401 without a token', async () => {
    expect(await refusal(await home.request('/chat/v1/files', { method: 'POST', body: 'x' }))).toEqual([401, 'token-missing']);
  });
});

describe('a specialist’s file', () => {
  it('reaches the client with a reply; with a note it stays inside', async () => {
    const visitor = await home.visitor();
    const conversation = await servedConversation(home, visitor);
    const [price, secret] = [
      await stored(await deskSends(home, olga, png, 'price.png')),
      await stored(await deskSends(home, olga, png, 'secret.png')),
    ];
    expect((await olga.post(`/conversations/${conversation}/reply`, { key: newId(), files: [price.id] })).status).toBe(200);
    expect((await olga.post(`/conversations/${conversation}/note`, { key: newId(), files: [secret.id] })).status).toBe(200);
    const seen = JSON.stringify(await json<ChatHistory>(await visitor.get('/messages')));
    expect(seen).toContain('price.png');
    expect(seen).not.toContain('secret.png');
    expect(await refusal(await visitor.get(`/files/${secret.id}`))).toEqual([404, 'unknown-file']);
    const { messages } = await json<ConversationView>(await olga.get(`/conversations/${conversation}`));
    expect(messages.flatMap((each) => (each.files ?? []).map((file) => file.name))).toEqual(['price.png', 'secret.png']);
  });

  it('is nobody’s who may not open the conversation', async () => {
    const visitor = await home.visitor();
    const conversation = await servedConversation(home, visitor);
    const file = await stored(await deskSends(home, olga, png, 'price.png'));
    await olga.post(`/conversations/${conversation}/reply`, { key: newId(), files: [file.id] });
    expect((await olga.get(`/files/${file.id}`)).status).toBe(200);
    expect(await refusal(await (await home.signIn('Fedor')).get(`/files/${file.id}`))).toEqual([404, 'unknown-file']);
  });

  it('401 without a session, 403 without the token for changes', async () => {
    expect(await refusal(await home.request('/desk/api/files', { method: 'POST', body: 'x' }))).toEqual([401, 'unauthorized']);
    expect(await refusal(await deskSends(home, { ...olga, csrf: 'wrong' }, png, 'x.png'))).toEqual([403, 'csrf']);
  });
});

describe('a link', () => {
  const fetched = async (
    bytes: BodyInit,
    name: string,
    change: (url: string) => string = (url) => url,
    headers: Record<string, string> = {},
  ) => {
    const file = await sent(await home.visitor(), bytes, name);
    return home.request(change(file.url), { headers });
  };

  it.each([
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['page.html', '<!doctype html><script>alert(1)</script>'],
    ['picture.png', '<html><script>alert(1)</script>'],
    ['note.txt', 'just words'],
  ])('never lets %s be anything but saved', async (name, text) => {
    const { headers } = await fetched(text, name);
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(headers.get('content-type')).toMatch(/^(application\/octet-stream|text\/plain; charset=utf-8)$/);
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('shows a picture, or saves it when that is asked', async () => {
    expect((await fetched(png, 'a "b".png')).headers.get('content-disposition')).toMatch(/^inline; filename="a _b_.png"/);
    const saved = await fetched(png, 'a.png', (url) => `${url}&download=1`);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  it('says a Russian name so that every browser keeps it', async () => {
    const disposition = (await fetched(png, 'Счёт (1).png')).headers.get('content-disposition') ?? '';
    expect(disposition).toBe(`inline; filename="____ (1).png"; filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82%20%281%29.png`);
  });

  it('206 with the bytes asked for, 416 beyond the end, 304 for what one has', async () => {
    const part = await fetched('0123456789', 'x.txt', undefined, { range: 'bytes=2-4' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234']);
    const beyond = await fetched('0123456789', 'x.txt', undefined, { range: 'bytes=10-' });
    expect(beyond.headers.get('content-range')).toBe('bytes */10');
    expect(await refusal(beyond)).toEqual([416, 'range-not-satisfiable']);
    const file = await sent(await home.visitor(), '0123456789', 'x.txt');
    const etag = (await home.request(file.url)).headers.get('etag') ?? '';
    expect((await home.request(file.url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const changed = await home.request(file.url, { headers: { range: 'bytes=2-4', 'if-range': '"another"' } });
    expect([changed.status, await changed.text()]).toEqual([200, '0123456789']);
    const head = await home.request(file.url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
  });

  it('403 when it is forged, for another file, or too old', async () => {
    const [one, two] = [await sent(await home.visitor()), await sent(await home.visitor())];
    for (const url of [
      one.url.replace(/sig=(.)/, (_, first: string) => `sig=${first === '_' ? '-' : '_'}`),
      one.url.replace(/exp=\d+/, 'exp=99999999999'),
      one.url.replace(one.id, two.id),
      `/files/${one.id}/x`,
    ])
      expect(await refusal(await home.request(url))).toEqual([403, 'link-invalid']);
    expect((await home.request(one.url)).status).toBe(200);
    const { clock } = home.world;
    clock.at = new Date(clock.at.getTime() + 16 * 60_000);
    expect(await refusal(await home.request(one.url))).toEqual([403, 'link-invalid']);
  });
});

describe('too much', () => {
  it('413 for a file that says it is over 20 MB, and for one that turns out to be', async () => {
    const visitor = await home.visitor();
    const big = new Uint8Array(20 * 1024 * 1024 + 1);
    const says = { authorization: `Bearer ${visitor.session.token}`, 'content-length': String(big.length) };
    expect(await refusal(await home.request('/chat/v1/files', raw(big, 'big.bin', says)))).toEqual([413, 'too-large']);
    expect(await refusal(await visitorSends(home, visitor, new Blob([big]).stream(), 'big.bin'))).toEqual([413, 'too-large']);
    const left = await home.world.db.query(
      `select 1 from attachment f left join attachment_chunk c on c.attachment_id = f.id
       where f.uploaded_by = $1::text and (f.stored_at is not null or c.n is not null)`,
      [`webchat:${addressOf(visitor)}`],
    );
    expect(left).toEqual([]);
  }, 60_000);

  it('400, and no failure of ours, for one whose sender breaks off', async () => {
    const visitor = await home.visitor();
    const broken = (): ReadableStream<Uint8Array<ArrayBuffer>> => {
      let n = 0;
      return new ReadableStream({
        pull(controller) {
          n += 1;
          if (n > 3) controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
          else controller.enqueue(new Uint8Array(200_000));
        },
      });
    };
    expect(await refusal(await visitorSends(home, visitor, broken(), 'x'))).toEqual([400, 'invalid-request']);
    const headers = { authorization: `Bearer ${visitor.session.token}`, 'content-type': 'application/json', 'content-length': '90000' };
    const words = { method: 'POST', body: broken(), headers, duplex: 'half' } as RequestInit;
    expect(await refusal(await home.request('/chat/v1/messages', words))).toEqual([400, 'invalid-request']);
  });

  it('400 for nothing at all', async () => {
    expect(await refusal(await visitorSends(home, await home.visitor(), new Uint8Array(), 'x'))).toEqual([400, 'empty-file']);
  });

  it('429 when twenty files wait to be sent', async () => {
    const visitor = await home.visitor();
    for (let i = 0; i < 20; i++) await sent(visitor, 'x', `${i}.txt`);
    const response = await visitorSends(home, visitor, 'x', 'one more.txt');
    expect(response.headers.get('retry-after')).toBe('60');
    expect(await refusal(response)).toEqual([429, 'too-many-requests']);
  });
});

it('what was never sent is forgotten after a day, what was sent stays', async () => {
  const visitor = await home.visitor();
  const [used, unused] = [await sent(visitor), await sent(visitor)];
  await posts(visitor, { files: [used.id] });
  const tomorrow = new Date(home.world.clock.at.getTime() + 1);
  await sweepFiles(home.world.db, tomorrow, 1000);
  const left = await home.world.db.query<{ id: string }>('select id from attachment where id in ($1::text::uuid, $2::text::uuid)', [
    used.id,
    unused.id,
  ]);
  expect(left.map((each) => each.id)).toEqual([used.id]);
});
