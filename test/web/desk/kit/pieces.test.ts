import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pieces } from '../../../../src/web/desk/kit/pieces.ts';

describe('a text with marked places', () => {
  it('is cut at them', () => {
    expect(pieces('ключ и замок', [[0, 4]])).toEqual([
      { text: 'ключ', marked: true },
      { text: ' и замок', marked: false },
    ]);
  });

  it('is the same text again, whatever the places are', () => {
    const range = fc.tuple(fc.integer({ min: -5, max: 40 }), fc.integer({ min: -5, max: 40 }));
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(range), (text, ranges) => {
        expect(
          pieces(text, ranges)
            .map((each) => each.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
