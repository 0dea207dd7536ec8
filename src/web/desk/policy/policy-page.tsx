import type { JSX } from 'preact';
import { type PolicySection, policySections } from '../../../domain/policy-fields.ts';
import type { Topic } from '../../../domain/topic.ts';
import type { PolicyView } from '../../../http/desk/policy/policy.ts';
import { tPolicy } from '../../../texts/policy-words.ts';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { useRead } from '../kit/use-read.ts';
import { PolicyChanges } from './policy-changes.tsx';
import { PolicyConsent } from './policy-consent.tsx';
import { PolicyHistory } from './policy-history.tsx';
import { PolicyLines } from './policy-lines.tsx';
import { PolicyReasons } from './policy-reasons.tsx';
import { PolicySectionFields } from './policy-section.tsx';
import { PolicySegments } from './policy-segments.tsx';
import { PolicyServing } from './policy-serving.tsx';
import { PolicyTopics } from './policy-topics.tsx';
import { type PolicyEditing, usePolicyDraft } from './use-policy-draft.ts';

/** Shows the company's rules in plain words; heads read them, directors and administrators change them. */
export function PolicyPage(): JSX.Element {
  const { t, api } = usePage();
  const read = useRead('policy', 'company', () => api('GET /policy'));
  return (
    <PageFrame
      name="policy"
      title={t('policy.title')}
      actions={read.value === null ? null : <span class="chip">{t('policy.version', { version: read.value.version })}</span>}
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

function PolicyEditor({ view, set, again }: EditorProps): JSX.Element {
  const { t } = usePage();
  const editing = usePolicyDraft(view);
  const { kept, policy, mistakes, fields, change, discard } = editing;
  return (
    <div class="policy">
      <div class="policy-fields">
        {view.may.change ? null : <p class="muted page-text">{t('policy.read-only')}</p>}
        {policySections.map((section) => (
          <Section key={section} section={section} view={view} editing={editing} />
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
          refused={editing.setRefused}
          again={again}
        />
      ) : null}
    </div>
  );
}

interface SectionProps {
  readonly section: PolicySection;
  readonly view: PolicyView;
  readonly editing: PolicyEditing;
}

function Section(props: SectionProps): JSX.Element {
  const { language } = usePage();
  const { section } = props;
  return (
    <section class="policy-section" data-testid={`policy-${section}`}>
      <h2>{tPolicy(language, `section.${section}`)}</h2>
      <p class="muted">{tPolicy(language, `section.${section}.text`)}</p>
      <SectionBody {...props} />
    </section>
  );
}

/** Most sections are fields of one kind; a few are more than that. */
function SectionBody({ section, view, editing }: SectionProps): JSX.Element {
  const { base, fields, draft, policy, mistakes, change } = editing;
  const common = { may: view.may.change, mistakes };
  switch (section) {
    case 'handover':
      return <PolicyLines {...common} lines={draft.lines ?? base.productLines ?? {}} change={(lines) => change({ ...draft, lines })} />;
    case 'segments':
      return <PolicySegments {...common} segments={policy.segments ?? null} change={(segments) => change({ ...draft, segments })} />;
    case 'serving':
      return (
        <PolicyServing
          {...common}
          table={policy.serving ?? []}
          departments={view.departments}
          change={(serving) => change({ ...draft, serving })}
        />
      );
    case 'consent':
      return <PolicyConsent {...common} consent={policy.consent ?? null} change={(consent) => change({ ...draft, consent })} />;
    case 'topics':
      return (
        <PolicyTopics
          {...common}
          topics={policy.topics ?? (view.topics as readonly Topic[])}
          change={(topics) => change({ ...draft, topics })}
        />
      );
    case 'reasons':
      return (
        <PolicyReasons
          {...common}
          reasons={policy.noReplyReasons ?? view.noReplyReasons}
          change={(noReplyReasons) => change({ ...draft, noReplyReasons })}
        />
      );
    default:
      return (
        <PolicySectionFields
          {...common}
          fields={fields.filter((each) => each.section === section)}
          departments={view.departments}
          base={base}
          draft={draft}
          change={change}
        />
      );
  }
}
