import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Attachment } from '../../../src/domain/content.ts';
import { messengerStage, type Stage, seqOf } from './messenger-stage.ts';

const second = 1000;

const coming = (name: string): Attachment => ({ id: v7(), name, mediaType: 'image/jpeg', size: 5, kind: 'photo', state: 'coming' });

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

describe('what a client does in a messenger', () => {
  let s: Stage;

  beforeAll(async () => {
    s = await messengerStage();
  });
  beforeEach(() => s.next());
  afterAll(() => s.w.close());

  test('an album is one message, however its parts come', async () => {
    const some = s.m.chat();
    const parts = Array.from({ length: 10 }, (_, i) => coming(`${i}.jpg`));
    const outcomes = await Promise.all(
      parts.map((part, i) =>
        some.says('', {
          content: { text: i === 4 ? 'ten pictures' : '', attachments: [part] },
          group: 'album',
          fetches: [{ id: part.id, remote: `file-${i}` }],
        }),
      ),
    );
    expect(new Set(outcomes.map(seqOf)).size).toBe(1);
    expect(await s.w.conversations(some.window)).toHaveLength(1);
    const own = (await s.w.thread(some.window)).filter((each) => each.author === 'client');
    expect(own).toHaveLength(1);
    expect(own[0]?.body).toMatchObject({ text: 'ten pictures' });
    expect(own[0]?.body.attachments).toHaveLength(10);
    const [{ count } = { count: 0 }] = await s.w.db.query<{ count: number }>(
      'select count(*) as count from file_fetch where window_id = $1::text::uuid',
      [some.window],
    );
    expect(count).toBe(10);
    await s.w.db.query('delete from file_fetch');
  });

  test('an edit that comes before its message is the message, and the message a repeat', async () => {
    const some = s.m.chat();
    const first = await some.edits('7', 'operator, please', { occurredAt: s.later(second) });
    const again = await some.says('operator, plaese', { ref: { chat: some.address, id: '7' } });
    expect(seqOf(again)).toBe(seqOf(first));
    expect(again).toMatchObject({ duplicate: true });
    expect(await s.message(some.window, seqOf(first))).toMatchObject({ body: { text: 'operator, please' }, editedAt: s.later(second) });
  });

  test('an edit changes the words; an older one changes nothing', async () => {
    const seq = seqOf(await s.chat.says('helo', { ref: { chat: s.chat.address, id: 'a' } }));
    await s.chat.edits('a', 'hello', { occurredAt: s.later(2 * second) });
    await s.chat.edits('a', 'hallo', { occurredAt: s.later(second) });
    expect(await s.message(s.chat.window, seq)).toMatchObject({ body: { text: 'hello' }, editedAt: s.later(2 * second) });
    const [row] = await s.w.conversations(s.chat.window);
    expect(row?.preview).toBe('hello');
  });

  test('a quote leads to the message it answers, in both directions', async () => {
    const asked = seqOf(await s.chat.says('the price?', { ref: { chat: s.chat.address, id: 'q' } }));
    const answer = await s.reply('12 a month', { quote: asked });
    await s.m.deliver();
    expect(s.m.sent.at(-1)).toMatchObject({
      seq: answer,
      quoteRef: { chat: s.chat.address, id: 'q' },
      authorName: 'Anna',
      language: 'en',
      refs: [],
    });
    const [ref] = await s.w.db.query<{ id: string }>(
      'select external_id as id from external_ref where window_id = $1::text::uuid and seq = $2::text::bigint',
      [s.chat.window, String(answer)],
    );
    const back = seqOf(await s.chat.says('a month?', { quote: ref?.id ?? '' }));
    expect((await s.message(s.chat.window, back))?.body.quote).toBe(answer);
  });

  test('reactions are what the client has under the message now', async () => {
    const seq = seqOf(await s.chat.says('thanks', { ref: { chat: s.chat.address, id: 'r' } }));
    await s.chat.reacts('r', '👍');
    await s.chat.reacts('r', '❤️');
    expect((await s.message(s.chat.window, seq))?.reactions).toEqual([{ by: 'client', emoji: '❤️' }]);
    await s.chat.reacts('r');
    expect((await s.message(s.chat.window, seq))?.reactions).toBeNull();
    expect(await s.chat.reacts('nowhere', '👍')).toEqual({ type: 'refused', code: 'unknown-message' });
  });

  test('a file is fetched after the message, and the message says so', async () => {
    const file = coming('p.jpg');
    const seq = seqOf(await s.chat.says('', { content: { text: '', attachments: [file] }, fetches: [{ id: file.id, remote: 'f1' }] }));
    s.m.fetches = () => ({ type: 'later', afterMs: 5 * second });
    await s.m.fetch();
    s.m.fetches = () => ({ type: 'fetched', bytes: bytes('hello world'), name: 'p.txt' });
    expect(await s.m.fetch()).toBe(0);
    s.w.clock.at = s.later(10 * second);
    expect(await s.m.fetch()).toBe(1);
    const stored = await s.message(s.chat.window, seq);
    expect(stored?.body.attachments).toEqual([{ id: file.id, name: 'p.txt', mediaType: 'text/plain', size: 11, kind: 'photo' }]);
    expect(stored?.editedAt).toBeNull();
    s.w.clock.at = s.later(600 * second);
    expect(await s.m.fetch()).toBe(0);
  });

  test('a file that is too big is said once, however many there are', async () => {
    const files = [coming('a.mp4'), coming('b.mp4')];
    await s.chat.says('look', { content: { text: 'look', attachments: files }, fetches: files.map(({ id }) => ({ id, remote: id })) });
    s.m.fetches = () => ({ type: 'too-big' });
    await s.m.fetch();
    const thread = await s.w.thread(s.chat.window);
    expect(thread.filter((each) => each.body.key === 'too-big')).toHaveLength(1);
    expect(thread.at(-2)?.body.attachments?.map((each) => each.state)).toEqual(['too-big', 'too-big']);
  });

  test('a colleague’s file is waited for before the answer leaves', async () => {
    const file = coming('offer.pdf');
    const outcome = await s.w.engine.submit({
      type: 'desk',
      key: v7(),
      conversation: s.conversation,
      actor: s.w.specialist('Anna'),
      command: { type: 'reply', text: 'the offer', attachments: [file], fetches: [{ id: file.id, remote: 'f2' }] },
      origin: { account: 'telegram', chat: 'C1', id: '1.1' },
    });
    await s.m.deliver();
    expect(s.m.sent).toEqual([]);
    s.m.fetches = () => ({ type: 'fetched', bytes: bytes('%PDF-1.4') });
    await s.m.fetch();
    s.w.clock.at = s.later(2 * second);
    await s.m.deliver();
    expect(s.m.sent.map((each) => each.body?.attachments?.map((at) => at.state))).toEqual([[undefined]]);
    expect(await s.lane('send', seqOf(outcome))).toEqual([{ status: 'sent', reason: null, attempts: 1 }]);
  });

  test('whoever was served is asked how it was, at most once a month, and only they can say', async () => {
    await s.reply('done');
    await s.w.does('Anna', s.conversation, { type: 'resolve' });
    const asked = async () => (await s.w.thread(s.chat.window)).filter((each) => each.body.rate === true).length;
    expect(await asked()).toBe(1);
    const rating = { type: 'rating', account: 'telegram', conversation: s.conversation, score: 4 } as const;
    expect(await s.w.engine.submit({ ...rating, address: s.m.chat().address })).toMatchObject({ type: 'refused' });
    expect(await s.w.engine.submit({ ...rating, address: s.chat.address })).toMatchObject({ type: 'accepted' });
    await s.w.engine.submit({ ...rating, address: s.chat.address, score: 5 });
    expect(await s.w.db.query('select score from conversation_rating where conversation_id = $1::text::uuid', [s.conversation])).toEqual([
      { score: 5 },
    ]);
    await s.chat.says('one more thing');
    await s.w.does('Anna', s.conversation, { type: 'resolve' });
    expect(await asked()).toBe(1);
  });
});
