import type { ConversationRow } from '../../src/db/batch/load.ts';
import type { Step } from '../../src/demo/memory.ts';
import type { Colleague, Staff } from '../../src/demo/people.ts';
import type { WorkingTime } from '../../src/domain/hours.ts';
import type { Submission } from '../../src/engine/submissions/submission.ts';
import { rules } from './rules/index.ts';
import { ownerOfFirst } from './rules/owners.ts';
import { type Course, createLedger, type RuleCount, type Shown } from './rules/rule.ts';
import type { Watch } from './world.ts';

export interface Seen {
  /** load over capacity, summed over the time on shift, in ms; by person */
  readonly load: ReadonlyMap<string, { readonly weighted: number; readonly time: number }>;
  readonly assigned: ReadonlyMap<string, number>;
  /** conversations of clients who have an owner there, first assignments only */
  readonly owned: number;
  readonly ownedByOwner: number;
  readonly violations: ReadonlyMap<string, number>;
  /** working minutes in the queue */
  readonly waits: readonly number[];
  readonly rules: readonly RuleCount[];
  /** what was against a rule, in words for whoever looks for the fault; the first hundred */
  readonly broken: readonly string[];
}

/** Watches every step: counts, and holds it against every rule. */
export function createWatch(staff: Staff, start: number): { readonly watch: Watch; readonly seen: (end: number) => Seen } {
  const ledger = createLedger(rules);
  const courses = createCourses(staff);
  const loads = createLoads(staff, start);
  const counts = createCounts(staff);
  return {
    watch: (step, now, submission) => {
      const shown = courses.show(step, now, submission);
      loads.see(shown);
      counts.see(shown);
      ledger.see(shown);
    },
    seen: (end) => ({ ...counts.counted(), load: loads.until(end), rules: ledger.counts(), broken: ledger.broken }),
  };
}

/** Remembers what conversations and owners were like, so that a step can be shown with what there was before it. */
function createCourses(staff: Staff) {
  const rows = new Map<string, ConversationRow>();
  const colleagues = new Map<string, Colleague>(staff.colleagues.map((each) => [each.id, each]));

  function courseOf(row: Step['plan']['conversations'][number]): Course {
    const former = rows.get(row.id) ?? null;
    const whole = { ...row, caseUnits: row.caseUnits ?? former?.caseUnits ?? 0 } as ConversationRow;
    if (row.status === 'closed') rows.delete(row.id);
    else rows.set(row.id, whole);
    return { row: whole, former };
  }

  return {
    show: (step: Step, now: Date, submission: Submission): Shown => ({
      now,
      submission,
      kept: step.kept,
      plan: step.plan,
      refused: step.refused,
      courses: [...step.plan.conversations, ...step.plan.newConversations].map(courseOf),
      formerOwners: step.formerOwners,
      staff,
      colleagueOf: (id) => colleagues.get(id ?? ''),
    }),
  };
}

/** Adds up how loaded everybody is over the time they are on shift. */
function createLoads(staff: Staff, start: number) {
  const shareOf = ({ load }: Colleague) => (load.cases + load.portfolio) / load.capacity;
  const load = new Map(staff.colleagues.map((each) => [each.id as string, { weighted: 0, time: 0, since: start, share: shareOf(each) }]));
  const reckon = (colleague: Colleague | undefined, at: number): void => {
    const kept = colleague === undefined ? undefined : load.get(colleague.id);
    if (colleague === undefined || kept === undefined) return;
    const time = colleague.shifts.minutesBetween(new Date(kept.since), new Date(at));
    kept.weighted += kept.share * time;
    kept.time += time;
    kept.since = at;
    kept.share = shareOf(colleague);
  };
  return {
    see({ plan, now, colleagueOf }: Shown): void {
      for (const { specialistId } of plan.loads) reckon(colleagueOf(specialistId), now.getTime());
    },
    until(end: number) {
      for (const each of staff.colleagues) reckon(each, end);
      return load;
    },
  };
}

function createCounts({ company }: Staff) {
  const assigned = new Map<string, number>();
  const violations = new Map<string, number>();
  const waits: number[] = [];
  const kinds = new Map<string, string>();
  const queuedSince = new Map<string, Date>();
  const owned = { all: 0, byOwner: 0 };
  const timeOf = (id: string): WorkingTime | undefined => company.departments.find((each) => each.id === id)?.workingTime;
  const more = (counts: Map<string, number>, what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

  return {
    see(shown: Shown): void {
      const { plan, now } = shown;
      for (const assignment of plan.assignments) {
        const { specialistId, rule, departmentId, conversationId } = assignment;
        if (specialistId === null) {
          if (!queuedSince.has(conversationId)) queuedSince.set(conversationId, now);
          continue;
        }
        const since = queuedSince.get(conversationId);
        waits.push(since === undefined ? 0 : (timeOf(departmentId)?.minutesBetween(since, now) ?? 0));
        queuedSince.delete(conversationId);
        more(assigned, rule);
        const first = ownerOfFirst(shown, assignment);
        if (first === null) continue;
        owned.all += 1;
        if (first.owner.id === specialistId) owned.byOwner += 1;
      }
      for (const { turnId, n, kind } of plan.newHolds) kinds.set(`${turnId} ${n}`, kind === 'first' && n > 1 ? 'stand-in' : kind);
      for (const { turnId, n } of plan.lapsedHolds) more(violations, kinds.get(`${turnId} ${n}`) ?? 'unknown');
    },
    counted: () => ({ assigned, violations, waits, owned: owned.all, ownedByOwner: owned.byOwner }),
  };
}
