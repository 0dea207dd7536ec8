import type { Basis } from '../../../src/domain/basis.ts';
import type { Explanation } from '../../../src/domain/explanation.ts';
import type { SearchFacts } from '../../../src/domain/search.ts';
import { keyOf, type RuleWatch } from './rule.ts';

/** R11: a conversation goes to somebody of the department it lies with, or to whoever is with the client (R7). */
export function ofTheDepartment(): RuleWatch {
  return {
    rule: 'R11',
    holds: 'whoever gets a conversation works in the department that has it',
    see(shown, { applied, broken }) {
      for (const { specialistId, departmentId, rule, explanation } of shown.plan.assignments) {
        if (specialistId === null || (explanation as Explanation).metBy === specialistId) continue;
        applied();
        if (shown.colleagueOf(specialistId)?.department !== keyOf(shown, departmentId))
          broken(`${rule}: given to somebody of another department`);
      }
    },
  };
}

/** R12: nobody has more open conversations than their limit, but where it is recorded. */
export function openConversations(): RuleWatch {
  return {
    rule: 'R12',
    holds: 'nobody is given more open conversations than their budget, but by hand, and that is recorded',
    see({ plan, colleagueOf }, { applied, broken }) {
      for (const { specialistId, rule, explanation } of plan.assignments) {
        const load = colleagueOf(specialistId)?.load;
        if (load === undefined) continue;
        applied();
        if (load.cases > load.capacity && !(explanation as Explanation).overload)
          broken(`${rule}: more open conversations than the budget`);
      }
    },
  };
}

/** R12: nobody acquires a client beyond their portfolio, but where it is recorded. */
export function portfolios(): RuleWatch {
  return {
    rule: 'R12',
    holds: 'nobody acquires a client beyond a full portfolio, but by hand, and that is recorded',
    see({ plan, colleagueOf }, { applied, broken }) {
      for (const { specialistId, rule, explanation, basis } of plan.assignments) {
        const colleague = colleagueOf(specialistId);
        if (colleague === undefined) continue;
        const { portfolio, capacity } = colleague.load;
        const { facts, seek } = basis as Basis<SearchFacts>;
        // What weighs nothing is acquired by anybody, also by who has more than fits: a portfolio moved to them, or a client of theirs grew.
        if (!plan.ownerships.some((each) => each.specialistId === colleague.id) || (seek.portfolioUnits === 0 && !facts.isLetIn)) continue;
        applied();
        if (portfolio > capacity && (explanation as Explanation).overPortfolio !== true) broken(`${rule}: more portfolio than the budget`);
      }
    },
  };
}
