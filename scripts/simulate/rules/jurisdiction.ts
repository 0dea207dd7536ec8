import { isLargeNewcomer } from '../../../src/domain/newcomer.ts';
import { isOfDebts } from '../../../src/domain/track.ts';
import { clientFor, keyOf, type RuleWatch, type Shown, trackOf } from './rule.ts';

/** Searches that a client's own words set off, not a colleague's hand. */
const own = new Set(['opened', 'retried', 'asked-for-human', 'not-understood']);

/** Remembers what colleagues handed on: where that lies is their word, whatever the rules would say. */
function createHandedOn() {
  const handedOn = new Set<string>();
  return {
    note({ plan }: Shown): void {
      for (const { reason, conversationId } of plan.assignments) if (!own.has(reason)) handedOn.add(conversationId);
    },
    has: (conversation: string) => handedOn.has(conversation),
  };
}

/** R4: a large organisation that nobody serves yet goes to sales. */
const largeBy = (holds: string, came: (shown: Shown) => boolean) => (): RuleWatch => {
  const handedOn = createHandedOn();
  return {
    rule: 'R4',
    holds,
    see(shown, { applied, broken }) {
      handedOn.note(shown);
      if (!came(shown)) return;
      // A company without salespeople serves its large clients all the same.
      if (!shown.staff.colleagues.some(({ department }) => department === 'sales')) return;
      for (const { conversationId, departmentId } of shown.plan.assignments) {
        const client = clientFor(shown, conversationId);
        if (client === null || !isLargeNewcomer(client) || handedOn.has(conversationId)) continue;
        if (trackOf(shown, conversationId) === 'finance') continue;
        applied();
        if (keyOf(shown, departmentId) !== 'sales') broken(`a large newcomer went to ${keyOf(shown, departmentId)}`);
      }
    },
  };
};

const isMet = ({ submission }: Shown) => submission.type === 'inbound' && submission.metBy !== undefined;

export const largeToSales = largeBy(
  'a large organisation that nobody serves yet goes to sales',
  (shown) => !isMet(shown) && shown.kept.newcomer === null,
);
export const attachedLargeToSales = largeBy(
  'so does a stranger who is attached to one',
  (shown) => !isMet(shown) && shown.kept.newcomer === 'attached',
);
export const grownLargeToSales = largeBy(
  'so does a prospect that is made large, whoever owns it',
  (shown) => !isMet(shown) && shown.kept.newcomer === 'resized',
);
export const visitingLargeToSales = largeBy('so does one that calls or visits, whoever meets it', isMet);

/** R9: debts are answered only by who is trained for them, where the client department answers them. */
export function debtsToTrained(): RuleWatch {
  return {
    rule: 'R9',
    holds: 'where the client department answers about debts, only its trained specialists get them, unless named by hand',
    see(shown, { applied, broken }) {
      for (const { specialistId, departmentId, conversationId, rule } of shown.plan.assignments) {
        const { data } = shown.staff.company.policy;
        const colleague = shown.colleagueOf(specialistId);
        if (colleague === undefined || rule === 'by-hand') continue;
        if (!isOfDebts(data, trackOf(shown, conversationId), keyOf(shown, departmentId))) continue;
        applied();
        if (colleague.load.trained !== true) broken(`${rule}: debts went to somebody who is not trained for them`);
      }
    },
  };
}

/** R10: invoices and payments are finance's, beside everything else. */
export function moneyToFinance(): RuleWatch {
  const handedOn = createHandedOn();
  return {
    rule: 'R10',
    holds: 'a matter of money goes to whoever answers money, unless a colleague hands it on',
    see(shown, { applied, broken }) {
      handedOn.note(shown);
      for (const { departmentId, conversationId } of shown.plan.assignments) {
        if (handedOn.has(conversationId) || trackOf(shown, conversationId) !== 'finance') continue;
        applied();
        const right = shown.staff.company.policy.data.receivables === 'client' ? 'client' : 'finance';
        if (keyOf(shown, departmentId) !== right) broken(`a matter of money went to ${keyOf(shown, departmentId)}`);
      }
    },
  };
}

/** R2, R3: a stranger is asked two to four questions at most, and then the leaf decides. */
export function fewQuestions(): RuleWatch {
  return {
    rule: 'R2',
    holds: 'nobody answers more than four questions before a person is sought',
    see({ courses, staff }, { applied, broken }) {
      for (const { row, former } of courses) {
        if (former?.status !== 'asking' || row.status === 'asking') continue;
        applied();
        const { answers } = staff.company.flow.outline(row.state as Parameters<typeof staff.company.flow.outline>[0]);
        const questions = new Set(answers.map(({ question }) => question));
        if (questions.size > 4) broken(`${questions.size} questions were answered`);
      }
    },
  };
}
