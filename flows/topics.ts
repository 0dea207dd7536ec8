import type { LeafId } from '../src/domain/content.ts';
import type { Answer } from '../src/domain/decision.ts';
import type { Policy } from '../src/domain/policy.ts';
import type { Topic, TopicKey } from '../src/domain/topic.ts';
import type { Tree } from './tree.ts';

/** What conversations are about until a company lists topics of its own. */
const usualTopics: readonly Topic[] = [
  { key: 'problem', name: { ru: 'Не работает', en: 'Problem' } },
  { key: 'document', name: { ru: 'Документы', en: 'Documents' } },
  { key: 'new-user', name: { ru: 'Новый сотрудник', en: 'New user' } },
  { key: 'invoice', name: { ru: 'Счета и оплата', en: 'Invoices and payments' }, finance: true, menu: true },
  { key: 'order', name: { ru: 'Заказ', en: 'Order' } },
  { key: 'wish', name: { ru: 'Пожелание', en: 'Wish' } },
  { key: 'other', name: { ru: 'Другое', en: 'Other' } },
];

export function topicsOf({ topics }: Pick<Policy, 'topics'>): readonly Topic[] {
  return topics ?? usualTopics;
}

/** What a topic is called; its key where the list has it no more. */
export function topicName(topics: readonly Topic[], key: string, language: 'ru' | 'en'): string {
  return topics.find((each) => each.key === key)?.name[language] ?? key;
}

/** What the answers to a tree's questions say a matter is about: its leaf, else the last option that names a topic; null: nothing. */
export function topicOfTree(tree: Tree, answers: readonly Answer[], leaf: LeafId | null): TopicKey | null {
  const ofLeaf = leaf === null ? undefined : tree.leaves[leaf]?.topic;
  const ofAnswers = answers.flatMap(({ question, option }) => {
    const asked = tree.questions[question];
    return asked?.kind === 'choice' ? (asked.options.find(({ id }) => id === option)?.topic ?? []) : [];
  });
  return ofLeaf ?? ofAnswers.at(-1) ?? null;
}
