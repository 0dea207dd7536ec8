import type { Policy } from '../domain/policy.ts';
import { isPlain } from '../domain/policy-data.ts';
import type { Commission, HandoverRule, ProductLine } from '../domain/product-line.ts';
import type { CompanyForm } from './form.ts';

/** What a company file names of the rules, and nothing else: what it does not name stays as it was set at the desk. */
export interface PolicyWish {
  readonly named: Readonly<Record<string, unknown>>;
  /** every department there is to be: each has a deadline and a limit */
  readonly departments: readonly string[];
}

type Lines = NonNullable<CompanyForm['product_lines']>;

/** Reads what a file wishes; a department's own `reaction_minutes` comes before the policy's. */
export function policyWish(form: Omit<CompanyForm, 'question_tree'>, departments: readonly string[]): PolicyWish {
  const minutes = Object.fromEntries(
    Object.entries(form.departments ?? {}).flatMap(([key, { reaction_minutes: own }]) => (own === undefined ? [] : [[key, own]])),
  );
  const named = { ...form.policy, ...(form.product_lines !== undefined && { productLines: linesOf(form.product_lines) }) };
  return { named: merge(named, Object.keys(minutes).length === 0 ? {} : { reaction: { firstMinutes: minutes } }), departments };
}

/** Puts what the file names over a policy. A department that it has nothing of is like the client department. */
export function policyUnder(base: Policy, { named, departments }: PolicyWish): Policy {
  const merged = merge(base as unknown as Readonly<Record<string, unknown>>, named) as unknown as Policy;
  const forAll = (own: Readonly<Record<string, number>>) => ({
    ...own,
    ...Object.fromEntries(departments.map((key) => [key, own[key] ?? own['client'] ?? 1])),
  });
  return {
    ...merged,
    conversations: { ...merged.conversations, limit: forAll(merged.conversations.limit) },
    reaction: { ...merged.reaction, firstMinutes: forAll(merged.reaction.firstMinutes) },
  };
}

function linesOf(forms: Lines): Record<string, ProductLine> {
  return Object.fromEntries(
    Object.entries(forms).map(([key, { handover, commission }]) => [
      key,
      {
        handover: Object.fromEntries(Object.entries(handover).filter(([, value]) => value !== undefined)) as unknown as HandoverRule,
        ...(commission !== undefined && { commission: commissionOf(commission) }),
      },
    ]),
  );
}

function commissionOf({
  full_percent: fullPercent,
  bonus_percent: bonusPercent,
  bonus_months: bonusMonths,
}: NonNullable<Lines[string]['commission']>): Commission {
  return { fullPercent, bonusPercent, ...(bonusMonths !== undefined && { bonusMonths }) };
}

/** Parts that are replaced whole: half of one and half of the other would be neither. */
const wholes: ReadonlySet<string> = new Set(['handover', 'commission', 'segments', 'consent']);

/** Merges objects key by key; everything else is replaced. */
function merge(usual: Readonly<Record<string, unknown>>, own: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const merged = Object.entries(own).flatMap(([key, value]) => {
    const before = usual[key];
    if (value === undefined) return [];
    return [[key, isPlain(before) && isPlain(value) && !wholes.has(key) ? merge(before, value) : value] as const];
  });
  return { ...usual, ...Object.fromEntries(merged) };
}
