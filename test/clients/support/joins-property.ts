import fc from 'fast-check';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Kind } from '../../support/database.ts';
import { acts } from './any-join.ts';
import { type Desk, joiningDesk } from './joins-and-undos.ts';

interface Size {
  readonly runs: readonly (readonly [Kind, number])[];
  /** how many acts a story has */
  readonly acts: { readonly minLength: number; readonly maxLength: number };
  /** reports the first story that fails as it is, without looking for a shorter one */
  readonly endOnFailure: boolean;
  readonly timeoutMs: number;
}

/** Specifies that whatever is joined and undone, in any order, nothing of one contact reaches another. */
export function specifyJoins(name: string, size: Size): void {
  describe.each(size.runs)(`${name}, in any order, on %s`, (kind, numRuns) => {
    let desk: Desk;
    beforeAll(async () => {
      desk = await joiningDesk(kind);
    });
    afterAll(() => desk.close());

    test(
      'a word for one contact leaves only for addresses that are theirs, and is read at none that is not',
      async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(acts, size.acts), (story) => desk.play(story)),
          { numRuns, endOnFailure: size.endOnFailure },
        );
      },
      size.timeoutMs,
    );
  });
}
