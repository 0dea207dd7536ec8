import { fullBudget } from '../domain/policy.ts';
import type { CurrentCompany, CurrentPerson } from './current.ts';
import { type Difference, type FieldChange, fieldChanges } from './difference.ts';
import type { Mistake } from './mistake.ts';
import { hoursText } from './plan-departments.ts';
import { emailKey, type WantedCompany, type WantedPerson } from './wanted.ts';

export type PersonStep =
  | { readonly act: 'put'; readonly id: string | null; readonly wanted: WantedPerson; readonly difference: Difference }
  | { readonly act: 'leave'; readonly id: string; readonly difference: Difference };

/** Plans who comes, changes and leaves: whoever is not in the file has left; whoever left and is in it again comes back. */
export function planPeople(current: CurrentCompany, wanted: WantedCompany): { steps: PersonStep[]; warnings: Mistake[] } {
  const byEmail = new Map(current.people.map((each) => [emailKey(each.email), each]));
  const stays = new Set(wanted.people.map(({ email }) => emailKey(email)));
  const steps = wanted.people.flatMap((each) => putStep(byEmail.get(emailKey(each.email)), each));
  const leavers = current.people.filter((each) => !each.hasLeft && !stays.has(emailKey(each.email)));
  return {
    steps: [...steps, ...leavers.map(leaveStep)],
    warnings: leavers.filter(({ open }) => open > 0).map(openWarning),
  };
}

function putStep(found: CurrentPerson | undefined, wanted: WantedPerson): PersonStep[] {
  const fields = changes(found, wanted);
  const act = found === undefined ? 'create' : found.hasLeft ? 'return' : 'change';
  if (act === 'change' && fields.length === 0) return [];
  const difference: Difference = { act, kind: 'person', name: wanted.email, of: wanted.name, fields };
  return [{ act: 'put', id: found?.id ?? null, wanted, difference }];
}

function leaveStep({ id, email, name }: CurrentPerson): PersonStep {
  return { act: 'leave', id, difference: { act: 'remove', kind: 'person', name: email, of: name, fields: [] } };
}

function openWarning({ name, open }: CurrentPerson): Mistake {
  return { file: '', line: 0, column: 0, severity: 'warning', code: 'open-conversations', params: { name, count: open } };
}

function changes(from: CurrentPerson | undefined, to: WantedPerson): FieldChange[] {
  const share = (each: { readonly capacity: number } | undefined) =>
    each === undefined ? null : String(Math.round((each.capacity / fullBudget) * 1000) / 1000);
  const yes = (each: { readonly serves: boolean } | undefined) => (each === undefined ? null : String(each.serves));
  const sameDeputy = from?.deputy != null && to.deputy !== null && emailKey(from.deputy) === emailKey(to.deputy);
  return fieldChanges([
    ['name', from?.name, to.name],
    ['role', from?.role, to.role],
    ['department', from?.department, to.department],
    ['serves', yes(from), yes(to)],
    ['trained', from === undefined ? null : String(from.trained), to.trained === undefined ? undefined : String(to.trained)],
    ['languages', from?.languages.join(', '), to.languages.join(', ')],
    ['capacity', share(from), share(to)],
    ['deputy', from?.deputy, sameDeputy ? from.deputy : to.deputy],
    ['hours', hoursText(from?.hours), to.hours === undefined ? undefined : hoursText(to.hours)],
    ['slack_user', from?.slackUser, to.slackUser],
  ]);
}
