import fc from 'fast-check';
import { base64url } from 'jose';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../src/http/api/cursor.ts';
import * as desk from '../../src/http/desk/cursor.ts';
import { HttpError } from '../../src/http/errors.ts';
import { placeInList } from '../../src/http/whole.ts';
import { newId } from './house.ts';

const written = (...parts: unknown[]) => base64url.encode(JSON.stringify(parts));

/** Nobody signs a cursor, so its numbers are whatever somebody likes. */
const number = fc.oneof(fc.maxSafeInteger(), fc.double(), fc.constantFrom(2 ** 31, 8.64e15 + 1, -1, 253_402_300_800_000), fc.string());

describe('a cursor with numbers of anybody’s', () => {
  test('leads to a place every list can be asked for, or is refused', () => {
    fc.assert(
      fc.property(number, number, (group, key) => {
        try {
          const place = desk.readCursor('audit', written('audit', group, key, newId()));
          expect(new Date(place.key).toISOString()).toMatch(/^\d{4}-/);
          expect([0, 1]).toContain(place.group);
        } catch (error) {
          expect(error).toBeInstanceOf(HttpError);
        }
      }),
    );
  });

  test('is read as it was written, also of two parts', async () => {
    const asked = { month: '2026-03', limit: 20 };
    const place = z.tuple([placeInList, z.uuid()]);
    const [at, id] = [Date.UTC(2026, 2, 1), newId()];
    const cursor = await api.writeCursor('commission', asked, [at, id]);
    expect(await api.readCursor('commission', asked, cursor, place)).toEqual([at, id]);
    for (const last of ['nonsense', '[1', [9e15, id], [at, '\0'], [at], null]) {
      const [digest] = JSON.parse(new TextDecoder().decode(base64url.decode(cursor)));
      await expect(api.readCursor('commission', asked, written(digest, last), place)).rejects.toThrow(HttpError);
    }
  });
});
