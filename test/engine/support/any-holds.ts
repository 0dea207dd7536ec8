import { expect } from 'vitest';
import type { ConversationRow } from '../../../src/db/batch/load.ts';
import type { Plan } from '../../../src/db/batch/plan.ts';
import type { Colleague } from '../../../src/demo/people.ts';
import type { Explanation } from '../../../src/domain/explanation.ts';

/** Each conversation is one person's, with a place and a deadline, or nobody's. */
export function conversationsHold(rows: readonly ConversationRow[]): void {
  for (const row of rows) {
    const isServed = row.status === 'waiting-on-us' || row.status === 'waiting-on-client';
    expect(row.specialistId !== null && row.caseUnits > 0).toBe(isServed);
    expect(row.openTurnId !== null).toBe(row.status === 'waiting-on-us' || row.status === 'queued');
    expect(row.dueAt !== null).toBe(row.status === 'waiting-on-us');
    // A wish is about somebody else, in a conversation that goes on (R8).
    if (row.proposed !== null) {
      expect(['resolved', 'closed']).not.toContain(row.status);
      if (isServed) expect(row.specialistId).not.toBe(row.proposed.specialist);
    }
  }
}

interface Budget {
  readonly cases: number;
  readonly portfolio: number;
}

/** Nobody is given more than their budgets, `had` being what they carried before, but where that is allowed and recorded (R12). */
export function budgetsHold(
  { load, id }: Colleague,
  had: Budget | undefined,
  rows: readonly ConversationRow[],
  plan: Plan,
  overload: boolean,
): void {
  const theirs = rows.filter((each) => each.specialistId === id);
  expect(load.cases).toBe(theirs.reduce((sum, each) => sum + each.caseUnits, 0));
  const given = plan.assignments.filter((each) => each.specialistId === id).map((each) => each.explanation as Explanation);
  if (load.cases > load.capacity && load.cases > (had?.cases ?? 0)) {
    expect(given.some((each) => each.overload)).toBe(true);
    expect(overload).toBe(true);
  }
  if (load.portfolio > load.capacity && load.portfolio > (had?.portfolio ?? 0))
    expect(given.some((each) => each.overPortfolio === true)).toBe(true);
}
