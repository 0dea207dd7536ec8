import type { DepartmentId, SpecialistId } from '../ids.ts';

/** What a conversation's log says of where it was: a metric of it, or `parted`, with who had it and where once that had happened. */
export interface StayMark {
  /** number of the event */
  readonly n: number;
  readonly at: Date;
  readonly what: (typeof stayMarks)[number];
  readonly department: DepartmentId;
  readonly specialist: SpecialistId | null;
  /** of `assigned`: by which rule they were found */
  readonly rule: string | null;
}

/** What begins or ends a stay, as metrics of a conversation are called. */
export const stayMarks = [
  'assigned',
  'queued',
  'taken',
  'transferred',
  'unavailable',
  'handed-back',
  'client-named',
  'reopened',
  'resolved',
  'closed',
  'parted',
] as const;

/** A stretch of time in which a conversation took somebody's place, or waited in a department's queue. No two of one conversation overlap. */
export interface Stay {
  /** number of the event it began with */
  readonly n: number;
  /** null: it waited in the queue */
  readonly specialist: SpecialistId | null;
  /** whose place it took, or whose queue it stood in */
  readonly department: DepartmentId;
  readonly from: Date;
  /** null: it is still there */
  readonly until: Date | null;
  /** it came to them otherwise than because the client was theirs, or they had it before */
  readonly isNew: boolean;
  /** how it ended: somebody was found or sought, another queue, or its matter was over; null: it has not */
  readonly ended: StayMark['what'] | null;
}

/** Says in which department somebody works at a time: whoever met another department's client serves them in their own place (R7). */
export type WorksIn = (specialist: SpecialistId, at: Date) => DepartmentId | null;

/** Makes the stays of a conversation of its log, in order. */
export function staysOf(marks: readonly StayMark[], worksIn: WorksIn): Stay[] {
  const stays: Stay[] = [];
  const had = new Set<SpecialistId>();
  let now: Stay | null = null;
  const end = (at: Date, ended: StayMark['what']) => {
    if (now !== null) stays.push({ ...now, until: at, ended });
    now = null;
  };
  for (const mark of marks) {
    if (!endsStay(mark, now)) continue;
    const { n, at, what, department, specialist, rule } = mark;
    end(at, what);
    const begun = { n, from: at, until: null, ended: null };
    if (what === 'queued') now = { ...begun, specialist: null, department, isNew: false };
    if (what !== 'assigned' || specialist === null) continue;
    const isNew = rule !== 'owner' && rule !== 'same-person' && !had.has(specialist);
    had.add(specialist);
    now = { ...begun, specialist, department: worksIn(specialist, at) ?? department, isNew };
  }
  return now === null ? stays : [...stays, now];
}

/**
 * Whoever is asked for by name, or sought anew, leaves a queue only once somebody is found: a search in vain puts it back where it stood,
 * and the log has no word of that.
 */
function endsStay({ what, specialist }: StayMark, now: Stay | null): boolean {
  switch (what) {
    case 'taken':
    case 'transferred':
    case 'unavailable':
    case 'handed-back':
      return now !== null && now.specialist !== null;
    case 'client-named':
      return now !== null && now.specialist !== null && specialist === null;
    default:
      return true;
  }
}
