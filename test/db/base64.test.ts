import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../src/db/base64.ts';

it('bytes come back as they went, however many', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(Buffer.from(fromBase64(toBase64(bytes))).equals(Buffer.from(bytes))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

it('lines, as Postgres breaks them, are no matter', () => {
  expect([...fromBase64('AQID\nBAUG')]).toEqual([1, 2, 3, 4, 5, 6]);
});
