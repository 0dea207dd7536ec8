import { useMemo, useState } from 'preact/hooks';
import type { Policy } from '../../../domain/policy.ts';
import { policyMistakes } from '../../../domain/policy-check.ts';
import { type PolicyField, policyFields } from '../../../domain/policy-fields.ts';
import type { PolicyMistakeWorded, PolicyView } from '../../../http/desk/policy/policy.ts';
import { mistakeInWords } from '../../../texts/policy-words.ts';
import { usePage } from '../frame/page.ts';
import { drafted, emptyDraft, isEmpty, type KeptPolicy, type PolicyDraft, readPolicyDraft } from './policy-draft.ts';

export interface PolicyEditing {
  /** the policy that is active */
  readonly base: Policy;
  readonly fields: readonly PolicyField[];
  /** what was changed; null: nothing */
  readonly kept: KeptPolicy | null;
  readonly draft: PolicyDraft;
  /** the policy as it would be */
  readonly policy: Policy;
  /** by path, in words */
  readonly mistakes: ReadonlyMap<string, string>;
  readonly change: (draft: PolicyDraft, restores?: number | null) => void;
  readonly discard: () => void;
  /** keeps what the server found wrong, until the next change */
  readonly setRefused: (mistakes: readonly PolicyMistakeWorded[]) => void;
}

/** The draft's key among the drafts of this browser. */
const draftId = 'policy';

/** Keeps the policy being edited: what was changed stays in the browser until it is activated or discarded. */
export function usePolicyDraft(view: PolicyView): PolicyEditing {
  const { language, drafts } = usePage();
  const [kept, setKept] = useState(() => (view.may.change ? readPolicyDraft(drafts.read(draftId, 'note')) : null));
  const [refused, setRefused] = useState<readonly PolicyMistakeWorded[]>([]);
  const draft = kept?.draft ?? emptyDraft;
  const base = view.data as Policy;
  const departments = useMemo(() => view.departments.map(({ key }) => key), [view.departments]);
  const fields = useMemo(() => policyFields(departments), [departments]);
  const policy = drafted(base, fields, draft);
  const mistakes = new Map([
    ...refused.map(({ path, words }) => [path, words] as const),
    ...policyMistakes(policy, departments).map((each) => [each.path, mistakeInWords(language, each)] as const),
  ]);
  const change = (next: PolicyDraft, restores = kept?.restores ?? null): void => {
    const whole = isEmpty(next) ? null : { base: kept?.base ?? view.version, draft: next, restores };
    setKept(whole);
    drafts.write(draftId, 'note', whole === null ? '' : JSON.stringify(whole));
    setRefused([]);
  };
  return { base, fields, kept, draft, policy, mistakes, change, discard: () => change(emptyDraft), setRefused };
}
