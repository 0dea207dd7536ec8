import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Span, uncovered, without } from '../../src/domain/cover.ts';

const span = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 15 })).map(([from, long]): Span => [from, from + long]);
const spans = fc.array(span, { maxLength: 8 });
const isIn = (all: readonly Span[], at: number) => all.some(([start, end]) => start <= at && at < end);
const moments = Array.from({ length: 80 }, (_, at) => at);

describe('what is left of spans', () => {
  it('is each moment that is in them and not taken, and no other', () => {
    fc.assert(
      fc.property(spans, spans, (all, taken) => {
        const left = without(all, taken);
        expect(moments.filter((at) => isIn(left, at))).toEqual(moments.filter((at) => isIn(all, at) && !isIn(taken, at)));
      }),
    );
  });

  it('comes in order and apart, and never empty', () => {
    fc.assert(
      fc.property(spans, spans, (all, taken) => {
        const left = without(all, taken);
        for (const [index, [start, end]] of left.entries()) {
          expect(start).toBeLessThan(end);
          expect(start).toBeGreaterThanOrEqual(left[index - 1]?.[1] ?? 0);
        }
      }),
    );
  });
});

describe('hours nobody covers', () => {
  it('are the whole day without staff', () => {
    expect(uncovered([[9, 18]], [])).toEqual([[9, 18]]);
  });

  it('are the gap between two shifts, and the absence of one', () => {
    const early = { shifts: [[9, 13]] as Span[], absences: [] };
    const late = { shifts: [[14, 18]] as Span[], absences: [[16, 17]] as Span[] };
    expect(uncovered([[9, 18]], [early, late])).toEqual([
      [13, 14],
      [16, 17],
    ]);
  });

  it('are none where somebody is there for each who is not', () => {
    const one = { shifts: [[9, 18]] as Span[], absences: [[9, 12]] as Span[] };
    const other = { shifts: [[9, 18]] as Span[], absences: [[12, 18]] as Span[] };
    expect(uncovered([[9, 18]], [one, other])).toEqual([]);
  });
});
