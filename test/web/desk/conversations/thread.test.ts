import { describe, expect, it } from 'vitest';
import { concerns, emptyThread, merged, refreshed, type Thread, withOlder } from '../../../../src/web/desk/conversations/thread.ts';
import { message, view } from '../samples.ts';

const seqs = (thread: Thread): number[] => thread.messages.map((each) => each.seq);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => message(from + index));

describe('merging messages', () => {
  it('keeps each once, in order of place', () => {
    expect(merged([message(1), message(3)], [message(2), message(3)]).map((each) => each.seq)).toEqual([1, 2, 3]);
  });

  it('lets the newer change win, whichever comes first', () => {
    const old = message(1, { changed: 5, text: 'old' });
    const edited = message(1, { changed: 9, text: 'edited', edited: true });
    expect(merged([old], [edited])[0]?.text).toBe('edited');
    expect(merged([edited], [old])[0]?.text).toBe('edited');
  });

  it('shows how far a message has come by now, which is no change of it', () => {
    const [sending, sent] = [message(1, { delivery: { state: 'sending' } }), message(1, { delivery: { state: 'sent' } })];
    expect(merged([sending], [sent])[0]?.delivery).toEqual({ state: 'sent' });
  });
});

describe('a refreshed thread', () => {
  it('opens with the newest page', () => {
    const thread = refreshed(emptyThread, view(range(51, 100), {}, true));
    expect(thread.phase).toBe('ready');
    expect(thread.more).toBe(true);
    expect(seqs(thread)).toHaveLength(50);
  });

  it('keeps earlier pages that were scrolled to, and what is known about their beginning', () => {
    const deep = withOlder(refreshed(emptyThread, view(range(51, 100), {}, true)), range(1, 50), false);
    const thread = refreshed(deep, view(range(52, 101), {}, true));
    expect(seqs(thread)).toEqual(range(1, 101).map((each) => each.seq));
    expect(thread.more).toBe(false);
  });

  it('drops the old part rather than show a hole', () => {
    const before = refreshed(emptyThread, view(range(1, 20)));
    const thread = refreshed(before, view(range(60, 109), {}, true));
    expect(seqs(thread)[0]).toBe(60);
    expect(thread.more).toBe(true);
  });

  it('lets go of what the newest page no longer has, since it is another’s again, and of nothing that is newer or further up', () => {
    const before = refreshed(emptyThread, view([message(-3, { conversation: 'c9' }), ...range(1, 4)]));
    expect(seqs(refreshed(before, view([message(1), message(2)])))).toEqual([1, 2, 3, 4]);
    const deep = withOlder(refreshed(emptyThread, view(range(51, 60), {}, true)), range(41, 50), true);
    const without = range(51, 60).filter((each) => each.seq !== 55);
    expect(seqs(refreshed(deep, view(without, {}, true)))).toEqual(seqs(deep).filter((each) => each !== 55));
  });

  it('does not go back to an older card that answered late', () => {
    const newer = refreshed(emptyThread, view([message(1)], { version: 8, status: 'resolved' }));
    expect(refreshed(newer, view([message(1)], { version: 7 })).card?.status).toBe('resolved');
  });
});

describe('a hint', () => {
  const thread = refreshed(emptyThread, view([message(1), message(2, { conversation: 'finance' })], { version: 4 }));

  it('concerns the open conversation unless it is older than what is shown', () => {
    expect(concerns('c1', thread, { conversation: 'c1', version: 5 })).toBe(true);
    expect(concerns('c1', thread, { conversation: 'c1', version: 3 })).toBe(false);
  });

  it('concerns the thread when another of its conversations changed', () => {
    expect(concerns('c1', thread, { conversation: 'finance', version: 1 })).toBe(true);
    expect(concerns('c1', thread, { conversation: 'elsewhere', version: 1 })).toBe(false);
  });
});
