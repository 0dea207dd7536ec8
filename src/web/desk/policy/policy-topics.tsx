import type { JSX } from 'preact';
import { languages } from '../../../domain/language.ts';
import type { Topic } from '../../../domain/topic.ts';
import { usePage } from '../frame/page.ts';
import { CheckField, TextField } from '../kit/field.tsx';
import { Mistakes } from './mistakes.tsx';

export interface TopicsProps {
  readonly topics: readonly Topic[];
  readonly may: boolean;
  readonly mistakes: ReadonlyMap<string, string>;
  readonly change: (topics: readonly Topic[]) => void;
}

/** Edits what conversations can be about (R23): a key for programs, a name in both languages, and who answers about it. */
export function PolicyTopics({ topics, may, mistakes, change }: TopicsProps): JSX.Element {
  const { t } = usePage();
  const wrong = [...mistakes].flatMap(([path, words]) => (path === 'topics' || path.startsWith('topics.') ? [words] : []));
  return (
    <>
      {topics.map((topic, at) => (
        <TopicFields
          key={at}
          topic={topic}
          at={at}
          may={may}
          change={(next) => change(topics.map((each, i) => (i === at ? next : each)))}
          remove={() => change(topics.filter((_, i) => i !== at))}
        />
      ))}
      {may ? (
        <button
          type="button"
          class="button"
          data-testid="topic-add"
          onClick={() => change([...topics, { key: '', name: { ru: '', en: '' } }])}
        >
          {t('policy.topics.add')}
        </button>
      ) : null}
      <Mistakes words={[...new Set(wrong)]} />
    </>
  );
}

interface TopicFieldsProps {
  readonly topic: Topic;
  readonly at: number;
  readonly may: boolean;
  readonly change: (topic: Topic) => void;
  readonly remove: () => void;
}

function TopicFields({ topic, at, may, change, remove }: TopicFieldsProps): JSX.Element {
  const { t } = usePage();
  const { finance, menu, ...plain } = topic;
  const put = (marks: Pick<Topic, 'finance' | 'menu'>): void =>
    change({ ...plain, ...(marks.finance === true && { finance: true }), ...(marks.menu === true && { menu: true }) });
  return (
    <div class="policy-line-row">
      <TextField
        label={t('policy.topics.key')}
        name={`topic-key-${at}`}
        maxLength={32}
        disabled={!may}
        value={topic.key}
        set={(key) => change({ ...topic, key })}
      />
      {languages.map((each) => (
        <TextField
          key={each}
          label={t(`policy.topics.name.${each}`)}
          name={`topic-${each}-${at}`}
          maxLength={60}
          disabled={!may}
          value={topic.name[each]}
          set={(words) => change({ ...topic, name: { ...topic.name, [each]: words } })}
        />
      ))}
      <CheckField
        label={t('policy.topics.finance')}
        name={`topic-finance-${at}`}
        disabled={!may}
        value={finance === true}
        set={(on) => put({ finance: on, ...(menu === true && { menu: true }) })}
      />
      <CheckField
        label={t('policy.topics.menu')}
        name={`topic-menu-${at}`}
        disabled={!may}
        value={menu === true}
        set={(on) => put({ menu: on, ...(finance === true && { finance: true }) })}
      />
      {may ? (
        <button type="button" class="link-button" data-testid={`topic-remove-${at}`} onClick={remove}>
          {t('policy.topics.remove')}
        </button>
      ) : null}
    </div>
  );
}
