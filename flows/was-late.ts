import type { DepartmentKey } from '../src/domain/department.ts';
import type { SpecialistId } from '../src/domain/ids.ts';
import type { SupportContext } from './context.ts';

/*
 * Who was late with a conversation does not get it back by any search, tap or name: others finish it, whoever of them has it by now, until it
 * is settled, or both or a head decide otherwise (R13).
 */

/** Who was late, and where they had it: another department's people begin anew. */
export interface Late {
  readonly specialist: SpecialistId;
  readonly department: DepartmentKey;
}

/** All who were late and have been taken over from. A state of before this was kept names only the newest of them, while they are stood in for. */
export function lateIn({ late, replaced, specialist, department }: Remembered): readonly Late[] {
  return late ?? (specialist === null || replaced === null ? [] : [{ specialist: replaced, department }]);
}

type Remembered = Pick<SupportContext, 'late' | 'replaced' | 'specialist' | 'department'>;

/** Whom a search in the department must not find; `exact`: whoever is named by a person is sought all the same. */
export function lateOf(context: SupportContext, exact: SpecialistId | null = null): { readonly late?: readonly SpecialistId[] } {
  const late = lateIn(context).filter((each) => each.department === context.department && each.specialist !== exact);
  return late.length === 0 ? {} : { late: late.map((each) => each.specialist) };
}

/** Who was late stays so when whoever stands in lets it go. */
export function keptLate(context: SupportContext): Pick<SupportContext, 'late'> {
  const late = lateIn(context);
  return late.length === 0 ? {} : { late };
}

/**
 * Who was late, and who of them whoever has it now stands in for: the newest of the department. Whoever had it was late themselves where this is
 * a takeover; whoever has it again is so no more.
 */
export function lateOnce(
  context: SupportContext,
  found: SpecialistId,
  department: DepartmentKey,
): Pick<SupportContext, 'late' | 'replaced'> {
  const { takeover, specialist } = context;
  const newest = takeover && specialist !== null ? [{ specialist, department: context.department }] : [];
  const late = [...lateIn(context), ...newest].filter((each) => each.specialist !== found);
  const replaced = late.findLast((each) => each.department === department)?.specialist ?? null;
  return { late: late.length === 0 ? undefined : late, replaced };
}
