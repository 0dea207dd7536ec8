import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Policy } from '../../../domain/policy.ts';
import { policyMistakes } from '../../../domain/policy-check.ts';
import { policyFields, policySections } from '../../../domain/policy-fields.ts';
import type { PolicyMistakeWorded, PolicyView } from '../../../http/desk/policy/policy.ts';
import { mistakeInWords, tPolicy } from '../../../texts/policy-words.ts';
import { CompanyTabs } from '../frame/company-tabs.tsx';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { useRead } from '../kit/use-read.ts';
import { PolicyChanges } from './policy-changes.tsx';
import { PolicyConsent } from './policy-consent.tsx';
import { drafted, emptyDraft, isEmpty, type PolicyDraft, readPolicyDraft } from './policy-draft.ts';
import { PolicyHistory } from './policy-history.tsx';
import { PolicyLines } from './policy-lines.tsx';
import { PolicySectionFields } from './policy-section.tsx';
import { PolicySegments } from './policy-segments.tsx';

/** The company's rules in plain words; heads read them, directors and administrators change them. */
export function PolicyPage(): JSX.Element {
  const { t, api } = usePage();
  const read = useRead('policy', 'company', api.policy);
  return (
    <PageFrame
      name="policy"
      title={t('policy.title')}
      actions={read.value === null ? null : <span class="chip">{t('policy.version', { version: read.value.version })}</span>}
      tools={<CompanyTabs here="policy" />}
    >
      <Loaded read={read}>{(view) => <PolicyEditor view={view} set={read.set} again={read.again} />}</Loaded>
    </PageFrame>
  );
}

interface EditorProps {
  readonly view: PolicyView;
  readonly set: (view: PolicyView) => void;
  readonly again: () => void;
}

/** The draft's place among the drafts of this browser. */
const draftId = 'policy';

function PolicyEditor({ view, set, again }: EditorProps): JSX.Element {
  const { t, language, drafts } = usePage();
  const [kept, setKept] = useState(() => (view.may.change ? readPolicyDraft(drafts.read(draftId, 'note')) : null));
  const draft = kept?.draft ?? emptyDraft;
  const [refused, setRefused] = useState<readonly PolicyMistakeWorded[]>([]);
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
  const discard = (): void => change(emptyDraft);
  return (
    <div class="policy">
      <div class="policy-fields">
        {view.may.change ? null : <p class="muted page-text">{t('policy.read-only')}</p>}
        {policySections.map((section) => (
          <section key={section} class="policy-section" data-testid={`policy-${section}`}>
            <h2>{tPolicy(language, `section.${section}`)}</h2>
            <p class="muted">{tPolicy(language, `section.${section}.text`)}</p>
            {section === 'handover' ? (
              <PolicyLines
                lines={draft.lines ?? base.productLines ?? {}}
                may={view.may.change}
                mistakes={mistakes}
                change={(lines) => change({ ...draft, lines })}
              />
            ) : section === 'segments' ? (
              <PolicySegments
                segments={policy.segments ?? null}
                may={view.may.change}
                mistakes={mistakes}
                change={(segments) => change({ ...draft, segments })}
              />
            ) : section === 'consent' ? (
              <PolicyConsent
                consent={policy.consent ?? null}
                may={view.may.change}
                mistakes={mistakes}
                change={(consent) => change({ ...draft, consent })}
              />
            ) : (
              <PolicySectionFields
                fields={fields.filter((each) => each.section === section)}
                departments={view.departments}
                base={base}
                draft={draft}
                may={view.may.change}
                mistakes={mistakes}
                change={change}
              />
            )}
          </section>
        ))}
        <PolicyHistory view={view} fields={fields} bring={change} />
      </div>
      {view.may.change ? (
        <PolicyChanges
          view={view}
          policy={policy}
          mistakes={mistakes.size}
          meanwhile={kept !== null && kept.base !== view.version}
          restores={kept?.restores ?? null}
          discard={discard}
          done={(active) => {
            discard();
            set(active);
          }}
          refused={setRefused}
          again={again}
        />
      ) : null}
    </div>
  );
}
