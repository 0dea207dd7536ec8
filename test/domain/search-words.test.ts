import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesOf, searchQuery, searchWords, unmarked } from '../../src/domain/search-words.ts';

describe('what is looked for', () => {
  it.each([
    ['Счёт INV-42', "'счет' & 'inv' & '42':*"],
    ['anna@mail.example', "'anna' & 'mail' & 'example':*"],
    ["o'neil", "'o' & 'neil':*"],
    [' !? ', null],
  ])('%j becomes %j', (looked, query) => {
    expect(searchQuery(looked)).toBe(query);
  });

  it('never holds anything but words, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (looked) => {
        expect(searchQuery(looked) ?? "'x':*").toMatch(/^'[\p{L}\p{N}]+'(:\*$| & |$)/u);
        expect(searchWords(looked)).not.toMatch(/[^\p{L}\p{N} ]/u);
      }),
    );
  });
});

describe('places', () => {
  it('are where a part of a name stands, whatever its case and signs', () => {
    expect(placesOf('bak', 'Bakery & bakers')).toEqual([
      [0, 3],
      [9, 12],
    ]);
    expect(placesOf('a-b (c)', 'A-B (C)')).toEqual([[0, 7]]);
  });

  it('always hold the part itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string(), fc.string(), (part, before, after) => {
        expect(placesOf(part, before + part + after).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('an excerpt', () => {
  it('is shown in the letters it was written in', () => {
    expect(unmarked('где \uE000счет\uE001 ‹b›', 'Так где счёт <b>?')).toEqual({ text: 'где счёт <b>', ranges: [[4, 8]] });
  });

  it('is shown as it came where it cannot be found again', () => {
    expect(unmarked('a \uE000b\uE001', 'nothing alike')).toEqual({ text: 'a b', ranges: [[2, 3]] });
  });
});
