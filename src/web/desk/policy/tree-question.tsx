import type { JSX } from 'preact';
import { leadingPurposes } from '../../../domain/lead.ts';
import { usePage } from '../frame/page.ts';
import { ChoiceField } from '../kit/field.tsx';
import { Mistakes } from './mistakes.tsx';
import { NextChoice } from './next-choice.tsx';
import { asKind, type QuestionDraft, type TextDraft, type TreeDraft, type TreeEdit, withoutQuestion, withQuestion } from './tree-draft.ts';
import { AddOption, TreeOptions } from './tree-options.tsx';
import { WordedField } from './worded-field.tsx';

const kinds = ['choice', 'text'] as const;
/** What a question in one's own words is for: what its answer is taken as. */
const purposes = ['words', ...leadingPurposes] as const;

interface QuestionProps extends TreeEdit {
  readonly id: string;
  /** whether any way leads there */
  readonly reached: boolean;
}

/** Edits one question: its words, how it is answered, and where each answer leads. */
export function TreeQuestion({ tree, may, mistakes, change, id, reached }: QuestionProps): JSX.Element | null {
  const { t, language } = usePage();
  const question = tree.questions[id];
  if (question === undefined) return null;
  const set = (next: QuestionDraft): void => change(withQuestion(tree, id, next));
  const own = mistakes.filter(({ path }) => path[0] === 'questions' && path[1] === id);
  const title = question.ask[language].trim() || id;
  const isRoot = id === tree.root;
  const remove = may && !isRoot ? () => change(withoutQuestion(tree, id)) : null;
  return (
    <section class="tree-card" role="group" data-testid={`question-${id}`} aria-label={`${t('tree.question')}: ${title}`}>
      <Head title={title} isRoot={isRoot} reached={reached} remove={remove} />
      <WordedField
        label={t('tree.question.ask')}
        hidden
        words={question.ask}
        name={`ask-${id}`}
        change={(ask) => set({ ...question, ask })}
      />
      <ChoiceField
        label={t('tree.question.kind')}
        name={`kind-${id}`}
        value={question.kind}
        all={kinds.map((each) => [each, t(`tree.kind.${each}`)])}
        set={(kind) => set(asKind(question, kind))}
      />
      {question.kind === 'text' ? (
        <TextQuestion tree={tree} id={id} question={question} change={set} />
      ) : (
        <TreeOptions tree={tree} id={id} question={question} mistakes={own} change={set} />
      )}
      <Mistakes words={own.filter(({ path }) => path[2] !== 'options').map(({ words }) => words)} />
      {may && question.kind === 'choice' ? <AddOption id={id} question={question} change={set} /> : null}
    </section>
  );
}

interface HeadProps {
  readonly title: string;
  readonly isRoot: boolean;
  readonly reached: boolean;
  /** null: it may not be */
  readonly remove: (() => void) | null;
}

function Head({ title, isRoot, reached, remove }: HeadProps): JSX.Element {
  const { t } = usePage();
  return (
    <header class="tree-card-head">
      <strong class="ellipsis" dir="auto">
        {title}
      </strong>
      {isRoot ? <span class="chip chip-key">{t('tree.root')}</span> : null}
      {reached ? null : <span class="chip">{t('tree.unreachable')}</span>}
      {remove === null ? null : (
        <button
          type="button"
          class="link-button danger-quiet spread-end"
          aria-label={`${t('tree.question.remove')}: ${title}`}
          onClick={remove}
        >
          {t('tree.question.remove')}
        </button>
      )}
    </header>
  );
}

interface TextQuestionProps {
  readonly tree: TreeDraft;
  readonly id: string;
  readonly question: TextDraft;
  readonly change: (question: TextDraft) => void;
}

/** Edits a question that is answered in one's own words. */
function TextQuestion({ tree, id, question, change }: TextQuestionProps): JSX.Element {
  const { t } = usePage();
  const { purpose = 'words', ...plain } = question;
  return (
    <>
      <WordedField label={t('tree.question.skip')} words={question.skip} change={(skip) => change({ ...question, skip })} />
      <ChoiceField
        label={t('tree.question.purpose')}
        hint={purpose === 'manager' ? t('tree.purpose.manager.hint') : undefined}
        name={`purpose-${id}`}
        value={purpose}
        all={purposes.map((each) => [each, t(`tree.purpose.${each}`)])}
        set={(next) => change(next === 'words' ? plain : { ...plain, purpose: next })}
      />
      <NextChoice tree={tree} name={`next-${id}`} value={question.next} choose={(next) => change({ ...question, next })} />
    </>
  );
}
