import { expect, it } from 'vitest';
import { z } from 'zod';
import { newId, uuidOf } from '../../../src/web/kit/new-id.ts';

it('an id of the browser is a uuid where the server asks for one', () => {
  const ids = Array.from({ length: 50 }, () => uuidOf(newId()));
  expect(ids.filter((each) => !z.uuid().safeParse(each).success)).toEqual([]);
  expect(new Set(ids).size).toBe(50);
});
