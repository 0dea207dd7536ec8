import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../../../domain/language.ts';
import type { TreeToWalk } from '../../../http/desk/conversations/question-tree.ts';
import { usePage } from '../frame/page.ts';
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

/** The question tree, tapped by the specialist while the caller speaks (R3). */
export function Questions({ tree, way, language, mark, unmark }: QuestionsProps): JSX.Element {
  const { t } = usePage();
  const question = way.asking === null ? undefined : tree.questions[way.asking];
  const leaf = way.leaf === null ? undefined : tree.leaves[way.leaf];
  const words = ({ question: id, option, text }: Marked): string =>
    text ?? tree.questions[id]?.options.find((each) => each.id === option)?.label[language] ?? '';
  return (
    <fieldset class="questions" lang={language}>
      <legend class="form-label">{t('log.questions')}</legend>
      {way.answers.length === 0 ? null : (
        <dl class="answered">
          {way.answers.map((each) => {
            const asked = tree.questions[each.question]?.ask[language] ?? '';
            return (
              <div key={each.question}>
                <dt>{asked}</dt>
                <dd>
                  <button
                    type="button"
                    class="answer"
                    title={t('log.answer.back', { question: asked })}
                    onClick={() => unmark(each.question)}
                  >
                    {words(each)}
                    <Icon name="retry" />
                    <span class="visually-hidden">{t('log.answer.back', { question: asked })}</span>
                  </button>
                </dd>
              </div>
            );
          })}
        </dl>
      )}
      {question === undefined || way.asking === null ? null : (
        <div class="asking">
          <p class="ask" data-testid="question">
            {question.ask[language]}
          </p>
          {question.kind === 'text' ? <Typed key={way.asking} question={way.asking} mark={mark} /> : null}
          <div class="taps">
            {question.options.map((each) => (
              <button
                key={each.id}
                type="button"
                class="button"
                data-testid="tap"
                onClick={() => way.asking !== null && mark({ question: way.asking, option: each.id })}
              >
                {each.label[language]}
              </button>
            ))}
          </div>
        </div>
      )}
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

function Typed({ question, mark }: { readonly question: string; readonly mark: (answer: Marked) => void }): JSX.Element {
  const { t } = usePage();
  const [text, setText] = useState('');
  const next = (): void => {
    if (text.trim() !== '') mark({ question, text: text.trim() });
  };
  return (
    <div class="typed">
      <input
        class="input"
        dir="auto"
        aria-label={t('log.answer.typed')}
        data-testid="typed"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
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
