import type { Explanation } from '../../domain/explanation.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Candidate, PassReason, Route, Seek } from '../../domain/route.ts';
import { isBarred, whyNot } from '../../domain/why-not.ts';

/** What is kept of a choice, so that it can be put in words later (R29). `others`: people the facts name who do not work in the department. */
export function explain(
  seek: Seek,
  candidates: readonly Candidate[],
  found: Route,
  {
    standIn,
    insteadOf,
    others = [],
  }: { readonly standIn: SpecialistId | null; readonly insteadOf?: SpecialistId | undefined; readonly others?: readonly Candidate[] },
): Explanation {
  // Whoever is not to have it is named as such, and is none of those who could or could not.
  const staff = candidates.filter(
    (each) => each.department === seek.department && each.serves && each.gone === undefined && !isBarred(each.specialist, seek),
  );
  const unable: Partial<Record<PassReason, number>> = {};
  const able: Candidate[] = [];
  for (const each of staff) {
    const reason = whyNot(each, seek);
    if (reason === null) able.push(each);
    else unable[reason] = (unable[reason] ?? 0) + 1;
  }
  const share = (each: Candidate) => (each.cases + each.portfolio) / each.capacity;
  const top = staff
    .toSorted((a, b) => share(a) - share(b) || (a.specialist < b.specialist ? -1 : 1))
    .slice(0, 5)
    .map(({ specialist, availability, capacity, cases, portfolio }) => ({ specialist, availability, capacity, cases, portfolio }));
  return {
    top,
    able: able.length,
    unable,
    passed: found.passed,
    overload: found.type === 'assigned' && found.overload,
    ...(found.type === 'assigned' && found.overPortfolio === true && { overPortfolio: true }),
    ...(standIn !== null && { standIn }),
    ...(seek.met !== undefined && { metBy: seek.met.by }),
    ...(found.type === 'assigned' && found.rule === 'by-hand' && insteadOf !== undefined && { insteadOf }),
    ...notTo(seek, found, [...candidates, ...others]),
    ...lateOf(seek, found),
    ...despite(candidates, found),
    ...spoken(seek, able, found),
  };
}

/** Named by hand after all, they are not named as the one who was not to have it. */
function notTo({ except, department }: Seek, found: Route, people: readonly Candidate[]): Pick<Explanation, 'except' | 'exceptGone'> {
  if (except === undefined || (found.type === 'assigned' && found.specialist === except)) return {};
  const gone = people.find((each) => each.specialist === except && each.department === department)?.gone;
  return { except, ...(gone !== undefined && { exceptGone: gone }) };
}

function lateOf({ except, late = [] }: Seek, found: Route): Pick<Explanation, 'late'> {
  const others = late.filter((each) => each !== except && (found.type === 'nobody' || found.specialist !== each));
  return others.length === 0 ? {} : { late: others };
}

function despite(candidates: readonly Candidate[], found: Route): Pick<Explanation, 'despite'> {
  if (found.type === 'nobody' || found.rule !== 'by-hand') return {};
  const named = candidates.find((each) => each.specialist === found.specialist && each.department === found.department);
  return named === undefined || named.availability === 'available' ? {} : { despite: named.availability };
}

/** Language decides between those who could have had it, where not all of them speak it; where somebody comes first by right, it does not. */
function spoken({ language }: Seek, able: readonly Candidate[], found: Route): Pick<Explanation, 'language'> {
  if (language === undefined || found.type === 'nobody' || found.rule !== 'least-loaded') return {};
  const speak = able.filter((each) => each.languages?.includes(language) === true).length;
  return speak === able.length ? {} : { language: { code: language, speak } };
}
