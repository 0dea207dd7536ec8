import type { Policy } from '../../domain/policy.ts';
import { valueAt, withValue } from '../../domain/policy-data.ts';
import { clientsOf, type PolicyField, unitsOf } from '../../domain/policy-fields.ts';
import type { ProductLine } from '../../domain/product-line.ts';

/** What was changed on the page, by path: as it was typed, so that half a number is no other number. */
export interface PolicyDraft {
  readonly typed: Readonly<Record<string, string>>;
  /** null: as they are */
  readonly lines: Readonly<Record<string, ProductLine>> | null;
}

export const emptyDraft: PolicyDraft = { typed: {}, lines: null };

export const isEmpty = ({ typed, lines }: PolicyDraft): boolean => Object.keys(typed).length === 0 && lines === null;

/** The policy as the page has it now; what is no number yet becomes one that no policy takes. */
export function drafted(base: Policy, fields: readonly PolicyField[], { typed, lines }: PolicyDraft): Policy {
  const policy = fields.reduce((made, field) => {
    const text = typed[field.path];
    return text === undefined ? made : withValue(made, field.path, meant(base, field, text));
  }, base);
  if (lines === null) return policy;
  return withValue(policy, 'productLines', Object.keys(lines).length === 0 ? undefined : lines);
}

function meant(base: Policy, { path, unit }: PolicyField, text: string): unknown {
  if (unit === 'switch') return text === 'yes';
  if (unit === 'department') return text;
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (unit !== 'clients') return value;
  if (value > 6000) return Number.NaN;
  // Many weights come to the same number of clients: one that was not touched stays what it is.
  const before = valueAt(base, path);
  return typeof before === 'number' && clientsOf(before) === value ? before : unitsOf(value);
}

/** What stands in a field: what was typed, else what the policy says, else the usual. */
export function shownIn(base: Policy, field: PolicyField, { typed }: PolicyDraft): string {
  const text = typed[field.path];
  if (text !== undefined) return text;
  const value = valueAt(base, field.path) ?? field.usual;
  if (field.unit === 'switch') return value === true ? 'yes' : 'no';
  if (field.unit === 'clients') return String(typeof value === 'number' ? clientsOf(value) : 0);
  return value === undefined ? '' : String(value);
}

/** A former version as changes of the one that is active. */
export function bringingBack(base: Policy, former: Policy, fields: readonly PolicyField[]): PolicyDraft {
  const typed: Record<string, string> = {};
  for (const field of fields) {
    const [is, was] = [shownIn(base, field, emptyDraft), shownIn(former, field, emptyDraft)];
    if (is !== was) typed[field.path] = was;
  }
  const same = JSON.stringify(base.productLines ?? {}) === JSON.stringify(former.productLines ?? {});
  return { typed, lines: same ? null : (former.productLines ?? {}) };
}
