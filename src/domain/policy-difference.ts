import type { DepartmentKey } from './department.ts';
import type { Worded } from './language.ts';
import type { Consent, Policy } from './policy.ts';
import { valueAt } from './policy-data.ts';
import { type PolicyField, policyFields } from './policy-fields.ts';
import type { ProductLine } from './product-line.ts';
import type { Segments } from './segment.ts';
import type { ServingRow } from './serving.ts';
import type { Topic } from './topic.ts';

/** What a new version makes of one thing. `other`: something this page has no name for, by its path. */
export type PolicyChange =
  | { readonly kind: 'field'; readonly field: PolicyField; readonly from: unknown; readonly to: unknown }
  | { readonly kind: 'line'; readonly line: string; readonly from: ProductLine | null; readonly to: ProductLine | null }
  | { readonly kind: 'serving'; readonly to: readonly ServingRow[] }
  | { readonly kind: 'segments'; readonly to: Segments | null }
  | { readonly kind: 'consent'; readonly to: Consent | null; readonly words: boolean }
  | { readonly kind: 'topics'; readonly to: readonly Topic[] | null }
  | { readonly kind: 'reasons'; readonly to: readonly Worded[] | null }
  | { readonly kind: 'other'; readonly path: string };

/** How two policies differ, in the order the fields are read. What is not named is as usual. */
export function policyChanges(from: Policy, to: Policy, departments: readonly DepartmentKey[]): readonly PolicyChange[] {
  const fields = policyFields(departments);
  const changes = fields.flatMap((field): PolicyChange[] => {
    const [before, after] = [valueAt(from, field.path) ?? field.usual, valueAt(to, field.path) ?? field.usual];
    return before === after ? [] : [{ kind: 'field', field, from: before, to: after }];
  });
  const [before, after] = [from.productLines ?? {}, to.productLines ?? {}];
  const lines = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted().flatMap((line): PolicyChange[] => {
    const [was, is] = [before[line] ?? null, after[line] ?? null];
    return sorted(was) === sorted(is) ? [] : [{ kind: 'line', line, from: was, to: is }];
  });
  return [...changes, ...lines, ...wholesOf(from, to), ...othersOf(from, to, new Set(fields.map((each) => each.path)))];
}

function wholesOf(from: Policy, to: Policy): PolicyChange[] {
  const words = sorted(from.consent?.text) !== sorted(to.consent?.text);
  return [
    ...(sorted(from.serving ?? []) === sorted(to.serving ?? []) ? [] : [{ kind: 'serving', to: to.serving ?? [] } as const]),
    ...(sorted(from.segments) === sorted(to.segments) ? [] : [{ kind: 'segments', to: to.segments ?? null } as const]),
    ...(sorted(from.topics) === sorted(to.topics) ? [] : [{ kind: 'topics', to: to.topics ?? null } as const]),
    ...(sorted(from.noReplyReasons) === sorted(to.noReplyReasons) ? [] : [{ kind: 'reasons', to: to.noReplyReasons ?? null } as const]),
    ...(sorted(from.consent) === sorted(to.consent) ? [] : [{ kind: 'consent', to: to.consent ?? null, words } as const]),
  ];
}

/** Whatever else is in a policy, leaf by leaf. */
function othersOf(from: Policy, to: Policy, known: ReadonlySet<string>): PolicyChange[] {
  const [before, after] = [leaves(from), leaves(to)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => !known.has(path) && !/^(productLines|serving|segments|consent|topics|noReplyReasons)\b/.test(path),
  );
  return paths
    .filter((path) => before.get(path) !== after.get(path))
    .toSorted()
    .map((path) => ({ kind: 'other', path }));
}

function leaves(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value) ?? '']]);
  return new Map(Object.entries(value).flatMap(([key, each]) => [...leaves(each, path === '' ? key : `${path}.${key}`)]));
}

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
