import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanName } from '../../src/domain/person-name.ts';

it.each([
  ['an override that turns what follows', 'Anna\u202e)tneilc(', 'Anna)tneilc('],
  ['isolates and embeddings', '\u2066Пётр\u2069 \u202aИванов\u202c', 'Пётр Иванов'],
  ['marks of direction, joins and widths nobody sees', 'A\u200en\u200fn\u061ca\u200b\u2060\ufeff', 'Anna'],
  ['lines of its own', 'Anna\nOlga, client department\u2028', 'Anna Olga, client department'],
  ['controls', '\0An\u0007na\u009f', 'Anna'],
  ['nothing else', '\u202e \u2066\n', ''],
])('a name with %s is plain', (_, claimed, name) => {
  expect(cleanName(claimed)).toBe(name);
});

it.each(['Иван-Пётр О’Нил', 'محمد علی', 'می\u200cخواهم', 'Ann 👩\u200d💻', 'नि', 'Đặng'])('%s stays as it is', (name) => {
  expect(cleanName(name)).toBe(name);
});

it('whatever is typed, a name is short, on one line, and turns nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
      const name = cleanName(typed);
      expect(name.length).toBeLessThanOrEqual(200);
      expect(name).not.toMatch(/[\n\r\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/);
      expect(cleanName(name)).toBe(name);
    }),
  );
});
