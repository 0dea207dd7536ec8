import { describe, expect, test } from 'vitest';
import { createSubmit, defaultLimits } from '../../../src/engine/batch/submit.ts';
import { Overloaded } from '../../../src/engine/submissions/submission.ts';
import { at, due, type Flush, failure, flushed, from, gate, names, stored } from '../support/gate.ts';

const overload = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Overloaded ? { scope: error.scope, retryAfter: error.retryAfter } : String(error)),
  );

describe('the way in', () => {
  test('takes together what came while the last transaction was under way', async () => {
    const g = gate();
    const all = [g.submit(from('a')), g.settled().then(() => g.submit(from('b'))), g.settled().then(() => g.submit(from('c')))];
    await g.settled();
    await g.commitAll();
    await Promise.all(all);
    expect(g.flushes.map(names)).toEqual([['a'], ['b', 'c']]);
  });

  test('takes at most so many windows, so many of each, and so many transactions at a time', async () => {
    const g = gate({ maxWindows: 2, maxPerWindow: 2, inFlight: 2 });
    const all = ['a1', 'a2', 'a3', 'b1', 'c1', 'd1', 'e1'].map(([address = '', text = '']) => g.submit(from(address, text)));
    await g.settled();
    expect(g.flushes.map(names)).toEqual([
      ['a1', 'a2', 'b1'],
      ['c1', 'd1'],
    ]);
    g.flushes[1]?.commit();
    await g.settled();
    // The rest of a sender waits for the sender's own transaction, whatever else is free.
    expect(names(g.flushes[2])).toEqual(['e1']);
    g.flushes[0]?.commit();
    await g.settled();
    expect(names(g.flushes[3])).toEqual(['a3']);
    for (const each of g.flushes) each.commit();
    await Promise.all(all);
  });

  test('begins a second transaction beside one only with enough company', async () => {
    const g = gate({ inFlight: 2, minParallel: 2 });
    const all = [g.submit(from('a', '1'))];
    await g.settled();
    all.push(g.submit(from('b', '1')));
    await g.settled();
    expect(g.flushes.map(names)).toEqual([['a1']]);
    all.push(g.submit(from('c', '1')));
    await g.settled();
    expect(g.flushes.map(names)).toEqual([['a1'], ['b1', 'c1']]);
    for (const each of g.flushes) each.commit();
    await Promise.all(all);
  });

  test('lets a quiet sender pass a noisy one', async () => {
    const g = gate({ maxWindows: 1, maxPerWindow: 1 });
    const all = ['a1', 'a2', 'a3', 'b1'].map(([address = '', text = '']) => g.submit(from(address, text)));
    await g.settled();
    await g.commitAll();
    await Promise.all(all);
    expect(g.flushes.map(names)).toEqual([['a1'], ['b1'], ['a2'], ['a3']]);
  });

  test('carries out what time brings about beside people, so many at a time, and lets nobody wait behind it', async () => {
    const g = gate({ inFlight: 2, maxOwnWindows: 2 });
    const all: Promise<unknown>[] = ['1', '2', '3'].map((n) => g.submit(due(n)));
    await g.settled();
    expect(g.flushes.map(names)).toEqual([['timer-due', 'timer-due']]);
    all.push(g.submit(from('a')));
    await g.settled();
    expect(g.flushes.map(names)).toEqual([['timer-due', 'timer-due'], ['a']]);
    g.flushes[1]?.commit();
    all.push(g.submit(from('b')));
    await g.settled();
    expect(names(g.flushes[2])).toEqual(['b']);
    await g.commitAll();
    await Promise.all(all);
    expect(names(g.flushes[3])).toEqual(['timer-due']);
  });

  test('takes turns between people and time where there is one transaction at a time', async () => {
    const g = gate({ maxWindows: 1, maxOwnWindows: 1 });
    const all = [due('1'), due('2'), from('a'), from('b')].map((each) => g.submit(each));
    await g.commitAll();
    await Promise.all(all);
    expect(g.flushes.map(names)).toEqual([['timer-due'], ['a'], ['timer-due'], ['b']]);
  });

  test('turns away a sender with too much waiting, and nobody else', async () => {
    const g = gate({ maxPerSender: 3, maxPerWindow: 1 });
    const taken = [g.submit(from('a'))];
    await g.settled();
    for (let i = 0; i < 3; i++) taken.push(g.submit(from('a')));
    expect(await overload(g.submit(from('a')))).toEqual({ scope: 'sender', retryAfter: 1 });
    taken.push(g.submit(from('b')));
    await g.commitAll();
    expect(await Promise.all(taken)).toHaveLength(5);
    const again = g.submit(from('a'));
    await g.settled();
    await g.commitAll();
    expect(await again).toEqual(stored);
  });

  test('turns everybody away when too much waits altogether', async () => {
    const g = gate({ maxWaiting: 4 });
    const taken = [g.submit(from('first'))];
    await g.settled();
    for (const each of ['a', 'b', 'c', 'd']) taken.push(g.submit(from(each)));
    expect(await overload(g.submit(from('e')))).toEqual({ scope: 'server', retryAfter: 1 });
    expect(g.pending()).toBe(5);
    await g.commitAll();
    await Promise.all(taken);
    expect(g.pending()).toBe(0);
  });

  test.each([
    ['40P01', 'a deadlock'],
    ['23505', 'somebody who was first'],
  ])('does it again after %s: %s', async (code) => {
    const g = gate();
    const all = [g.submit(from('a')), g.submit(from('b'))];
    await g.settled();
    g.flushes[0]?.fail(failure(code));
    await g.settled();
    expect(g.flushes.map(names)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    g.flushes[1]?.commit();
    expect(await Promise.all(all)).toEqual([stored, stored]);
  });

  test('asks everybody to come back when the database stays away, and keeps nobody alone for it', async () => {
    const g = gate();
    const all = [g.submit(from('a')), g.submit(from('b'))].map(overload);
    for (let i = 0; i < 6; i++) {
      await g.settled();
      g.flushes[i]?.fail(failure('ECONNREFUSED'));
    }
    expect(await Promise.all(all)).toEqual([
      { scope: 'server', retryAfter: 2 },
      { scope: 'server', retryAfter: 2 },
    ]);
    expect(g.pauses).toEqual(g.pauses.toSorted((a, b) => a - b));
    const later = [g.submit(from('a')), g.submit(from('b'))];
    await g.settled();
    expect(names(g.flushes.at(-1))).toEqual(['a', 'b']);
    await g.commitAll();
    await Promise.all(later);
  });

  test('halves a batch that is refused until the one that spoils it stands alone', async () => {
    const g = gate();
    const spoils = (flush: Flush | undefined) => names(flush)?.includes('c');
    const all = ['a', 'b', 'c', 'd'].map((each) => g.submit(from(each)).catch(() => 'failed'));
    for (let i = 0; i < 5; i++) {
      await g.settled();
      const flush = g.flushes[i];
      if (spoils(flush)) flush?.fail(new Error('poison'));
      else flush?.commit();
    }
    expect(g.flushes.map(names)).toEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], ['c'], ['d']]);
    expect(await Promise.all(all)).toEqual([stored, stored, 'failed', stored]);
  });

  test('is drained when the last thing taken is settled', async () => {
    const g = gate();
    await g.drained();
    const one = g.submit(from('a'));
    let isDrained = false;
    const drained = g.drained().then(() => {
      isDrained = true;
    });
    await g.settled();
    expect(isDrained).toBe(false);
    await g.commitAll();
    await Promise.all([one, drained]);
    expect(isDrained).toBe(true);
  });

  test('goes on when telling others of a commit fails', async () => {
    const flushes: number[] = [];
    const { submit } = createSubmit({
      flush: async (submissions) => {
        flushes.push(submissions.length);
        return flushed(submissions);
      },
      now: () => at,
      log: { debug() {}, info() {}, warn() {}, error() {} },
      committed: () => {
        throw new Error('nobody listens');
      },
      limits: defaultLimits,
      pause: async () => {},
    });
    expect(await Promise.all([submit(from('a')), submit(from('b'))])).toEqual([stored, stored]);
    expect(flushes).toEqual([2]);
  });
});
