import { caseUnits } from '../../src/domain/capacity.ts';
import type { DepartmentKey } from '../../src/domain/department.ts';
import type { Explanation } from '../../src/domain/explanation.ts';
import type { WorkingTime } from '../../src/domain/hours.ts';
import { isOfDebts } from '../../src/domain/track.ts';
import type { Watch } from './month.ts';
import type { Colleague, Staff } from './staff.ts';

export interface Seen {
  /** load over capacity, summed over the time on shift, in ms; by person */
  readonly load: ReadonlyMap<string, { readonly weighted: number; readonly time: number }>;
  readonly assigned: Map<string, number>;
  /** conversations of clients who have an owner there, first assignments only */
  owned: number;
  ownedByOwner: number;
  readonly violations: Map<string, number>;
  /** working minutes in the queue */
  readonly waits: number[];
  /** rules that were broken, in words for whoever looks for the fault; the first hundred */
  readonly broken: string[];
  breaches: number;
}

/** Watches every step: counts, and checks what must hold whatever happens. */
export function createWatch(staff: Staff, start: number): { readonly watch: Watch; readonly seen: (end: number) => Seen } {
  const load = new Map<string, { weighted: number; time: number; since: number; share: number }>();
  const shareOf = ({ load: row }: Colleague) => (row.cases + row.portfolio) / row.capacity;
  for (const each of staff.colleagues) load.set(each.id, { weighted: 0, time: 0, since: start, share: shareOf(each) });
  const colleagues = new Map<string, Colleague>(staff.colleagues.map((each) => [each.id, each]));
  const departmentOf = new Map<string, { key: DepartmentKey; workingTime: WorkingTime }>(
    staff.company.departments.map((each) => [each.id, each]),
  );
  const holds = new Map<string, { due: number; departmentId: string; kind: string; isOver: boolean; hasLapsed: boolean }>();
  const queuedSince = new Map<string, number>();
  const portfolios = new Map<string, number>(staff.colleagues.map(({ id, load: { portfolio } }) => [id, portfolio]));
  const seen = {
    assigned: new Map<string, number>(),
    owned: 0,
    ownedByOwner: 0,
    violations: new Map<string, number>(),
    waits: [] as number[],
    broken: [] as string[],
    breaches: 0,
  };
  const breach = (what: string): void => {
    seen.breaches += 1;
    if (seen.broken.length < 100) seen.broken.push(what);
  };
  const reckon = (id: string, at: number): void => {
    const kept = load.get(id);
    const colleague = colleagues.get(id);
    if (kept === undefined || colleague === undefined) return;
    const time = colleague.shifts.minutesBetween(new Date(kept.since), new Date(at));
    kept.weighted += kept.share * time;
    kept.time += time;
    kept.since = at;
    kept.share = shareOf(colleague);
  };

  const watch: Watch = ({ kept, plan }, now) => {
    const at = now.getTime();
    for (const { specialistId } of plan.loads) reckon(specialistId, at);
    for (const { assignment, from } of plan.assignments.map((each) => ({ assignment: each, from: kept }))) {
      const { specialistId, rule, reason, departmentId, conversationId } = assignment;
      if (specialistId === null) {
        if (!queuedSince.has(conversationId)) queuedSince.set(conversationId, at);
        continue;
      }
      const since = queuedSince.get(conversationId);
      const time = departmentOf.get(departmentId)?.workingTime;
      seen.waits.push(since === undefined ? 0 : (time?.minutesBetween(new Date(since), now) ?? 0));
      queuedSince.delete(conversationId);
      seen.assigned.set(rule, (seen.assigned.get(rule) ?? 0) + 1);
      const key = departmentOf.get(departmentId)?.key ?? '';
      const owner = from.writer.owners.get(key);
      const colleague = colleagues.get(specialistId);
      const { overload, overPortfolio } = assignment.explanation as Explanation;
      if (colleague === undefined || colleague.department !== key) breach(`${rule}: given to somebody of another department`);
      else {
        const { cases, portfolio, capacity } = colleague.load;
        if (cases > capacity && !overload) breach(`${rule}: more open conversations than the budget`);
        const hasGrown = portfolio > (portfolios.get(specialistId) ?? 0);
        portfolios.set(specialistId, portfolio);
        if (hasGrown && portfolio > capacity && overPortfolio !== true) breach(`${rule}: more portfolio than the budget`);
      }
      // A matter that comes back is finished by whoever had it.
      if (owner === undefined || rule === 'same-person' || (reason !== 'opened' && reason !== 'retried')) continue;
      // For debts nobody who is not trained for them comes first (R9).
      const track = [...plan.conversations, ...plan.newConversations].find(({ id }) => id === conversationId)?.track ?? '';
      if (isOfDebts(staff.company.policy.data, track, key) && colleagues.get(owner)?.load.trained !== true) continue;
      seen.owned += 1;
      if (owner === specialistId) seen.ownedByOwner += 1;
      else if (isOnHand(colleagues.get(owner), staff, key)) breach(`${rule}: went elsewhere although the owner was on hand and not full`);
    }
    watchHolds(plan, now);
    const current = plan.conversations.concat(plan.newConversations);
    for (const row of current) {
      const isServed = row.status === 'waiting-on-us' || row.status === 'waiting-on-client';
      if (isServed && row.specialistId === null) breach(`${row.status}: nobody in charge`);
      if (isServed && row.caseUnits === 0) breach(`${row.status}: no place is reserved`);
    }
  };

  const watchHolds = (plan: Parameters<Watch>[0]['plan'], now: Date): void => {
    const at = now.getTime();
    for (const { turnId, n, due, departmentId, kind } of plan.newHolds) {
      holds.set(`${turnId} ${n}`, { due: due.getTime(), departmentId, kind, isOver: false, hasLapsed: false });
    }
    for (const lapsed of plan.lapsedHolds) {
      const hold = holds.get(`${lapsed.turnId} ${lapsed.n}`);
      if (hold === undefined) {
        breach('a hold lapsed that was never there');
        continue;
      }
      const kind = hold.kind === 'first' && lapsed.n > 1 ? 'stand-in' : hold.kind;
      seen.violations.set(kind, (seen.violations.get(kind) ?? 0) + 1);
      const time = departmentOf.get(hold.departmentId)?.workingTime;
      if (hold.isOver) breach('a hold lapsed after it had ended');
      if (hold.hasLapsed) breach('a hold lapsed twice');
      hold.hasLapsed = true;
      if (at < hold.due) breach('a hold lapsed before it was due');
      // The deadline may be the closing minute itself; where nobody works for a year to come the calendar counts.
      const isShut = time !== undefined && !time.isOpen(now) && !time.isOpen(new Date(at - 1)) && time.nextOpening(now) !== null;
      if (isShut) breach('a hold lapsed outside working time');
    }
    // A takeover ends what lapsed in the same step.
    for (const { turnId, n } of plan.endedHolds) {
      const hold = holds.get(`${turnId} ${n}`);
      if (hold !== undefined) hold.isOver = true;
    }
  };

  return {
    watch,
    seen: (end) => {
      for (const id of load.keys()) reckon(id, end);
      return { ...seen, load };
    },
  };
}

/** Whether they could have had it before this step gave it to somebody else. */
function isOnHand(owner: Colleague | undefined, { company }: Staff, department: DepartmentKey): boolean {
  if (owner === undefined || owner.department !== department || owner.load.availability !== 'available') return false;
  return owner.load.cases + caseUnits(company.policy.data, department) <= owner.load.capacity;
}
