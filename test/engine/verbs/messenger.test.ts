import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Attachment } from '../../../src/domain/content.ts';
import type { ConversationId, WindowId } from '../../../src/domain/ids.ts';
import type { Outcome } from '../../../src/engine/submissions/submission.ts';
import { conversationOf, type World, world } from '../../support/world.ts';
import { type Chat, type Messenger, messenger } from './messenger-stage.ts';

const second = 1000;

function seqOf(outcome: Outcome): number {
  if (outcome.type === 'refused' || outcome.seq === null) throw new Error('no message');
  return outcome.seq;
}

const coming = (name: string): Attachment => ({ id: v7(), name, mediaType: 'image/jpeg', size: 5, kind: 'photo', state: 'coming' });

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

describe('what a client does in a messenger', () => {
  let w: World;
  let m: Messenger;
  let chat: Chat;
  /** a conversation in Anna's charge */
  let conversation: ConversationId;
  const message = async (window: WindowId, seq: number) => {
    const rows = await w.db.query<{
      body: { text: string; quote?: number; attachments?: Attachment[] };
      edited_at: Date | null;
      deleted_at: Date | null;
      reactions: unknown;
    }>('select body, edited_at, deleted_at, reactions from message where window_id = $1::text::uuid and seq = $2::text::bigint', [
      window,
      String(seq),
    ]);
    return rows[0];
  };
  const lane = (verb: string, seq: number) =>
    w.db.query<{ status: string; reason: string | null; attempts: number }>(
      'select status, reason, attempts from outbox where window_id = $1::text::uuid and verb = $2 and seq = $3::text::bigint order by n',
      [chat.window, verb, String(seq)],
    );
  const reply = async (text: string, more = {}) => seqOf(await w.does('Anna', conversation, { type: 'reply', text, ...more }));
  const later = (ms: number) => new Date(w.clock.at.getTime() + ms);

  beforeAll(async () => {
    w = await world('pglite', {
      specialists: [{ name: 'Anna' }, { name: 'Boris' }],
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 60 } } }),
    });
    m = await messenger(w, 'telegram');
  });
  beforeEach(async () => {
    chat = m.chat();
    conversation = conversationOf(await chat.says('operator'));
    await w.does('Anna', conversation, { type: 'take' });
    await m.deliver();
    m.sent.length = 0;
  });
  afterAll(() => w.close());

  test('an album is one message, however its parts come', async () => {
    const some = m.chat();
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
    expect(await w.conversations(some.window)).toHaveLength(1);
    const own = (await w.thread(some.window)).filter((each) => each.author === 'client');
    expect(own).toHaveLength(1);
    expect(own[0]?.body).toMatchObject({ text: 'ten pictures' });
    expect(own[0]?.body.attachments).toHaveLength(10);
    const [{ count } = { count: 0 }] = await w.db.query<{ count: number }>(
      'select count(*) as count from file_fetch where window_id = $1::text::uuid',
      [some.window],
    );
    expect(count).toBe(10);
    await w.db.query('delete from file_fetch');
  });

  test('an edit that comes before its message is the message, and the message a repeat', async () => {
    const some = m.chat();
    const first = await some.edits('7', 'operator, please', { occurredAt: later(second) });
    const again = await some.says('operator, plaese', { ref: { chat: some.address, id: '7' } });
    expect(seqOf(again)).toBe(seqOf(first));
    expect(again).toMatchObject({ duplicate: true });
    expect(await message(some.window, seqOf(first))).toMatchObject({ body: { text: 'operator, please' }, edited_at: later(second) });
  });

  test('an edit changes the words; an older one changes nothing', async () => {
    const seq = seqOf(await chat.says('helo', { ref: { chat: chat.address, id: 'a' } }));
    await chat.edits('a', 'hello', { occurredAt: later(2 * second) });
    await chat.edits('a', 'hallo', { occurredAt: later(second) });
    expect(await message(chat.window, seq)).toMatchObject({ body: { text: 'hello' }, edited_at: later(2 * second) });
    const [row] = await w.conversations(chat.window);
    expect(row?.preview).toBe('hello');
  });

  test('a quote leads to the message it answers, in both directions', async () => {
    const asked = seqOf(await chat.says('the price?', { ref: { chat: chat.address, id: 'q' } }));
    const answer = await reply('12 a month', { quote: asked });
    await m.deliver();
    expect(m.sent.at(-1)).toMatchObject({
      seq: answer,
      quoteRef: { chat: chat.address, id: 'q' },
      authorName: 'Anna',
      language: 'en',
      refs: [],
    });
    const [ref] = await w.db.query<{ id: string }>(
      'select external_id as id from external_ref where window_id = $1::text::uuid and seq = $2::text::bigint',
      [chat.window, String(answer)],
    );
    const back = seqOf(await chat.says('a month?', { quote: ref?.id ?? '' }));
    expect((await message(chat.window, back))?.body.quote).toBe(answer);
  });

  test('reactions are what the client has under the message now', async () => {
    const seq = seqOf(await chat.says('thanks', { ref: { chat: chat.address, id: 'r' } }));
    await chat.reacts('r', '👍');
    await chat.reacts('r', '❤️');
    expect((await message(chat.window, seq))?.reactions).toEqual([{ by: 'client', emoji: '❤️' }]);
    await chat.reacts('r');
    expect((await message(chat.window, seq))?.reactions).toBeNull();
    expect(await chat.reacts('nowhere', '👍')).toEqual({ type: 'refused', code: 'unknown-message' });
  });

  test('a file is fetched after the message, and the message says so', async () => {
    const file = coming('p.jpg');
    const seq = seqOf(await chat.says('', { content: { text: '', attachments: [file] }, fetches: [{ id: file.id, remote: 'f1' }] }));
    m.fetches = () => ({ type: 'later', afterMs: 5 * second });
    await m.fetch();
    m.fetches = () => ({ type: 'fetched', bytes: bytes('hello world'), name: 'p.txt' });
    expect(await m.fetch()).toBe(0);
    w.clock.at = later(10 * second);
    expect(await m.fetch()).toBe(1);
    const stored = await message(chat.window, seq);
    expect(stored?.body.attachments).toEqual([{ id: file.id, name: 'p.txt', mediaType: 'text/plain', size: 11, kind: 'photo' }]);
    expect(stored?.edited_at).toBeNull();
    w.clock.at = later(600 * second);
    expect(await m.fetch()).toBe(0);
  });

  test('a file that is too big is said once, however many there are', async () => {
    const files = [coming('a.mp4'), coming('b.mp4')];
    await chat.says('look', { content: { text: 'look', attachments: files }, fetches: files.map(({ id }) => ({ id, remote: id })) });
    m.fetches = () => ({ type: 'too-big' });
    await m.fetch();
    const thread = await w.thread(chat.window);
    expect(thread.filter((each) => each.body.key === 'too-big')).toHaveLength(1);
    expect(thread.at(-2)?.body.attachments?.map((each) => each.state)).toEqual(['too-big', 'too-big']);
  });

  test('a colleague’s file is waited for before the answer leaves', async () => {
    const file = coming('offer.pdf');
    const outcome = await w.engine.submit({
      type: 'desk',
      key: v7(),
      conversation,
      actor: w.specialist('Anna'),
      command: { type: 'reply', text: 'the offer', attachments: [file], fetches: [{ id: file.id, remote: 'f2' }] },
      origin: { account: 'telegram', chat: 'C1', id: '1.1' },
    });
    await m.deliver();
    expect(m.sent).toEqual([]);
    m.fetches = () => ({ type: 'fetched', bytes: bytes('%PDF-1.4') });
    await m.fetch();
    w.clock.at = later(2 * second);
    await m.deliver();
    expect(m.sent.map((each) => each.body?.attachments?.map((at) => at.state))).toEqual([[undefined]]);
    expect(await lane('send', seqOf(outcome))).toEqual([{ status: 'sent', reason: null, attempts: 1 }]);
  });

  test('whoever was served is asked how it was, at most once a month, and only they can say', async () => {
    await reply('done');
    await w.does('Anna', conversation, { type: 'resolve' });
    const asked = async () => (await w.thread(chat.window)).filter((each) => each.body.rate === true).length;
    expect(await asked()).toBe(1);
    const rating = { type: 'rating', account: 'telegram', conversation, score: 4 } as const;
    expect(await w.engine.submit({ ...rating, address: m.chat().address })).toMatchObject({ type: 'refused' });
    expect(await w.engine.submit({ ...rating, address: chat.address })).toMatchObject({ type: 'accepted' });
    await w.engine.submit({ ...rating, address: chat.address, score: 5 });
    expect(await w.db.query('select score from conversation_rating where conversation_id = $1::text::uuid', [conversation])).toEqual([
      { score: 5 },
    ]);
    await chat.says('one more thing');
    await w.does('Anna', conversation, { type: 'resolve' });
    expect(await asked()).toBe(1);
  });
});
