import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mark, markKinds } from '../../../src/domain/content.ts';
import { endOf, normaliseMarks } from '../../../src/domain/marks.ts';
import { split } from '../../../src/telegram/send/split.ts';

const bare = (text: string) => text.replace(/\s/g, '');
const plain = (text: string, limit: number) => split({ text, marks: [] }, limit).map((each) => each.text);
const words = fc.array(fc.constantFrom('да', 'окно', 'длинноеслово', 'a', '😀😀', '👨‍👩‍👧', 'конец.', '\n', '\n\n', '  '), {
  maxLength: 60,
});

describe('a long text', () => {
  it.each([
    ['one two three', 8, ['one two', 'three']],
    ['one two\nthree four', 12, ['one two', 'three four']],
    ['first part.\n\nsecond part.', 16, ['first part.', 'second part.']],
    ['Да, конечно. Мы придём', 16, ['Да, конечно.', 'Мы придём']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['a😀😀😀', 4, ['a😀', '😀😀']],
    ['code:\n  if x:\n    y()', 14, ['code:\n  if x:', '    y()']],
    ['short', 10, ['short']],
    [' \n ', 10, []],
  ])('%j in pieces of %i is %j', (text, limit, pieces) => {
    expect(plain(text, limit)).toEqual(pieces);
  });

  it('has no more marks in a piece than one message can show', () => {
    const text = 'слово '.repeat(250);
    const marks = Array.from({ length: 250 }, (_, i): Mark => ({ kind: 'bold', at: i * 6, length: 5 }));
    const pieces = split({ text, marks }, 4096);
    expect(pieces.map((each) => each.marks.length)).toEqual([100, 100, 50]);
    expect(bare(pieces.map((each) => each.text).join(''))).toBe(bare(text));
  });

  it('loses nothing but blanks, cuts no word that fits and no character, and never is too long', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 40 }), (list, limit) => {
        const text = list.join(' ');
        const pieces = plain(text, limit);
        expect(bare(pieces.join(''))).toBe(bare(text));
        expect(pieces.every((each) => each.length <= limit && each.isWellFormed() && each.trim() !== '')).toBe(true);
        // Every word is at most 12 units long, so it fits.
        expect(pieces.flatMap((each) => each.split(/\s+/)).filter((each) => each !== '')).toEqual(
          text.split(/\s+/).filter((each) => each !== ''),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every marked character marked', () => {
    // Code hides what is marked in it, so it is kept for itself.
    const kinds = markKinds.filter((each) => each !== 'pre' && each !== 'code');
    const marks = fc.array(fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(200), length: fc.nat(100) }), { maxLength: 5 });
    fc.assert(
      fc.property(words, marks, fc.integer({ min: 12, max: 40 }), (list, claimed, limit) => {
        const text = list.join(' ');
        const given = normaliseMarks(
          text,
          claimed.map((each): Mark => {
            const { kind, ...place } = each;
            return kind === 'link' ? { kind, ...place, url: 'https://okno.example' } : { kind, ...place };
          }),
        );
        const pieces = split({ text, marks: given }, limit);
        for (const kind of kinds) {
          const under = (part: { text: string; marks: readonly Mark[] }) =>
            part.marks
              .filter((each) => each.kind === kind)
              .map((each) => bare(part.text.slice(each.at, endOf(each))))
              .join('');
          expect(pieces.map(under).join('')).toBe(under({ text, marks: given }));
        }
        for (const piece of pieces) expect(normaliseMarks(piece.text, piece.marks)).toEqual(piece.marks);
      }),
    );
  });

  it('of one endless word is cut at once', () => {
    const pieces = plain('😀'.repeat(100_000), 4096);
    expect(pieces.join('')).toBe('😀'.repeat(100_000));
    expect(pieces.every((each) => each.length <= 4096)).toBe(true);
  });
});
