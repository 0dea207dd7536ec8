import { hadRoom, ownerAsked } from './owners.ts';
import { clientFor, type RuleWatch } from './rule.ts';

/** R6, R15: of a contact of several clients, each matter is one client's, and its owner's. */
export function eachClientsOwn(): RuleWatch {
  return {
    rule: 'R6',
    holds: 'what a contact of several clients says to be for one goes to the owner of that one, where they are on hand and not full',
    see(shown, { applied, broken }) {
      if (shown.kept.writer.also.length === 0) return;
      for (const assignment of shown.plan.assignments) {
        const asked = ['opened', 'retried', 'client-named'].includes(assignment.reason) ? ownerAsked(shown, assignment) : null;
        if (asked === null) continue;
        applied();
        const { owner, department } = asked;
        if (owner.id !== assignment.specialistId && hadRoom(owner, shown, department))
          broken(`${assignment.reason} ${assignment.rule}: went elsewhere although the owner of the client was on hand and not full`);
      }
    },
  };
}

/** R12: whoever serves what is said to be no client's in particular owns nobody by it. */
export function unsaidOwnsNothing(): RuleWatch {
  return {
    rule: 'R12',
    holds: 'whoever serves a contact of several clients, not knowing for which, owns none of them by it',
    see(shown, { applied, broken }) {
      const { kept, plan } = shown;
      if (kept.writer.also.length === 0) return;
      for (const { specialistId, conversationId } of plan.assignments) {
        if (specialistId === null || clientFor(shown, conversationId) !== null) continue;
        applied();
        if (plan.ownerships.length > 0) broken('a client was owned by a conversation that names none');
      }
    },
  };
}
