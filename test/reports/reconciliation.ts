import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kind } from '../support/database.ts';
import { anyCompany } from './any-history.ts';
import { histories } from './any-moment.ts';
import { folding } from './folding.ts';
import { answersAgree, cellsAgree, factsAgree, settledFacts } from './reconcile.ts';

interface Size {
  readonly runs: readonly (readonly [Kind, number])[];
  readonly moments: { readonly minLength: number; readonly maxLength: number };
  /** of the pairs of dimensions, so many are asked for in each run */
  readonly pairs: number;
  readonly endOnFailure: boolean;
  readonly timeoutMs: number;
}

/** Specifies that, whatever has happened, in whatever order, reports say what the rows that were written come to. */
export function specifyReconciliation(size: Size): void {
  describe.each(size.runs)('R28: whatever has happened, in any order, on %s', (kind, numRuns) => {
    it(
      'every cell and every answer is what a recount of the log comes to, and made anew it is the same',
      async () => {
        await fc.assert(
          fc.asyncProperty(histories(size.moments), async (story) => {
            const seen = new Set<string>();
            const { w, play, later } = await anyCompany(kind, async (one) => {
              await folding(one).fold();
              for (const each of await settledFacts(one)) seen.add(each);
            });
            try {
              const reports = folding(w);
              await play(story);
              await reports.fold();
              await factsAgree(w);
              // Months are added up once they are over.
              await later(45 * 24 * 60);
              await reports.fold();
              const things = await factsAgree(w);
              const today = w.engine.company().calendar.dayOf(w.clock.at);
              const now = new Set(await settledFacts(w));
              expect([...seen].filter((each) => !now.has(each))).toEqual([]);
              await cellsAgree(w, things, today);
              await answersAgree(reports, things, { from: '2026-03-01', until: today, origins: ['live'] }, size.pairs);
              await answersAgree(reports, things, { from: '2026-03-10', until: '2026-04-20', origins: ['live', 'demo'] }, 0);
              const before = await reports.made();
              await reports.forget();
              await reports.fold();
              expect(await reports.made()).toEqual(before);
            } finally {
              await w.close();
            }
          }),
          { numRuns, endOnFailure: size.endOnFailure },
        );
      },
      size.timeoutMs,
    );
  });
}
