import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '../../../src/http/chat/protocol.ts';
import { emptyThread, reduceThread, type ThreadAction } from '../../../src/web/widget/state/thread.ts';
import { message, own, pending, threadAfter } from './messages.ts';

const live = (each: ChatMessage, synced = true): ThreadAction => ({ type: 'live', message: each, synced });

describe('the thread', () => {
  test('shows what was written at once, and once when the server confirms it', () => {
    const written = pending('a');
    const before = threadAfter({ type: 'written', pending: written });
    expect(before.pending).toEqual([written]);
    const after = reduceThread(before, { type: 'sent', pending: written, seq: 4, at: '2026-03-03T12:00:00.000Z' });
    expect(after.pending).toEqual([]);
    expect(after.messages).toEqual([own(4, 'a', { at: '2026-03-03T12:00:00.000Z' })]);
  });

  test('does not bring a message back that came by the stream before its own acknowledgement', () => {
    const written = pending('a');
    const thread = threadAfter({ type: 'written', pending: written }, live(own(1, 'a')), {
      type: 'sent',
      pending: written,
      seq: 1,
      at: own(1, 'a').at,
    });
    expect(thread).toMatchObject({ messages: [own(1, 'a')], pending: [] });
  });

  test('does not show as unsent what the history already has', () => {
    expect(threadAfter(live(own(1, 'a')), { type: 'written', pending: pending('a') }).pending).toEqual([]);
  });

  test('puts a late message where it belongs', () => {
    expect(threadAfter(live(message(3)), live(message(1)), live(message(2))).messages.map((each) => each.seq)).toEqual([1, 2, 3]);
  });

  test('replaces a message by its edited copy, and keeps that when an older page comes later', () => {
    const edited = message(1, { text: 'better', edited: true });
    const thread = threadAfter(live(message(1)), live(edited), { type: 'read', messages: [message(1), message(2)], cursor: 2 });
    expect(thread.messages).toEqual([edited, message(2)]);
  });

  test('lets a second edit replace the first, but only from the stream', () => {
    const [first, second] = ['one', 'two'].map((text) => message(1, { text, edited: true })) as [ChatMessage, ChatMessage];
    expect(threadAfter(live(first), live(second)).messages).toEqual([second]);
    expect(threadAfter(live(second), { type: 'read', messages: [first], cursor: 1 }).messages).toEqual([second]);
  });

  test('keeps a deleted message deleted', () => {
    const gone = message(1, { text: '', deleted: true });
    expect(threadAfter(live(gone), { type: 'read', messages: [message(1, { edited: true })], cursor: 1 }).messages).toEqual([gone]);
  });

  test('moves its cursor by pages and by a stream that missed nothing, never by its own acknowledgement', () => {
    const start = threadAfter({ type: 'read', messages: [message(1)], cursor: 1 });
    expect(reduceThread(start, live(message(9), false)).cursor).toBe(1);
    expect(reduceThread(start, { type: 'sent', pending: pending('a'), seq: 9, at: '' }).cursor).toBe(1);
    expect(reduceThread(start, live(message(9), true)).cursor).toBe(9);
  });

  test('loses nothing unsent when the window turns out to be another one', () => {
    const thread = threadAfter(live(message(1)), { type: 'written', pending: pending('a') }, { type: 'other-window' });
    expect(thread).toEqual({ ...emptyThread, pending: [pending('a')] });
  });

  test('has each message once and in order, however acknowledgements, stream and pages fall together', () => {
    fc.assert(
      fc.property(story, ({ all, actions }) => {
        const thread = threadAfter(...actions);
        expect(thread.messages).toEqual(all);
        expect(thread.pending).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('never shows a message twice or out of order on the way there', () => {
    fc.assert(
      fc.property(story, ({ actions }) => {
        let thread = emptyThread;
        for (const action of actions) {
          thread = reduceThread(thread, action);
          const seqs = thread.messages.map((each) => each.seq);
          const ids = [...thread.messages, ...thread.pending].flatMap((each) => each.id ?? []);
          expect(seqs).toEqual([...new Set(seqs)].sort((one, two) => one - two));
          expect(ids).toHaveLength(new Set(ids).size);
        }
      }),
    );
  });
});

/** A finished conversation, and everything a client may have heard of it, in any order: each message by the stream or by a page at least. */
const story = fc
  .array(fc.record({ mine: fc.boolean(), edited: fc.boolean(), gap: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 10 })
  .chain((shape) => {
    let seq = 0;
    const plain = shape.map(({ mine, gap }) => {
      seq += gap;
      return mine ? own(seq, `m${seq}`) : message(seq);
    });
    const all = plain.map((each, index) => (shape[index]?.edited ? { ...each, text: 'edited', edited: true } : each));
    const written = plain.flatMap((each) => (each.id === undefined ? [] : [pending(each.id)]));
    const certain: ThreadAction[] = [
      ...all.map((each) => live(each)),
      { type: 'read', messages: plain, cursor: seq, older: false },
      ...plain.flatMap((each): ThreadAction[] =>
        each.id === undefined ? [] : [{ type: 'sent', pending: pending(each.id), seq: each.seq, at: each.at }],
      ),
    ];
    const pages = fc.tuple(fc.nat(all.length), fc.nat(all.length), fc.boolean()).map(([from, to, fresh]): ThreadAction => {
      const messages = (fresh ? all : plain).slice(Math.min(from, to), Math.max(from, to));
      return { type: 'read-older', messages, older: false };
    });
    const repeats = fc.array(
      fc.oneof(
        pages,
        fc.constantFrom(...all).map((each) => live(each, false)),
      ),
      { maxLength: 6 },
    );
    return repeats
      .chain((more) => fc.shuffledSubarray([...certain, ...more], { minLength: certain.length + more.length }))
      .map((rest) => ({ all, actions: [...written.map((each): ThreadAction => ({ type: 'written', pending: each })), ...rest] }));
  });
