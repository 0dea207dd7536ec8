import type { Explanation } from '../../../src/domain/explanation.ts';
import type { RuleWatch } from './rule.ts';

/** R29: what was decided says why. */
export function explained(): RuleWatch {
  return {
    rule: 'R29',
    holds: 'every assignment keeps its reason: the rule, the policy, who was compared and who was passed over',
    see({ plan }, { applied, broken }) {
      for (const { rule, policyVersion, snapshotId, specialistId, explanation } of plan.assignments) {
        applied();
        const { top, able, passed } = explanation as Explanation;
        if (policyVersion < 1 || snapshotId === '') broken(`${rule}: nothing says what it was decided on`);
        if (rule === 'least-loaded' && able === 0) broken('the least loaded of nobody');
        if (specialistId === null && !rule.startsWith('nobody:')) broken(`${rule}: nobody, and not why`);
        if (passed.some((each) => each.specialist === specialistId)) broken(`${rule}: given to whoever was passed over`);
        if (rule === 'least-loaded' && top.length === 0) broken('the least loaded, and nobody was compared');
      }
    },
  };
}
