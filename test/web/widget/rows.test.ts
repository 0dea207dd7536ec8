import { describe, expect, test } from 'vitest';
import type { ChatState } from '../../../src/http/chat/protocol.ts';
import { type Bubble, type Row, rowsOf } from '../../../src/web/widget/state/rows.ts';
import { emptyThread, type Thread } from '../../../src/web/widget/state/thread.ts';
import { open } from './desk.ts';
import { message, noon, own, pending } from './messages.ts';

const who = { id: 'who', kind: 'choice' as const, options: [{ id: 'me', label: 'For myself' }] };
const opening = { text: 'Hello!', question: who };
const nobody: ChatState = open;
const asking: ChatState = { ...open, status: 'asking', asking: 'who' };

const today = noon;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function rows(thread: Partial<Thread>, chat = nobody, openingAfter: number | null = null): Row[] {
  return rowsOf({ thread: { ...emptyThread, ...thread }, chat, opening, openingAfter }, today, dayOf);
}

const bubbles = (all: readonly Row[]): Bubble[] => all.filter((each) => each.type === 'bubble');
const live = (all: readonly Row[]): string[] => bubbles(all).flatMap((each) => (each.question === null ? [] : [each.key]));

describe('what the thread shows', () => {
  test('of a message that was passed on, whose words they are; of one that answers a part, that part', () => {
    const forwarded = { kind: 'channel' as const, name: 'News' };
    const all = rows({
      messages: [message(1, { text: 'Sale', forwarded }), message(2, { text: 'Really?', quote: 1, excerpt: { text: 'Sa' } })],
    });
    expect(bubbles(all).map((each) => each.extra)).toEqual([{ forwarded }, { quoted: 'Sa' }]);
  });

  test('begins with the greeting and its buttons', () => {
    expect(rows({}, nobody, 0)).toMatchObject([{ type: 'bubble', text: 'Hello!', question: who }]);
  });

  test('takes the buttons away as soon as one is tapped, and keeps the greeting where it was', () => {
    const tapped = rows({ pending: [pending('a', { choice: { question: 'who', option: 'me' } })] }, nobody, 0);
    expect(bubbles(tapped).map((each) => each.text)).toEqual(['Hello!', 'from a']);
    expect(live(tapped)).toEqual([]);
  });

  test('does not greet twice when the desk repeats the greeting itself', () => {
    const all = rows({ messages: [own(1, 'a'), message(2, { from: 'system', text: 'Hello!' })] }, asking, 0);
    expect(bubbles(all).map((each) => each.text)).toEqual(['from a', 'Hello!']);
  });

  test('puts a later greeting under the conversation that ended', () => {
    expect(bubbles(rows({ messages: [message(1), message(2)] }, nobody, 2)).at(-1)?.text).toBe('Hello!');
  });

  test('shows buttons of the question that is open, in its last wording only', () => {
    const asked = (seq: number): ReturnType<typeof message> => message(seq, { from: 'system', question: who });
    expect(live(rows({ messages: [asked(1), own(2, 'a'), asked(3)] }, asking))).toEqual(['seq 3']);
    expect(live(rows({ messages: [asked(1)] }, nobody))).toEqual([]);
  });

  test('shows no buttons of a question whose answer is there before the desk has moved on', () => {
    const asked = message(1, { from: 'system', question: who });
    const choice = { question: 'who', option: 'me' };
    expect(live(rows({ messages: [asked, own(2, 'a', { choice })] }, asking))).toEqual([]);
    expect(live(rows({ messages: [asked], pending: [pending('a', { choice })] }, asking))).toEqual([]);
  });

  test('gives the buttons back when the answer could not be sent', () => {
    const asked = message(1, { from: 'system', question: who });
    const failed = pending('a', { state: 'failed', choice: { question: 'who', option: 'me' } });
    expect(live(rows({ messages: [asked], pending: [failed] }, asking))).toEqual(['seq 1']);
  });

  test('keeps the key of a message when the server confirms it', () => {
    const before = bubbles(rows({ pending: [pending('a')] }))[0];
    const after = bubbles(rows({ messages: [own(1, 'a')] }))[0];
    expect(after?.key).toBe(before?.key);
  });

  test('says no day over a thread that begins today', () => {
    expect(rows({ messages: [message(1)] }, nobody, 0).map((each) => each.type)).toEqual(['bubble', 'bubble']);
  });

  test('draws a line where a day begins', () => {
    const yesterday = new Date(noon - 86_400_000).toISOString();
    expect(rows({ messages: [message(1, { at: yesterday }), message(2, { at: yesterday }), message(3)] }).map((each) => each.type)).toEqual(
      ['day', 'bubble', 'bubble', 'day', 'bubble'],
    );
  });

  test('keeps together what one person writes within minutes, and no more', () => {
    const later = new Date(noon + 10 * 60_000).toISOString();
    const all = bubbles(
      rows({ messages: [message(1), message(2), message(3, { name: 'Boris' }), message(4, { name: 'Boris', at: later })] }),
    );
    expect(all.map((each) => [each.first, each.last])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  test('shows the time where nothing follows at once, and under the client’s latest', () => {
    const later = new Date(noon + 10 * 60_000).toISOString();
    const all = bubbles(rows({ messages: [own(1, 'a'), own(2, 'b'), message(3), message(4, { at: later }), message(5, { at: later })] }));
    expect(all.map((each) => each.stamped)).toEqual([false, true, true, false, true]);
  });
});
