import type { Worded } from '../../../domain/language.ts';
import type { Consent, Policy } from '../../../domain/policy.ts';
import { valueAt, withValue } from '../../../domain/policy-data.ts';
import { clientsOf, type PolicyField, unitsOf } from '../../../domain/policy-fields.ts';
import type { ProductLine } from '../../../domain/product-line.ts';
import type { Segments } from '../../../domain/segment.ts';
import type { ServingRow } from '../../../domain/serving.ts';
import type { Topic } from '../../../domain/topic.ts';

/** What was changed on the page, by path: as it was typed, so that half a number is no other number. */
export interface PolicyDraft {
  readonly typed: Readonly<Record<string, string>>;
  /** null: as they are */
  readonly lines: Readonly<Record<string, ProductLine>> | null;
  /** absent: as they are; null: taken out */
  readonly segments?: Segments | null;
  readonly serving?: readonly ServingRow[];
  readonly consent?: Consent | null;
  readonly topics?: readonly Topic[] | null;
  readonly noReplyReasons?: readonly Worded[] | null;
}

/** Parts of a policy that are there whole or not at all. */
const wholeParts = ['segments', 'serving', 'consent', 'topics', 'noReplyReasons'] as const;

export const emptyDraft: PolicyDraft = { typed: {}, lines: null };

export const isEmpty = ({ typed, lines, ...wholes }: PolicyDraft): boolean =>
  Object.keys(typed).length === 0 && lines === null && wholeParts.every((part) => wholes[part] === undefined);

/** A draft with the version it began from, and the former version it brings back, if it does. */
export interface KeptPolicy {
  readonly base: number;
  readonly draft: PolicyDraft;
  readonly restores: number | null;
}

/** Reads a draft as it was kept in the browser; null for what is none. */
export function readPolicyDraft(text: string): KeptPolicy | null {
  try {
    const kept: Partial<KeptPolicy> | null = JSON.parse(text);
    if (kept === null || typeof kept.base !== 'number' || typeof kept.draft?.typed !== 'object') return null;
    return { base: kept.base, draft: { ...kept.draft, lines: kept.draft.lines ?? null }, restores: kept.restores ?? null };
  } catch {
    return null;
  }
}

/** Returns the policy as the page has it now; what is no number yet becomes one that no policy takes. */
export function drafted(base: Policy, fields: readonly PolicyField[], { typed, lines, ...wholes }: PolicyDraft): Policy {
  const plain = fields.reduce((made, field) => {
    const text = typed[field.path];
    return text === undefined ? made : withValue(made, field.path, meant(base, field, text));
  }, base);
  const lined = lines === null ? plain : withValue(plain, 'productLines', Object.keys(lines).length === 0 ? undefined : lines);
  return wholeParts.reduce((made, part) => {
    const whole = wholes[part];
    // A table without a line is none.
    return whole === undefined
      ? made
      : withValue(made, part, whole === null || (part === 'serving' && wholes.serving?.length === 0) ? undefined : whole);
  }, lined);
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

/** Returns what stands in a field: what was typed, else what the policy says, else the usual. */
export function shownIn(base: Policy, field: PolicyField, { typed }: PolicyDraft): string {
  const text = typed[field.path];
  if (text !== undefined) return text;
  const value = valueAt(base, field.path) ?? field.usual;
  if (field.unit === 'switch') return value === true ? 'yes' : 'no';
  if (field.unit === 'clients') return String(typeof value === 'number' ? clientsOf(value) : 0);
  return value === undefined ? '' : String(value);
}

/** Returns a former version as changes of the one that is active. */
export function bringingBack(base: Policy, former: Policy, fields: readonly PolicyField[]): PolicyDraft {
  const typed: Record<string, string> = {};
  for (const field of fields) {
    const [is, was] = [shownIn(base, field, emptyDraft), shownIn(former, field, emptyDraft)];
    if (is !== was) typed[field.path] = was;
  }
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  const same = JSON.stringify(base.productLines ?? {}) === JSON.stringify(former.productLines ?? {});
  return {
    typed,
    lines: same ? null : (former.productLines ?? {}),
    ...(isSame(base.segments, former.segments) ? {} : { segments: former.segments ?? null }),
    ...(isSame(base.serving, former.serving) ? {} : { serving: former.serving ?? [] }),
    ...(isSame(base.consent, former.consent) ? {} : { consent: former.consent ?? null }),
    ...(isSame(base.topics, former.topics) ? {} : { topics: former.topics ?? null }),
    ...(isSame(base.noReplyReasons, former.noReplyReasons) ? {} : { noReplyReasons: former.noReplyReasons ?? null }),
  };
}
