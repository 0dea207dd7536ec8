import { keyOf, type RuleWatch } from './rule.ts';

const isServed = (status: string) => status === 'waiting-on-us' || status === 'waiting-on-client';

/** R1, R12: one person is in charge of what is served, and it takes a place of theirs. */
export function onePersonInCharge(): RuleWatch {
  return {
    rule: 'R1',
    holds: 'what is served has one person in charge, and a place of theirs is reserved for it',
    see({ courses }, { applied, broken }) {
      for (const { row } of courses) {
        if (!isServed(row.status)) continue;
        applied();
        if (row.specialistId === null) broken(`${row.status}: nobody in charge`);
        if (row.caseUnits === 0) broken(`${row.status}: no place is reserved`);
      }
    },
  };
}

/** R8: what is handed to another department lies there at once, with somebody or in its queue. */
export function handedAtOnce(): RuleWatch {
  return {
    rule: 'R8',
    holds: 'a conversation handed to another department is served there or waits in its queue at once',
    see(shown, { applied, broken }) {
      const { courses, submission } = shown;
      if (submission.type !== 'desk' || submission.command.type !== 'transfer') return;
      const { department } = submission.command;
      for (const { row, former } of courses) {
        if (row.id !== submission.conversation || former === null || former.departmentId === row.departmentId) continue;
        applied();
        const key = keyOf(shown, row.departmentId);
        if (key !== department) broken(`handed to ${department}, and lies with ${key}`);
        if (!isServed(row.status) && row.status !== 'queued') broken(`handed on, and neither served nor queued: ${row.status}`);
      }
    },
  };
}

/** R31: where a client waits, a matter ends with an answer, or with the reason why it needs none. */
export function endedWithAnAnswer(): RuleWatch {
  return {
    rule: 'R31',
    holds: 'a client who waits is answered, or why no answer is needed stands with the turn',
    see({ courses, plan }, { applied, broken }) {
      for (const { row, former } of courses) {
        if (former?.openTurnId == null || row.openTurnId === former.openTurnId) continue;
        applied();
        const isEnded = [...plan.answeredTurns, ...plan.closedTurns].some((each) => each.id === former.openTurnId);
        if (!isEnded) broken(`${former.status} to ${row.status}: a turn ended without an answer or a reason`);
      }
    },
  };
}
