import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coalesce } from '../../../../src/web/desk/kit/coalesce.ts';

describe('coalesced reads', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Reads that end when they are told to. */
  function reads() {
    const ends: (() => void)[] = [];
    const run = () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      ends.push(resolve);
      return promise;
    };
    return { run, count: () => ends.length, end: (n: number) => ends[n]?.() };
  }

  it('are one for a burst of hints', async () => {
    const { run, count } = reads();
    const hint = coalesce(run, 100);
    for (let n = 0; n < 5; n++) hint();
    await vi.advanceTimersByTimeAsync(99);
    expect(count()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(count()).toBe(1);
  });

  it('begin at once when that is asked for, and the wish that waited is a part of it', async () => {
    const { run, count } = reads();
    const hint = coalesce(run, 100);
    hint();
    hint('now');
    expect(count()).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(count()).toBe(1);
  });

  it('never overlap: a hint during a read is read after it, for what it tells may have come too late for the read', async () => {
    const { run, count, end } = reads();
    const hint = coalesce(run, 100);
    hint('now');
    hint();
    hint('now');
    await vi.advanceTimersByTimeAsync(1000);
    expect(count()).toBe(1);
    end(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(count()).toBe(2);
    end(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(count()).toBe(2);
  });

  it('make up for a hint however short the read was', async () => {
    let tries = 0;
    const hint = coalesce(async () => {
      tries += 1;
      await Promise.resolve();
    }, 100);
    hint('now');
    hint('now');
    await vi.advanceTimersByTimeAsync(200);
    expect(tries).toBe(2);
  });
});
