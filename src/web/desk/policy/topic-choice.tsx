import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { ChoiceField } from '../kit/field.tsx';
import { useRead } from '../kit/use-read.ts';

interface TopicChoiceProps {
  readonly name: string;
  readonly value: string | undefined;
  /** undefined: it says nothing of the topic */
  readonly set: (topic: string | undefined) => void;
}

/** Asks what a conversation is about that comes this way through the tree. */
export function TopicChoice({ name, value = '', set }: TopicChoiceProps): JSX.Element {
  const { t, api } = usePage();
  const topics = useRead('topics', 'company', () => api('GET /topics')).value?.topics ?? [];
  const former = value === '' || topics.some((each) => each.key === value) ? [] : [[value, value] as const];
  return (
    <ChoiceField
      label={t('tree.topic')}
      name={name}
      value={value}
      all={[['', t('tree.topic.none')] as const, ...former, ...topics.map((each) => [each.key, each.name] as const)]}
      set={(chosen) => set(chosen === '' ? undefined : chosen)}
    />
  );
}
