import { placesOf } from '../../../src/demo/memory.ts';
import type { Colleague } from '../../../src/demo/people.ts';
import { caseUnits } from '../../../src/domain/capacity.ts';
import type { DepartmentKey } from '../../../src/domain/department.ts';
import type { Explanation } from '../../../src/domain/explanation.ts';
import { isOfDebts } from '../../../src/domain/track.ts';
import { clientFor, keyOf, type RuleWatch, type Shown, trackOf } from './rule.ts';

type Assigned = Shown['plan']['assignments'][number];

/** R6, R16: a known client goes to their owner, where the owner is on hand and not full. */
export function ownerFirst(): RuleWatch {
  return {
    rule: 'R6',
    holds: 'a client goes to their own specialist, where that one is on hand and not full',
    see(shown, { applied, broken }) {
      for (const assignment of shown.plan.assignments) {
        const first = ownerOfFirst(shown, assignment);
        if (first === null) continue;
        applied();
        const { owner, department } = first;
        if (owner.id !== assignment.specialistId && hadRoom(owner, shown, department))
          broken(`${assignment.rule}: went elsewhere although the owner was on hand and not full`);
      }
    },
  };
}

/** The owner with whom a new matter should be, where there is one. A matter that comes back is finished by whoever had it. */
export function ownerOfFirst(shown: Shown, assigned: Assigned): OwnerAsked | null {
  return assigned.reason === 'opened' || assigned.reason === 'retried' ? ownerAsked(shown, assigned) : null;
}

interface OwnerAsked {
  readonly owner: Colleague;
  readonly department: DepartmentKey;
}

/** The owner who comes before others, of the client it is for: unless it comes back to whoever had it. */
export function ownerAsked(shown: Shown, { specialistId, departmentId, conversationId, rule, explanation }: Assigned): OwnerAsked | null {
  const { staff, formerOwners, colleagueOf } = shown;
  const department = keyOf(shown, departmentId);
  const client = clientFor(shown, conversationId);
  const owner = colleagueOf((client === null ? undefined : formerOwners.get(client.id)?.get(department)) ?? null);
  if (specialistId === null || owner === undefined || rule === 'same-person') return null;
  // Room is kept for known clients from who has only begun to be one (R11).
  if ((explanation as Explanation).passed.some((each) => each.specialist === owner.id && each.reason === 'kept-for-known')) return null;
  // Whoever was late with it has it finished by others (R13).
  if (wasLate(explanation, owner)) return null;
  // For debts nobody who is not trained for them comes first (R9); whoever was in touch last comes before the owner (R5).
  if (isOfDebts(staff.company.policy.data, trackOf(shown, conversationId), department) && owner.load.trained !== true) return null;
  return rule === 'outreach' ? null : { owner, department };
}

const wasLate = (explanation: unknown, { id }: Colleague) => (explanation as Explanation).late?.includes(id) === true;

/** Whether they had a place for it before this step gave others away. */
export function hadRoom({ id, department: own, load }: Colleague, { staff, plan }: Shown, department: DepartmentKey): boolean {
  if (own !== department || load.availability !== 'available') return false;
  const units = caseUnits(staff.company.policy.data, department);
  const taken = plan.assignments.filter((each) => each.specialistId === id).length * units;
  return load.cases - taken + units <= load.capacity;
}

/** R5: whoever of sales was in touch with somebody lately gets what they write to sales, until the first deal. */
export function whoeverWasInTouch(): RuleWatch {
  return {
    rule: 'R5',
    holds: 'whoever sales called or wrote to lately goes to that salesperson, where that one is on hand and not full',
    see(shown, { applied, broken }) {
      for (const { departmentId, specialistId, reason, rule, explanation } of shown.plan.assignments) {
        const caller = shown.colleagueOf(shown.kept.writer.outreach);
        if (caller === undefined || specialistId === null || keyOf(shown, departmentId) !== 'sales') continue;
        if (!['opened', 'asked-for-human', 'not-understood', 'retried'].includes(reason) || rule === 'same-person') continue;
        if (wasLate(explanation, caller)) continue;
        applied();
        if (specialistId !== caller.id && hadRoom(caller, shown, 'sales') && caller.load.portfolio < caller.load.capacity / 2)
          broken(`${rule}: went to somebody else than the salesperson who was in touch`);
      }
    },
  };
}

/** R15: whoever owns a client goes on owning it, whatever is written, taken, handed on or late. */
export function clientsStay(): RuleWatch {
  return {
    rule: 'R15',
    holds: 'taking over, handing on or being late moves no client: the owner stays the owner',
    see({ kept, plan, formerOwners }, { applied, broken }) {
      const moves = plan.assignments.filter((each) => each.specialistId !== null && !['opened', 'retried'].includes(each.reason));
      const owned = placesOf(kept).flatMap(({ client, owners }) =>
        [...(formerOwners.get(client.id) ?? [])].map(([department, owner]) => ({ department, owner, now: owners.get(department) })),
      );
      if (owned.length === 0 || moves.length === 0) return;
      applied(moves.length);
      for (const { department, owner, now } of owned)
        if (now !== owner) broken(`the owner in ${department} changed with ${moves[0]?.reason}`);
    },
  };
}

/** R15: a takeover makes nobody an owner. */
export function takeoverOwnsNothing(): RuleWatch {
  return {
    rule: 'R15',
    holds: 'whoever takes over from a late colleague does not get the client with it',
    see({ plan }, { applied, broken }) {
      for (const { reason, departmentId, specialistId } of plan.assignments) {
        if (reason !== 'takeover' || specialistId === null) continue;
        applied();
        if (plan.ownerships.some((each) => each.departmentId === departmentId)) broken('a takeover made an owner');
      }
    },
  };
}

/** R16: what nobody named by hand goes only to who is here. */
export function onlyWhoIsHere(): RuleWatch {
  return {
    rule: 'R16',
    holds: 'a conversation goes only to who is on shift, here and available, unless they were named by hand',
    see({ plan, colleagueOf }, { applied, broken }) {
      for (const { specialistId, rule, explanation } of plan.assignments) {
        const colleague = colleagueOf(specialistId);
        if (colleague === undefined || rule === 'by-hand') continue;
        applied();
        const { availability } = colleague.load;
        // The call or the meeting of whoever met the client is with that client (R7).
        const isWithThem =
          (explanation as Explanation).metBy === specialistId && (availability === 'on-call' || availability === 'at-meeting');
        if (availability !== 'available' && !isWithThem) broken(`${rule}: given to somebody who is ${availability}`);
      }
    },
  };
}
