import type { z } from 'zod';
import type { Viewer } from '../../db/people/sign-in.ts';
import { plannedPeriods } from '../../db/plans/plans.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { measureKeys } from '../../domain/plan/target.ts';
import { departmentsFor, mayIn } from '../../people/access.ts';
import { sumCurrency } from '../../reports/currency.ts';
import { collects } from '../../reports/plan/collected.ts';
import { type PlanProgress, planProgress } from '../../reports/plan/progress.ts';
import type { Http } from '../deps.ts';
import { languageOf } from '../desk/language.ts';
import { depsOf } from '../reports/answer.ts';
import type { ofDepartment, plansShown } from './desk-shape.ts';
import { frameOf, standingOf } from './shown.ts';

/** Shows the plans of a period as the viewer may see them. */
export async function plansFor(
  http: Http,
  viewer: Viewer,
  period: string,
  c: Parameters<typeof languageOf>[0],
): Promise<z.input<typeof plansShown>> {
  const { departments } = http.company();
  const seen = departmentsFor(viewer, 'plan.see');
  const isOfOne = seen !== null && seen.length === 0;
  const mine = isOfOne
    ? departments.filter(({ key }) => key === viewer.department)
    : departments.filter(({ key }) => seen?.includes(key) ?? true);
  const deps = depsOf(http);
  const progress = await planProgress(deps, mine, period);
  const planned = await plannedPeriods(
    http.db,
    mine.map(({ id }) => id),
  );
  return {
    today: deps.calendar.dayOf(deps.now),
    period,
    currency: await sumCurrency(deps),
    planned,
    isOfOne,
    departments: progress.map((each) => shownFor(http, viewer, each, { isOfOne, language: languageOf(c, viewer) })),
  };
}

function shownFor(
  { company }: Http,
  viewer: Viewer,
  progress: PlanProgress,
  { isOfOne, language: words }: { readonly isOfOne: boolean; readonly language: 'ru' | 'en' },
): z.input<typeof ofDepartment> {
  const { people } = company();
  const { key, name } = progress.department;
  const { department: _, ...rest } = frameOf(progress);
  const may = { set: mayIn(viewer, 'plan.set', key) && !isOfOne };
  const shownPeople = progress.people.filter(({ specialist }) => !isOfOne || specialist === viewer.id);
  return {
    ...rest,
    note: isOfOne ? null : rest.note,
    // Whoever sees only their own targets is not told how the department stands.
    ...standingOf(isOfOne ? null : progress.standing),
    department: { key, name: name[words] },
    may,
    people: shownPeople.map(({ specialist, standing: of }) => {
      const person = people.get(specialist as SpecialistId);
      return { ...standingOf(of), person: { id: specialist, name: person?.name ?? '' }, hasLeft: person?.hasLeft ?? true };
    }),
    staff: may.set
      ? [...people.values()].filter((each) => each.department === key && !each.hasLeft).map((each) => ({ id: each.id, name: each.name }))
      : [],
    measures: measureKeys.filter((each) => each !== 'collected' || collects(company(), key)),
  };
}
