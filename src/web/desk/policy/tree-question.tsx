import type { JSX } from 'preact';
import type { TreeMistakeWorded } from '../../../http/desk/policy/tree.ts';
import { usePage } from '../frame/page.ts';
import { Choice, FormField } from '../kit/form-field.tsx';
import {
  asKind,
  freshId,
  inOrder,
  moved,
  type NextDraft,
  noWords,
  nowhere,
  type QuestionDraft,
  type TreeDraft,
  withoutQuestion,
  withQuestion,
} from './tree-draft.ts';
import { TreeOption } from './tree-option.tsx';
import { WordedField } from './worded-field.tsx';

export interface TreeEdit {
  readonly tree: TreeDraft;
  readonly may: boolean;
  readonly mistakes: readonly TreeMistakeWorded[];
  readonly change: (tree: TreeDraft) => void;
}

const kinds = ['choice', 'text'] as const;

/** One question: its words, how it is answered, and where each answer leads. */
export function TreeQuestion({
  tree,
  may,
  mistakes,
  change,
  id,
  reached,
}: TreeEdit & { readonly id: string; readonly reached: boolean }): JSX.Element | null {
  const { t, language } = usePage();
  const question = tree.questions[id];
  if (question === undefined) return null;
  const set = (next: QuestionDraft): void => change(withQuestion(tree, id, next));
  const own = mistakes.filter(({ path }) => path[0] === 'questions' && path[1] === id);
  const ofOption = (index: number) => own.filter(({ path }) => path[2] === 'options' && path[3] === index);
  const title = question.ask[language].trim() || id;
  return (
    <section class="tree-card" role="group" data-testid={`question-${id}`} aria-label={`${t('tree.question')}: ${title}`}>
      <header class="tree-card-head">
        <strong class="ellipsis" dir="auto">
          {title}
        </strong>
        {id === tree.root ? <span class="chip chip-key">{t('tree.root')}</span> : null}
        {reached ? null : <span class="chip">{t('tree.unreachable')}</span>}
        {may && id !== tree.root ? (
          <button
            type="button"
            class="link-button danger-quiet spread-end"
            aria-label={`${t('tree.question.remove')}: ${title}`}
            onClick={() => change(withoutQuestion(tree, id))}
          >
            {t('tree.question.remove')}
          </button>
        ) : null}
      </header>
      <WordedField
        label={t('tree.question.ask')}
        hidden
        words={question.ask}
        name={`ask-${id}`}
        change={(ask) => set({ ...question, ask })}
      />
      <FormField label={t('tree.question.kind')}>
        <Choice
          name={`kind-${id}`}
          value={question.kind}
          all={kinds.map((each) => [each, t(`tree.kind.${each}`)] as const)}
          choose={(kind) => set(asKind(question, kind))}
        />
      </FormField>
      {question.kind === 'text' ? (
        <>
          <WordedField label={t('tree.question.skip')} words={question.skip} change={(skip) => set({ ...question, skip })} />
          <label class="tick">
            <input
              type="checkbox"
              checked={question.purpose === 'organisation'}
              onChange={(event) => {
                const { purpose: _, ...rest } = question;
                set(event.currentTarget.checked ? { ...rest, purpose: 'organisation' } : rest);
              }}
            />
            <span>{t('tree.question.organisation')}</span>
          </label>
          <NextChoice tree={tree} name={`next-${id}`} value={question.next} choose={(next) => set({ ...question, next })} />
        </>
      ) : (
        <ol class="tree-options">
          {question.options.map((option, index) => (
            <TreeOption
              key={option.id}
              tree={tree}
              option={option}
              name={`${id}-${option.id}`}
              first={index === 0}
              last={index === question.options.length - 1}
              mistakes={ofOption(index)}
              change={(next) => set({ ...question, options: question.options.map((each, at) => (at === index ? next : each)) })}
              remove={() => set({ ...question, options: question.options.filter((_, at) => at !== index) })}
              move={(by) => set({ ...question, options: moved(question.options, index, by) })}
            />
          ))}
        </ol>
      )}
      {own
        .filter(({ path }) => path[2] !== 'options')
        .map(({ words }) => (
          <p key={words} class="trouble">
            {words}
          </p>
        ))}
      {may && question.kind === 'choice' ? (
        <button
          type="button"
          class="link-button"
          data-testid={`option-add-${id}`}
          onClick={() => {
            const taken = question.options.map((each) => each.id);
            set({ ...question, options: [...question.options, { id: freshId('option', taken), label: noWords, next: nowhere }] });
          }}
        >
          {t('tree.option.add')}
        </button>
      ) : null}
    </section>
  );
}

export interface NextProps {
  readonly tree: TreeDraft;
  readonly name: string;
  readonly value: NextDraft;
  readonly choose: (next: NextDraft) => void;
}

/** Where an answer leads: a question or an end, by its words. */
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
    <FormField label={t('tree.next')}>
      <Choice
        name={name}
        value={known ? asText(value) : 'l '}
        all={all}
        choose={(text) => choose(text.startsWith('q ') ? { question: text.slice(2) } : { leaf: text.slice(2) })}
      />
    </FormField>
  );
}
