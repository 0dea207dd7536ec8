import type { JSX } from 'preact';
import type { ConversationCard } from '../../../http/desk/conversations/card-contract.ts';
import { usePage } from '../frame/page.ts';
import { ChoiceField } from '../kit/field.tsx';
import { useRead } from '../kit/use-read.ts';

/** Says what the conversation is about, of the company's list (R23). */
export function Topic({ card }: { readonly card: ConversationCard }): JSX.Element | null {
  const { t, api, desk } = usePage();
  const topics = useRead('topics', 'company', () => api('GET /topics')).value?.topics ?? [];
  const { topic } = card;
  const name = topics.find((each) => each.key === topic)?.name ?? topic;
  if (!card.may.topic)
    return name === null ? null : (
      <section class="card-section">
        <p class="muted">{t('topic.is', { name })}</p>
      </section>
    );
  const former = topic === null || topics.some((each) => each.key === topic) ? [] : [[topic, topic] as const];
  return (
    <section class="card-section">
      <ChoiceField
        label={t('topic.label')}
        name="topic"
        value={topic ?? ''}
        all={[
          ...(topic === null ? [['', t('topic.none')] as const] : []),
          ...former,
          ...topics.map((each) => [each.key, each.name] as const),
        ]}
        set={(chosen) => (chosen === '' ? undefined : void desk.setTopic(chosen))}
      />
    </section>
  );
}
