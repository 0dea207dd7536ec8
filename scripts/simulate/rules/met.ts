import type { Colleague, Staff } from '../../../src/demo/people.ts';
import { caseUnits } from '../../../src/domain/capacity.ts';
import type { FlowState } from '../../../src/domain/decision.ts';
import { isLoggedContact } from '../../../src/domain/logged-contact.ts';
import type { RuleWatch } from './rule.ts';

/** R7: whoever met a client, on the phone or in the office, has them or stands in for who is called. */
export function whoeverMetStandsIn(): RuleWatch {
  return {
    rule: 'R7',
    holds: 'whoever met a client has them, or stands in for the one who is called, where they are there and have room',
    see({ submission, plan, courses, staff, colleagueOf }, { applied, broken }) {
      if (submission.type !== 'inbound' || submission.metBy === undefined || !isLoggedContact(submission.account)) return;
      const { metBy } = submission;
      const row = courses.find((each) => each.row.id === plan.messages[0]?.conversationId)?.row;
      const isTheirs = row !== undefined && staff.company.flow.outline(row.state as FlowState).metBy === metBy;
      if (!isTheirs || row.specialistId === null) return;
      applied();
      if (row.specialistId === metBy || row.standInId === metBy) return;
      // Of debts only who is trained may be told, and the track is not said of whoever stands in (R9).
      if (row.track === 'general' && isOnHand(colleagueOf(metBy), staff)) broken('a third person stands in for who is called');
    },
  };
}

/** Who is busy on a call or at a meeting is so with the client they write of. */
function isOnHand(colleague: Colleague | undefined, { company }: Staff): boolean {
  if (colleague === undefined || ['away', 'off', 'absent', 'off-shift'].includes(colleague.load.availability)) return false;
  return colleague.load.cases + caseUnits(company.policy.data, colleague.department) <= colleague.load.capacity;
}
