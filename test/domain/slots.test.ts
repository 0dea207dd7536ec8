import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSlots } from '../../src/domain/slots.ts';

/** Carries out what each key was told, as a loop would that wakes when the next time comes. Returns when each went. */
function run(slots: ReturnType<typeof createSlots>, asks: readonly { key: string; at: number; ahead?: boolean }[]): Map<string, number> {
  const due = new Map(asks.map((each) => [each.key, each.at]));
  const ahead = new Map(asks.map((each) => [each.key, each.ahead ?? false]));
  const went = new Map<string, number>();
  while (due.size > 0) {
    const now = Math.min(...due.values());
    const at = [...due].filter(([, when]) => when === now).toSorted(([a], [b]) => Number(ahead.get(b)) - Number(ahead.get(a)));
    for (const [key] of at) {
      const waitMs = slots.ask(key, now, { ahead: ahead.get(key) ?? false });
      if (waitMs > 0) due.set(key, now + waitMs);
      else {
        due.delete(key);
        went.set(key, now);
      }
    }
  }
  return went;
}

describe('slots', () => {
  it('let a few go at once after a quiet time, and then one after the other, in the order they came', () => {
    const went = run(
      createSlots({ everyMs: 1000, atOnce: 2 }),
      Array.from({ length: 6 }, (_, i) => ({ key: `${i}`, at: 0 })),
    );
    expect([...went]).toEqual([
      ['0', 0],
      ['1', 0],
      ['2', 1000],
      ['3', 2000],
      ['4', 3000],
      ['5', 4000],
    ]);
  });

  it('let whoever is ahead take turns with those who wait already', () => {
    const crowd = Array.from({ length: 10 }, (_, i) => ({ key: `new ${i}`, at: 0 }));
    const replies = Array.from({ length: 3 }, (_, i) => ({ key: `reply ${i}`, at: 500, ahead: true }));
    const went = run(createSlots({ everyMs: 1000, atOnce: 1 }), [...crowd, ...replies]);
    expect([...went.keys()].slice(0, 7)).toEqual(['new 0', 'reply 0', 'new 1', 'reply 1', 'new 2', 'reply 2', 'new 3']);
  });

  it('keep the place of whoever is late, and let nobody wait for them meanwhile', () => {
    const slots = createSlots({ everyMs: 1000, atOnce: 1 });
    expect(['a', 'late', 'b', 'c'].map((each) => slots.ask(each, 0))).toEqual([0, 1000, 2000, 3000]);
    expect(slots.ask('b', 2000)).toBe(0);
    expect(slots.ask('new', 7000)).toBe(0);
    expect(slots.ask('late', 8000)).toBe(0);
    expect(slots.ask('c', 8000)).toBe(1000);
  });

  it('forget whoever does not come any more', () => {
    const slots = createSlots({ everyMs: 1000, atOnce: 1 });
    expect(slots.ask('a', 0)).toBe(0);
    expect(slots.ask('gone', 0)).toBe(1000);
    expect(slots.ask('b', 0)).toBe(2000);
    expect(slots.ask('b', 10_000)).toBe(0);
  });

  it('never let more through in any span than they say, and keep nobody waiting for longer than that takes', () => {
    const asks = fc.array(fc.record({ at: fc.integer({ min: 0, max: 3000 }), ahead: fc.boolean() }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(asks, fc.integer({ min: 1, max: 6 }), (all, atOnce) => {
        const times = [
          ...run(
            createSlots({ everyMs: 40, atOnce }),
            all.map((each, i) => ({ ...each, key: `${i}` })),
          ).values(),
        ].toSorted((a, b) => a - b);
        expect(times).toHaveLength(all.length);
        for (const [i, from] of times.entries()) {
          const within = times.slice(i).filter((each) => each < from + 1000).length;
          expect(within).toBeLessThanOrEqual(25 + atOnce);
        }
        const last = Math.max(...all.map((each) => each.at));
        expect(times.at(-1)).toBeLessThanOrEqual(last + 40 * all.length);
      }),
    );
  });
});
