import { sizeClasses } from './client.ts';
import { type DepartmentKey, ownsClients } from './department.ts';
import type { Policy } from './policy.ts';
import { isPlain, valueAt } from './policy-data.ts';
import { type PolicyField, policyFields } from './policy-fields.ts';
import { wholeMistakes } from './policy-wholes.ts';
import { servingMistakes } from './serving-check.ts';

/** What keeps a policy from being activated, and at which field. */
export type PolicyMistake =
  | { readonly code: 'missing'; readonly path: string }
  | { readonly code: 'range'; readonly path: string; readonly least: number; readonly most: number }
  | { readonly code: 'choice'; readonly path: string }
  | { readonly code: 'reminder-too-late'; readonly path: string }
  | { readonly code: 'bad-key'; readonly path: string }
  | { readonly code: 'one-handover'; readonly path: string }
  | { readonly code: 'percent'; readonly path: string }
  | { readonly code: 'lost-before-dormant'; readonly path: string }
  | { readonly code: 'currency'; readonly path: string }
  | { readonly code: 'turnover'; readonly path: string }
  | { readonly code: 'turnover-order'; readonly path: string }
  | { readonly code: 'consent-words'; readonly path: string }
  | { readonly code: 'address'; readonly path: string }
  | { readonly code: 'unknown-department'; readonly path: string }
  | { readonly code: 'owns-no-clients'; readonly path: string }
  | { readonly code: 'large-newcomer'; readonly path: string }
  | { readonly code: 'serving-twice'; readonly path: string }
  | { readonly code: 'topic-key' | 'topic-name' | 'topic-list' | 'reason-words' | 'reason-list'; readonly path: string }
  /** clients are in this product line: it cannot go (only the server sees that) */
  | { readonly code: 'line-in-use'; readonly path: string; readonly clients: number };

/** What is allowed but looks like a slip. */
export type PolicyWarning =
  | { readonly code: 'later-shorter'; readonly path: string; readonly department: DepartmentKey }
  | { readonly code: 'weight-order'; readonly path: string; readonly department: DepartmentKey };

/** Everything wrong with a policy in a company of these departments; empty when it may be activated. */
export function policyMistakes(policy: Policy, departments: readonly DepartmentKey[]): readonly PolicyMistake[] {
  const mistakes = policyFields(departments).flatMap((field) => fieldMistake(field, valueAt(policy, field.path)));
  const { waits } = policy;
  if (mistakes.length === 0 && waits.reminderMinutes >= waits.abandonHours * 60)
    mistakes.push({ code: 'reminder-too-late', path: 'waits.reminderMinutes' });
  const { dormantDays = 180, lostDays = 365 } = policy.stages ?? {};
  if (mistakes.length === 0 && lostDays <= dormantDays) mistakes.push({ code: 'lost-before-dormant', path: 'stages.lostDays' });
  return [
    ...mistakes,
    ...Object.entries(policy.productLines ?? {}).flatMap(([key, line]) => lineMistakes(key, line)),
    ...wholeMistakes(policy),
    ...servingMistakes(policy.serving ?? [], departments),
  ];
}

function fieldMistake({ path, unit, least, most, usual }: PolicyField, value: unknown): PolicyMistake[] {
  if (value === undefined) return usual === undefined ? [{ code: 'missing', path }] : [];
  if (unit === 'switch') return typeof value === 'boolean' ? [] : [{ code: 'choice', path }];
  if (unit === 'department') return value === 'finance' || value === 'client' ? [] : [{ code: 'choice', path }];
  const whole = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return whole ? [] : [{ code: 'range', path, least, most }];
}

function lineMistakes(key: string, line: unknown): PolicyMistake[] {
  const path = `productLines.${key}`;
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(key)) return [{ code: 'bad-key', path }];
  const commission = isPlain(line) ? line['commission'] : undefined;
  const rule = isPlain(line) ? line['handover'] : undefined;
  return [...ruleMistakes(path, rule), ...(commission === undefined ? [] : commissionMistakes(`${path}.commission`, commission))];
}

function ruleMistakes(path: string, rule: unknown): PolicyMistake[] {
  if (!isPlain(rule) || Object.keys(rule).length !== 1) return [{ code: 'one-handover', path }];
  const range = (value: unknown, least: number, most: number): PolicyMistake[] =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? [] : [{ code: 'range', path, least, most }];
  if ('deal' in rule) return range(rule['deal'], 1, 2);
  if ('months' in rule) return range(rule['months'], 3, 6);
  const { payment } = rule;
  if (!isPlain(payment) || typeof payment['kind'] !== 'string') return [{ code: 'one-handover', path }];
  return /^[a-z][a-z0-9-]{0,63}$/.test(payment['kind']) ? range(payment['nth'], 1, 100) : [{ code: 'bad-key', path }];
}

/** Percents have two places after the point at most. */
function commissionMistakes(path: string, commission: unknown): PolicyMistake[] {
  const { fullPercent, bonusPercent, bonusMonths } = isPlain(commission) ? commission : {};
  const isPercent = (value: unknown) =>
    typeof value === 'number' && value >= 0 && value <= 100 && Math.abs(value * 100 - Math.round(value * 100)) < 1e-6;
  const isMonths = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 120;
  return [
    ...[fullPercent, bonusPercent].flatMap((value): PolicyMistake[] => (isPercent(value) ? [] : [{ code: 'percent', path }])),
    ...(bonusMonths === undefined || isMonths(bonusMonths) ? [] : [{ code: 'range', path, least: 1, most: 120 } as const]),
  ];
}

/** Slips in a policy without mistakes. */
export function policyWarnings(policy: Policy, departments: readonly DepartmentKey[]): readonly PolicyWarning[] {
  const later = policy.reaction.laterMinutes;
  const impatient = departments.filter((department) => (policy.reaction.firstMinutes[department] ?? 0) > later);
  const sizes = sizeClasses.filter((size) => size !== 'private');
  const upsideDown = departments.filter(ownsClients).filter((department) => {
    const weights = sizes.map((size) => policy.portfolio.weights[department]?.[size] ?? 0);
    return weights.some((weight, index) => index > 0 && weight < (weights[index - 1] ?? 0));
  });
  return [
    ...impatient.map((department) => ({ code: 'later-shorter', path: 'reaction.laterMinutes', department }) as const),
    ...upsideDown.map((department) => ({ code: 'weight-order', path: `portfolio.weights.${department}.key`, department }) as const),
  ];
}
