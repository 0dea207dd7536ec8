import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { ChoiceField } from '../kit/field.tsx';
import { inOrder, type NextDraft, type TreeDraft } from './tree-draft.ts';

export interface NextProps {
  readonly tree: TreeDraft;
  readonly name: string;
  readonly value: NextDraft;
  readonly choose: (next: NextDraft) => void;
}

/** Asks where an answer leads: to a question or an end, by its words. */
export function NextChoice({ tree, name, value, choose }: NextProps): JSX.Element {
  const { t, language } = usePage();
  const asText = (next: NextDraft): string => ('question' in next ? `q ${next.question}` : `l ${next.leaf}`);
  const all = [
    ['l ', t('tree.next.nowhere')] as const,
    ...inOrder(tree).ids.map(
      (id) => [`q ${id}`, t('tree.next.question', { name: tree.questions[id]?.ask[language].trim() || id })] as const,
    ),
    ...Object.keys(tree.leaves).map((id) => [`l ${id}`, t('tree.next.leaf', { name: id })] as const),
  ];
  const known = all.some(([each]) => each === asText(value));
  return (
    <ChoiceField
      label={t('tree.next')}
      name={name}
      value={known ? asText(value) : 'l '}
      all={all}
      set={(text) => choose(text.startsWith('q ') ? { question: text.slice(2) } : { leaf: text.slice(2) })}
    />
  );
}
