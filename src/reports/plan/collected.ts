import type { DepartmentKey } from '../../domain/department.ts';
import { standingIn } from '../../domain/reports/due.ts';
import { financeDepartment } from '../../domain/track.ts';
import type { Company } from '../../engine/company.ts';
import type { Book, BookedExpected } from '../payments/book.ts';
import type { Counted } from './counted.ts';
import { times } from './counted.ts';
import type { Days, Stage } from './stage.ts';

/** Whether what is collected is scored for a department: the policy's `receivables` names it (R9, R32). */
export function collects({ policy }: Pick<Company, 'policy'>, department: DepartmentKey): boolean {
  return financeDepartment(policy.data.receivables) === department;
}

/** Payments that count for a department: where finance collects, all are its own; of every other, those of its clients. */
export function expectedFor(company: Pick<Company, 'policy'>, department: DepartmentKey, { expected }: Book): readonly BookedExpected[] {
  if (department === 'finance' && collects(company, department)) return expected;
  return expected.filter((each) => each.department === department);
}

/** Says what share of what was due came, in the currency of sums; null where nothing was due. */
export function countCollected(of: readonly BookedExpected[], book: Book, stage: Stage, currency: string | null): Counted {
  const spans = new Map<string, Days>([
    [times.soFar, stage.soFar],
    [times.yesterday, stage.yesterday],
    ...stage.before.slice(0, 7).map(({ days }, i) => [times.whole(i), days] as const),
  ]);
  return (_, time, specialist) => {
    const days = spans.get(time);
    if (days === undefined || days.from > days.until) return null;
    let [due, came] = [0, 0];
    for (const each of of) {
      if (each.expected.currency !== currency || (specialist !== null && each.specialist !== specialist)) continue;
      const standing = standingIn(each.expected, days, book.rules);
      due += standing.due ?? 0;
      came += standing.collected;
    }
    return due === 0 ? null : came / due;
  };
}

/** What of the payments due by the end of a period has not come yet, late ones among them. */
export function stillDue(of: readonly BookedExpected[], { days }: Stage, specialist: string | null, currency: string | null): number {
  return of
    .filter((each) => each.expected.currency === currency && (specialist === null || each.specialist === specialist))
    .filter(({ expected }) => expected.due <= days.until)
    .reduce((sum, { expected }) => sum + expected.amount - expected.paid, 0);
}
