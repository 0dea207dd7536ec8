import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runsOf } from '../../../src/web/kit/runs.ts';

describe('a formatted text', () => {
  test('is cut where its look changes', () => {
    const marks = [
      { at: 0, length: 9, kind: 'bold' as const },
      { at: 5, length: 4, kind: 'link' as const, url: 'https://okno.example/' },
    ];
    expect(runsOf('here site now', marks)).toEqual([
      { text: 'here ', kinds: ['bold'], href: null },
      { text: 'site', kinds: ['bold', 'link'], href: 'https://okno.example/' },
      { text: ' now', kinds: [], href: null },
    ]);
  });

  test('leads nowhere a script could run', () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'nonsense', 'file:///etc/passwd'])
      expect(runsOf('click', [{ at: 0, length: 5, kind: 'link', url }]).map((each) => each.href)).toEqual([null]);
  });

  test('is the same text, whatever its marks say', () => {
    const mark = fc.record({
      at: fc.integer({ min: -5, max: 30 }),
      length: fc.integer({ min: -5, max: 30 }),
      kind: fc.constant('bold' as const),
    });
    fc.assert(
      fc.property(fc.string(), fc.array(mark), (text, marks) => {
        expect(
          runsOf(text, marks)
            .map((each) => each.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
