import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mark, markKinds } from '../../src/domain/content.ts';
import { endOf, isSafeUrl, normaliseMarks, shiftMarks, sliceMarks, toPlain } from '../../src/domain/marks.ts';

const mark = (kind: Exclude<Mark['kind'], 'link'>, at: number, length: number): Mark => ({ kind, at, length });
const link = (at: number, length: number, url = 'https://okno.example'): Mark => ({ kind: 'link', at, length, url });

/** Marks as anybody may claim them, of a text with characters of two units. */
const claims = fc.record({
  text: fc.string({ unit: fc.constantFrom('a', 'ж', '😀', ' ', '\n'), maxLength: 30 }),
  marks: fc.array(
    fc.record({ kind: fc.constantFrom(...markKinds), at: fc.integer({ min: -3, max: 40 }), length: fc.integer({ min: -3, max: 40 }) }),
    { maxLength: 8 },
  ),
});
const asMarks = (marks: readonly { kind: Mark['kind']; at: number; length: number }[]): Mark[] =>
  marks.map(({ kind, at, length }) => (kind === 'link' ? link(at, length) : mark(kind, at, length)));

describe('marks', () => {
  it.each<[string, Mark[], Mark[]]>([
    ['come in order, the longer one first', [mark('italic', 2, 2), mark('bold', 0, 5)], [mark('bold', 0, 5), mark('italic', 2, 2)]],
    ['end where the text ends', [mark('bold', 3, 100)], [mark('bold', 3, 7)]],
    ['of one kind that touch are one', [mark('bold', 0, 3), mark('bold', 3, 2)], [mark('bold', 0, 5)]],
    ['of blocks that touch stay two', [mark('quote', 0, 3), mark('quote', 3, 2)], [mark('quote', 0, 3), mark('quote', 3, 2)]],
    [
      'are cut where they cross',
      [mark('bold', 0, 4), mark('italic', 2, 4)],
      [mark('bold', 0, 4), mark('italic', 2, 2), mark('italic', 4, 2)],
    ],
    ['inside code are signs', [mark('code', 0, 6), mark('bold', 1, 2)], [mark('code', 0, 6)]],
    ['that lead to a script are plain', [link(0, 3, 'javascript:alert(1)'), link(4, 3, 'https://')], []],
  ])('%s', (_, given, expected) => {
    expect(normaliseMarks('0123456789', given)).toEqual(expected);
  });

  it('are, whatever was claimed, inside the text, whole, nested and in order', () => {
    fc.assert(
      fc.property(claims, ({ text, marks }) => {
        const done = normaliseMarks(text, asMarks(marks));
        for (const [i, each] of done.entries()) {
          const words = text.slice(each.at, endOf(each));
          expect(words.length).toBe(each.length);
          expect(words.isWellFormed() && words !== '').toBe(true);
          for (const later of done.slice(i + 1)) {
            expect(later.at > each.at || (later.at === each.at && later.length <= each.length)).toBe(true);
            expect(later.at >= endOf(each) || endOf(later) <= endOf(each)).toBe(true);
          }
        }
        expect(normaliseMarks(text, done)).toEqual(done);
      }),
    );
  });

  it('move with their piece of the text', () => {
    const marks = [mark('bold', 0, 6), mark('italic', 4, 4)];
    expect(sliceMarks(marks, 5, 10)).toEqual([mark('bold', 0, 1), mark('italic', 0, 3)]);
    expect(shiftMarks(sliceMarks(marks, 0, 2), 7)).toEqual([mark('bold', 7, 2)]);
  });

  it('leave the addresses where nothing can be marked', () => {
    const text = 'see the price and https://okno.example';
    expect(toPlain({ text, marks: [link(8, 5, 'https://okno.example/p'), link(18, 20)] })).toBe(
      'see the price (https://okno.example/p) and https://okno.example',
    );
  });

  it.each(['https://a.example/?q=1', 'mailto:a@b.example', 'tel:+7495', 'tg://user?id=1'])('lead to %s', (url) => {
    expect(isSafeUrl(url)).toBe(true);
  });
});
