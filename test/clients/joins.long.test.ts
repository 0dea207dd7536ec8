import fc from 'fast-check';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Kind } from '../support/database.ts';
import { acts } from './support/any-join.ts';
import { type Desk, joiningDesk } from './support/joins-and-undos.ts';

const runs: readonly (readonly [Kind, number])[] = [
  ['postgres', 80],
  ['pglite', 20],
];

describe.each(runs)('many joins and their undoing, in any order, on %s', (kind, numRuns) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await joiningDesk(kind);
  });
  afterAll(() => desk.close());

  test('a word for one contact leaves only for addresses that are theirs, and is read at none that is not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 10, maxLength: 40 }), (story) => desk.play(story)),
      { numRuns },
    );
  }, 1_200_000);
});
