import type { JSX } from 'preact';
import type { TreeMistakeWorded } from '../../../http/desk/policy/tree.ts';
import { usePage } from '../frame/page.ts';
import { type ChoiceDraft, freshId, moved, noWords, nowhere, type OptionDraft, type TreeDraft } from './tree-draft.ts';
import { TreeOption } from './tree-option.tsx';

export interface OptionsProps {
  readonly tree: TreeDraft;
  /** of the question */
  readonly id: string;
  readonly question: ChoiceDraft;
  readonly mistakes: readonly TreeMistakeWorded[];
  readonly change: (question: ChoiceDraft) => void;
}

/** Edits the answers to choose from, in order. */
export function TreeOptions({ tree, id, question, mistakes, change }: OptionsProps): JSX.Element {
  const { options } = question;
  const put = (next: OptionDraft[]): void => change({ ...question, options: next });
  const wordsFor = (index: number): string[] =>
    mistakes.filter(({ path }) => path[2] === 'options' && path[3] === index).map(({ words }) => words);
  return (
    <ol class="tree-options">
      {options.map((option, index) => (
        <TreeOption
          key={option.id}
          tree={tree}
          option={option}
          name={`${id}-${option.id}`}
          first={index === 0}
          last={index === options.length - 1}
          mistakes={wordsFor(index)}
          change={(next) => put(options.map((each, at) => (at === index ? next : each)))}
          remove={() => put(options.filter((_, at) => at !== index))}
          move={(by) => put(moved(options, index, by))}
        />
      ))}
    </ol>
  );
}

export function AddOption({ id, question, change }: Pick<OptionsProps, 'id' | 'question' | 'change'>): JSX.Element {
  const { t } = usePage();
  const add = (): void => {
    const taken = question.options.map((each) => each.id);
    change({ ...question, options: [...question.options, { id: freshId('option', taken), label: noWords, next: nowhere }] });
  };
  return (
    <button type="button" class="link-button" data-testid={`option-add-${id}`} onClick={add}>
      {t('tree.option.add')}
    </button>
  );
}
