import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOf } from '../../src/files/range.ts';

describe('a range of a file of ten bytes', () => {
  it.each([
    [undefined, { type: 'whole' }],
    ['bytes=0-3', { type: 'part', from: 0, to: 3 }],
    ['bytes=4-', { type: 'part', from: 4, to: 9 }],
    ['bytes=-3', { type: 'part', from: 7, to: 9 }],
    ['bytes=-100', { type: 'part', from: 0, to: 9 }],
    ['bytes=8-100', { type: 'part', from: 8, to: 9 }],
    ['bytes=10-', { type: 'unsatisfiable' }],
    ['bytes=-0', { type: 'unsatisfiable' }],
    ['bytes=5-2', { type: 'whole' }],
    ['bytes=0-1,4-5', { type: 'whole' }],
    ['bytes=-', { type: 'whole' }],
    ['lines=0-1', { type: 'whole' }],
  ])('%s', (header, range) => {
    expect(rangeOf(header, 10)).toEqual(range);
  });

  it('always lies inside the file, whatever is asked for', () => {
    const bound = fc.option(fc.nat(60), { nil: '' });
    fc.assert(
      fc.property(fc.nat(40), bound, bound, (size, first, last) => {
        const range = rangeOf(`bytes=${first}-${last}`, size);
        if (range.type !== 'part') return;
        expect(range.from).toBeGreaterThanOrEqual(0);
        expect(range.to).toBeGreaterThanOrEqual(range.from);
        expect(range.to).toBeLessThan(size);
        if (first !== '') expect(range.from).toBe(first);
      }),
    );
  });
});
