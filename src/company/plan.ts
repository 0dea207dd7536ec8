import { defaultPolicy } from '../../flows/policy.ts';
import { topicsOf } from '../../flows/topics.ts';
import type { Policy } from '../domain/policy.ts';
import { type PolicyMistake, policyMistakes } from '../domain/policy-check.ts';
import type { CurrentCompany } from './current.ts';
import type { Difference } from './difference.ts';
import type { Mistake } from './mistake.ts';
import { type ClientStep, planClients } from './plan-clients.ts';
import { type DepartmentStep, planDepartments } from './plan-departments.ts';
import { type OwnerStep, planOwners } from './plan-owners.ts';
import { type PersonStep, planPeople } from './plan-people.ts';
import { type ProfileStep, planProfile } from './plan-profile.ts';
import { policyUnder } from './policy-wish.ts';
import type { WantedCompany } from './wanted.ts';

/** What is to be done for the company to become as wanted; empty when it is. */
export interface Plan {
  /** what the company says of itself from now on; null: it stays */
  readonly profile: ProfileStep | null;
  readonly departments: readonly DepartmentStep[];
  readonly people: readonly PersonStep[];
  readonly clients: readonly ClientStep[];
  readonly owners: readonly OwnerStep[];
  /** a new version of the policy; null: it stays */
  readonly policy: { readonly data: Policy; readonly differences: readonly Difference[] } | null;
  readonly tree: { readonly hash: string; readonly data: unknown; readonly difference: Difference } | null;
  readonly warnings: readonly Mistake[];
}

/** Plans, as a pure function, what differs between the company as it is and as wanted, or why the two cannot be brought together. */
export function plan(current: CurrentCompany, wanted: WantedCompany): Plan | { readonly mistakes: readonly Mistake[] } {
  const people = planPeople(current, wanted);
  const clients = planClients(current, wanted.clients);
  if (clients.mistakes.length > 0) return { mistakes: clients.mistakes };
  const policy = policyUnder(current.policy?.data ?? defaultPolicy, wanted.policy);
  const wrong = policyMistakes(policy, wanted.policy.departments);
  if (wrong.length > 0) return { mistakes: wrong.map(inFile) };
  const tree = planTree(current.treeHash, wanted.tree);
  const unfit = [...wanted.tree.warnings, ...unknownTopics(wanted.tree, policy)];
  if (tree !== null && unfit.length > 0) return { mistakes: unfit.map((each) => ({ ...each, severity: 'mistake' })) };
  return {
    profile: planProfile(current.profile, wanted.profile),
    departments: planDepartments(current, wanted),
    people: people.steps,
    clients: clients.steps,
    owners: planOwners(current, clients.steps),
    policy: planPolicy(current.policy?.data ?? null, policy),
    tree,
    warnings: people.warnings,
  };
}

/** Lists everything a plan changes, in the order of the file. */
export function differencesOf({ profile, departments, people, clients, owners, policy, tree }: Plan): readonly Difference[] {
  return [
    ...(profile === null ? [] : [profile.difference]),
    ...departments.map((each) => each.difference),
    ...people.map((each) => each.difference),
    ...clients.flatMap((each) => [
      ...(each.difference === null ? [] : [each.difference]),
      ...each.contacts.flatMap((one) => one.difference ?? []),
    ]),
    ...owners.map((each) => each.difference),
    ...(policy?.differences ?? []),
    ...(tree === null ? [] : [tree.difference]),
  ];
}

/** Reports that what the file names contradicts what the desk has set; that is in no line of the file. */
function inFile({ code, path }: PolicyMistake): Mistake {
  return { file: '', line: 0, column: 0, severity: 'mistake', code: 'policy', params: { path, code: code.replaceAll('-', '_') } };
}

function planPolicy(current: Policy | null, wanted: Policy): Plan['policy'] {
  const [before, after] = [leaves(current ?? {}), leaves(wanted)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  const differences = paths.flatMap((path): Difference[] => {
    const [from, to] = [before.get(path) ?? null, after.get(path) ?? null];
    return from === to ? [] : [{ act: 'change', kind: 'policy', name: path, fields: [{ field: 'value', from, to }] }];
  });
  if (current === null) return { data: wanted, differences: [{ act: 'create', kind: 'policy', name: '1', fields: [] }] };
  return differences.length === 0 ? null : { data: wanted, differences };
}

function leaves(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, String(value)]]);
  return new Map(Object.entries(value).flatMap(([key, each]) => [...leaves(each, path === '' ? key : `${path}.${key}`)]));
}

/** Topics that the tree names and the company, as it is to be, does not have. */
function unknownTopics({ topics }: WantedCompany['tree'], policy: Policy): readonly Mistake[] {
  const known = topicsOf(policy).map(({ key }) => key);
  return topics.flatMap(({ topic, mistake }) => (known.includes(topic) ? [] : [mistake]));
}

function planTree(current: string | null, { hash, data }: WantedCompany['tree']): Plan['tree'] {
  if (current === hash) return null;
  const name = data.name;
  return { hash, data, difference: { act: current === null ? 'create' : 'change', kind: 'tree', name, fields: [] } };
}
