import type { Plan } from '../../src/db/batch/plan.ts';
import type { DecisionRow, SnapshotRow } from '../../src/db/reports/decisions.ts';
import type { Explanation } from '../../src/domain/explanation.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { choicesAgain, type Retaken } from '../../src/reports/retake.ts';

/** Takes the choices of one batch again, as the database would be given them: what JSON does not carry is not there. */
export function retakePlan({ snapshots, assignments, failedSearches }: Plan, policy: Policy): Retaken {
  const stored = <Row>(row: Row): Row => JSON.parse(JSON.stringify(row));
  const choices = [
    ...assignments.map((each) => ({ ...each, kind: 'assignment' as const })),
    ...failedSearches.map((each) => ({ ...each, kind: 'failed-search' as const, specialistId: null })),
  ].map((each): DecisionRow => {
    const { kind, conversationId: about, at, snapshotId, policyVersion, specialistId: specialist, rule } = each;
    const { standIn = null } = each.explanation as Explanation;
    return { kind, about, at, snapshotId, policyVersion, basis: stored(each.basis), specialist, rule, standIn };
  });
  const rosters = snapshots.map(({ id, at, candidates }) => ({ id, at, department: '', candidates: stored(candidates) }) as SnapshotRow);
  return choicesAgain({ policy: () => policy }, rosters, choices);
}
