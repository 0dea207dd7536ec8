import { keyOf, type RuleWatch } from './rule.ts';

/** R12: what a leaver had goes on at once, with the client's new owner where that one is on hand. */
export function leaversHaveNothing(): RuleWatch {
  return {
    rule: 'R12',
    holds: 'whoever leaves has nothing any more: their conversations go on with colleagues, or wait in the queue',
    see(shown, { applied, broken }) {
      for (const { row, former } of shown.courses) {
        const before = shown.colleagueOf(former?.specialistId ?? null);
        if (before?.load.here === false && row.specialistId !== before.id) applied();
        const isServed = row.status === 'waiting-on-us' || row.status === 'waiting-on-client';
        if (isServed && shown.colleagueOf(row.specialistId)?.load.here === false)
          broken(`${keyOf(shown, row.departmentId)}: is with somebody who left`);
      }
    },
  };
}

/** R12: a client for whom every portfolio is full is let in by the head. */
export function headsLetIn(): RuleWatch {
  return {
    rule: 'R12',
    holds: 'whom a head accepts beyond a portfolio has a person where a place is free, and that is recorded',
    see({ submission, plan, refused }, { applied, broken }) {
      if (submission.type !== 'desk' || submission.command.type !== 'admit' || refused) return;
      for (const { specialistId, explanation } of plan.assignments) {
        applied();
        if (specialistId === null) broken('accepted, and given to nobody');
        else if ((explanation as { readonly overPortfolio?: true }).overPortfolio !== true && plan.ownerships.length === 0)
          broken('accepted, and nobody owns it');
      }
    },
  };
}
