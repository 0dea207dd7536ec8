import type { ConversationRow } from '../../../src/db/batch/load.ts';
import type { Plan } from '../../../src/db/batch/plan.ts';
import { type Kept, placesOf } from '../../../src/demo/memory.ts';
import type { Colleague, Place, Staff } from '../../../src/demo/people.ts';
import type { DepartmentKey } from '../../../src/domain/department.ts';
import type { SpecialistId } from '../../../src/domain/ids.ts';
import { departmentKey } from '../../../src/engine/batch/draft.ts';
import type { Submission } from '../../../src/engine/submissions/submission.ts';

/** A conversation's row after a step, and as it was before; null: it has just begun. */
export interface Course {
  readonly row: ConversationRow;
  readonly former: ConversationRow | null;
}

/** What a step did, with what there was before it. */
export interface Shown {
  readonly now: Date;
  readonly submission: Submission;
  readonly kept: Kept;
  readonly plan: Plan;
  readonly refused: boolean;
  readonly courses: readonly Course[];
  readonly formerOwners: ReadonlyMap<string, ReadonlyMap<DepartmentKey, SpecialistId>>;
  readonly staff: Staff;
  readonly colleagueOf: (id: string | null) => Colleague | undefined;
}

/** The department a row names by its id. */
export const keyOf = ({ staff }: Shown, id: string): DepartmentKey => departmentKey(staff.company, id);

/** Whose matter a conversation of the step is: of money, or not. */
export const trackOf = ({ courses }: Shown, conversation: string): string =>
  courses.find(({ row }) => row.id === conversation)?.row.track ?? '';

/** Which of the contact's clients a conversation of the step is for; null: nobody's yet, or it is not said whose. */
export function clientFor({ courses, kept }: Shown, conversation: string): Place['client'] | null {
  const places = placesOf(kept);
  const named = courses.find(({ row }) => row.id === conversation)?.row.clientId ?? null;
  if (named === null) return places.length === 1 ? (places[0]?.client ?? null) : null;
  return places.find(({ client }) => client.id === named)?.client ?? null;
}

export interface Verdict {
  /** The rule had something to say of what happened, `times`. */
  applied(times?: number): void;
  /** What happened is against the rule, in words for whoever looks for the fault. */
  broken(what: string): void;
}

/** Watches one thing that must hold, in whatever happens. It remembers what it needs of the steps before. */
export interface RuleWatch {
  /** `R13` */
  readonly rule: string;
  /** what holds, in a sentence's end: "a deadline lapses once …" */
  readonly holds: string;
  see(shown: Shown, verdict: Verdict): void;
}

export type Rules = readonly (() => RuleWatch)[];

/** How often a rule applied, and how often it was broken. Where it never applied, nothing is known of it. */
export interface RuleCount {
  readonly rule: string;
  readonly holds: string;
  readonly applied: number;
  readonly broken: number;
}

/** Shows every step to every rule, and counts. */
export function createLedger(rules: Rules): {
  see(shown: Shown): void;
  counts(): RuleCount[];
  /** what was broken, in words; the first hundred */
  readonly broken: readonly string[];
} {
  const broken: string[] = [];
  const watched = rules.map((begin) => {
    const watch = begin();
    const count = { applied: 0, broken: 0 };
    const verdict: Verdict = {
      applied: (times = 1) => {
        count.applied += times;
      },
      broken: (what) => {
        count.broken += 1;
        if (broken.length < 100) broken.push(`${watch.rule}: ${what}`);
      },
    };
    return { watch, count, verdict };
  });
  return {
    see: (shown) => {
      for (const { watch, verdict } of watched) watch.see(shown, verdict);
    },
    counts: () => watched.map(({ watch: { rule, holds }, count }) => ({ rule, holds, ...count })),
    broken,
  };
}
