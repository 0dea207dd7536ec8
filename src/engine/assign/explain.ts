import type { Explanation } from '../../domain/explanation.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { type Candidate, type PassReason, type Route, type Seek, whyNot } from '../../domain/route.ts';

/** What is kept of a choice, so that it can be put in words later (R29). */
export function explain(seek: Seek, candidates: readonly Candidate[], found: Route, standIn: SpecialistId | null): Explanation {
  const staff = candidates.filter((each) => each.department === seek.department && each.serves);
  const unable: Partial<Record<PassReason, number>> = {};
  let able = 0;
  for (const each of staff) {
    const reason = whyNot(each, seek);
    if (reason === null) able += 1;
    else unable[reason] = (unable[reason] ?? 0) + 1;
  }
  const share = (each: Candidate) => (each.cases + each.portfolio) / each.capacity;
  const top = staff
    .toSorted((a, b) => share(a) - share(b) || (a.specialist < b.specialist ? -1 : 1))
    .slice(0, 5)
    .map(({ specialist, availability, capacity, cases, portfolio }) => ({ specialist, availability, capacity, cases, portfolio }));
  const overload = found.type === 'assigned' && found.overload;
  const beyond = found.type === 'assigned' && found.overPortfolio === true ? ({ overPortfolio: true } as const) : {};
  return { top, able, unable, passed: found.passed, overload, ...beyond, ...(standIn !== null && { standIn }) };
}
