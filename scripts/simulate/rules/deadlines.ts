import type { Explanation } from '../../../src/domain/explanation.ts';
import type { WorkingTime } from '../../../src/domain/hours.ts';
import type { RuleWatch, Shown } from './rule.ts';

type Assigned = Shown['plan']['assignments'][number];

interface Hold {
  readonly due: number;
  readonly departmentId: string;
  isOver: boolean;
  hasLapsed: boolean;
}

/** R13: a deadline lapses when it is due, once, in working time. */
export function fairDeadlines(): RuleWatch {
  const holds = new Map<string, Hold>();
  return {
    rule: 'R13',
    holds: 'a deadline lapses once, not before it is due, in working time, and not after the turn was answered',
    see({ plan, now, staff }, { applied, broken }) {
      for (const { turnId, n, due, departmentId } of plan.newHolds)
        holds.set(`${turnId} ${n}`, { due: due.getTime(), departmentId, isOver: false, hasLapsed: false });
      for (const { turnId, n } of plan.lapsedHolds) {
        applied();
        const hold = holds.get(`${turnId} ${n}`);
        if (hold === undefined) {
          broken('a hold lapsed that was never there');
          continue;
        }
        if (hold.isOver) broken('a hold lapsed after it had ended');
        if (hold.hasLapsed) broken('a hold lapsed twice');
        hold.hasLapsed = true;
        if (now.getTime() < hold.due) broken('a hold lapsed before it was due');
        if (isShut(staff.company.departments.find(({ id }) => id === hold.departmentId)?.workingTime, now))
          broken('a hold lapsed outside working time');
      }
      // A takeover ends what lapsed in the same step.
      for (const { turnId, n } of plan.endedHolds) {
        const hold = holds.get(`${turnId} ${n}`);
        if (hold !== undefined) hold.isOver = true;
      }
    },
  };
}

/** The deadline may be the closing minute itself; where nobody works for a year to come the calendar counts. */
function isShut(time: WorkingTime | undefined, now: Date): boolean {
  return time !== undefined && !time.isOpen(now) && !time.isOpen(new Date(now.getTime() - 1)) && time.nextOpening(now) !== null;
}

/** R13: whoever was named to begin when the owner is late does so where they can, and nobody else is blamed for the owner. */
export function standInBegins(): RuleWatch {
  return {
    rule: 'R13',
    holds: 'when the one in charge is late with the first answer, a stand-in begins with a deadline of their own',
    see({ plan, courses }, { applied, broken }) {
      for (const { conversationId, specialistId, reason } of plan.assignments) {
        if (reason !== 'takeover' || specialistId === null) continue;
        applied();
        const course = courses.find(({ row }) => row.id === conversationId);
        if (course?.former?.specialistId === specialistId) broken('taken over by the very person who was late');
        const hold = plan.newHolds.find((each) => each.turnId === course?.row.openTurnId && each.specialistId === specialistId);
        if (hold === undefined) broken('taken over without a deadline of its own');
      }
    },
  };
}

/** R13: a stand-in who began finishes; the one who was late does not come back to it, by whatever way, until it is settled. */
export function standInFinishes(): RuleWatch {
  /** by conversation, who was late and had it taken over */
  const late = new Map<string, Set<string>>();
  return {
    rule: 'R13',
    holds: 'others finish what they took over: whoever was late has it again only where both or a head say so, or nobody else can',
    see(shown, { applied, broken }) {
      const { plan, courses, submission } = shown;
      if (submission.type === 'desk' && late.get(submission.conversation)?.has(submission.actor) === true) applied();
      for (const { conversationId, type, data } of plan.events)
        if (type === 'client.named' && (data as { readonly moves: boolean }).moves) late.delete(conversationId);
      for (const assignment of plan.assignments) {
        const { conversationId, specialistId, reason, rule } = assignment;
        if (specialistId === null) continue;
        const were = late.get(conversationId) ?? new Set();
        if (were.size > 0) applied();
        if (were.delete(specialistId) && !mayHaveAgain(shown, assignment)) broken(`${reason}, ${rule}: whoever was late has it back`);
        const before = courses.find(({ row }) => row.id === conversationId)?.former?.specialistId;
        if (reason === 'takeover' && before != null) late.set(conversationId, were.add(before));
      }
      // What the others have finished is the owner's client again.
      for (const { row } of courses) if (row.status === 'resolved' || row.status === 'closed') late.delete(row.id);
    },
  };
}

function mayHaveAgain({ submission, staff }: Shown, { specialistId, departmentId, reason, rule, explanation }: Assigned): boolean {
  if (reason.startsWith('handed-back') || rule === 'late') return true;
  // Whoever is with the client is as good as any (R7).
  if ((explanation as Explanation).metBy === specialistId) return true;
  if (rule !== 'by-hand' || submission.type !== 'desk' || submission.command.type === 'take') return false;
  const department = staff.company.departments.find(({ id }) => id === departmentId);
  const actor = staff.company.people.get(submission.actor);
  return actor?.role === 'director' || actor?.id === department?.headId || (actor?.role === 'head' && actor.department === department?.key);
}
