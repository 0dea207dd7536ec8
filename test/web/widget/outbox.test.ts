import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Posted, PostMessage } from '../../../src/http/chat/protocol.ts';
import { bodyOf, createOutbox, type Outbox } from '../../../src/web/widget/protocol/outbox.ts';
import type { Reply } from '../../../src/web/widget/protocol/reply.ts';
import type { Pending } from '../../../src/web/widget/state/pending.ts';
import { pending } from './messages.ts';

const ok: Reply<Posted> = { type: 'ok', value: { seq: 1, at: '', duplicate: false } };
const offline: Reply<Posted> = { type: 'later', cause: 'network', afterMs: null };

interface Post {
  readonly outbox: Outbox;
  readonly posted: PostMessage[];
  readonly fates: string[];
}

/** An outbox with these messages in it, whose server answers like this, and then well. */
function given(messages: readonly Pending[], answers: readonly Reply<Posted>[]): Post {
  const waiting = [...messages];
  const answersLeft = [...answers];
  const posted: PostMessage[] = [];
  const fates: string[] = [];
  const leave = (fate: string, each: Pending): void => {
    waiting.splice(waiting.indexOf(each), 1);
    fates.push(`${each.id} ${fate}`);
  };
  const outbox = createOutbox({
    post(body) {
      posted.push(body);
      return Promise.resolve(answersLeft.shift() ?? ok);
    },
    bodyFor: async (each) => bodyOf(each, [], null),
    onConsent: async () => {},
    next: () => waiting[0] ?? null,
    onSent: (each) => leave('sent', each),
    onFailed: (each, why) => leave(why, each),
    onFilesGone: (each) => void fates.push(`${each.id} has no files`),
    onStale: (each) => leave('stale', each),
    onWaiting: (each) => void fates.push(`${each.id} waits`),
    random: () => 0.5,
  });
  return { outbox, posted, fates };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the outbox', () => {
  test('sends in order, the next only after the one before', async () => {
    const { outbox, posted, fates } = given([pending('a'), pending('b')], []);
    outbox.flush();
    outbox.flush();
    await vi.runAllTimersAsync();
    expect(posted).toEqual([
      { id: 'a', text: 'from a' },
      { id: 'b', text: 'from b' },
    ]);
    expect(fates).toEqual(['a sent', 'b sent']);
  });

  test('repeats with the same id while there is no network, and lets nothing overtake', async () => {
    const { outbox, posted, fates } = given([pending('a'), pending('b')], [offline, offline]);
    outbox.flush();
    await vi.runAllTimersAsync();
    expect(posted.map((each) => each.id)).toEqual(['a', 'a', 'a', 'b']);
    expect(fates).toEqual(['a waits', 'a waits', 'a sent', 'b sent']);
  });

  test('waits as long as the server asks', async () => {
    const { outbox, posted } = given([pending('a')], [{ type: 'later', cause: 'busy', afterMs: 7_000 }]);
    outbox.flush();
    await vi.advanceTimersByTimeAsync(6_999);
    expect(posted).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(posted).toHaveLength(2);
  });

  test('does not wait out its patience when the network is back', async () => {
    const { outbox, posted } = given([pending('a')], [offline]);
    outbox.flush();
    await vi.advanceTimersByTimeAsync(0);
    outbox.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(posted).toHaveLength(2);
  });

  test('gives up what the server refuses, and goes on with the next', async () => {
    const { outbox, fates } = given([pending('a'), pending('b')], [{ type: 'refused', status: 413, code: 'too-large' }]);
    outbox.flush();
    await vi.runAllTimersAsync();
    expect(fates).toEqual(['a refused', 'b sent']);
  });

  test('gives up on a server that breaks on the same message again and again', async () => {
    const broken = Array.from({ length: 6 }, (): Reply<Posted> => ({ type: 'later', cause: 'broken', afterMs: null }));
    const { outbox, posted, fates } = given([pending('a'), pending('b')], broken);
    outbox.flush();
    await vi.runAllTimersAsync();
    expect(posted.filter((each) => each.id === 'a')).toHaveLength(6);
    expect(fates.slice(-2)).toEqual(['a broken', 'b sent']);
  });

  test.each([409, 422])('quietly drops a tap that counts no more (%i)', async (status) => {
    const tap = pending('a', { choice: { question: 'who', option: 'me' } });
    const { outbox, posted, fates } = given([tap], [{ type: 'refused', status, code: '' }]);
    outbox.flush();
    await vi.runAllTimersAsync();
    expect(posted).toEqual([{ id: 'a', choice: { question: 'who', option: 'me' } }]);
    expect(fates).toEqual(['a stale']);
  });
});
