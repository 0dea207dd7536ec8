import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../../../domain/language.ts';
import type { TreeToWalk } from '../../../http/desk/conversations/question-tree.ts';
import { usePage } from '../frame/page.ts';
import { Input } from '../kit/field.tsx';
import { Icon } from '../kit/icon.tsx';
import type { Marked, Walk } from './walk.ts';

export interface QuestionsProps {
  readonly tree: TreeToWalk;
  readonly way: Walk;
  /** the language the caller speaks: what is to be read out */
  readonly language: Language;
  readonly mark: (answer: Marked) => void;
  readonly unmark: (question: string) => void;
}

/** Shows the question tree, tapped by the specialist while the caller speaks (R3). */
export function Questions(props: QuestionsProps): JSX.Element {
  const { t } = usePage();
  const { tree, way, language } = props;
  const leaf = way.leaf === null ? undefined : tree.leaves[way.leaf];
  return (
    <fieldset class="questions" lang={language}>
      <legend class="form-label">{t('log.questions')}</legend>
      {way.answers.length === 0 ? null : <Answered {...props} />}
      {way.asking === null ? null : <Asking {...props} id={way.asking} />}
      {leaf === undefined ? null : (
        <p class="leaf" role="status" data-testid="leaf">
          <strong>{t('log.goes', { department: leaf.department.name })}</strong>
          {leaf.products.length === 0 ? null : (
            <span class="muted"> {t('log.offers', { products: leaf.products.map((each) => each[language]).join(', ') })}</span>
          )}
        </p>
      )}
    </fieldset>
  );
}

/** Shows what was answered so far; a tap takes an answer back. */
function Answered({ tree, way, language, unmark }: QuestionsProps): JSX.Element {
  const { t } = usePage();
  return (
    <dl class="answered">
      {way.answers.map((each) => {
        const question = tree.questions[each.question];
        const asked = question?.ask[language] ?? '';
        const words = each.text ?? question?.options.find(({ id }) => id === each.option)?.label[language] ?? '';
        return (
          <div key={each.question}>
            <dt>{asked}</dt>
            <dd>
              <button type="button" class="answer" title={t('log.answer.back', { question: asked })} onClick={() => unmark(each.question)}>
                {words}
                <Icon name="retry" />
                <span class="visually-hidden">{t('log.answer.back', { question: asked })}</span>
              </button>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Shows the question to be asked now. */
function Asking({ tree, language, mark, id }: QuestionsProps & { readonly id: string }): JSX.Element | null {
  const question = tree.questions[id];
  if (question === undefined) return null;
  return (
    <div class="asking">
      <p class="ask" data-testid="question">
        {question.ask[language]}
      </p>
      {question.kind === 'text' ? <Typed key={id} question={id} mark={mark} /> : null}
      <div class="taps">
        {question.options.map((each) => (
          <button key={each.id} type="button" class="button" data-testid="tap" onClick={() => mark({ question: id, option: each.id })}>
            {each.label[language]}
          </button>
        ))}
      </div>
    </div>
  );
}

function Typed({ question, mark }: { readonly question: string; readonly mark: (answer: Marked) => void }): JSX.Element {
  const { t } = usePage();
  const [text, setText] = useState('');
  const next = (): void => {
    if (text.trim() !== '') mark({ question, text: text.trim() });
  };
  return (
    <div class="typed">
      <Input
        dir="auto"
        aria-label={t('log.answer.typed')}
        name="typed"
        value={text}
        set={setText}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          next();
        }}
      />
      <button type="button" class="button" data-testid="typed-next" disabled={text.trim() === ''} onClick={next}>
        {t('log.answer.next')}
      </button>
    </div>
  );
}
