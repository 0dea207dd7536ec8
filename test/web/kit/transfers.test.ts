import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTransfers, type Moved, type Tried } from '../../../src/web/kit/transfers.ts';

type Outcome = Tried<string, string>;
const ok: Outcome = { ok: true, value: 'stored' };
const no = (problem: string): Outcome => ({ ok: false, problem });
const file = new File(['bytes'], 'note.txt');

/** Transfers whose server answers like this, one after the other, and then well. */
function world(outcomes: readonly Outcome[], retryMs?: (problem: string) => number | null) {
  const left = [...outcomes];
  const signals: AbortSignal[] = [];
  const moves: Moved<string, string>[] = [];
  const transfers = createTransfers<string, string>({
    async send(_file, progress, signal) {
      signals.push(signal);
      progress(0.5);
      await new Promise((resolve) => setTimeout(resolve, 10));
      return left.shift() ?? ok;
    },
    ...(retryMs === undefined ? {} : { retryMs }),
  });
  const start = (): Promise<string | null> => transfers.start('k', file, (to) => void moves.push(to));
  return { transfers, start, moves, signals, states: () => moves.map((each) => each.state) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a file on its way', () => {
  it('says how far it is, and then that it is there', async () => {
    const { start, moves } = world([]);
    const result = start();
    await vi.runAllTimersAsync();
    expect(await result).toBe('stored');
    expect(moves).toEqual([
      { state: 'sending', share: 0 },
      { state: 'sending', share: 0.5 },
      { state: 'sent', value: 'stored' },
    ]);
  });

  it('is tried again by itself where that is worth it, and at once when the connection may be back', async () => {
    const { transfers, start, states, signals } = world([no('busy'), no('refused')], (problem) => (problem === 'busy' ? 60_000 : null));
    const result = start();
    await vi.advanceTimersByTimeAsync(100);
    expect(states().at(-1)).toBe('waiting');
    transfers.nudge();
    await vi.advanceTimersByTimeAsync(100);
    expect(signals).toHaveLength(2);
    expect(states().at(-1)).toBe('failed');
    expect(await result).toBeNull();
  });

  it('that failed is sent again when it is started again', async () => {
    const { transfers, start, states } = world([no('lost')]);
    void start();
    await vi.advanceTimersByTimeAsync(100);
    expect(states().at(-1)).toBe('failed');
    expect(transfers.file('k')).toBe(file);
    void start();
    await vi.advanceTimersByTimeAsync(100);
    expect(await transfers.result('k')).toBe('stored');
  });

  it('that was dropped is heard of no more', async () => {
    const { transfers, start, moves, signals } = world([]);
    const result = start();
    transfers.drop('k');
    const before = moves.length;
    await vi.runAllTimersAsync();
    expect(signals[0]?.aborted).toBe(true);
    expect(await result).toBeNull();
    expect(moves).toHaveLength(before);
    expect([transfers.file('k'), transfers.result('k')]).toEqual([null, null]);
  });
});
