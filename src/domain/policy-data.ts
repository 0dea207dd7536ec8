import type { Policy } from './policy.ts';

type Plain = Readonly<Record<string, unknown>>;

/** What stands at a path of a policy, `reaction.firstMinutes.client`; undefined when nothing does. */
export function valueAt(policy: unknown, path: string): unknown {
  let found = policy;
  for (const step of path.split('.')) {
    if (!isPlain(found) || !Object.hasOwn(found, step)) return undefined;
    found = found[step];
  }
  return found;
}

/** The same policy with another value at the path; undefined takes it out. */
export function withValue(policy: Policy, path: string, value: unknown): Policy {
  return put(policy, path.split('.'), value) as Policy;
}

function put(data: unknown, [step, ...further]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const inside: Plain = isPlain(data) ? data : {};
  const { [step]: before, ...others } = inside;
  const after = put(before, further, value);
  if (after === undefined) return others;
  // in its place, so that a change does not look like a new order
  return Object.hasOwn(inside, step)
    ? Object.fromEntries(Object.entries(inside).map(([key, each]) => [key, key === step ? after : each]))
    : { ...others, [step]: after };
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
