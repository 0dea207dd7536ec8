import { describe, expect, test, vi } from 'vitest';
import { fakeStorage } from '../storage.ts';
import { createDesk } from './desk.ts';
import { keptFiles } from './kept-files.ts';
import { pages, settled } from './page.ts';

const page = pages();
const note = () => new File(['bytes'], 'note.txt', { type: 'text/plain' });

describe('files', () => {
  test('go up while the client still writes, and go out with the message', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    expect(chat.attach([note()])).toBe(true);
    await settled();
    expect(chat.model().uploads).toMatchObject([{ name: 'note.txt', state: 'done', draft: true }]);
    chat.send('');
    await settled();
    expect(desk.posted).toMatchObject([{ files: ['file 1'] }]);
    expect(desk.posted[0]).not.toHaveProperty('text');
    expect(chat.model().uploads).toEqual([]);
    expect(chat.model().thread.messages[0]?.files).toMatchObject([{ name: 'note.txt' }]);
  });

  test('hold back what was written after them until they are up', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    const sendFile = vi.spyOn(desk.api, 'sendFile').mockResolvedValueOnce({ type: 'later', cause: 'network', afterMs: 5_000 });
    chat.attach([note()]);
    chat.send('first');
    chat.send('second');
    await settled();
    expect(chat.model().uploads).toMatchObject([{ state: 'waiting' }]);
    expect(desk.posted).toEqual([]);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(sendFile).toHaveBeenCalledTimes(2);
    expect(desk.posted.map((each) => each.text)).toEqual(['first', 'second']);
  });

  test('of an unsent message outlive a reload where the browser keeps them', async () => {
    const desk = createDesk();
    const browser = fakeStorage();
    const kept = keptFiles();
    const before = page(desk, browser, { kept });
    before.show();
    await settled();
    vi.spyOn(desk.api, 'sendFile').mockResolvedValueOnce({ type: 'later', cause: 'network', afterMs: null });
    before.attach([note()]);
    before.send('with a note');
    await settled();
    before.stop();
    const after = page(desk, browser, { kept });
    after.resume();
    await settled();
    expect(desk.posted).toMatchObject([{ text: 'with a note', files: ['file 1'] }]);
    expect(kept.files.size).toBe(0);
  });

  test('that the browser lost are said to be lost, and the words go without them', async () => {
    const desk = createDesk();
    const browser = fakeStorage();
    const before = page(desk, browser);
    before.show();
    await settled();
    vi.spyOn(desk.api, 'sendFile').mockResolvedValueOnce({ type: 'later', cause: 'network', afterMs: null });
    before.attach([note()]);
    before.send('with a note');
    await settled();
    before.stop();
    const after = page(desk, browser);
    after.resume();
    await settled();
    expect(desk.posted).toMatchObject([{ text: 'with a note' }]);
    expect(desk.posted[0]).not.toHaveProperty('files');
    expect(after.model().thread.pending).toEqual([]);
    expect(after.model().uploads).toMatchObject([{ state: 'failed', problem: 'lost', draft: true }]);
  });

  const refusals = [
    [413, 'too-large', 'too-big'],
    [415, 'unsupported-media-type', 'type'],
    [429, 'uploads-spent', 'day'],
    [429, 'too-many-requests', 'too-many'],
    [507, 'disk-full', 'disk'],
    [400, 'empty-file', 'empty'],
    [0, 'unreadable', 'unreadable'],
    [403, '', 'refused'],
  ] as const;

  test.each(refusals)('refused by %i %s never take the words and the other files with them, and say why', async (status, code, problem) => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    vi.spyOn(desk.api, 'sendFile').mockResolvedValueOnce({ type: 'refused', status, code });
    chat.attach([new File(['x'], 'bad.bin'), note()]);
    chat.send('words');
    chat.send('more words');
    await settled();
    expect(desk.posted).toMatchObject([{ text: 'words', files: [expect.any(String)] }, { text: 'more words' }]);
    expect(chat.model().uploads).toMatchObject([{ name: 'bad.bin', state: 'failed', problem, draft: true }]);
  });

  test.each([503, 0])(
    'that a busy server or a bad line (%i) does not let through are given up after a while, and the words go',
    async (status) => {
      const desk = createDesk();
      const chat = page(desk, fakeStorage());
      chat.show();
      await settled();
      const sendFile = vi.spyOn(desk.api, 'sendFile').mockResolvedValue({ type: 'refused', status, code: '' });
      chat.attach([note()]);
      chat.send('words');
      await settled();
      expect(desk.posted).toEqual([]);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(sendFile).toHaveBeenCalledTimes(4);
      expect(desk.posted).toMatchObject([{ text: 'words' }]);
      const [upload] = chat.model().uploads;
      sendFile.mockRestore();
      chat.attachAgain(upload?.key ?? '');
      await settled();
      expect(chat.model().uploads).toMatchObject([{ state: 'done', draft: true }]);
    },
  );

  test('alone in a message that cannot be sent are back in the composer, and nothing is posted', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    vi.spyOn(desk.api, 'sendFile').mockResolvedValueOnce({ type: 'refused', status: 413, code: 'too-large' });
    chat.attach([note()]);
    chat.send('');
    await settled();
    expect([desk.posted, chat.model().thread.pending]).toEqual([[], []]);
    expect(chat.model().uploads).toMatchObject([{ state: 'failed', draft: true }]);
  });

  test('with nothing in them are not sent up at all', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    chat.attach([new File([], 'empty.txt')]);
    chat.send('words');
    await settled();
    expect(desk.posted).toMatchObject([{ text: 'words' }]);
    expect(chat.model().uploads).toMatchObject([{ name: 'empty.txt', state: 'failed', problem: 'empty' }]);
  });

  test('too big for the desk are not sent up at all, and no more than ten go with a message', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    const big = new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'big.bin');
    expect(chat.attach([big, ...Array.from({ length: 10 }, () => note())])).toBe(false);
    await settled();
    expect(chat.model().uploads).toHaveLength(10);
    expect(chat.model().uploads[0]).toMatchObject({ state: 'failed', problem: 'too-big' });
    chat.send('nine of them');
    await settled();
    expect(desk.posted[0]?.files).toHaveLength(9);
    expect(chat.model().uploads).toMatchObject([{ name: 'big.bin' }]);
  });

  test('that the desk has forgotten meanwhile go up again', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    chat.attach([note()]);
    await settled();
    const post = vi.spyOn(desk.api, 'post').mockResolvedValueOnce({ type: 'refused', status: 404, code: 'unknown-file' });
    chat.send('late');
    await settled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(post.mock.calls.at(-1)?.[1].files).toEqual(['file 2']);
    expect(chat.model().thread.pending).toEqual([]);
  });
});
