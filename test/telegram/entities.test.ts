import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mark, markKinds } from '../../src/domain/content.ts';
import { normaliseMarks } from '../../src/domain/marks.ts';
import { entitiesOf, marksOf } from '../../src/telegram/entities.ts';

const marked = fc
  .record({
    text: fc.string({ unit: fc.constantFrom('a', 'ж', '😀', ' '), minLength: 1, maxLength: 40 }),
    marks: fc.array(fc.record({ kind: fc.constantFrom(...markKinds), at: fc.nat(40), length: fc.nat(20) }), { maxLength: 6 }),
  })
  .map(({ text, marks }) => ({
    text,
    marks: normaliseMarks(
      text,
      marks.map((each): Mark => {
        const { kind, ...place } = each;
        return kind === 'link' ? { kind, ...place, url: 'https://okno.example' } : { kind, ...place };
      }),
    ),
  }));

describe('formatting in Telegram', () => {
  it('goes there and comes back the same', () => {
    fc.assert(
      fc.property(marked, ({ text, marks }) => {
        expect(marksOf(text, entitiesOf(marks))).toEqual(marks);
      }),
    );
  });

  it('counts an emoji as two', () => {
    expect(marksOf('😀 да', [{ type: 'bold', offset: 3, length: 2 }])).toEqual([{ kind: 'bold', at: 3, length: 2 }]);
  });

  it('keeps the words of what it does not know', () => {
    const entities = [
      { type: 'sparkle', offset: 0, length: 4 },
      { type: 'mention', offset: 0, length: 5 },
      { type: 'url', offset: 6, length: 10 },
      { type: 'spoiler', offset: 0, length: 3 },
      { type: 'underline', offset: 0, length: 3 },
      { type: 'text_link', offset: 0, length: 5, url: 'javascript:alert(1)' },
      { type: 'expandable_blockquote', offset: 0, length: 16 },
    ];
    expect(marksOf('@okno https://a.b', entities)).toEqual([{ kind: 'quote', at: 0, length: 16 }]);
  });
});
