import { agreeMinutes } from './engagement.ts';
import { afterWorking, type WorkingTime } from './hours.ts';
import type { Policy } from './policy.ts';
import { acceptanceDue } from './proposal.ts';
import { breachAt, queueDue } from './turn.ts';

/**
 * All that a deadline besides that of a hold is reckoned on, besides the policy and the department's working time. Plain data, stored whole;
 * ms since 1970. `queue`: the head is called to who waits; `accept-person`, `accept-owner`: a head's word (R8); `leaver`: a head gives a
 * leaver's clients to others; `first-word`, `given`: the new owner writes to a client, or looks at one; `finance`: finance answers a colleague;
 * `meeting`: a meeting is agreed on; `call-back`: who left before the answer is called; `breach`, `queue-due`: a hold's deadline, or a queue's, has come, and is breached now or when somebody works.
 */
export type DeadlineFacts =
  | {
      readonly kind:
        | 'queue'
        | 'queue-due'
        | 'accept-person'
        | 'accept-owner'
        | 'leaver'
        | 'first-word'
        | 'given'
        | 'finance'
        | 'meeting'
        | 'call-back';
      readonly from: number;
    }
  | { readonly kind: 'breach'; readonly from: number; readonly hold: number; readonly due: number };

/** What a deadline was reckoned on, as it is stored; `schedule` names the working time by its hash. */
export interface DeadlineBasis {
  readonly facts: DeadlineFacts;
  readonly schedule: string;
}

/** A deadline as it is stored, but for what it is about. */
export interface Reckoned {
  readonly kind: DeadlineFacts['kind'];
  readonly due: Date;
  readonly policyVersion: number;
  readonly basis: DeadlineBasis;
}

/** Reckons a deadline in the working time of a department, for it to be kept with what it was reckoned on. */
export function reckon(
  { version, data }: { readonly version: number; readonly data: Policy },
  facts: DeadlineFacts,
  { schedule, workingTime }: { readonly schedule: string; readonly workingTime: WorkingTime },
): Reckoned {
  return { kind: facts.kind, due: deadlineOf(data, facts, workingTime), policyVersion: version, basis: { facts, schedule } };
}

/** Until when something has to be done, or has to wait; `from` itself: it waits no longer. */
export function deadlineOf(policy: Policy, facts: DeadlineFacts, working: WorkingTime): Date {
  const from = new Date(facts.from);
  switch (facts.kind) {
    case 'queue':
      return queueDue(policy, from, working);
    case 'accept-person':
      return acceptanceDue(policy, 'person', from, working);
    case 'accept-owner':
      return acceptanceDue(policy, 'owner', from, working);
    case 'leaver':
      return leaverDue(policy, from, working);
    case 'first-word':
    case 'given':
      return afterWorking(working, from, policy.newOwnerMinutes ?? usual.newOwnerMinutes);
    case 'finance':
      return afterWorking(working, from, policy.reaction.laterMinutes);
    case 'meeting':
      return afterWorking(working, from, agreeMinutes(policy));
    case 'call-back':
      return afterWorking(working, from, policy.waits.callBackMinutes ?? usual.callBackMinutes);
    case 'queue-due':
      return breachedFrom(from, from, working);
    case 'breach':
      return breachedFrom(new Date(facts.due), from, working);
  }
}

function breachedFrom(due: Date, now: Date, working: WorkingTime): Date {
  const found = breachAt(due, now, working);
  return found.type === 'waits' ? found.until : now;
}

/** Holds where the policy names no number. */
const usual = { leaverHours: 8, newOwnerMinutes: 480, callBackMinutes: 60 };

/** Until when a head has given a leaver's clients to others, in working time; by the calendar where nobody works for a year. */
function leaverDue({ leaverHours = usual.leaverHours }: Policy, from: Date, working: WorkingTime): Date {
  return afterWorking(working, from, leaverHours * 60);
}
